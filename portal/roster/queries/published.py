"""What was published: the latest version of each month, and its cells over any days."""

import uuid
from datetime import date

from sqlalchemy import Select, and_, func, select

from portal.access.scope import Scope
from portal.core.db import db
from portal.roster.models import RosterMonth, RosterVersion
from portal.roster.rules.plan import DUTIES, Cell


def select_latest(scope: Scope) -> Select:
    """The latest version of each month in reach: (RosterVersion, year, month)."""
    newest = (select(RosterVersion.month_id, func.max(RosterVersion.number).label("number"))
              .group_by(RosterVersion.month_id).subquery())
    return scope.limit(
        select(RosterVersion, RosterMonth.year, RosterMonth.month)
        .join(RosterMonth, RosterMonth.id == RosterVersion.month_id)
        .join(newest, and_(newest.c.month_id == RosterVersion.month_id, newest.c.number == RosterVersion.number)),
        RosterVersion.unit_id)


def latest_version(scope: Scope, unit_id: uuid.UUID, year: int, month: int) -> RosterVersion | None:
    """The month of a unit in reach as it was published last, or None."""
    return db.session.scalar(select_latest(scope).where(
        RosterVersion.unit_id == unit_id, RosterMonth.year == year, RosterMonth.month == month))


def published_cells(scope: Scope, unit_id: uuid.UUID, first: date, last: date) -> list[Cell]:
    """The cells of a unit in reach from *first* to *last*, both included, of the latest version of each month; by day."""
    number = RosterMonth.year * 12 + RosterMonth.month
    rows = db.session.execute(select_latest(scope).where(
        RosterVersion.unit_id == unit_id, number >= first.year * 12 + first.month, number <= last.year * 12 + last.month))
    cells = [cell for row in rows for cell in cells_of(row.RosterVersion)]
    return sorted((cell for cell in cells if first <= cell.day <= last), key=lambda cell: (cell.day, cell.duty, cell.officer))


def duties_of(scope: Scope, unit_id: uuid.UUID, officer_id: uuid.UUID, first: date, last: date) -> list[tuple[date, str]]:
    """(day, duty as msgid) published for an officer of a unit in reach, both days included."""
    return [(cell.day, DUTIES[cell.duty].title) for cell in published_cells(scope, unit_id, first, last)
            if cell.officer == str(officer_id)]


def cells_of(version: RosterVersion) -> list[Cell]:
    """The frozen cells of a version, with the hours it went out with."""
    hours = {code: (duty.begins, duty.lasts) for code, duty in DUTIES.items()} | {
        code: tuple(own) for code, own in version.hours.items()}
    return [Cell(officer, date.fromisoformat(day), duty, hours=hours[duty])
            for officer, day, duty in version.cells]
