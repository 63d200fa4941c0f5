"""Days and places of sessions: which clash, how many may come, and the month that the calendar shows."""

from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from portal.core.words import N_

MOST_PLACES = 500
MOST_DAYS = 120

SAY_ENDS_BEFORE = N_("The last day lies before the first.")
SAY_TOO_LONG = N_("A session lasts at most %(days)s days.")
SAY_FULL = N_("The session has %(places)s seats and %(taken)s of them are taken.")
SAY_CLASHES = N_("Officer %(number)s is nominated for %(session)s on these days already.")
SAY_BELOW_TAKEN = N_("%(taken)s officers are nominated already. Take nominations back first.")


@dataclass(frozen=True)
class Days:
    """First and last day of a session, both included."""

    from_on: date
    to_on: date


def clash(one: Days, other: Days) -> bool:
    """Whether both sessions share a day."""
    return one.from_on <= other.to_on and other.from_on <= one.to_on


def fits(capacity: int, taken: int, more: int) -> bool:
    """Whether *more* officers find a place beside those who have one."""
    return taken + more <= capacity


def month_days(first: date) -> Days:
    """The month as days."""
    return Days(first, first + relativedelta(months=1, days=-1))
