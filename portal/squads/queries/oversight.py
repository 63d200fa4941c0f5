"""What in-charge, station and circle look at: coverage of spots, what was outside the plan or late, complaints."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, func, literal, literal_column, select

from portal.access.scope import Scope
from portal.core import clock
from portal.core.calendar import week_of
from portal.core.db import UtcDateTime, db, only
from portal.field.queries import is_outside, is_unclosed
from portal.squads.models import Outing, Squad, SquadComplaint, SquadPerson, SquadPlan, SquadSpot, SquadStop
from portal.squads.queries.field import standing
from portal.units.models import Unit

NEVER = datetime(1900, 1, 1, tzinfo=UTC)  # a spot that nobody visited stands before all others


def select_coverage(scope: Scope, today: date, kind: str = "now") -> tuple[Select, list[Any]]:
    """The spots in reach (of today, or those that ended: rules.SPOT_LISTS) with the last visit; and the columns that order
    it, the longest uncovered first. Each spot's own index says when the last visit was, however many there were."""
    last = select(func.max(SquadStop.came_at)).where(SquadStop.spot_id == SquadSpot.id).correlate(SquadSpot).scalar_subquery()
    rows = (select(SquadSpot.id, SquadSpot.name, SquadSpot.kind, SquadSpot.morning, SquadSpot.noon, SquadSpot.evening,
                   SquadSpot.night, SquadSpot.source, SquadSpot.to_on, SquadSpot.end_reason, Unit.name_hi, Unit.name_en,
                   func.coalesce(last, literal(NEVER, UtcDateTime), type_=UtcDateTime).label("seen_at"))
            .join(Unit, Unit.id == SquadSpot.unit_id)
            .where(scope.covers(SquadSpot.unit_id), standing(today) if kind == "now" else ~standing(today)).subquery())
    return select(rows), [rows.c.seen_at, rows.c.id]


@dataclass(frozen=True)
class SpotLine:
    """A spot as its list shows it, with the day of the last visit, and plan and actual of this week."""

    spot: Any
    last_on: date | None
    planned: int
    actual: int


def lines_of(rows: Sequence[Any], today: date) -> list[SpotLine]:
    """Rows of select_coverage as lines."""
    monday, sunday = week_of(today)
    ids, (first, past) = [row.id for row in rows], clock.period(monday, sunday)
    plans = (select(SquadPlan.spot_id, func.count()).where(SquadPlan.spot_id.in_(ids), SquadPlan.day >= monday,
                                                           SquadPlan.day <= sunday).group_by(SquadPlan.spot_id))
    stops = (select(SquadStop.spot_id, func.count()).where(SquadStop.spot_id.in_(ids), SquadStop.came_at >= first,
                                                           SquadStop.came_at < past).group_by(SquadStop.spot_id))
    planned, actual = (dict(db.session.execute(asked).tuples().all()) for asked in (plans, stops))
    return [SpotLine(row, clock.to_ist(row.seen_at).date() if row.seen_at > NEVER else None, planned.get(row.id, 0),
                     actual.get(row.id, 0)) for row in rows]


def _clause(kind: str) -> ColumnElement[bool]:
    # SquadPerson has few open repeats, so they are asked first; of each other kind the outing itself tells.
    repeats = select(SquadPerson.outing_id).where(SquadPerson.is_repeat, SquadPerson.settled_at.is_(None))
    return {"repeat": Outing.id.in_(repeats), "outside_plan": is_outside(Outing), "unclosed": is_unclosed(Outing, clock.today()),
            "no_conduct": (Outing.state == literal_column("'closed'")) & Outing.is_clean.is_(None), "late": Outing.is_late,
            "conduct": ~Outing.is_clean}[kind]


def select_oversight(scope: Scope, kind: str) -> Select:
    """The outings in reach that *kind* (rules.OVERSIGHT) asks for; page by day and id."""
    return (select(Outing.id, Outing.day, Outing.year, Outing.serial, Outing.state, Squad.name, Unit.name_hi, Unit.name_en)
            .join(Squad, Squad.id == Outing.squad_id).join(Unit, Unit.id == Outing.unit_id)
            .where(scope.covers(Outing.unit_id, in_order=True), _clause(kind)))


def count_oversight(scope: Scope, kind: str) -> int:
    """How many rows select_oversight has."""
    return db.session.scalar(select(func.count(Outing.id)).where(scope.covers(Outing.unit_id), _clause(kind))) or 0


def _answered(state: str) -> ColumnElement[bool]:
    return SquadComplaint.answered_at.is_(None) if state == "open" else SquadComplaint.answered_at.is_not(None)


def select_complaints(scope: Scope, state: str) -> Select:
    """The complaints about conduct that came to a unit in reach, by *state* (rules.ANSWERS); page by recorded_at and id."""
    return (select(SquadComplaint.id, SquadComplaint.recorded_at, SquadComplaint.happened_on, SquadComplaint.place,
                   SquadComplaint.answered_at, Unit.name_hi, Unit.name_en)
            .join(Unit, Unit.id == SquadComplaint.kendra_id).where(scope.covers(SquadComplaint.unit_id), _answered(state)))


def count_complaints(scope: Scope) -> int:
    """How many complaints about conduct in reach nobody answered."""
    return db.session.scalar(select(func.count(SquadComplaint.id)).where(
        scope.covers(SquadComplaint.unit_id), _answered("open"))) or 0


def get_complaint(scope: Scope, conduct_id: uuid.UUID, *, for_change: bool = False) -> SquadComplaint:
    """One complaint about conduct in reach; a kendra or station reaches none."""
    return only(select(SquadComplaint).where(SquadComplaint.id == conduct_id, scope.covers(SquadComplaint.unit_id)),
                for_change=for_change)
