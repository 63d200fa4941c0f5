"""Months of registers that are closed: what every form that writes into one says before it is sent.

Nothing is refused: the closed lines stay as they are, and what is written afterwards shows on the month's page beside them.
"""

import uuid
from datetime import datetime

import sqlalchemy as sa
from flask import g
from flask_babel import gettext
from sqlalchemy import Date, Uuid, column, select, table

from portal.core import clock
from portal.core.db import db
from portal.core.feature import declared
from portal.core.words import N_

SAY_CLOSED = N_("%(register)s: the month %(month)s is closed and its lines stay. What is written here is an addition with "
                "today's date.")
# The table of the feature above that closes months, by name only.
_months = table("register_months", column("unit_id", Uuid), column("register", sa.String), column("month", Date))


def closed_month(key: str, unit_id: uuid.UUID, at: datetime) -> dict[str, str] | None:
    """The values of SAY_CLOSED when the month of *at* is closed in the register *key* of that kendra; else None."""
    first = clock.to_ist(at).date().replace(day=1)
    if db.session.scalar(select(_months.c.month).where(
            _months.c.unit_id == unit_id, _months.c.register == key, _months.c.month == first)) is None:
        return None
    label = next(register.label for register in declared("registers") if register.key == key)
    return {"register": gettext(label), "month": first.strftime("%m-%Y")}


def closed_here() -> str:
    """The sentence for a page that mends a line of a closed month; an empty text for every other page."""
    asked = g.get("asked")
    if asked is None:
        return ""
    permission, thing = asked
    for register in declared("registers"):
        at = register.falls(thing) if register.falls and permission in register.mended_by else None
        told = closed_month(register.key, thing.unit_id, at) if at else None
        if told:
            return gettext(SAY_CLOSED, **told)
    return ""
