"""Commands for the operator at the server: bring in a list of units, show the tree."""

from pathlib import Path

import click
from flask.cli import AppGroup
from flask_babel import force_locale, gettext
from sqlalchemy import select

from portal.core.db import db
from portal.core.errors import PortalError
from portal.units import actions, sheets
from portal.units.models import Unit, UnitImport

group = AppGroup("units", help="The tree of units.")


@group.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--strict", is_flag=True, help="Apply nothing when a row is refused.")
def import_file(file: Path, strict: bool) -> None:
    """Applies the good rows of FILE (xlsx or csv) and names the refused ones; exit code 1 for those."""
    try:
        found = actions.preview_import(None, sheets.read_sheet(file.read_bytes()))
        refused = found.counts.get("refused", 0)
        _say_refused(found)
        if refused and strict:
            raise click.ClickException("Nothing was applied.")
        actions.apply_import(None, found)
    except PortalError as fault:
        raise click.ClickException(_english(fault.sentence, fault.values)) from fault
    db.session.commit()
    counts = (f"{found.counts.get(word, 0)} {word}" for word in ("new", "changed", "same", "refused"))
    click.echo("units: " + ", ".join(counts))
    if refused:
        raise click.exceptions.Exit(1)


@group.command("list")
def list_tree() -> None:
    """The tree, one unit a line: code, kind, names, indented by its place."""
    for unit in db.session.scalars(select(Unit).order_by(Unit.path)):
        indent, closed = "  " * (unit.path.count("/") - 2), "" if unit.is_active else " (closed)"
        click.echo(f"{indent}{unit.code}  {unit.kind}  {unit.name_hi} / {unit.name_en}{closed}")


def _say_refused(found: UnitImport) -> None:
    for verdict in found.verdicts:
        for reason in verdict["reasons"]:
            sentence = _english(reason["sentence"], reason["values"])
            click.echo(f"line {verdict['line']} {verdict['code']}: {sentence}", err=True)


def _english(sentence: str, values: dict) -> str:
    with force_locale("en"):
        return gettext(sentence, **values)
