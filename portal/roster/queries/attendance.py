"""Questions about attendance: the marks of days, and what officers carried over months."""

import uuid
from collections import defaultdict
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Select, select

from portal.access.scope import Scope
from portal.core import clock
from portal.core.db import db
from portal.leave.models import Diversion
from portal.leave.queries import select_diversions
from portal.personnel.models import Officer
from portal.roster.models import RosterMark
from portal.roster.queries.orders import orders_of
from portal.roster.queries.published import published_cells
from portal.roster.rules.attendance import STATES
from portal.roster.rules.tally import Tally, tally

ONE_DAY = timedelta(days=1)


def marks_of(scope: Scope, unit_id: uuid.UUID, day: date) -> tuple[dict[tuple[str, str], RosterMark], list[RosterMark]]:
    """The marks of a day of a unit in reach: those that stand by (officer, duty), and those that were corrected, by time."""
    rows = db.session.scalars(scope.limit(
        select(RosterMark).where(RosterMark.unit_id == unit_id, RosterMark.day == day), RosterMark.unit_id)
        .order_by(RosterMark.marked_at, RosterMark.id)).all()
    standing = {(str(row.officer_id), row.duty): row for row in rows if row.replaced_at is None}
    return standing, [row for row in rows if row.replaced_at is not None]


def hold_marks(unit_id: uuid.UUID, day: date) -> dict[tuple[str, str], RosterMark]:
    """The standing marks of a day with their rows held, by (officer, duty); the caller has reached the unit."""
    rows = db.session.scalars(select(RosterMark).where(
        RosterMark.unit_id == unit_id, RosterMark.day == day, RosterMark.replaced_at.is_(None)).with_for_update())
    return {(str(row.officer_id), row.duty): row for row in rows}


def select_marks(scope: Scope, unit_id: uuid.UUID, first: date, last: date) -> Select:
    """Standing marks of a unit in reach from *first* to *last* with the officer, by day; all but plain presence says more."""
    return scope.limit(
        select(RosterMark.officer_id, RosterMark.day, RosterMark.duty, RosterMark.state, RosterMark.came_at, RosterMark.note,
               RosterMark.hours, Officer.personnel_no, Officer.name_hi, Officer.name_en, Officer.rank, Officer.is_woman)
        .join(Officer, Officer.id == RosterMark.officer_id)
        .where(RosterMark.unit_id == unit_id, RosterMark.day >= first, RosterMark.day <= last, RosterMark.replaced_at.is_(None)),
        RosterMark.unit_id).order_by(RosterMark.day, Officer.personnel_no, RosterMark.duty)


def count_marks(rows: list[Any]) -> dict[uuid.UUID, dict[str, int]]:
    """Officer → how often of each state."""
    counts: dict[uuid.UUID, dict[str, int]] = defaultdict(lambda: dict.fromkeys(STATES, 0))
    for row in rows:
        counts[row.officer_id][row.state] += 1
    return dict(counts)


def totals_of(scope: Scope, unit_id: uuid.UUID, first: date, last: date) -> list[tuple[Any, Tally]]:
    """(officer, what she carried) of all on the published rosters of a unit in reach from *first* to *last*, by number."""
    cells = published_cells(scope, unit_id, first, last)
    marks = {(str(row.officer_id), row.day, row.duty): (row.state, row.hours or 0)
             for row in db.session.execute(select_marks(scope, unit_id, first, last))}
    holidays = orders_of(scope, unit_id, first, last).holidays
    found = tally(cells, marks, _ordered(scope, unit_id, first, last), holidays)
    rows = db.session.execute(
        select(Officer.id, Officer.personnel_no, Officer.name_hi, Officer.name_en, Officer.rank, Officer.is_woman)
        .where(Officer.id.in_([uuid.UUID(key) for key in found])).order_by(Officer.personnel_no))
    return [(row, found[str(row.id)]) for row in rows]


def _ordered(scope: Scope, unit_id: uuid.UUID, first: date, last: date) -> dict[tuple[str, date], int]:
    """Hours of diversion by an order, of each officer and day of the span."""
    span = clock.from_ist(datetime.combine(first, time())), clock.from_ist(datetime.combine(last + ONE_DAY, time()))
    rows = db.session.execute(select_diversions(scope, unit_id, span).where(Diversion.withdrawn_at.is_(None))
                              .add_columns(Diversion.officer_id))
    hours: dict[tuple[str, date], float] = defaultdict(float)
    for row in rows:
        begin, end = max(row.from_at, span[0]), min(row.to_at, span[1])
        while begin < end:
            day = clock.to_ist(begin).date()
            midnight = clock.from_ist(datetime.combine(day + ONE_DAY, time()))
            hours[str(row.officer_id), day] += (min(end, midnight) - begin).total_seconds() / 3600
            begin = midnight
    return {key: round(value) for key, value in hours.items()}
