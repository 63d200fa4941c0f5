"""How long a training holds: counted in calendar months, the last day included."""

from collections.abc import Iterable
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from portal.core.words import N_

LONGEST_MONTHS = 120
WITHIN_DAYS = 30  # how long before its end a training stands among those that are due
LONGEST_WITHIN = 366
NOTHING_ENDS = date.max  # nothing is asked of her, so nothing runs out

STANDINGS: dict[str, str] = {
    "never": N_("Never trained"),
    "ended": N_("Run out"),
    "ending": N_("Runs out soon"),
    "valid": N_("Valid"),
}


def valid_until(passed_on: date, months: int) -> date:
    """The last day on which a training passed on *passed_on* holds: the same day of the month so many calendar months
    later, or that month's last day where it has no such day. ValueError for less than one month."""
    if not 1 <= months <= LONGEST_MONTHS:
        raise ValueError(f"a training holds for 1 to {LONGEST_MONTHS} months, not {months}")
    return passed_on + relativedelta(months=months)


def standing(until: date | None, day: date, within: int = WITHIN_DAYS) -> str:
    """How a training stands on *day*: a key of STANDINGS. *until*: its last day, None when she never passed it."""
    if until is None:
        return "never"
    if until < day:
        return "ended"
    return "ending" if until <= due_until(day, within) else "valid"


def due_until(day: date, within: int = WITHIN_DAYS) -> date:
    """The last end that counts as due on *day*."""
    return day + timedelta(days=within)


def all_until(ends: Iterable[date | None]) -> date | None:
    """Until when all trainings asked of an officer hold together: the earliest end; None when one of them was never passed,
    NOTHING_ENDS when none is asked."""
    known = list(ends)
    return None if None in known else min(known, default=NOTHING_ENDS)
