"""Who is on duty at a moment by what was published; who has gone on leave, left or stayed away since then is not."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import or_, select

from portal.access.scope import Scope
from portal.core import clock
from portal.core.db import db
from portal.leave.models import Leave
from portal.personnel.models import Officer, Posting
from portal.roster.models import RosterMark
from portal.roster.queries.published import published_cells
from portal.roster.rules.attendance import MISSING
from portal.roster.rules.plan import DUTIES, Cell
from portal.roster.rules.plan import Leave as DaysAway
from portal.roster.rules.shifts import next_begin, running, span_of

ONE_DAY = timedelta(days=1)
Post = tuple[uuid.UUID, Cell]  # a cell with its unit


@dataclass(frozen=True)
class OnDuty:
    """An officer at a duty, with its begin and end in UTC."""

    officer_id: uuid.UUID
    duty: str
    from_at: datetime
    to_at: datetime


def on_duty(scope: Scope, unit_id: uuid.UUID, moment: datetime) -> list[OnDuty]:
    """Who is on duty at a unit in reach at *moment* (aware), desk first; at two in the morning it is yesterday's night."""
    return now_and_next(scope, unit_id, moment)[0]


def now_and_next(scope: Scope, unit_id: uuid.UUID, moment: datetime) -> tuple[list[OnDuty], list[OnDuty]]:
    """Who is on duty at *moment*, and who comes to the desk with the next shift after it, today or tomorrow."""
    wall = clock.to_ist(moment).replace(tzinfo=None)
    cells = published_cells(scope, unit_id, wall.date() - ONE_DAY, wall.date() + ONE_DAY)
    here, begin = running(cells, wall), next_begin(cells, wall)
    coming = [cell for cell in cells if cell.timed.is_desk and span_of(cell.day, cell.timed)[0] == begin]
    kept = there(unit_id, (*here, *coming))
    return [one_on_duty(cell) for cell in kept if cell in here], [one_on_duty(cell) for cell in kept if cell in coming]


def present_until(scope: Scope, unit_id: uuid.UUID, moment: datetime) -> dict[str, datetime]:
    """Personnel number → until when she is on duty, of those on duty at a unit in reach at *moment*."""
    ends: dict[uuid.UUID, datetime] = {}
    for one in on_duty(scope, unit_id, moment):
        ends[one.officer_id] = max(one.to_at, ends.get(one.officer_id, one.to_at))
    numbers = db.session.execute(select(Officer.id, Officer.personnel_no).where(Officer.id.in_(ends))) if ends else ()
    return {row.personnel_no: ends[row.id] for row in numbers}


def officers_by_id(officer_ids: Iterable[uuid.UUID | str]) -> dict[str, Any]:
    """Officer id as text → personnel number, names, rank, of those whom the caller has reached on a roster."""
    wanted = {one if isinstance(one, uuid.UUID) else uuid.UUID(one) for one in officer_ids}
    rows = db.session.execute(select(
        Officer.id, Officer.personnel_no, Officer.name_hi, Officer.name_en, Officer.rank, Officer.is_woman, Officer.phone)
        .where(Officer.id.in_(wanted))) if wanted else ()
    return {str(row.id): row for row in rows}


def one_on_duty(cell: Cell) -> OnDuty:
    """The cell with the moments of its duty."""
    begin, end = span_of(cell.day, cell.timed)
    return OnDuty(uuid.UUID(cell.officer), cell.duty, clock.from_ist(begin), clock.from_ist(end))


def there(unit_id: uuid.UUID, cells: Iterable[Cell]) -> list[Cell]:
    """Those of the unit's *cells* whose officer is posted there, not on leave and not marked as missing, in the duties' order."""
    posts = [(unit_id, cell) for cell in cells]
    missing = set(away(posts)) | set(marked_missing(posts))
    order = list(DUTIES)
    return sorted((post[1] for post in posts if post not in missing),
                  key=lambda cell: (cell.day, order.index(cell.duty), cell.officer))


def away(posts: Iterable[Post]) -> list[Post]:
    """Those of *posts* whose officer is on granted leave, or not posted at the unit, on the day."""
    posts = list(posts)
    if not posts:
        return []
    first, last, officers = *_span(posts), _officers(posts)
    leave = [DaysAway(str(row.officer_id), row.from_on, row.to_on) for row in db.session.execute(
        select(Leave.officer_id, Leave.from_on, Leave.to_on).where(
            Leave.officer_id.in_(officers), Leave.state == "granted", Leave.from_on <= last, Leave.to_on >= first))]
    terms = db.session.execute(select(Posting.unit_id, Posting.officer_id, Posting.from_on, Posting.to_on).where(
        Posting.officer_id.in_(officers), Posting.kind != "diverted", Posting.from_on <= last,
        or_(Posting.to_on.is_(None), Posting.to_on >= first))).all()

    def is_there(unit_id: uuid.UUID, cell: Cell) -> bool:
        is_posted = any((term.unit_id, str(term.officer_id)) == (unit_id, cell.officer) and term.from_on <= cell.day
                        and (term.to_on is None or cell.day <= term.to_on) for term in terms)
        return is_posted and not any(one.officer == cell.officer and one.covers(cell.day) for one in leave)

    return [post for post in posts if not is_there(*post)]


def marked_missing(posts: Iterable[Post]) -> list[Post]:
    """Those of *posts* whose officer was marked absent or diverted."""
    posts = list(posts)
    if not posts:
        return []
    first, last = _span(posts)
    marked = {tuple(row) for row in db.session.execute(
        select(RosterMark.unit_id, RosterMark.officer_id, RosterMark.day, RosterMark.duty).where(
            RosterMark.officer_id.in_(_officers(posts)), RosterMark.day >= first, RosterMark.day <= last,
            RosterMark.replaced_at.is_(None), RosterMark.state.in_(MISSING)))}
    return [(unit_id, cell) for unit_id, cell in posts if (unit_id, uuid.UUID(cell.officer), cell.day, cell.duty) in marked]


def _span(posts: list[Post]) -> tuple[date, date]:
    days = [cell.day for _unit, cell in posts]
    return min(days), max(days)


def _officers(posts: list[Post]) -> set[uuid.UUID]:
    return {uuid.UUID(cell.officer) for _unit, cell in posts}
