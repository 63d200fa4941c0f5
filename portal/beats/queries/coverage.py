"""Coverage: places by days since the last visit, plan against actual of a week, what was outside the plan or late.

Nothing here counts women met or compares officers.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cache, partial
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, case, func, literal, select

from portal.access.scope import Scope
from portal.beats.models import Beat, BeatDay, BeatPlace, BeatPlan, BeatVisit
from portal.beats.queries.land import read_norms
from portal.beats.queries.plan import days_of
from portal.beats.queries.reach import belongs_on
from portal.beats.rules.norms import DEFAULT
from portal.core import clock
from portal.core.db import UtcDateTime, db
from portal.field import queries as frame
from portal.field.queries import counted
from portal.units.models import Unit
from portal.units.queries import below


def is_uncovered(today: date) -> ColumnElement[bool]:
    """The WHERE clause of places (joined with their Unit) left alone for longer than the norm says: longer of the beat, and no
    visit since. The place itself says when, however long the log is."""
    # Nearer units come first, so that the first one that fits is the nearest.
    norms = sorted(read_norms(today).items(), key=lambda item: -len(item[0]))

    def cut(as_value: Callable[[date], Any]) -> Any:
        rest = as_value(today - timedelta(days=DEFAULT.days_between))
        whens = [(below(path), as_value(today - timedelta(days=norm.days_between))) for path, norm in norms]
        return case(*whens, else_=rest) if whens else rest

    return ((BeatPlace.from_on < cut(lambda day: literal(day, Date)))
            & (BeatPlace.seen_at < cut(lambda day: literal(_midnight(day), UtcDateTime))))


def _midnight(day: date) -> datetime:
    return clock.from_ist(datetime.combine(day, time()))


def select_places(scope: Scope, today: date, kind: str = "all") -> Select:
    """The places in reach of today with their last visit, all or those uncovered; page by seen_at and id, the longest
    without a visit first."""
    rows = (select(BeatPlace.id, BeatPlace.code, BeatPlace.name, BeatPlace.kind, BeatPlace.from_on, BeatPlace.beat_id,
                   Beat.name.label("beat"), Unit.name_hi, Unit.name_en, Unit.path, BeatPlace.seen_at)
            .join(Beat, Beat.id == BeatPlace.beat_id).join(Unit, Unit.id == BeatPlace.unit_id)
            .where(scope.covers(BeatPlace.unit_id, in_order=True), belongs_on(today)))
    return rows.where(is_uncovered(today)) if kind == "uncovered" else rows


def count_uncovered(scope: Scope) -> int:
    """How many places in reach are uncovered."""
    today = clock.today()
    return db.session.scalar(select(func.count(BeatPlace.id)).join(Unit, Unit.id == BeatPlace.unit_id).where(
        scope.covers(BeatPlace.unit_id), belongs_on(today), is_uncovered(today))) or 0


def _missed(first: date) -> ColumnElement[bool]:
    past = min(clock.today(), days_of(first)[-1] + timedelta(days=1))
    return (BeatPlan.day < past) & (BeatPlan.day >= first) & BeatPlan.is_done.is_(False)


def select_missed(scope: Scope, first: date) -> Select:
    """The lines in reach of the plan for the month that begins with *first* whose day is over without a visit; page by day
    and id."""
    return (select(BeatPlan.id, BeatPlan.day, BeatPlan.is_sitting, BeatPlan.beat_id, BeatPlace.code, BeatPlace.name,
                   Beat.name.label("beat"), Unit.name_hi, Unit.name_en)
            .join(BeatPlace, BeatPlace.id == BeatPlan.place_id).join(Beat, Beat.id == BeatPlan.beat_id)
            .join(Unit, Unit.id == BeatPlan.unit_id).where(scope.covers(BeatPlan.unit_id, in_order=True), _missed(first)))


def count_missed(scope: Scope) -> int:
    """How many rows select_missed has for this month."""
    return db.session.scalar(select(func.count(BeatPlan.id)).where(
        scope.covers(BeatPlan.unit_id), _missed(clock.today().replace(day=1)))) or 0


def select_days(scope: Scope, kind: str) -> Select:
    """The days in reach that *kind* (rules.words.OVERSIGHT) asks for; page by day and id."""
    clause = {"outside": frame.is_outside(BeatDay), "late": BeatDay.is_late,
              "unclosed": frame.is_unclosed(BeatDay, clock.today())}[kind]
    return (select(BeatDay.id, BeatDay.day, BeatDay.year, BeatDay.serial, BeatDay.state, Beat.name, Unit.name_hi, Unit.name_en)
            .join(Beat, Beat.id == BeatDay.beat_id).join(Unit, Unit.id == BeatDay.unit_id)
            .where(scope.covers(BeatDay.unit_id, in_order=True), clause))


@dataclass
class WeekLine(frame.Sums):
    """Plan against actual of one day, or coverage of one unit with all below it."""

    planned: int = 0
    done: int = 0
    missed: int = 0
    visits: int = 0
    outside: int = 0
    days: int = 0
    unclosed: int = 0
    late: int = 0
    places: int = 0
    covered: int = 0
    uncovered: int = 0


def read_week(scope: Scope, parent: Unit, day: date) -> tuple[list[WeekLine], WeekLine]:
    """Plan against actual and coverage of the week around *day*, as portal.field.queries.read_week orders them."""
    return frame.read_week(scope, parent, day, WeekLine, partial(_questions, is_uncovered(clock.today())))


def _questions(is_left: ColumnElement[bool], *, by_day: bool) -> tuple[Select, ...]:
    """Those of the days, and that of the places, which is put together anew as norms change."""
    return *_of_days(by_day=by_day), _places(is_left, by_day=by_day)


@cache
def _of_days(*, by_day: bool) -> tuple[Select, ...]:
    """Plan and days of the week."""
    return (
        frame.of_week(BeatPlan, func.count().label("planned"), counted(BeatPlan.is_done).label("done"),
                      counted(~BeatPlan.is_done & (BeatPlan.day < frame.TODAY)).label("missed"), by_day=by_day),
        frame.of_week(BeatDay, func.count().label("days"), func.sum(BeatDay.visits).label("visits"),
                      func.sum(BeatDay.outside).label("outside"), counted(BeatDay.is_late).label("late"),
                      counted(frame.is_unclosed(BeatDay, frame.TODAY)).label("unclosed"), by_day=by_day))


def _places(is_left: ColumnElement[bool], *, by_day: bool) -> Select:
    """The places, of which those were visited in the week and those (*is_left*) are uncovered today. A place itself says when it
    was seen last, but of a week after which it was seen again."""
    then = (select(BeatVisit.id).where(BeatVisit.place_id == BeatPlace.id, BeatVisit.came_at >= frame.FIRST,
                                       BeatVisit.came_at < frame.PAST).correlate(BeatPlace).exists())
    was_seen = (BeatPlace.seen_at >= frame.FIRST) & ((BeatPlace.seen_at < frame.PAST) | then)
    asked = (select(func.count().label("places"), counted(is_left).label("uncovered"), counted(was_seen).label("covered"))
             .select_from(BeatPlace).join(Unit, Unit.id == BeatPlace.unit_id).where(frame.BELOW_TOP, belongs_on(frame.TODAY)))
    return frame.of_asked(asked) if by_day else frame.of_units(asked)
