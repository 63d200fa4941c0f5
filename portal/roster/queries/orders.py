"""What is in force for a kendra's roster: needs, norms and holidays, each dated, read at once."""

import uuid
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Integer, String, Uuid, cast, literal, null, select, union_all

from portal.access.scope import Scope
from portal.core.db import db
from portal.roster.models import RosterHoliday, RosterNeed, RosterNorm
from portal.roster.rules.plan import NORMS, Need, Rule, desk_needs


@dataclass(frozen=True)
class Orders:
    """The rows of needs and norms, the earliest first, and day → title of the holidays."""

    need_rows: tuple[Any, ...]
    norm_rows: tuple[Any, ...]
    holidays: Mapping[date, str]

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


def orders_of(scope: Scope, unit_id: uuid.UUID, first: date, last: date) -> Orders:
    """What is in force at a unit in reach until *last*, with its holidays from *first* on."""
    need = scope.limit(select(
        literal("need").label("kind"), RosterNeed.duty.label("word"), RosterNeed.from_on.label("from_on"),
        RosterNeed.weekday.label("weekday"), RosterNeed.least.label("least"), RosterNeed.women.label("women"),
        RosterNeed.rank.label("rank"), RosterNeed.of_rank.label("of_rank"), RosterNeed.id.label("id"))
        .where(RosterNeed.unit_id == unit_id, RosterNeed.from_on <= last), RosterNeed.unit_id)
    nothing, none = cast(null(), Integer), literal("", String)
    norm = scope.limit(select(
        literal("norm"), RosterNorm.rule, RosterNorm.from_on, nothing, RosterNorm.weight, RosterNorm.limit, none,
        cast(RosterNorm.is_hard, Integer), RosterNorm.id)
        .where(RosterNorm.unit_id == unit_id, RosterNorm.from_on <= last), RosterNorm.unit_id)
    holiday = scope.limit(select(
        literal("holiday"), RosterHoliday.title, RosterHoliday.day, nothing, nothing, nothing, none, nothing,
        cast(RosterHoliday.id, Uuid))
        .where(RosterHoliday.unit_id == unit_id, RosterHoliday.withdrawn_at.is_(None), RosterHoliday.day >= first,
               RosterHoliday.day <= last), RosterHoliday.unit_id)
    rows = sorted(db.session.execute(union_all(need, norm, holiday)).all(),
                  key=lambda row: (row.from_on, row.weekday is not None, row.id))
    return Orders(tuple(row for row in rows if row.kind == "need"), tuple(row for row in rows if row.kind == "norm"),
                  {row.from_on: row.word for row in rows if row.kind == "holiday"})
