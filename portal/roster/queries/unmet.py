"""What is amiss on the published rosters in reach: posts that too few hold on a day, and officers who have not seen theirs."""

import uuid
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select

from portal.access.scope import Scope
from portal.core.db import db
from portal.roster.models import RosterAcknowledgement, RosterMonth, RosterNeed, RosterVersion
from portal.roster.queries.duty import away, marked_missing, officers_by_id
from portal.roster.queries.orders import Orders
from portal.roster.queries.own import own_of
from portal.roster.queries.plan import rank_of
from portal.roster.queries.published import cells_of, select_latest
from portal.roster.rules.checks import Fault, check, gaps
from portal.roster.rules.plan import Cell, Officer, Plan
from portal.units.models import Unit


@dataclass(frozen=True)
class EmptyPost:
    """A post of a unit that too few, too few women or too low ranks hold."""

    unit: Unit
    fault: Fault


def list_empty(scope: Scope, day: date, unit_id: uuid.UUID | None = None) -> list[EmptyPost]:
    """The posts of *day* of published rosters in reach, or of one unit, that are not filled, counting only who is there."""
    latest = select_latest(scope).add_columns(Unit).join(Unit, Unit.id == RosterVersion.unit_id).where(
        RosterMonth.year == day.year, RosterMonth.month == day.month).order_by(Unit.path)
    rows = db.session.execute(latest if unit_id is None else latest.where(Unit.id == unit_id)).all()
    posts = [(row.Unit.id, cell) for row in rows for cell in cells_of(row.RosterVersion) if cell.day == day]
    missing = set(away(posts)) | set(marked_missing(posts))
    here: dict[uuid.UUID, list[Cell]] = defaultdict(list)
    for unit_id, cell in posts:
        if (unit_id, cell) not in missing:
            here[unit_id].append(cell)
    staff = officers_by_id({cell.officer for _unit, cell in posts})
    orders = _needs(scope, [row.Unit.id for row in rows], day)
    return [EmptyPost(row.Unit, fault) for row in rows
            for fault in _gaps(here[row.Unit.id], staff, orders.get(row.Unit.id, ()), day)]


def count_empty(scope: Scope, day: date) -> int:
    """How many rows list_empty has."""
    return len(list_empty(scope, day))


def _needs(scope: Scope, unit_ids: list[uuid.UUID], day: date) -> dict[uuid.UUID, list[Any]]:
    rows = db.session.execute(scope.limit(
        select(RosterNeed.unit_id, RosterNeed.duty.label("word"), RosterNeed.weekday, RosterNeed.least, RosterNeed.women,
               RosterNeed.rank, RosterNeed.of_rank, RosterNeed.from_on, RosterNeed.id)
        .where(RosterNeed.unit_id.in_(unit_ids), RosterNeed.from_on <= day), RosterNeed.unit_id)).all() if unit_ids else ()
    found: dict[uuid.UUID, list[Any]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: (row.from_on, row.weekday is not None, row.id)):
        found[row.unit_id].append(row)
    return found


def _gaps(cells: list[Cell], staff: dict[str, Any], need_rows: Any, day: date) -> list[Fault]:
    keys = sorted({cell.officer for cell in cells})
    officers = tuple(Officer(key, staff[key].is_woman, rank_of(staff[key].rank)) for key in keys)
    return gaps(check(Plan(day, 1, officers, Orders(tuple(need_rows), (), {}).needs([day])), cells))


@dataclass(frozen=True)
class Unseen:
    """An officer who has not acknowledged her duties of a month as they were published last."""

    officer: Any
    unit: Unit
    month: date
    number: int


def list_unseen(scope: Scope, day: date) -> list[Unseen]:
    """Officers with duties in the month of *day* or a later one who have not acknowledged them; a version that left an
    officer's own duties alone asks nothing new of her."""
    number = RosterMonth.year * 12 + RosterMonth.month
    rows = db.session.execute(scope.limit(
        select(RosterVersion, RosterMonth.year, RosterMonth.month, Unit)
        .join(RosterMonth, RosterMonth.id == RosterVersion.month_id).join(Unit, Unit.id == RosterVersion.unit_id)
        .where(number >= day.year * 12 + day.month), RosterVersion.unit_id)
        .order_by(Unit.path, RosterMonth.year, RosterMonth.month, RosterVersion.number)).all()
    seen = {tuple(row) for row in db.session.execute(
        select(RosterAcknowledgement.version_id, RosterAcknowledgement.officer_id)
        .where(RosterAcknowledgement.version_id.in_([row.RosterVersion.id for row in rows])))} if rows else set()
    months: dict[uuid.UUID, list[Any]] = defaultdict(list)
    for row in rows:
        months[row.RosterVersion.month_id].append(row)
    officers = officers_by_id({cell.officer for versions in months.values() for cell in cells_of(versions[-1].RosterVersion)})
    return [Unseen(officers[key], versions[-1].Unit, date(versions[-1].year, versions[-1].month, 1),
                   versions[-1].RosterVersion.number)
            for versions in months.values() for key in _waiting(versions, seen)]


def _waiting(versions: list[Any], seen: set[tuple]) -> list[str]:
    latest, found = versions[-1].RosterVersion, []
    for key in sorted({cell.officer for cell in cells_of(latest)}):
        officer_id = uuid.UUID(key)
        now = own_of(latest, officer_id)
        read = [row.RosterVersion for row in versions if (row.RosterVersion.id, officer_id) in seen]
        if all(own_of(version, officer_id) != now for version in read):
            found.append(key)
    return found


def count_unseen(scope: Scope, day: date) -> int:
    """How many rows list_unseen has."""
    return len(list_unseen(scope, day))
