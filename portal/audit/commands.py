"""Commands for the trail: verify it with the stand-alone script, export it, write anchors down; and settings, whose every
change is an entry of it."""

import json
import sys
import tempfile
from pathlib import Path

import click
from flask.cli import AppGroup

from portal.audit import clock_guard, queries, trail
from portal.audit.verify_trail import main as verify_main
from portal.core.db import db
from portal.core.feature import declared
from portal.core.settings import read_setting, write_setting

group = AppGroup("trail", help="The tamper-evident trail.")
settings = AppGroup("settings", help="What the installation itself decides.")


@group.command("verify")
@click.option("--anchor", type=click.Path(exists=True, dir_okay=False), help="Anchors written down earlier.")
def verify(anchor: str | None) -> None:
    """Recomputes every chain; exit code 1 when something was altered."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
        _write(file)
        sys.exit(verify_main([file.name, *(["--anchor", anchor] if anchor else [])]))


@group.command("export")
@click.argument("target", type=click.Path(dir_okay=False, writable=True))
def export(target: str) -> None:
    """Writes the whole trail as JSON lines, for the verifier on another machine."""
    with Path(target).open("w", encoding="utf-8") as file:
        _write(file)
    click.echo(f"trail: written to {target}")


@group.command("anchor")
@click.argument("target", type=click.Path(dir_okay=False, writable=True))
def anchor(target: str) -> None:
    """Adds the present heads to an anchor file that is kept elsewhere."""
    rows = queries.heads(db.session)
    with Path(target).open("a", encoding="utf-8") as file:
        file.writelines(f"{row.chain} {row.seq} {row.hash}\n" for row in rows if row.seq)
    click.echo(f"trail: {len(rows)} heads added to {target}")


@group.command("clock-set-right")
def clock_set_right() -> None:
    """Says that the server's clock was set right: entries written before at a later time are no more compared with it."""
    clock_guard.set_right()
    trail.record(None, "audit:clock:set_right")
    db.session.commit()
    click.echo("trail: noted that the clock is right now")


@settings.command("list")
def list_settings() -> None:
    """Prints each setting with the value in force and what it decides."""
    for one in sorted(declared("settings"), key=lambda one: one.name):
        kept = read_setting(one.name)
        click.echo(f"{one.name} = {one.usual if kept is None else kept}{' (usual)' if kept is None else ''}\n    {one.decides}")


@settings.command("set")
@click.argument("name")
@click.argument("value")
def change_setting(name: str, value: str) -> None:
    """Puts VALUE in force for setting NAME from now on; the former value keeps its days, and the trail is told."""
    known = {one.name: one for one in declared("settings")}
    if name not in known:
        raise click.ClickException(f"There is no setting {name}. There are: {', '.join(sorted(known))}.")
    try:
        checked = known[name].check(value)
    except ValueError as fault:
        raise click.ClickException(f"{name}: {fault}.") from None
    write_setting(name, checked)
    trail.record(None, "audit:setting:changed", setting=name, value=checked)
    db.session.commit()
    click.echo(f"settings: {name} = {checked or '(nothing)'} from now on")


def _write(file) -> None:
    for row in queries.export_rows(db.session):
        file.write(json.dumps(row, ensure_ascii=False) + "\n")
    file.flush()
