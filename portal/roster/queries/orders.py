"""What is in force for a kendra's roster: needs, norms, holidays and wishes, each dated, read at once."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import CompoundSelect, Date, Integer, String, Uuid, bindparam, cast, literal, null, select, union_all

from portal.access.scope import Scope
from portal.core.db import db, only
from portal.roster.models import RosterHoliday, RosterMonth, RosterNeed, RosterNorm, RosterShift, RosterWish
from portal.roster.rules.plan import DUTIES, NORMS, Duty, Need, Rule, Wish, desk_needs, with_hours


@dataclass(frozen=True)
class Orders:
    """The rows of needs, norms and hours, the earliest first, day → title of the holidays, and the wishes of officers."""

    need_rows: tuple[Any, ...]
    norm_rows: tuple[Any, ...]
    holidays: Mapping[date, str]
    wishes: tuple[Wish, ...] = ()
    shift_rows: tuple[Any, ...] = ()

    def duties(self, first: date) -> dict[str, Duty]:
        """The duties with their hours in a month: the rows that began on or before its first day."""
        hours = {row.word: (row.least, row.women) for row in self.shift_rows if row.from_on <= first}
        return {code: with_hours(duty, hours[code]) if code in hours else duty for code, duty in DUTIES.items()}

    def needs(self, dates: Iterable[date]) -> tuple[Need, ...]:
        """What each day needs: of a duty's rows the latest counts, on one day that of the weekday; the help desk's three
        shifts are needed until rows of their own say otherwise."""
        found: list[Need] = []
        for day in dates:
            current = {need.duty: need for need in desk_needs((day,))} | {
                row.word: Need(day, row.word, row.least, row.women, row.rank, row.of_rank)
                for row in self.need_rows if row.from_on <= day and row.weekday in (None, day.weekday())}
            found += [need for need in current.values() if need.least]
        return tuple(found)

    def norms(self, first: date) -> dict[str, Rule]:
        """How the rules count in a month: the rows that began on or before its first day."""
        return NORMS | {row.word: Rule(bool(row.of_rank), row.least, row.women) for row in self.norm_rows if row.from_on <= first}


@lru_cache(maxsize=256)
def _select_orders(scope: Scope) -> CompoundSelect:
    """All that is in force at a unit, of the days from first to last; the same reader's is put together once."""
    unit, first, last = bindparam("unit", type_=Uuid), bindparam("first", type_=Date), bindparam("last", type_=Date)
    need = scope.limit(select(
        literal("need").label("kind"), RosterNeed.duty.label("word"), RosterNeed.from_on.label("from_on"),
        RosterNeed.weekday.label("weekday"), RosterNeed.least.label("least"), RosterNeed.women.label("women"),
        RosterNeed.rank.label("rank"), RosterNeed.of_rank.label("of_rank"), RosterNeed.id.label("id"))
        .where(RosterNeed.unit_id == unit, RosterNeed.from_on <= last), RosterNeed.unit_id)
    nothing, none = cast(null(), Integer), literal("", String)
    norm = scope.limit(select(
        literal("norm"), RosterNorm.rule, RosterNorm.from_on, nothing, RosterNorm.weight, RosterNorm.limit, none,
        cast(RosterNorm.is_hard, Integer), RosterNorm.id)
        .where(RosterNorm.unit_id == unit, RosterNorm.from_on <= last), RosterNorm.unit_id)
    shift = scope.limit(select(
        literal("shift"), RosterShift.duty, RosterShift.from_on, nothing, RosterShift.begins, RosterShift.lasts, none, nothing,
        RosterShift.id)
        .where(RosterShift.unit_id == unit, RosterShift.from_on <= last), RosterShift.unit_id)
    holiday = scope.limit(select(
        literal("holiday"), RosterHoliday.title, RosterHoliday.day, nothing, nothing, nothing, none, nothing,
        RosterHoliday.id)
        .where(RosterHoliday.unit_id == unit, RosterHoliday.withdrawn_at.is_(None), RosterHoliday.day >= first,
               RosterHoliday.day <= last), RosterHoliday.unit_id)
    wish = scope.limit(select(
        literal("wish"), RosterWish.duty, RosterWish.day, nothing, nothing, nothing, none, nothing, RosterWish.officer_id)
        .where(RosterWish.unit_id == unit, RosterWish.withdrawn_at.is_(None), RosterWish.day >= first,
               RosterWish.day <= last), RosterWish.unit_id)
    return union_all(need, norm, shift, holiday, wish)


def orders_of(scope: Scope, unit_id: uuid.UUID, first: date, last: date) -> Orders:
    """What is in force at a unit in reach until *last*, with its holidays and wishes from *first* on."""
    asked = {"unit": unit_id, "first": first, "last": last}
    rows = sorted(db.session.execute(_select_orders(scope), asked).all(),
                  key=lambda row: (row.from_on, row.weekday is not None, row.id))
    return Orders(tuple(row for row in rows if row.kind == "need"), tuple(row for row in rows if row.kind == "norm"),
                  {row.from_on: row.word for row in rows if row.kind == "holiday"},
                  tuple(Wish(str(row.id), row.from_on, row.word or None) for row in rows if row.kind == "wish"),
                  tuple(row for row in rows if row.kind == "shift"))


def has_norm(unit_id: uuid.UUID, rule: str, from_on: date) -> bool:
    """Whether a unit that was reached has a row of the rule from that very day."""
    found = select(RosterNorm.id).where(RosterNorm.unit_id == unit_id, RosterNorm.rule == rule, RosterNorm.from_on == from_on)
    return db.session.scalar(found) is not None


def has_shift(unit_id: uuid.UUID, duty: str, from_on: date) -> bool:
    """Whether a unit that was reached has hours of the duty from that very day."""
    return db.session.scalar(select(RosterShift.id).where(
        RosterShift.unit_id == unit_id, RosterShift.duty == duty, RosterShift.from_on == from_on)) is not None


def last_published(unit_id: uuid.UUID) -> date | None:
    """The first day of the latest month of a unit that was reached which is published, or None."""
    row = db.session.execute(select(RosterMonth.year, RosterMonth.month).where(
        RosterMonth.unit_id == unit_id, RosterMonth.state == "published")
        .order_by(RosterMonth.year.desc(), RosterMonth.month.desc()).limit(1)).first()
    return date(row.year, row.month, 1) if row else None


def list_holidays(scope: Scope, unit_id: uuid.UUID, first: date) -> list[RosterHoliday]:
    """The holidays of a unit in reach from *first* on that were not taken back."""
    return list(db.session.scalars(scope.limit(
        select(RosterHoliday).where(RosterHoliday.unit_id == unit_id, RosterHoliday.withdrawn_at.is_(None),
                                    RosterHoliday.day >= first), RosterHoliday.unit_id)
        .order_by(RosterHoliday.day, RosterHoliday.id)))


def get_holiday(scope: Scope, holiday_id: uuid.UUID) -> RosterHoliday:
    """A holiday of a unit in reach with its row held; NotFound otherwise."""
    return only(scope.limit(select(RosterHoliday).where(RosterHoliday.id == holiday_id), RosterHoliday.unit_id)
                .with_for_update())
