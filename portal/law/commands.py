"""Commands for the operator at the server: judge the files of a law pack, bring one in."""

from pathlib import Path

import click
from flask.cli import AppGroup
from flask_babel import force_locale, gettext

from portal.core.db import db
from portal.core.errors import PortalError
from portal.law import actions, queries
from portal.law.rules.comparing import changes
from portal.law.rules.pack import LawPack, PackError

group = AppGroup("law", help="The law pack: offences and clocks.")
FOLDER = click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))


@group.command("check")
@FOLDER
def check(folder: Path) -> None:
    """Judges the pack in FOLDER and says what it would change; nothing is kept. Exit code 1 when it cannot be used."""
    _say_changes(_read(_texts(folder)))


@group.command("load")
@FOLDER
def load(folder: Path) -> None:
    """Brings the pack in FOLDER in and puts it in force."""
    texts = _texts(folder)
    _say_changes(_read(texts))
    try:
        row = actions.load_pack(None, texts)
        actions.put_in_force(None, row)
    except PortalError as fault:
        raise click.ClickException(_english(fault.sentence, fault.values)) from fault
    db.session.commit()
    click.echo(f"law: version {row.version} is in force ({row.sha256[:12]})")


def _texts(folder: Path) -> dict[str, str]:
    missing = [name for name in queries.FILES if not (folder / name).is_file()]
    if missing:
        raise click.ClickException(f"There is no {', '.join(missing)} in {folder}.")
    try:
        return {name: (folder / name).read_text(encoding="utf-8-sig") for name in queries.FILES}
    except UnicodeDecodeError as fault:
        raise click.ClickException("A file is not text in UTF-8.") from fault


def _read(texts: dict[str, str]) -> LawPack:
    try:
        return queries.pack_of_texts(texts)
    except PackError as fault:
        for sentence, values in fault.faults:
            click.echo(_english(sentence, values), err=True)
        raise click.ClickException(f"The pack has {len(fault.faults)} faults; nothing was brought in.") from fault


def _say_changes(pack: LawPack) -> None:
    current = queries.current_pack()
    click.echo(f"law: {pack.version}: {len(pack.offences)} offences, {len(pack.clocks)} clocks, {len(pack.to_verify)} to verify")
    for one in changes(current, pack):
        click.echo(f"law:   {one.what:8} {one.kind:8} {one.key}  {', '.join(one.columns)}".rstrip())


def _english(sentence: str, values: dict) -> str:
    with force_locale("en"):
        return gettext(sentence, **values)
