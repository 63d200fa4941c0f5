"""When a duty of a day begins and ends by the wall clock of the station, and which of them covers a moment."""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta

from portal.roster.rules.plan import Cell, Duty


def span_of(day: date, duty: Duty) -> tuple[datetime, datetime]:
    """Begin and end of *duty* of *day* as naive wall-clock times; a night of the 30th ends on the 31st or on the 1st."""
    begin = datetime.combine(day, time()) + timedelta(minutes=duty.begins)
    return begin, begin + timedelta(minutes=duty.lasts)


def hours(duty: Duty) -> str:
    """06:00–14:00; a night ends on the next morning."""
    return f"{duty.begins // 60:02d}:{duty.begins % 60:02d}–{duty.ends // 60 % 24:02d}:{duty.ends % 60:02d}"


def running(cells: Iterable[Cell], wall: datetime) -> list[Cell]:
    """Those of *cells* whose duty covers the wall-clock moment; the minute in which one ends belongs to the next."""
    spans = [(cell, *span_of(cell.day, cell.timed)) for cell in cells]
    return [cell for cell, begin, end in spans if begin <= wall < end]


def next_begin(cells: Iterable[Cell], wall: datetime) -> datetime | None:
    """When the next help-desk shift of *cells* begins after the moment, or None."""
    return min((begin for cell in cells if cell.timed.is_desk and (begin := span_of(cell.day, cell.timed)[0]) > wall),
               default=None)
