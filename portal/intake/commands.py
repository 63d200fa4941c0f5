"""Commands for the operator at the server: the house's own norm for triage."""

import click
from flask.cli import AppGroup

from portal.core.db import db
from portal.core.settings import write_setting
from portal.intake.rules.triage import NORM_HOURS, NORM_SETTING

group = AppGroup("triage", help="Facts, sections and the gate.")


@group.command("norm")
@click.argument("hours", type=click.IntRange(1, 720))
def set_norm(hours: int) -> None:
    """Shows complaints as waiting for triage after so many HOURS from now on; the former norm keeps its days."""
    write_setting(NORM_SETTING, str(hours))
    db.session.commit()
    click.echo(f"triage: complaints wait at most {hours} hours (the portal comes with {NORM_HOURS}; no law names the hours)")
