"""Commands for the operator at the server: seal everything anew after a key was added."""

import click
from flask.cli import AppGroup

from portal.core.db import db
from portal.core.keys import current_vault
from portal.persons.actions import reseal_people

group = AppGroup("persons", help="The identity vault.")


@group.command("reseal")
def reseal() -> None:
    """Seals every identity under the newest key, some at a time; may be stopped and started again."""
    whole = 0
    while done := reseal_people(current_vault()):
        db.session.commit()
        whole += done
    click.echo(f"persons: {whole} resealed")
