"""Alembic's environment: the app's engine and metadata, batch mode for SQLite, a lock time-out for PostgreSQL."""

import logging

from alembic import context
from flask import current_app

logging.getLogger("alembic").setLevel(logging.WARNING)
extension = current_app.extensions["migrate"]
engine = extension.db.engine


def run() -> None:
    """Applies the migrations in one transaction each."""
    with engine.connect() as connection:
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
