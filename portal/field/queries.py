"""What was sent from the field before, and the frame of a week that those above look at."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any, TypeVar

from sqlalchemy import Select, case, false, func, null, select

from portal.access.scope import Scope
from portal.core.calendar import week_of
from portal.core.db import db
from portal.field.models import FieldEntry
from portal.units.models import Unit
from portal.units.queries import below, list_children


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
class WeekLine:
    """The sums of one day, or of one unit with all below it (*of*). A feature adds its figures as fields that begin with 0."""

    of: Any

    def add(self, row: Any) -> None:
        """Adds the figures that *row* has."""
        for name, value in row._mapping.items():
            if name != "key":
                setattr(self, name, getattr(self, name) + (value or 0))


Line = TypeVar("Line", bound=WeekLine)


def read_week(scope: Scope, parent: Unit, day: date, kind: type[Line],
              ask: Callable[..., Iterable[Select]]) -> tuple[list[Line], Line]:
    """The week around *day*: of a kendra or station by day, above by the units directly below *parent*, in the order of
    their codes; and the sum.

    *ask* gets the WHERE clause of the kendras in reach, Monday, Sunday and by_day; it gives questions whose rows have a *key*
    (the day, or the kendra's id) and figures. What has another key stands in the sum alone.
    """
    monday, sunday = week_of(day)
    # The reach as a range of paths and not by scope.covers: a second list of all units for each question is a third of its time.
    here = false() if scope.only_assigned else (Unit.kind == "kendra") & below(parent.path) & scope.in_path(Unit.path)
    by_day = parent.kind in ("kendra", "station")
    if by_day:
        shown = [kind(monday + timedelta(days=number)) for number in range(7)]
        lines: dict[Any, Line] = {line.of: line for line in shown}
    else:
        shown = [kind(child) for child in list_children(scope, parent)]
        lines = dict(enumerate(shown))
    total = kind(parent)
    for question in ask(here, monday, sunday, by_day=by_day):
        for row in db.session.execute(question if by_day else _by_child(question, [line.of for line in shown])):
            if row.key in lines:
                lines[row.key].add(row)
            total.add(row)
    return shown, total


def _by_child(question: Select, children: list[Unit]) -> Select:
    """The figures that *question* has of each kendra, summed by the number of the child above it: a state has thousands of
    kendras, and the page shows eight lines."""
    each = question.subquery()
    child = case(*((below(one.path), number) for number, one in enumerate(children)), else_=None) if children else null()
    figures = [func.sum(column).label(column.key) for column in each.c if column.key != "key"]
    key = child.label("key")
    return select(key, *figures).join(Unit, Unit.id == each.c.key).group_by(key)
