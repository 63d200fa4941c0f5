"""Alembic's environment: the app's engine and metadata, batch mode for SQLite, a lock time-out for PostgreSQL."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from alembic import context
from flask import current_app
from sqlalchemy import Connection

logging.getLogger("alembic").setLevel(logging.WARNING)
extension = current_app.extensions["migrate"]
engine = extension.db.engine


@contextmanager
def keys_aside(connection: Connection) -> Iterator[None]:
    """SQLite changes a table by making it anew, and dropping the old one fails as long as rows of others point to it. It minds no
    keys meanwhile; afterwards every key is looked at once."""
    if connection.dialect.name != "sqlite":
        yield
        return
    driver = connection.connection.dbapi_connection  # below SQLAlchemy, which would begin a transaction: in one it is not heard
    driver.execute("PRAGMA foreign_keys = OFF")
    try:
        yield
        if astray := driver.execute("PRAGMA foreign_key_check").fetchall():
            raise RuntimeError(f"Rows point to nothing after the migrations: {astray[:5]}")
    finally:
        connection.rollback()
        driver.execute("PRAGMA foreign_keys = ON")


def run() -> None:
    """Applies the migrations in one transaction each."""
    with engine.connect() as connection, keys_aside(connection):
        if connection.dialect.name == "postgresql":
            connection.exec_driver_sql("SET lock_timeout = '5s'")
            connection.commit()
        context.configure(
            connection=connection,
            target_metadata=extension.db.metadata,
            render_as_batch=True,
            compare_type=True,
            transaction_per_migration=True,
        )
        with context.begin_transaction():
            context.run_migrations()


run()
