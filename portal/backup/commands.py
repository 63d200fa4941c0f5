"""One command makes a backup, one proves it by restoring it into a scratch place."""

import json
import os
import shutil
import sys
import tempfile
import uuid
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import URL, Engine, create_engine, make_url, text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session
from sqlalchemy.pool import NullPool

from portal.audit import queries, trail
from portal.audit.verify_trail import main as verify_main
from portal.backup.archive import BackupDamaged, kept_files, read_archive, write_archive
from portal.backup.database import SQLITE_NAME, DatabaseDamaged, check_copy, copy_database, restore_dump
from portal.core import clock
from portal.core.attachments import check_files
from portal.core.db import db, refresh_statistics
from portal.core.keys import current_vault

group = AppGroup("backup", help="Backups and the proof that they can be restored.")


@group.command("make")
@click.argument("folder", type=click.Path(file_okay=False), required=False)
def make(folder: str | None) -> None:
    """Makes a sealed backup of database and files in FOLDER (backups/ beside the files) while the portal works."""
    target_folder = Path(folder or Path(current_app.config["FILES"]).parent / "backups")
    name = clock.to_ist(clock.now()).strftime("portal-%Y%m%d-%H%M%S")
    try:
        target = _make(target_folder, name)
    except (OSError, DatabaseDamaged) as fault:
        raise click.ClickException(f"No backup was made: {fault}") from None
    trail.record(None, "backup:backup:made", name=name, bytes=target.stat().st_size)
    db.session.commit()
    refresh_statistics()  # the one thing every station runs by the hour
    click.echo(f"backup: {target} ({target.stat().st_size // 1024} KB); keep it apart from the key file")


def _make(folder: Path, name: str) -> Path:
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    target = folder / f"{name}.mskb"
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        copy = copy_database(db.engine, Path(scratch))
        # The database first: a row in it never lacks its file. Renamed when whole: half a backup never looks like one.
        half = Path(scratch) / target.name
        write_archive(half, current_vault(), name, [(copy.name, copy), *kept_files(Path(current_app.config["FILES"]))])
        half.rename(target)
    _sync(folder)
    return target


@group.command("restore")
@click.argument("backup", type=click.Path(exists=True, dir_okay=False))
@click.option("--into", type=click.Path(file_okay=False), help="Where to restore; without it, a place that is removed again.")
@click.option("--anchor", type=click.Path(exists=True, dir_okay=False), help="Anchors written down earlier.")
@click.option("--server", help="PostgreSQL: URL with a role that may create the scratch database; the portal's own may not.")
def restore(backup: str, into: str | None, anchor: str | None, server: str | None) -> None:
    """Restores into a scratch place and checks integrity, trail and files. The running portal is not touched."""
    folder = Path(into or tempfile.mkdtemp(prefix="portal-restore-"))
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    if any(folder.iterdir()):
        raise click.ClickException(f"{folder} is not empty. Name a new folder.")
    try:
        read_archive(Path(backup), current_vault(), folder)
        code = _prove(folder, anchor, server)
    except (BackupDamaged, DatabaseDamaged) as fault:
        raise click.ClickException(str(fault)) from None
    finally:
        if into is None:
            shutil.rmtree(folder, ignore_errors=True)
    sys.exit(code)


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _prove(folder: Path, anchor: str | None, server: str | None) -> int:
    """0 when copy, trail and files are whole; says what it found."""
    kind = check_copy(folder)
    click.echo(f"restore: {kind} copy is sound")
    with _restored(kind, folder, make_url(server) if server else db.engine.url) as engine, Session(engine) as session:
        exported = folder / "trail.jsonl"
        with exported.open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in queries.export_rows(session))
        code = verify_main([str(exported), *(["--anchor", anchor] if anchor else [])])
        exported.unlink()
        count = session.execute(text("SELECT COUNT(*) FROM attachments")).scalar_one()
        # A file whose row came after the copy is no fault of the backup.
        faults = [one for one in check_files(session, folder / "files") if one.kind in ("no_file", "changed")]
    click.echo(f"restore: {count} attachments in the records, {len(faults)} files missing or changed")
    return 1 if faults else code


@contextmanager
def _restored(kind: str, folder: Path, url: URL) -> Iterator[Engine]:
    """The restored database: the file itself, or a scratch database on the server of *url*, dropped afterwards."""
    with ExitStack() as stack:
        if kind == "sqlite":
            place = URL.create("sqlite", database=str(folder / SQLITE_NAME))
        else:
            scratch = stack.enter_context(_scratch_database(url))
            restore_dump(scratch, folder)
            place = scratch
        engine = create_engine(place)
        stack.callback(engine.dispose)
        yield engine


@contextmanager
def _scratch_database(url: URL) -> Iterator[URL]:
    name = f"restore_{uuid.uuid4().hex[:12]}"
    server = create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with server.connect() as connection:
        try:
            connection.execute(text(f'CREATE DATABASE "{name}" TEMPLATE template0'))
        except ProgrammingError:
            raise DatabaseDamaged("this role may not create the scratch database; name one that may: --server URL") from None
        try:
            yield url.set(database=name)
        finally:
            connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))
