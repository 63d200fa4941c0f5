"""How values are shown: dates dd-mm-yyyy in IST, figures in groups as India writes them."""

from datetime import date, datetime, timedelta

from babel.numbers import format_decimal
from flask import Flask
from flask_babel import gettext

from portal.core import clock
from portal.core.calendar import long_parts
from portal.core.words import N_

# part → (one, several). Babel's own format_timedelta says one unit only, and "1 month" for 38 days.
LONG: dict[str, tuple[str, str]] = {
    "day": (N_("1 day"), N_("%(n)s days")),
    "hour": (N_("1 hour"), N_("%(n)s hours")),
    "minute": (N_("1 minute"), N_("%(n)s minutes")),
}


def ist_date(value: date | datetime | None) -> str:
    """dd-mm-yyyy in India, or an empty text."""
    if value is None:
        return ""
    return (clock.to_ist(value) if isinstance(value, datetime) else value).strftime("%d-%m-%Y")


def ist_time(value: datetime | None) -> str:
    """HH:MM in India, or an empty text."""
    return "" if value is None else clock.to_ist(value).strftime("%H:%M")


def ist_datetime(value: datetime | None) -> str:
    """dd-mm-yyyy HH:MM in India, or an empty text."""
    if value is None:
        return ""
    at = clock.to_ist(value)
    return f"{at.day:02}-{at.month:02}-{at.year:04} {at.hour:02}:{at.minute:02}"  # strftime takes twice as long, in every line


def long(value: timedelta | int) -> str:
    """How long, as an officer says it in the reader's language: "38 days 16 hours"; a bare number is of minutes."""
    minutes = value if isinstance(value, int) else int(value.total_seconds() // 60)
    return " ".join(gettext(LONG[part][0] if n == 1 else LONG[part][1], n=n) for part, n in long_parts(minutes))


def digits(value: int | float | None) -> str:
    """A figure with Indian grouping: 1234567 is 12,34,567."""
    return "" if value is None else format_decimal(value, locale="en_IN")


def init_app(app: Flask) -> None:
    """Gives templates the filters."""
    for function in (ist_date, ist_time, ist_datetime, long, digits):
        app.jinja_env.filters[function.__name__] = function
