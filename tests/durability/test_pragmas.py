"""SQLite keeps what it acknowledged only with the right pair of pragmas; they are read back, and the reading can fail."""

import sqlite3
from pathlib import Path

import pytest
from sqlalchemy import create_engine

from portal.core import db as database
from portal.core.db import SQLITE_PRAGMAS, db
from tests.durability.desk import Desk

DURABLE = {"journal_mode": "truncate", "synchronous": 2}


@pytest.fixture(autouse=True)
def _only_sqlite(app):
    if db.engine.dialect.name != "sqlite":
        pytest.skip("pragmas are SQLite's")


def read_back(connection, names) -> dict[str, object]:
    """What the connection itself says of those pragmas."""
    return {name: connection.cursor().execute(f"PRAGMA {name}").fetchone()[0] for name in names}


def test_every_connection_of_the_pool_is_durable():
    pooled = [db.engine.raw_connection() for _ in range(3)]
    try:
        for connection in pooled:
            assert read_back(connection, DURABLE) == DURABLE
            assert read_back(connection, SQLITE_PRAGMAS) == SQLITE_PRAGMAS
    finally:
        for connection in pooled:
            connection.close()


def test_a_bare_connection_would_be_found_out():
    bare = sqlite3.connect(db.engine.url.database)
    assert bare.execute("PRAGMA journal_mode").fetchone()[0] != DURABLE["journal_mode"]
    assert bare.execute("PRAGMA foreign_keys").fetchone()[0] != SQLITE_PRAGMAS["foreign_keys"]
    bare.close()


@pytest.mark.parametrize("name, refused", [("journal_mode", "sideways"), ("synchronous", 9), ("secure_delete", 7)])
def test_a_value_that_sqlite_does_not_take_stops_the_connection(monkeypatch, name, refused):
    monkeypatch.setitem(database.SQLITE_PRAGMAS, name, refused)
    engine = create_engine(db.engine.url)
    with pytest.raises(RuntimeError, match=f"did not accept PRAGMA {name}"):
        engine.connect()
    engine.dispose()


def test_a_saved_entry_leaves_an_empty_journal_and_no_write_ahead_log(app, sign_in):
    desk = Desk(app, sign_in("desk_officer"))
    desk.send(app, desk.form())
    file = Path(db.engine.url.database)
    assert file.with_name(f"{file.name}-journal").stat().st_size == 0
    assert not file.with_name(f"{file.name}-wal").exists()
