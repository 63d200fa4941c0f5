"""Weeks of squads: the plan of one squad beside the published roster; plan against actual of days or units."""

from collections import defaultdict
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from functools import cache
from typing import Any

from sqlalchemy import Select, func, select

from portal.access.scope import Scope
from portal.core.calendar import week_of
from portal.core.db import db
from portal.field import queries as frame
from portal.field.queries import counted
from portal.roster.queries.duty import officers_by_id, there
from portal.roster.queries.published import published_cells
from portal.squads.models import Outing, Squad, SquadMember, SquadPlan, SquadSpot, SquadStop
from portal.squads.queries.field import list_plan, standing
from portal.squads.rules import plan_warning
from portal.units.models import Unit

DUTY = "squad"


@dataclass
class PlanDay:
    """A day of a squad's plan: its places, its members on the roster, officers rostered who are in no squad, what does not fit
    (a msgid or nothing)."""

    day: date
    places: list[Any] = field(default_factory=list)
    squad: list[Any] = field(default_factory=list)
    others: list[Any] = field(default_factory=list)
    warning: str = ""


def read_plan(scope: Scope, squad: Squad, day: date) -> list[PlanDay]:
    """The week around *day* of a squad that was reached. Who is on leave, posted away or absent is not on duty."""
    monday, sunday = week_of(day)
    days = {one: PlanDay(one) for one in (monday + timedelta(days=number) for number in range(7))}
    for row in list_plan(squad, monday, sunday):
        days[row.day].places.append(row)
    # Who reached the squad may know its duties, though a leader reaches nothing else of the kendra.
    cells = published_cells(replace(scope, only_assigned=False), squad.unit_id, monday, sunday)
    duties = there(squad.unit_id, [cell for cell in cells if cell.duty == DUTY])
    names, terms = officers_by_id(cell.officer for cell in duties), _terms(squad)
    for cell in duties:
        squads = {one.squad_id for one in terms[cell.officer] if one.from_on <= cell.day and (one.to_on or cell.day) >= cell.day}
        if squad.id in squads:
            days[cell.day].squad.append(names[cell.officer])
        elif not squads:
            days[cell.day].others.append(names[cell.officer])
    months = {(cell.day.year, cell.day.month) for cell in cells}
    for one in days.values():
        one.warning = plan_warning(has_plan=bool(one.places), has_squad=bool(one.squad),
                                   is_published=(one.day.year, one.day.month) in months)
    return list(days.values())


def _terms(squad: Squad) -> dict[str, list[Any]]:
    rows = db.session.execute(select(SquadMember.officer_id, SquadMember.squad_id, SquadMember.from_on, SquadMember.to_on)
                              .where(SquadMember.unit_id == squad.unit_id))
    found = defaultdict(list)
    for row in rows:
        found[str(row.officer_id)].append(row)
    return found


@dataclass
class WeekLine(frame.Sums):
    """Plan against actual of one day, or of one unit with all below it. No number of persons."""

    planned: int = 0
    done: int = 0
    visits: int = 0
    outside: int = 0
    outings: int = 0
    closed: int = 0
    unclosed: int = 0
    no_conduct: int = 0
    unclean: int = 0
    spots: int = 0
    covered: int = 0


def read_week(scope: Scope, parent: Unit, day: date) -> tuple[list[WeekLine], WeekLine]:
    """Plan against actual, conduct and coverage of the week around *day*, as portal.field.queries.read_week orders them."""
    return frame.read_week(scope, parent, day, WeekLine, _questions)


@cache
def _questions(*, by_day: bool) -> tuple[Select, ...]:
    """Plans, stops and outings of the week; above a station the spots too."""
    gone = (select(SquadStop.id).join(Outing, Outing.id == SquadStop.outing_id).where(
        Outing.squad_id == SquadPlan.squad_id, Outing.day == SquadPlan.day, SquadStop.spot_id == SquadPlan.spot_id)
        .correlate(SquadPlan).exists())
    is_closed = Outing.state == "closed"
    asked = (
        frame.of_week(SquadPlan, func.count().label("planned"), counted(gone).label("done"), by_day=by_day),
        frame.of_week(Outing, func.count().label("outings"), func.sum(Outing.places).label("visits"),
                      func.sum(Outing.outside).label("outside"), counted(is_closed).label("closed"),
                      counted(frame.is_unclosed(Outing, frame.TODAY)).label("unclosed"),
                      counted(is_closed & Outing.is_clean.is_(None)).label("no_conduct"),
                      counted(~Outing.is_clean).label("unclean"), by_day=by_day))
    return asked if by_day else (*asked, frame.of_units(_spots()))


def _spots() -> Select:
    """How many spots there are and how many were visited."""
    seen = (select(SquadStop.id).where(SquadStop.spot_id == SquadSpot.id, SquadStop.came_at >= frame.FIRST,
                                       SquadStop.came_at < frame.PAST).correlate(SquadSpot).exists())
    return (select(func.count().label("spots"), counted(seen).label("covered"))
            .select_from(SquadSpot).join(Unit, Unit.id == SquadSpot.unit_id).where(frame.BELOW_TOP, standing(frame.MONDAY)))
