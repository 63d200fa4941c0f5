"""The calendar as plain values: no clock, no time zone."""

from datetime import date, timedelta


def week_of(day: date) -> tuple[date, date]:
    """Monday and Sunday around *day*."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)
