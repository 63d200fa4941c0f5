"""The database: one declarative base, the types every table uses, and the pragmas that keep what was acknowledged."""

import sqlite3
import uuid
from contextvars import ContextVar
from datetime import UTC, datetime
from typing import Any

from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import DateTime, Engine, ForeignKey, MetaData, Select, Uuid, event
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column
from sqlalchemy.types import TypeDecorator
from uuid6 import uuid7

from portal.core.errors import NotFound

NAMING = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s",
    "pk": "pk_%(table_name)s",
}

# Rollback journal with a synced truncate: the pair that lost nothing in simulated power cuts, and that the
# WAL-reset fault of SQLite 3.7.0 to 3.51.2 cannot reach (docs/why/database.md).
SQLITE_PRAGMAS = {
    "journal_mode": "truncate",
    "synchronous": 2,
    "foreign_keys": 1,
    "recursive_triggers": 1,
    "trusted_schema": 0,
    "secure_delete": 1,
}
SQLITE_BUSY_MS = 8000


class Base(DeclarativeBase):
    """Base of every table; constraint names follow one convention so that a refusal can be named on the page."""

    metadata = MetaData(naming_convention=NAMING)


db = SQLAlchemy(model_class=Base, session_options={"expire_on_commit": False})
Model = db.Model


class UtcDateTime(TypeDecorator[datetime]):
    """An aware moment, kept in UTC on both engines; naive values are refused."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect) -> datetime | None:
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment without a time zone")
        value = value.astimezone(UTC)
        return value.replace(tzinfo=None) if dialect.name == "sqlite" else value

    def process_result_value(self, value: datetime | None, dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def new_id() -> uuid.UUID:
    """A UUIDv7: random enough not to be guessed, ordered by time, safe to merge between stations."""
    return uuid.UUID(int=uuid7().int)


def id_column() -> Mapped[uuid.UUID]:
    """The primary key of every table."""
    return mapped_column(Uuid, primary_key=True, default=new_id)


def only(statement: Select, *, for_change: bool = False) -> Any:
    """The one row that *statement* reaches, locked *for_change*; NotFound when it reaches none, as if there were none."""
    found = db.session.scalar(statement.with_for_update() if for_change else statement)
    if found is None:
        raise NotFound
    return found


def unit_column(*, index: bool = False) -> Mapped[uuid.UUID]:
    """The unit a row belongs to; the scope rule looks at nothing else."""
    return mapped_column(Uuid, ForeignKey("units.id"), nullable=False, index=index)


# SQLite has one writer: a request that will write asks for the lock at once and waits its turn, instead of
# failing half-way when a read turns into a write. Requests that only read do not ask.
_will_write: ContextVar[bool] = ContextVar("will_write", default=True)


def will_write(intent: bool) -> None:
    """Says whether transactions begun from here on in this context are going to write."""
    _will_write.set(intent)


@event.listens_for(Engine, "connect")
def _prepare_sqlite(connection, _record) -> None:
    if not isinstance(connection, sqlite3.Connection):
        return
    connection.isolation_level = None  # we say BEGIN ourselves, below
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={SQLITE_BUSY_MS}")
    for name, value in SQLITE_PRAGMAS.items():
        cursor.execute(f"PRAGMA {name}={value}")
        answer = cursor.execute(f"PRAGMA {name}").fetchone()[0]
        if answer != value and answer != "memory":
            raise RuntimeError(f"SQLite did not accept PRAGMA {name}={value}; it answered {answer}.")
    cursor.close()


@event.listens_for(Engine, "begin")
def _begin_sqlite(connection) -> None:
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql("BEGIN IMMEDIATE" if _will_write.get() else "BEGIN")


def refresh_statistics() -> None:
    """Tells SQLite how its tables have grown, so that it goes by the woman and not by her whole station.

    Without figures it takes an index of three columns for better than one of one column, and walks through every complaint
    of a station to find two. A thousand rows of each index are looked at, a few milliseconds; PostgreSQL does this by itself.
    """
    if db.engine.dialect.name == "sqlite":
        with db.engine.connect() as connection:
            connection.exec_driver_sql("PRAGMA analysis_limit=1000")
            connection.exec_driver_sql("ANALYZE")
            connection.commit()
