"""Months of registers that are closed: what every form that writes into one says before it is sent.

Nothing is refused: the closed lines stay as they are, and what is written afterwards shows on the month's page beside them.
"""

import uuid
from collections.abc import Sequence
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask import g
from flask_babel import gettext
from flask_babel import lazy_gettext as _l
from sqlalchemy import Date, Uuid, column, select, table
from wtforms import BooleanField, Field

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


class Addition:
    """Part of a form that writes a new line into registers: where its day falls into a closed month, the officer is told so and
    says with a tick that the line is an addition."""

    as_addition = BooleanField(_l("Yes, write it as an addition"))
    asks_addition = False  # whether the tick stands on the page: only where it answers something

    form_errors: list[Any]

    def fits_month(self, keys: Sequence[str], unit_id: uuid.UUID, at: datetime, day: Field | None = None) -> bool:
        """Whether the month of *at* is open in the registers *keys* of that kendra, or the tick was set. The sentence stands
        beside the field *day*; above the form, where the day was not typed in it."""
        told = [gettext(SAY_CLOSED, **said) for key in keys if (said := closed_month(key, unit_id, at))]
        self.asks_addition = bool(told)
        if not told or self.as_addition.data:
            return True
        if day is None:
            self.form_errors += told
        else:
            day.errors = [*day.errors, *told]
        return False


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
