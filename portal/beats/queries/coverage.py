"""Coverage: places by days since the last visit, plan against actual of a week, what was outside the plan or late.

Nothing here counts women met or compares officers.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Date, Select, case, func, literal, literal_column, select

from portal.access.scope import Scope
from portal.beats.models import Beat, BeatDay, BeatPlace, BeatPlan, BeatVisit
from portal.beats.queries.land import read_norms
from portal.beats.queries.plan import days_of
from portal.beats.queries.reach import belongs_on
from portal.beats.rules.norms import DEFAULT
from portal.core import clock
from portal.core.db import UtcDateTime, db
from portal.field import queries as frame
from portal.units.models import Unit
from portal.units.queries import below


def _cut(today: date, as_value: Any) -> Any:
    """By the norm that counts at the place's unit: the day before which a last visit lies too far back, as *as_value* gives
    it. Nearer units come first, so that the first one that fits is the nearest."""
    norms = sorted(read_norms(today).items(), key=lambda item: -len(item[0]))
    rest = as_value(today - timedelta(days=DEFAULT.days_between))
    whens = [(below(path), as_value(today - timedelta(days=norm.days_between))) for path, norm in norms]
    return case(*whens, else_=rest) if whens else rest


def is_uncovered(today: date) -> ColumnElement[bool]:
    """The WHERE clause of places (joined with their Unit) left alone for longer than the norm says: longer of the beat, and no
    visit since. The place itself says when, however long the log is."""
    return ((BeatPlace.from_on < _cut(today, lambda day: literal(day, Date)))
            & (BeatPlace.seen_at < _cut(today, lambda day: literal(_midnight(day), UtcDateTime))))


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
    # The nought is written out: SQLite takes an index of some rows only when it reads that it is of these.
    clause = {"outside": BeatDay.outside > literal_column("0"), "late": BeatDay.is_late,
              "unclosed": (BeatDay.state != "closed") & (BeatDay.day < clock.today())}[kind]
    return (select(BeatDay.id, BeatDay.day, BeatDay.year, BeatDay.serial, BeatDay.state, Beat.name, Unit.name_hi, Unit.name_en)
            .join(Beat, Beat.id == BeatDay.beat_id).join(Unit, Unit.id == BeatDay.unit_id)
            .where(scope.covers(BeatDay.unit_id, in_order=True), clause))


@dataclass
class WeekLine(frame.WeekLine):
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
    return frame.read_week(scope, parent, day, WeekLine, _questions)


def _questions(here: ColumnElement[bool], monday: date, sunday: date, *, by_day: bool) -> list[Select]:
    """Plan, visits and days of the week, each summed by day or by kendra; and the places, always by kendra."""
    today = clock.today()

    def of(table: Any) -> Any:
        return table.day if by_day else table.unit_id

    def within(table: Any) -> tuple[ColumnElement[bool], ...]:
        return table.day >= monday, table.day <= sunday, table.unit_id.in_(select(Unit.id).where(here))

    return [
        select(of(BeatPlan).label("key"), func.count(BeatPlan.id).label("planned"), counted(BeatPlan.is_done).label("done"),
               counted(~BeatPlan.is_done & (BeatPlan.day < today)).label("missed"))
        .where(*within(BeatPlan)).group_by(of(BeatPlan)),
        select(of(BeatDay).label("key"), func.count(BeatDay.id).label("days"), func.sum(BeatDay.visits).label("visits"),
               func.sum(BeatDay.outside).label("outside"), counted(BeatDay.is_late).label("late"),
               counted((BeatDay.state != "closed") & (BeatDay.day < today)).label("unclosed"))
        .where(*within(BeatDay)).group_by(of(BeatDay)),
        select(BeatPlace.unit_id.label("key"), func.count(BeatPlace.id).label("places"),
               counted(is_uncovered(today)).label("uncovered"))
        .join(Unit, Unit.id == BeatPlace.unit_id).where(here, belongs_on(today))
        .group_by(BeatPlace.unit_id),
        select(BeatDay.unit_id.label("key"), func.count(BeatPlace.id.distinct()).label("covered"))
        .join(BeatVisit, BeatVisit.place_id == BeatPlace.id).join(BeatDay, BeatDay.id == BeatVisit.day_id)
        .where(*within(BeatDay), belongs_on(today)).group_by(BeatDay.unit_id)]


def counted(clause: ColumnElement[bool]) -> Any:
    """How many rows *clause* holds for; 0 without rows."""
    return func.coalesce(func.sum(case((clause, 1), else_=0)), 0)
