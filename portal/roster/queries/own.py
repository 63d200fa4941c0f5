"""An officer's own published duties, wherever she is posted, and the reach of the roster that she stands on."""

import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import or_, select

from portal.access.actor import Actor
from portal.access.scope import Scope
from portal.core.db import db
from portal.personnel.models import Officer, Posting
from portal.roster.models import RosterAcknowledgement, RosterMonth, RosterVersion
from portal.roster.queries.published import cells_of
from portal.roster.rules.plan import Cell
from portal.units.models import Unit


@dataclass(frozen=True)
class OwnMonth:
    """A published month in which an officer is posted at the unit: its version, and her cells now and in earlier versions."""

    version: RosterVersion
    unit: Unit
    first: date
    cells: tuple[Cell, ...]
    earlier: frozenset[Cell]
    is_acknowledged: bool


def reach_of(actor: Actor, unit_id: uuid.UUID) -> Scope:
    """The reach to one unit's roster for an officer who stands on it: the rules of her own swap ask who else is there."""
    unit = db.session.get_one(Unit, unit_id)
    return Scope(actor.user_id, unit.id, unit.path, (unit.id,))


def own_months(officer: Officer, first: date, last: date) -> list[OwnMonth]:
    """The published months with a day from *first* to *last* of every unit where the officer is posted in that time."""
    units = select(Posting.unit_id).where(Posting.officer_id == officer.id, Posting.from_on <= last,
                                          or_(Posting.to_on.is_(None), Posting.to_on >= first))
    number = RosterMonth.year * 12 + RosterMonth.month
    rows = db.session.execute(
        select(RosterVersion, RosterMonth.year, RosterMonth.month, Unit, RosterAcknowledgement.id.label("seen"))
        .join(RosterMonth, RosterMonth.id == RosterVersion.month_id).join(Unit, Unit.id == RosterVersion.unit_id)
        .outerjoin(RosterAcknowledgement, (RosterAcknowledgement.version_id == RosterVersion.id)
                   & (RosterAcknowledgement.officer_id == officer.id))
        .where(RosterVersion.unit_id.in_(units), number >= first.year * 12 + first.month,
               number <= last.year * 12 + last.month)
        .order_by(RosterMonth.year, RosterMonth.month, RosterVersion.unit_id, RosterVersion.number)).all()
    months: dict[uuid.UUID, list] = {}
    for row in rows:
        months.setdefault(row.RosterVersion.month_id, []).append(row)
    return [_own(officer, versions) for versions in months.values()]


def own_of(version: RosterVersion, officer_id: uuid.UUID) -> tuple[Cell, ...]:
    """The officer's cells of a version, by day."""
    return tuple(sorted((cell for cell in cells_of(version) if cell.officer == str(officer_id)),
                        key=lambda cell: (cell.day, cell.duty)))


def _own(officer: Officer, versions: list) -> OwnMonth:
    latest = versions[-1]
    now = own_of(latest.RosterVersion, officer.id)
    earlier = frozenset(cell for row in versions[:-1] for cell in own_of(row.RosterVersion, officer.id)) - frozenset(now)
    # A later version that left her own duties alone asks nothing new of her.
    is_seen = any(row.seen is not None and own_of(row.RosterVersion, officer.id) == now for row in versions)
    return OwnMonth(latest.RosterVersion, latest.Unit, date(latest.year, latest.month, 1), now, earlier, is_seen)


def own_cells(officer: Officer, first: date, last: date) -> list[tuple[OwnMonth, Cell]]:
    """The officer's published duties from *first* to *last*, by day, each with its month."""
    found = [(month, cell) for month in own_months(officer, first - timedelta(days=1), last)
             for cell in month.cells if first <= cell.day <= last]
    return sorted(found, key=lambda one: (one[1].day, one[1].duty))
