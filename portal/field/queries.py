"""What was sent from the field before, and the sums of a day or week that those above look at."""

import uuid
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from sqlalchemy import BindParameter, ColumnElement, Date, Select, bindparam, case, func, literal_column, select
from sqlalchemy.orm import aliased

from portal.access.scope import Scope
from portal.core import clock
from portal.core.calendar import week_of
from portal.core.db import UtcDateTime, db
from portal.field.models import FieldEntry
from portal.units.models import Unit
from portal.units.queries import lies_below, list_children


def find_entry(entry_id: uuid.UUID) -> FieldEntry | None:
    """What was sent with that id before, by whomever: the actions say whether it is the same."""
    return db.session.scalar(select(FieldEntry).where(FieldEntry.entry_id == entry_id))


def record_sent(actor_id: uuid.UUID, entry_id: uuid.UUID, kind: str) -> uuid.UUID | None:
    """The record that came of the actor's own earlier sending of that kind; None when there is none.

    A telephone that wrote several entries without a line names the first by the id that it made itself.
    """
    return db.session.scalar(select(FieldEntry.record_id).where(
        FieldEntry.entry_id == entry_id, FieldEntry.kind == kind, FieldEntry.recorded_by == actor_id))


@dataclass
class Sums:
    """The sums of one day, or of one unit with all below it (*of*). A feature adds its figures as fields that begin with 0."""

    of: Any

    def add(self, row: Any) -> None:
        """Adds the figures that *row* has."""
        for name, value in row._mapping.items():
            if name != "key":
                setattr(self, name, getattr(self, name) + (value or 0))

    @property
    def figures(self) -> dict[str, int]:
        """The sums by their names."""
        return {name: value for name, value in vars(self).items() if name != "of"}


Line = TypeVar("Line", bound=Sums)
TOP = aliased(Unit)
# Units and kendras meet by the range of paths: either engine walks the kendras of one unit after the other by their index, seeks
# what was asked of each, and sorts and groups nothing else, though a state has thousands of them.
BELOW_TOP = (Unit.kind == "kendra") & lies_below(Unit, TOP)
# The parameters of a week's questions, so that they are put together once: its days, today, and its moments from and up to.
MONDAY, SUNDAY, TODAY = (bindparam(name, type_=Date) for name in ("monday", "sunday", "today"))
FIRST, PAST = (bindparam(name, type_=UtcDateTime) for name in ("first", "past"))


def read_week(scope: Scope, parent: Unit, day: date, kind: type[Line],
              ask: Callable[..., Iterable[Select]]) -> tuple[list[Line], Line]:
    """The week around *day*: of a kendra or station by day, above by the units directly below *parent*, in the order of
    their codes; and the sum. The caller found *parent* in the reader's reach.

    *ask* gets by_day and gives questions made by of_week, of_asked or of_units; what has no day stands in the sum alone.
    """
    (monday, sunday), total = week_of(day), kind(parent)
    if scope.only_assigned:
        return [], total
    first, past = clock.period(monday, sunday)
    asked = {"monday": monday, "sunday": sunday, "today": clock.today(), "first": first, "past": past}
    if parent.kind not in ("kendra", "station"):
        return sum_units(list_children(scope, parent), kind, ask(by_day=False), **asked)
    days = {one: kind(one) for one in (monday + timedelta(days=number) for number in range(7))}
    for question in ask(by_day=True):
        for row in db.session.execute(question, {"units": [parent.id], **asked}):
            for line in (days.get(row._mapping.get("key")), total):
                if line is not None:
                    line.add(row)
    return list(days.values()), total


def of_asked(question: Select) -> Select:
    """*question*, which joins Unit where BELOW_TOP and gives figures, of the units asked for together."""
    return question.where(TOP.id.in_(bindparam("units", expanding=True)))


def of_units(question: Select) -> Select:
    """The same with a row for each unit, as sum_units asks it."""
    return of_asked(question).add_columns(TOP.id.label("key")).group_by(TOP.id)


def of_week(table: Any, *figures: ColumnElement, by_day: bool) -> Select:
    """The figures of the rows of *table* whose day lies in the week, for each day or for each unit."""
    asked = (select(*figures).select_from(table).join(Unit, Unit.id == table.unit_id)
             .where(BELOW_TOP, table.day >= MONDAY, table.day <= SUNDAY))
    return of_asked(asked).add_columns(table.day.label("key")).group_by(table.day) if by_day else of_units(asked)


def sum_units(units: Sequence[Unit], kind: type[Line], questions: Iterable[Select], **asked: Any) -> tuple[list[Line], Line]:
    """A line for each of the *units* with the sums of the kendras at and below it, in their order; and the sum of all.

    The caller found the units in the reader's reach. *questions*: of_units of each; *asked*: what they have parameters for.
    """
    lines, total = {unit.id: kind(unit) for unit in units}, kind(None)
    for question in questions:
        for row in db.session.execute(question, {"units": list(lines), **asked}):
            lines[row.key].add(row)
            total.add(row)
    return list(lines.values()), total


def counted(clause: ColumnElement[bool]) -> Any:
    """How many rows *clause* holds for; 0 without rows."""
    return func.coalesce(func.sum(case((clause, 1), else_=0)), 0)


# What an index of some rows asks is written out: SQLite takes the index only when it reads that the question is of these rows.


def is_outside(days: Any) -> ColumnElement[bool]:
    """The WHERE clause of days in the field on which somebody was where no plan named the place."""
    return days.outside > literal_column("0")


def is_unclosed(days: Any, today: date | BindParameter) -> ColumnElement[bool]:
    """The WHERE clause of days in the field that are over and not closed."""
    return (days.state != literal_column("'closed'")) & (days.day < today)
