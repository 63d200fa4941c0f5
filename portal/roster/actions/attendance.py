"""Marking who came to her duty; a correction keeps what was marked before."""

import uuid
from collections.abc import Mapping
from datetime import date

from portal.access.actor import Actor
from portal.audit import trail
from portal.core import clock
from portal.core.db import db, new_id
from portal.core.errors import RuleBroken
from portal.roster.models import RosterMark
from portal.roster.queries.attendance import hold_marks
from portal.roster.queries.published import published_cells
from portal.roster.rules import attendance as rules
from portal.roster.rules.attendance import Mark
from portal.roster.rules.plan import Duty
from portal.roster.rules.shifts import span_of
from portal.units.queries import get_unit


def mark_day(actor: Actor, unit_id: uuid.UUID, day: date, marks: Mapping[tuple[str, str], Mark]) -> int:
    """Writes the marks (officer id, duty) → Mark of a day of a kendra in reach; gives how many are new or corrected.

    RuleBroken for a duty that is not on the published roster or has not begun, and for a mark that does not say enough.
    """
    unit = get_unit(actor.scope, unit_id)
    expected = {(cell.officer, cell.duty): cell.timed for cell in published_cells(actor.scope, unit.id, day, day)}
    standing = hold_marks(unit.id, day)
    new = corrected = 0
    for (officer, duty), mark in sorted(marks.items()):
        work = expected.get((officer, duty))
        if work is None or mark.state not in rules.STATES:
            raise RuleBroken(rules.SAY_NOT_ON_ROSTER)
        _check(day, work, mark)
        made, former = _made(actor, unit.id, officer, day, work, mark.plain()), standing.get((officer, duty))
        if former is not None and _same(former, made):
            continue
        if former is not None:
            former.replaced_at = clock.now()
            db.session.flush()  # before the new mark, which alone may stand
        db.session.add(made)
        new, corrected = new + (former is None), corrected + (former is not None)
    if new or corrected:
        db.session.flush()
        trail.record(actor, "roster:attendance:marked", subject=("unit", unit.id), unit_id=unit.id, day=day, new=new,
                     corrected=corrected or None)
    return new + corrected


def _check(day: date, duty: Duty, mark: Mark) -> None:
    if clock.from_ist(span_of(day, duty)[0]) > clock.now():
        raise RuleBroken(rules.SAY_NOT_BEGUN)
    fault = rules.fault_of(mark, day, duty)
    if fault:
        raise RuleBroken(fault[1])


def _made(actor: Actor, unit_id: uuid.UUID, officer: str, day: date, duty: Duty, mark: Mark) -> RosterMark:
    came = clock.from_ist(rules.came_wall(day, duty, mark.came)) if mark.came else None
    return RosterMark(id=new_id(), unit_id=unit_id, officer_id=uuid.UUID(officer), day=day, duty=duty.code, state=mark.state,
                      came_at=came, note=mark.note.strip(), hours=mark.hours, marked_by=actor.user_id, marked_at=clock.now())


def _same(one: RosterMark, other: RosterMark) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in ("state", "came_at", "note", "hours"))
