"""Copying the database while others write, and looking into a copy: one way for each engine."""

import os
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from sqlalchemy.engine import URL, Engine

SQLITE_NAME, POSTGRESQL_NAME = "portal.sqlite", "portal.pgdump"


class DatabaseDamaged(RuntimeError):
    """The copy does not pass the engine's own check."""


def copy_database(engine: Engine, folder: Path) -> Path:
    """A consistent copy in *folder*, made by SQLite's online backup or by pg_dump."""
    if engine.dialect.name == "sqlite":
        target = folder / SQLITE_NAME
        with closing(sqlite3.connect(engine.url.database)) as source, closing(sqlite3.connect(target)) as copy:
            source.backup(copy, pages=2000)
        return target
    target = folder / POSTGRESQL_NAME
    _run(engine.url, ["pg_dump", "--format=custom", "--no-owner", f"--file={target}",
                      f"--dbname={engine.url.database}"])
    return target


def check_copy(folder: Path) -> str:
    """What the copy in *folder* is, after its engine's integrity check. Raises DatabaseDamaged."""
    sqlite_copy, dump = folder / SQLITE_NAME, folder / POSTGRESQL_NAME
    if sqlite_copy.exists():
        with closing(sqlite3.connect(sqlite_copy)) as connection:
            answer = connection.execute("PRAGMA integrity_check").fetchone()[0]
            strays = connection.execute("PRAGMA foreign_key_check").fetchall()
        if answer != "ok" or strays:
            raise DatabaseDamaged(f"integrity check: {answer}; {len(strays)} rows point nowhere")
        return "sqlite"
    if not dump.exists():
        raise DatabaseDamaged("the backup holds no database")
    return "postgresql"


def restore_dump(target: URL, folder: Path) -> None:
    """Restores the dump in *folder* into the empty database *target*. Raises DatabaseDamaged."""
    _run(target, ["pg_restore", "--no-owner", "--no-privileges", "--exit-on-error", f"--dbname={target.database}",
                  str(folder / POSTGRESQL_NAME)])


def _run(url: URL, command: list[str]) -> None:
    environment = {**os.environ, "PGUSER": url.username or "", "PGPASSWORD": url.password or "",
                   "PGHOST": url.query.get("host") or url.host or "", "PGPORT": str(url.query.get("port") or url.port or "")}
    done = subprocess.run(command, env={k: v for k, v in environment.items() if v}, capture_output=True, text=True, check=False)
    if done.returncode:
        raise DatabaseDamaged(f"{command[0]} failed: {(done.stderr.strip().splitlines() or ['no word why'])[-1]}")
