"""Drafts of a month: starting a run, stopping it, and taking its result over."""

import uuid
from typing import Any

from sqlalchemy import select

from portal.access.actor import Actor
from portal.audit import trail
from portal.core import clock
from portal.core.db import db, new_id
from portal.core.errors import RuleBroken
from portal.core.words import N_
from portal.roster import solver
from portal.roster.actions.months import touch
from portal.roster.models import DraftRun, RosterCell, RosterMonth
from portal.roster.queries import calendar
from portal.roster.queries.plan import plan_of
from portal.roster.rules.changes import refusing, worsened
from portal.roster.rules.checks import check
from portal.roster.rules.drafts import GOING, WITH_RESULT, standing, taken_over

SAY_MISSING = N_("What drafts a roster (OR-Tools) is not installed on this machine. The roster can be made by hand as "
                 "before; how to add it stands in docs/how-to/run-a-station.md under “A small disk”.")
SAY_GOING = N_("A draft of this month is being made already. Wait for it or stop it.")
SAY_NO_RESULT = N_("This draft has no result.")
SAY_OVERTAKEN = N_("Leave, postings or duties have changed since this draft was made, and it would break a hard rule now. Have "
                   "the month drafted again.")
SAY_NOT_GOING = N_("This draft is not being made any more.")


def start_draft(actor: Actor, month: RosterMonth) -> DraftRun:
    """A run that waits for its process; *month*'s row is held. RuleBroken while another goes on or without OR-Tools."""
    if not solver.is_there():
        raise RuleBroken(SAY_MISSING)
    now = clock.now()
    for other in db.session.scalars(select(DraftRun).where(DraftRun.month_id == month.id, DraftRun.state.in_(GOING))):
        if standing(other.state, other.heard_at, other.started_at, now) in GOING:
            raise RuleBroken(SAY_GOING)
        other.state, other.ended_at = "failed", now
    made = DraftRun(id=new_id(), unit_id=month.unit_id, month_id=month.id, state="queued", progress={}, is_stop_asked=False,
                    started_by=actor.user_id, started_at=now)
    db.session.add(made)
    db.session.flush()
    trail.record(actor, "roster:draft:started", subject=("roster_month", month.id), unit_id=month.unit_id, run=str(made.id))
    return made


def stop_draft(actor: Actor, run: DraftRun) -> None:
    """Asks the run (its row is held) to end with the best so far; one that was cut off ends here."""
    now = clock.now()
    stands = standing(run.state, run.heard_at, run.started_at, now)
    if stands == "lost":
        run.state, run.ended_at = "failed", now
    elif stands not in GOING:
        raise RuleBroken(SAY_NOT_GOING)
    run.is_stop_asked = True
    db.session.flush()
    trail.record(actor, "roster:draft:stopped", subject=("roster_month", run.month_id), unit_id=run.unit_id, run=str(run.id))


def take_over(actor: Actor, month: RosterMonth, run: DraftRun) -> int:
    """Writes the draft's cells into *month* (its row is held) beside those fixed by hand; how many.

    RuleBroken without a result, and where the draft would now break a hard rule that what is fixed by hand does not.
    """
    if run.state not in WITH_RESULT or not run.result:
        raise RuleBroken(SAY_NO_RESULT)
    plan = plan_of(actor.scope, month.unit_id, month.year, month.month)
    cells = taken_over(plan.cells, plan.off, run.result["cells"])
    fixed = [cell for cell in cells if cell.is_fixed]
    if refusing(worsened(check(plan, fixed), check(plan, cells))):
        raise RuleBroken(SAY_OVERTAKEN)
    for cell in calendar.live_cells(month):
        if not cell.is_fixed:
            db.session.delete(cell)
    db.session.flush()
    new: list[dict[str, Any]] = [
        {"id": new_id(), "unit_id": month.unit_id, "month_id": month.id, "officer_id": uuid.UUID(cell.officer), "day": cell.day,
         "duty": cell.duty, "is_fixed": False} for cell in cells if not cell.is_fixed]
    if new:
        db.session.execute(RosterCell.__table__.insert(), new)
    touch(month)
    trail.record(actor, "roster:draft:taken_over", subject=("roster_month", month.id), unit_id=month.unit_id, run=str(run.id),
                 cells=len(new))
    return len(new)
