"""The duty chart of a month for the wall: every officer and day as published, with what has changed in leave since."""

import uuid
from typing import Any

from flask_babel import format_date

from portal.access.actor import Actor
from portal.access.scope import Scope
from portal.accounts.queries import names_of
from portal.core.errors import NotFound
from portal.core.feature import Built
from portal.core.filters import ist_datetime
from portal.core.forms import day_asked
from portal.core.words import N_
from portal.roster.documents.facts import Options, officer
from portal.roster.queries.plan import MonthRead, read_month
from portal.roster.queries.published import cells_of
from portal.roster.rules.marks import LEAVE, MARKS, NOT_POSTED
from portal.roster.rules.shifts import hours
from portal.units.queries import get_unit

SAY_NOT_PUBLISHED = N_("The roster of this month is not published; there is no chart to print.")


def build_chart(scope: Scope, actor: Actor, subject_id: uuid.UUID, options: Options) -> Built:
    """The latest version of the month of the day asked for; NotFound while none is published. Who only sees what is assigned
    to her sees the chart of her kendra on the wall, not here."""
    unit, day = get_unit(scope, subject_id), day_asked(options)
    read = read_month(scope, unit.id, day.year, day.month)
    if read.version is None:
        raise NotFound(SAY_NOT_PUBLISHED)
    lines = _lines(read)
    used = {mark for line in lines for mark in line["marks"] if mark}
    context = {
        "month": format_date(read.plan.first, "MMMM y"), "number": read.version.number, "gaps": read.version.gaps,
        "published_by": names_of({read.version.published_by}).get(read.version.published_by, ""),
        "published_at": ist_datetime(read.version.published_at),
        "days": [{"number": one.day, "weekday": format_date(one, "EEEEE"), "is_holiday": read.plan.is_holiday(one)}
                 for one in read.plan.dates],
        "lines": lines,
        "legend": [{"mark": MARKS[code], "title": duty.title, "hours": hours(duty)} for code, duty in read.plan.duties.items()
                   if MARKS[code] in used] + [{"mark": mark, "title": title, "hours": ""} for mark, title in (
                       (LEAVE, N_("On leave")), (NOT_POSTED, N_("Not posted here"))) if mark in used],
        "holidays": [{"day": one.day, "title": title} for one, title in sorted(read.orders.holidays.items())
                     if one in read.plan.dates],
    }
    return Built(unit.id, f"{unit.code} {day:%m-%Y} / {read.version.number}", context, unit)


def _lines(read: MonthRead) -> list[dict[str, Any]]:
    at: dict[tuple[str, Any], str] = {}
    for cell in cells_of(read.version):
        at[cell.officer, cell.day] = MARKS[cell.duty]
    lines = []
    for one in read.plan.officers:
        marks = [at.get((one.key, day)) or (NOT_POSTED if not one.is_posted(day) else LEAVE if read.plan.is_away(one, day)
                                            else "") for day in read.plan.dates]
        lines.append(officer(read.staff[one.key]) | {
            "marks": marks, "nights": sum(mark == MARKS["night"] for mark in marks), "is_woman": one.is_woman,
            "conflicts": [bool(at.get((one.key, day))) and read.plan.is_away(one, day) for day in read.plan.dates]})
    return lines
