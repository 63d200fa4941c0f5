"""Commands of the roster: the process behind a draft."""

import os
import uuid

import click
from flask.cli import AppGroup

from portal.roster.worker import NICENESS, work

group = AppGroup("roster", help="Duty rosters.")


@group.command("draft")
@click.argument("run_id", type=click.UUID)
def draft(run_id: uuid.UUID) -> None:
    """Drafts the month of a run that a page has started; the page shows how far it is."""
    os.nice(NICENESS)
    work(run_id)
