"""Calendar periods of preventive action: when a bond must end, when custody and inquiry are over, what is due soon."""

import calendar
import re
from datetime import date, datetime, timedelta

ALERT_DAYS = 30  # a bond that ends within so many days is shown; a setting of the installation may change it
SHORT_ALERT_DAYS = 7  # an order that lasts two months cannot be called "ending" for half of them
SHORT_KINDS = ("bnss163",)


def parts(limit: str) -> tuple[int, str]:
    """(number, unit) of an ISO period: "PT24H" → (24, "H"), "P6M" → (6, "M"); ValueError otherwise."""
    match = re.fullmatch(r"P(?:T(\d+)([HS])|(\d+)([DMY]))", limit)
    if match is None:
        raise ValueError(f"no period: {limit!r}")
    return int(match[1] or match[3]), match[2] or match[4]


def add_months(day: date, months: int) -> date:
    """The same day of the month so many calendar months later; the last day of a month that is too short for it."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def last_day(start: date, limit: str) -> date:
    """The last day of a period that runs from *start*.

    The day of beginning is left out (General Clauses Act 9), so a year from 1 January includes the next 1 January.
    """
    number, unit = parts(limit)
    if unit in "MY":
        return add_months(start, number * (12 if unit == "Y" else 1))
    return start + (timedelta(days=number) if unit == "D" else timedelta(hours=number))


def custody_ends(arrested_at: datetime, limit: str) -> datetime:
    """Until when a person arrested to prevent an offence is released or produced."""
    number, unit = parts(limit)
    if unit != "H":
        raise ValueError(f"custody runs in hours, not {limit!r}")
    return arrested_at + timedelta(hours=number)


def minutes_left(due_at: datetime, now: datetime) -> int:
    """Whole minutes until *due_at*; negative when it has passed."""
    return int((due_at - now).total_seconds() // 60)


def alert_days(kind: str, days: int) -> int:
    """How many days before its end an action of *kind* is shown, where the installation says *days*."""
    return min(days, SHORT_ALERT_DAYS) if kind in SHORT_KINDS else days
