"""One command makes a backup, one proves it by restoring it into a scratch place."""

import json
import shutil
import sqlite3
import sys
import tempfile
import uuid
from contextlib import closing
from pathlib import Path

import click
from flask import current_app
from flask.cli import AppGroup
from sqlalchemy import URL, create_engine, make_url, text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.orm import Session

from portal.audit import queries, trail
from portal.audit.verify_trail import main as verify_main
from portal.backup.archive import BackupDamaged, read_archive, write_archive
from portal.backup.database import SQLITE_NAME, DatabaseDamaged, check_copy, copy_database, restore_dump
from portal.core import clock
from portal.core.db import db
from portal.core.keys import current_vault

group = AppGroup("backup", help="Backups and the proof that they can be restored.")


@group.command("make")
@click.argument("folder", type=click.Path(file_okay=False), required=False)
def make(folder: str | None) -> None:
    """Makes a sealed backup of database and files in FOLDER (backups/ beside the files) while the portal works."""
    folder = folder or str(Path(current_app.config["FILES"]).parent / "backups")
    name = clock.to_ist(clock.now()).strftime("portal-%Y%m%d-%H%M%S")
    target = Path(folder) / f"{name}.mskb"
    Path(folder).mkdir(mode=0o700, parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder) as scratch:
        copy = copy_database(db.engine, Path(scratch))
        write_archive(target, current_vault(), name, {copy.name: copy, "files": Path(current_app.config["FILES"])})
    trail.record(None, "backup:backup:made", name=name, bytes=target.stat().st_size)
    db.session.commit()
    click.echo(f"backup: {target} ({target.stat().st_size // 1024} KB); keep it apart from the key file")


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


def _prove(folder: Path, anchor: str | None, server: str | None) -> int:
    kind = check_copy(folder)
    click.echo(f"restore: {kind} copy is sound")
    more = ["--anchor", anchor] if anchor else []
    if kind == "sqlite":
        code = verify_main([str(folder / SQLITE_NAME), *more])
        with closing(sqlite3.connect(folder / SQLITE_NAME)) as connection:
            files = {row[0] for row in connection.execute("SELECT file_name FROM attachments")}
    else:
        code, files = _prove_dump(folder, more, make_url(server) if server else db.engine.url)
    kept = {path.name for path in (folder / "files").rglob("*") if path.is_file()} if (folder / "files").exists() else set()
    missing = [name for name in files if not any(one.startswith(name) for one in kept)]
    click.echo(f"restore: {len(files)} files in the records, {len(missing)} missing")
    return 1 if missing else code


def _prove_dump(folder: Path, more: list[str], url: URL) -> tuple[int, set[str]]:
    scratch = f"restore_{uuid.uuid4().hex[:12]}"
    server = create_engine(url, isolation_level="AUTOCOMMIT")
    try:
        with server.connect() as connection:
            connection.execute(text(f'CREATE DATABASE "{scratch}"'))
    except ProgrammingError:
        raise DatabaseDamaged("this role may not create the scratch database; name one that may: --server URL") from None
    try:
        engine = create_engine(restore_dump(url, folder, scratch))
        with Session(engine) as session, (folder / "trail.jsonl").open("w", encoding="utf-8") as file:
            file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in queries.export_rows(session))
            files = set(session.execute(text("SELECT file_name FROM attachments")).scalars())
        engine.dispose()
        return verify_main([str(folder / "trail.jsonl"), *more]), files
    finally:
        with server.connect() as connection:
            connection.execute(text(f'DROP DATABASE "{scratch}" WITH (FORCE)'))
        server.dispose()
