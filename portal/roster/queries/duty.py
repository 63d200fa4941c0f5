"""Who is on duty at a moment by what was published; who has gone on leave or left since then is not."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlalchemy import or_, select

from portal.access.scope import Scope
from portal.core import clock
from portal.core.db import db
from portal.leave.queries import granted
from portal.personnel.models import Posting
from portal.roster.queries.published import published_cells
from portal.roster.rules.plan import DUTIES, Cell, Leave
from portal.roster.rules.shifts import running, span_of

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class OnDuty:
    """An officer at a duty, with its begin and end in UTC."""

    officer_id: uuid.UUID
    duty: str
    from_at: datetime
    to_at: datetime


def on_duty(scope: Scope, unit_id: uuid.UUID, moment: datetime) -> list[OnDuty]:
    """Who is on duty at a unit in reach at *moment* (aware), desk first; at two in the morning it is yesterday's night."""
    wall = clock.to_ist(moment).replace(tzinfo=None)
    day = wall.date()
    cells = running(published_cells(scope, unit_id, day - ONE_DAY, day), wall)
    return [one_on_duty(cell) for cell in there(unit_id, cells)]


def one_on_duty(cell: Cell) -> OnDuty:
    """The cell with the moments of its duty."""
    begin, end = span_of(cell.day, DUTIES[cell.duty])
    return OnDuty(uuid.UUID(cell.officer), cell.duty, clock.from_ist(begin), clock.from_ist(end))


def there(unit_id: uuid.UUID, cells: Iterable[Cell]) -> list[Cell]:
    """Those of the unit's *cells* whose officer is posted there and not on leave on the day, in the order of the duties."""
    cells = list(cells)
    if not cells:
        return []
    missing = away(unit_id, min(cell.day for cell in cells), max(cell.day for cell in cells),
                   {uuid.UUID(cell.officer) for cell in cells})
    order = list(DUTIES)
    return sorted((cell for cell in cells if (cell.officer, cell.day) not in missing),
                  key=lambda cell: (cell.day, order.index(cell.duty), cell.officer))


def away(unit_id: uuid.UUID, first: date, last: date, officer_ids: Iterable[uuid.UUID]) -> set[tuple[str, date]]:
    """(officer, day) of those officers who are on granted leave or not posted at the unit, from *first* to *last*."""
    days = [first + timedelta(days=number) for number in range((last - first).days + 1)]
    leave = [Leave(str(row.officer_id), row.from_on, row.to_on) for row in granted(unit_id, first, last)]
    missing = {(one.officer, day) for one in leave for day in days if one.covers(day)}
    officer_ids = list(officer_ids)
    terms = db.session.execute(select(Posting.officer_id, Posting.from_on, Posting.to_on).where(
        Posting.unit_id == unit_id, Posting.officer_id.in_(officer_ids), Posting.from_on <= last,
        or_(Posting.to_on.is_(None), Posting.to_on >= first))).all()
    posted = {(row.officer_id, day) for row in terms for day in days
              if row.from_on <= day and (row.to_on is None or day <= row.to_on)}
    return missing | {(str(key), day) for key in officer_ids for day in days if (key, day) not in posted}
