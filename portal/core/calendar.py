"""The calendar as plain values: no clock, no time zone."""

from datetime import date, timedelta

HOUR, DAY = 60, 24 * 60


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday around *day*."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)


def long_parts(minutes: int) -> list[tuple[str, int]]:
    """A length of time as one says it: two parts at most, none of them nothing, rounded down.

    125 is [("hour", 2), ("minute", 5)]; 55736 is [("day", 38), ("hour", 16)]: after a day nobody counts minutes.
    """
    days, rest = divmod(max(minutes, 0), DAY)
    hours, left = divmod(rest, HOUR)
    parts = [("day", days), ("hour", hours)] if days else [("hour", hours), ("minute", left)]
    return [part for part in parts if part[1]] or [("minute", 0)]
