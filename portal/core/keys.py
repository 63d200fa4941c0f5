"""Keys at start-up: the ring in a file outside the database, checked against the database before anything is served."""

import hashlib
import hmac
import sys
from pathlib import Path

import click
from flask import Flask, current_app
from flask.cli import AppGroup
from sqlalchemy import inspect

from portal.core import escrow
from portal.core.db import db
from portal.core.settings import Setting, read_setting, write_setting
from portal.core.vault import KeyRing, KeyRingError, Vault, write_private

CHECK = "vault-key-check"
group = AppGroup("keys", help="The key ring that seals identities.")


def init_app(app: Flask) -> None:
    """Loads the ring for the running server; `flask keys ensure` makes it. A wrong or missing key stops the start."""
    app.cli.add_command(group)
    path = Path(app.config["KEY_FILE"])
    if not path.exists() and _is_key_command():
        return
    try:
        ring = KeyRing.load(path)
        with app.app_context():
            _confirm(ring)
    except KeyRingError as fault:
        raise SystemExit(f"The portal does not start: {fault} The key file is {path}.") from None
    app.extensions["portal.vault"] = Vault(ring)
    app.config.setdefault("SECRET_KEY", None)
    if not app.config["SECRET_KEY"]:
        app.config["SECRET_KEY"] = hmac.new(ring.index_key, b"cookie", hashlib.sha256).digest()


def current_vault() -> Vault:
    """The vault of the running app."""
    return current_app.extensions["portal.vault"]


def _is_key_command() -> bool:
    return "keys" in sys.argv[1:]


def _confirm(ring: KeyRing) -> None:
    """Compares the ring with what the database knows of it; the first start writes it down."""
    if not inspect(db.engine).has_table(Setting.__tablename__):
        return
    stored = read_setting(CHECK)
    if stored:
        ring.confirm(stored)
    if stored != ring.check_value():
        write_setting(CHECK, ring.check_value())
        db.session.commit()
    db.session.remove()


@group.command("ensure")
def ensure() -> None:
    """Makes the key file when there is none."""
    path = Path(current_app.config["KEY_FILE"])
    if path.exists():
        KeyRing.load(path)
        click.echo(f"keys: {path.name} is there")
        return
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    KeyRing.create(path)
    click.echo(f"keys: {path.name} made; keep a copy of it apart from the backups")


@group.command("rotate")
def rotate() -> None:
    """Adds a new key that seals from now on; what older keys sealed stays readable."""
    path = Path(current_app.config["KEY_FILE"])
    ring = KeyRing.load(path).add_key(path)
    write_setting(CHECK, ring.check_value())
    db.session.commit()
    click.echo(f"keys: key {ring.current} seals from now on; restart the portal")


@group.command("escrow")
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def keep_in_escrow(folder: Path) -> None:
    """Writes three shares of the key ring to FOLDER, for three custodians; any two of them bring it back."""
    path = Path(current_app.config["KEY_FILE"])
    KeyRing.load(path)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    shares = {folder / f"share-{holder}.json": share for holder, share in escrow.split(path.read_bytes()).items()}
    if any(file.exists() for file in shares):
        raise click.ClickException(f"There are shares in {folder} already. Choose an empty folder.")
    for file, share in shares.items():
        write_private(file, share)
    click.echo(f"keys: three shares in {folder}; give each to another custodian and empty the folder")


@group.command("restore")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, path_type=Path, dir_okay=False))
def restore(files: tuple[Path, ...]) -> None:
    """Makes the key file from two shares; never overwrites one that is there."""
    path = Path(current_app.config["KEY_FILE"])
    try:
        ring = escrow.join([file.read_bytes() for file in files])
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_private(path, ring)
        KeyRing.load(path)
    except FileExistsError:
        raise click.ClickException(f"{path} is already there. A key ring is never overwritten.") from None
    except KeyRingError as fault:
        raise click.ClickException(str(fault)) from None
    click.echo(f"keys: {path.name} is back; start the portal")
