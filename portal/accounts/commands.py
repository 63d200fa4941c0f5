"""`flask users …`: the first officers of a new installation, and a way in when no administrator is left."""

import click
from flask.cli import AppGroup

from portal.access.roles import ROLES
from portal.accounts import actions, queries
from portal.accounts.models import User
from portal.accounts.rules.officer import RANKS, personnel_number
from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.units.queries import get_by_code

group = AppGroup("users", help="Officers' accounts.")


@group.command("create")
@click.argument("personnel_no")
@click.option("--name-hi", required=True)
@click.option("--name-en", required=True)
@click.option("--rank", required=True, type=click.Choice(list(RANKS)))
@click.option("--phone", default="")
@click.option("--woman", is_flag=True)
def create(personnel_no: str, name_hi: str, name_en: str, rank: str, phone: str, woman: bool) -> None:
    """Enters an officer and prints the one-time code for the first sign-in."""
    facts = actions.OfficerFacts(personnel_no, name_hi, name_en, rank, phone, woman)
    user = _or_refuse(lambda: actions.create_user(None, facts))
    _give_code(user)


@group.command("grant")
@click.argument("personnel_no")
@click.argument("role", type=click.Choice(list(ROLES)))
@click.argument("unit_code")
@click.argument("order_no")
def grant(personnel_no: str, role: str, unit_code: str, order_no: str) -> None:
    """Gives a role at a unit from today on."""
    user, unit = _officer(personnel_no), get_by_code(None, unit_code)
    if unit is None:
        raise click.ClickException(f"There is no unit {unit_code}.")
    _or_refuse(lambda: actions.grant_role(None, user, role, unit, order_no, clock.today()))
    db.session.commit()
    click.echo(f"{user.personnel_no} is {role} at {unit_code} from today on")


@group.command("reset")
@click.argument("personnel_no")
def reset(personnel_no: str) -> None:
    """Voids the password and prints a one-time code."""
    _give_code(_officer(personnel_no))


def _officer(personnel_no: str) -> User:
    user = queries.find_by_number(personnel_number(personnel_no))
    if user is None:
        raise click.ClickException(f"There is no officer {personnel_no}.")
    return user


def _give_code(user: User) -> None:
    code = _or_refuse(lambda: actions.make_code(None, user))
    db.session.commit()
    click.echo(f"one-time code of {user.personnel_no}, valid 24 hours, at /sign-in/code: {code}")


def _or_refuse(act):
    try:
        return act()
    except RuleBroken as fault:
        raise click.ClickException(fault.sentence % fault.values if fault.values else fault.sentence) from None
