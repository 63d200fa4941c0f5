"""The daily return: sums of the rows of a day, for the units directly below a unit, asked once however many kendras."""

from datetime import date
from typing import Any

from sqlalchemy import Select, case, cast, func, select
from sqlalchemy.orm import aliased

from portal.access.scope import Scope
from portal.core.db import db
from portal.squads.models import Outing, SquadPerson, SquadStop
from portal.units.models import Unit
from portal.units.queries import lies_below

FIGURES = ("outings", "places", "checked", "warned", "vehicles", "firs", "arrests", "p126", "p135", "p170", "foot_places",
           "foot_checked", "foot_warned")


def _of(clause: Any, value: Any = 1) -> Any:
    return func.sum(case((clause, value), else_=0))


def _stops(day: date) -> Any:
    stop = SquadStop
    return (select(stop.unit_id, _of(~stop.is_foot).label("places"), _of(~stop.is_foot, stop.checked).label("checked"),
                   _of(~stop.is_foot, stop.warned).label("warned"), func.sum(stop.vehicles).label("vehicles"),
                   _of(stop.is_foot).label("foot_places"), _of(stop.is_foot, stop.checked).label("foot_checked"),
                   _of(stop.is_foot, stop.warned).label("foot_warned"))
            .join(Outing, Outing.id == stop.outing_id).where(Outing.day == day).group_by(stop.unit_id).subquery())


def _people(day: date) -> Any:
    one = SquadPerson
    return (select(one.unit_id, func.count(func.distinct(case((one.fir_no != "", one.fir_no)))).label("firs"),
                   _of(one.is_arrested).label("arrests"),
                   *(_of(one.preventive_section == number).label(f"p{number}") for number in ("126", "135", "170")))
            .join(Outing, Outing.id == one.outing_id).where(Outing.day == day).group_by(one.unit_id).subquery())


def select_return(scope: Scope, parent: Unit, day: date) -> Select:
    """One line for each unit directly below *parent* (for a kendra: itself) with the sums of its kendras on *day*."""
    child, kendra = aliased(Unit), aliased(Unit)
    stops, people = _stops(day), _people(day)
    outings = (select(Outing.unit_id, func.count(Outing.id).label("outings")).where(Outing.day == day)
               .group_by(Outing.unit_id).subquery())
    sources = {name: sub.c[name] for sub in (outings, stops, people) for name in FIGURES if name in sub.c}
    sums = [cast(func.coalesce(func.sum(sources[name]), 0), Outing.year.type).label(name) for name in FIGURES]
    is_below = (kendra.kind == "kendra") & lies_below(kendra, child)
    chosen = child.id == parent.id if parent.kind == "kendra" else child.parent_id == parent.id
    return (select(child.id, child.code, child.name_hi, child.name_en, child.kind, func.count(kendra.id).label("kendras"),
                   func.count(outings.c.unit_id).label("reported"), *sums)
            .join(kendra, is_below).outerjoin(outings, outings.c.unit_id == kendra.id)
            .outerjoin(stops, stops.c.unit_id == kendra.id).outerjoin(people, people.c.unit_id == kendra.id)
            .where(chosen, scope.covers(kendra.id))
            .group_by(child.id, child.code, child.name_hi, child.name_en, child.kind).order_by(child.code))


def read_return(scope: Scope, parent: Unit, day: date) -> tuple[list[Any], dict[str, int]]:
    """The lines of select_return and their sums."""
    rows = list(db.session.execute(select_return(scope, parent, day)))
    return rows, {name: sum(getattr(row, name) for row in rows) for name in ("kendras", "reported", *FIGURES)}
