"""Days and places of sessions: which clash, how many may come, and the month that the calendar shows."""

import re
from dataclasses import dataclass
from datetime import date

from dateutil.relativedelta import relativedelta

from portal.core.text import fold_digits
from portal.core.words import N_

MOST_PLACES = 500
MOST_DAYS = 120

SAY_ENDS_BEFORE = N_("The last day lies before the first.")
SAY_TOO_LONG = N_("A session lasts at most %(days)s days.")
SAY_FULL = N_("The session has %(places)s seats and %(taken)s of them are taken.")
SAY_CLASHES = N_("Officer %(number)s is nominated for %(session)s on these days already.")
SAY_BELOW_TAKEN = N_("%(taken)s officers are nominated already. Take nominations back first.")
SAY_MONTH = N_("Write the month like 11-2026.")


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


def month_of(text: str) -> date:
    """The first day of the month in *text* (11-2026, also with Devanagari digits). ValueError with a sentence otherwise."""
    parts = re.fullmatch(r"(\d{1,2})[-/. ](\d{4})", fold_digits(text).strip())
    if not parts or not (1 <= int(parts[1]) <= 12 and 1900 <= int(parts[2]) <= 2100):
        raise ValueError(SAY_MONTH)
    return date(int(parts[2]), int(parts[1]), 1)


def month_text(first: date, shift: int = 0) -> str:
    """The month of *first*, so many months on or back, as it stands in an address."""
    return (first + relativedelta(months=shift)).strftime("%m-%Y")


def month_days(first: date) -> Days:
    """The month as days."""
    return Days(first, first + relativedelta(months=1, days=-1))
