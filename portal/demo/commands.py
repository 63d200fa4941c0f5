"""`flask demo load`: practice records into an empty database."""

import click
from flask.cli import AppGroup

from portal.access.roles import ROLES
from portal.core.settings import is_demo
from portal.demo import loading

group = AppGroup("demo", help="Practice records with invented people.")


@group.command("load")
@click.option("--if-empty", is_flag=True, help="Do nothing when the database holds units already.")
def load(if_empty: bool) -> None:
    """Fills an empty database and says how to sign in."""
    if not loading.is_empty():
        if not if_empty:
            raise click.ClickException("The database holds units already. Practice records go into an empty one only.")
        click.echo("demo: practice records are there" if is_demo() else "demo: this is not a practice database; left alone")
        return
    officers = loading.load()
    click.echo("demo: PRACTICE PORTAL. Every person and matter is invented. Sign in with any of these numbers,")
    click.echo(f"demo: password: {loading.PASSWORD}")
    for number, role, unit in officers:
        click.echo(f"demo:   {number}  {ROLES[role].title:32} {unit}")
