"""How values are shown: dates dd-mm-yyyy in IST, figures in groups as India writes them."""

from datetime import date, datetime

from babel.numbers import format_decimal
from flask import Flask

from portal.core import clock


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
    return "" if value is None else clock.to_ist(value).strftime("%d-%m-%Y %H:%M")


def digits(value: int | float | None) -> str:
    """A figure with Indian grouping: 1234567 is 12,34,567."""
    return "" if value is None else format_decimal(value, locale="en_IN")


def init_app(app: Flask) -> None:
    """Gives templates the filters."""
    for function in (ist_date, ist_time, ist_datetime, digits):
        app.jinja_env.filters[function.__name__] = function
