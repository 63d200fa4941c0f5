"""What in-charge, station and circle look at: coverage of spots, what was outside the plan or late, complaints."""

import uuid
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, func, literal, select

from portal.access.scope import Scope
from portal.core import clock
from portal.core.calendar import week_of
from portal.core.db import db
from portal.core.errors import NotFound
from portal.squads.models import Outing, Squad, SquadComplaint, SquadConduct, SquadPerson, SquadPlan, SquadSpot, SquadStop
from portal.squads.queries.field import standing
from portal.units.models import Unit

NEVER = date(1900, 1, 1)  # a spot that nobody visited stands before all others


def select_coverage(scope: Scope, today: date, kind: str = "now") -> tuple[Select, list[Any]]:
    """The spots in reach (of today, or those that ended: rules.SPOT_LISTS) with the last visit, and plan and actual of this
    week; and the columns that order it, the longest uncovered first."""
    monday, sunday = week_of(today)
    visits = (select(SquadStop.spot_id, func.max(Outing.day).label("last_on"),
                     func.count(SquadStop.id).filter(Outing.day >= monday, Outing.day <= sunday).label("actual"))
              .join(Outing, Outing.id == SquadStop.outing_id).where(scope.covers(SquadStop.unit_id), Outing.day <= today)
              .group_by(SquadStop.spot_id).subquery())
    plans = (select(SquadPlan.spot_id, func.count(SquadPlan.id).label("planned"))
             .where(scope.covers(SquadPlan.unit_id), SquadPlan.day >= monday, SquadPlan.day <= sunday)
             .group_by(SquadPlan.spot_id).subquery())
    rows = (select(SquadSpot.id, SquadSpot.name, SquadSpot.kind, SquadSpot.morning, SquadSpot.noon, SquadSpot.evening,
                   SquadSpot.night, SquadSpot.source, SquadSpot.to_on, SquadSpot.end_reason, Unit.name_hi, Unit.name_en,
                   visits.c.last_on,
                   func.coalesce(visits.c.actual, 0).label("actual"), func.coalesce(plans.c.planned, 0).label("planned"),
                   func.coalesce(visits.c.last_on, literal(NEVER, Date), type_=Date).label("ordered_on"))
            .join(Unit, Unit.id == SquadSpot.unit_id).outerjoin(visits, visits.c.spot_id == SquadSpot.id)
            .outerjoin(plans, plans.c.spot_id == SquadSpot.id).where(scope.covers(SquadSpot.unit_id),
                                                                 standing(today) if kind == "now" else ~standing(today))
            .subquery())
    return select(rows), [rows.c.ordered_on, rows.c.id]


def _clause(kind: str) -> ColumnElement[bool]:
    stop = select(SquadStop.id).where(SquadStop.outing_id == Outing.id, SquadStop.is_planned.is_(False)).exists()
    conduct = select(SquadConduct.id).where(SquadConduct.outing_id == Outing.id).exists()
    unclean = select(SquadConduct.id).where(SquadConduct.outing_id == Outing.id, SquadConduct.is_clean.is_(False)).exists()
    return {"repeat": select(SquadPerson.id).where(SquadPerson.outing_id == Outing.id, _open_repeat()).exists(),
            "outside_plan": stop, "unclosed": (Outing.state != "closed") & (Outing.day < clock.today()),
            "no_conduct": (Outing.state == "closed") & ~conduct, "late": Outing.is_late, "conduct": unclean}[kind]


def _open_repeat() -> ColumnElement[bool]:
    return SquadPerson.is_repeat & SquadPerson.settled_at.is_(None)


def select_oversight(scope: Scope, kind: str) -> Select:
    """The outings in reach that *kind* (rules.OVERSIGHT) asks for; page by day and id."""
    return (select(Outing.id, Outing.day, Outing.year, Outing.serial, Outing.state, Squad.name, Unit.name_hi, Unit.name_en)
            .join(Squad, Squad.id == Outing.squad_id).join(Unit, Unit.id == Outing.unit_id)
            .where(scope.covers(Outing.unit_id), _clause(kind)))


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
    statement = select(SquadComplaint).where(SquadComplaint.id == conduct_id, scope.covers(SquadComplaint.unit_id))
    found = db.session.scalar(statement.with_for_update() if for_change else statement)
    if found is None:
        raise NotFound
    return found
