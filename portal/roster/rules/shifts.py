"""When a duty of a day begins and ends by the wall clock of the station, and which of them covers a moment."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, time, timedelta

from portal.roster.rules.plan import DUTIES, Cell, Duty


def span_of(day: date, duty: Duty) -> tuple[datetime, datetime]:
    """Begin and end of *duty* of *day* as naive wall-clock times; a night of the 30th ends on the 31st or on the 1st."""
    begin = datetime.combine(day, time()) + timedelta(minutes=duty.begins)
    return begin, begin + timedelta(minutes=duty.lasts)


def running(cells: Iterable[Cell], wall: datetime, duties: Mapping[str, Duty] = DUTIES) -> list[Cell]:
    """Those of *cells* whose duty covers the wall-clock moment; the minute in which one ends belongs to the next."""
    spans = [(cell, *span_of(cell.day, duties[cell.duty])) for cell in cells if cell.duty in duties]
    return [cell for cell, begin, end in spans if begin <= wall < end]


def next_begin(cells: Iterable[Cell], wall: datetime, duties: Mapping[str, Duty] = DUTIES) -> datetime | None:
    """When the next help-desk shift of *cells* begins after the moment, or None."""
    return min((begin for cell in cells if cell.duty in duties and duties[cell.duty].is_desk
                if (begin := span_of(cell.day, duties[cell.duty])[0]) > wall), default=None)
