"""An officer's published duties as a calendar file (RFC 5545) for her telephone."""

from collections.abc import Iterable
from datetime import datetime

from flask_babel import gettext as _
from icalendar import Calendar, Event

from portal.core import clock
from portal.personnel.models import Officer
from portal.roster.queries.own import OwnMonth
from portal.roster.rules.plan import Cell
from portal.roster.rules.shifts import span_of


def calendar_of(officer: Officer, months: Iterable[OwnMonth], language: str) -> bytes:
    """The file with every duty of *months*. A duty keeps its UID through all versions, whose number is the SEQUENCE; one that
    an earlier version gave her and the latest does not stands as cancelled, so that her telephone takes it out."""
    made = Calendar()
    made.add("prodid", "-//UP Police//Mission Shakti Kendra//HI")
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    for month in months:
        for cell in month.cells:
            made.add_component(_event(officer, month, cell, language, "CONFIRMED"))
        for cell in sorted(month.earlier, key=lambda cell: (cell.day, cell.duty)):
            made.add_component(_event(officer, month, cell, language, "CANCELLED"))
    made.add_missing_timezones()
    return made.to_ical()


def _event(officer: Officer, month: OwnMonth, cell: Cell, language: str, status: str) -> Event:
    begin, end = span_of(cell.day, cell.timed)
    event = Event()
    event.add("uid", f"{cell.day:%Y%m%d}-{cell.duty}-{officer.id}@roster.mission-shakti-kendra")
    event.add("sequence", month.version.number)
    event.add("dtstamp", month.version.published_at)
    event.add("dtstart", _placed(begin))
    event.add("dtend", _placed(end))
    event.add("summary", _(cell.timed.title))
    event.add("location", month.unit.name_en if language == "en" else month.unit.name_hi)
    event.add("status", status)
    return event


def _placed(wall: datetime) -> datetime:
    return wall.replace(tzinfo=clock.IST)
