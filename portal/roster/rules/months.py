"""Months of the roster: which exist, their neighbours, and the weeks they are shown in."""

from calendar import monthrange
from datetime import date, timedelta

from portal.core.words import N_

FIRST_YEAR, LAST_YEAR = 2020, 2100
SAY_NO_MONTH = N_("There is no such month. Write it like 2026-11.")
SAY_NO_DAY = N_("This month has no such day.")


def is_month(year: int, month: int) -> bool:
    """Whether a roster may be made for it."""
    return FIRST_YEAR <= year <= LAST_YEAR and 1 <= month <= 12


def days_of(year: int, month: int) -> list[date]:
    """The days of a month, 29 in the February of a leap year."""
    return [date(year, month, day) for day in range(1, monthrange(year, month)[1] + 1)]


def weeks_of(year: int, month: int) -> list[list[date]]:
    """The month cut at its Mondays: four to six pieces of at most seven days."""
    weeks: list[list[date]] = []
    for day in days_of(year, month):
        if not weeks or day.weekday() == 0:
            weeks.append([])
        weeks[-1].append(day)
    return weeks


def neighbours(year: int, month: int) -> tuple[tuple[int, int] | None, tuple[int, int] | None]:
    """(year, month) before and after; None where the roster's years end."""
    first = date(year, month, 1)
    before, after = first - timedelta(days=1), first + timedelta(days=31)
    return tuple((one.year, one.month) if is_month(one.year, one.month) else None for one in (before, after))
