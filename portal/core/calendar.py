"""The calendar as plain values: no clock, no time zone."""

import re
from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from portal.core.text import fold_digits

HOUR, DAY = 60, 24 * 60


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday around *day*."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def month_of(text: str) -> date:
    """The first of the month typed as 11-2026 (also 11/2026, 11.2026, Devanagari digits); ValueError otherwise."""
    parts = re.fullmatch(r"(\d{1,2})[-/. ](\d{4})", fold_digits(text).strip())
    if not parts or not 1900 <= int(parts[2]) <= 2100:
        raise ValueError(f"no month: {text!r}")
    return date(int(parts[2]), int(parts[1]), 1)


def months_back(newest: date, count: int) -> list[date]:
    """The first days of *count* months, that of *newest* first."""
    return [newest.replace(day=1) - relativedelta(months=back) for back in range(count)]


def month_text(first: date, shift: int = 0) -> str:
    """The month of *first*, so many months on or back, as it is typed, read and stands in an address."""
    return f"{first + relativedelta(months=shift):%m-%Y}"


def long_parts(minutes: int) -> list[tuple[str, int]]:
    """A length of time as one says it: two parts at most, none of them nothing, rounded down.

    125 is [("hour", 2), ("minute", 5)]; 55736 is [("day", 38), ("hour", 16)]: after a day nobody counts minutes.
    """
    days, rest = divmod(max(minutes, 0), DAY)
    hours, left = divmod(rest, HOUR)
    parts = [("day", days), ("hour", hours)] if days else [("hour", hours), ("minute", left)]
    return [part for part in parts if part[1]] or [("minute", 0)]
