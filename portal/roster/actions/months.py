"""Changing a month: entering and clearing cells, publishing it, and having seen it. Every change asks the rules first."""

import uuid
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm.attributes import flag_modified

from portal.access.actor import Actor
from portal.audit import trail
from portal.core import clock
from portal.core.db import db, new_id
from portal.core.errors import RuleBroken
from portal.core.i18n import chosen_language
from portal.core.words import N_
from portal.roster.models import RosterAcknowledgement, RosterCell, RosterMonth, RosterVersion
from portal.roster.queries import calendar
from portal.roster.queries.plan import MonthRead, read_month
from portal.roster.queries.published import cells_of
from portal.roster.rules.changes import OFF, refusing, with_cell, worsened
from portal.roster.rules.checks import Fault, check, gaps
from portal.roster.rules.plan import DUTIES, Plan
from portal.units.models import Unit
from portal.units.queries import get_unit

SAY_UNKNOWN = N_("The officer or the duty is not known in this month.")
SAY_NOT_PUBLISHED = N_("Hard rules are broken. Correct these duties first; the list below the roster names each.")
SAY_REASON = N_("Some posts stay empty. Write the reason for publishing all the same.")
SAY_REPLACED = N_("This roster was published anew. Open it again.")


def month_of(actor: Actor, unit_id: uuid.UUID, year: int, month: int) -> RosterMonth:
    """The month of a kendra in reach with its row held; made when nothing was entered yet."""
    unit = get_unit(actor.scope, unit_id)
    found = calendar.month_at(unit.id, year, month, for_change=True)
    if found is None:
        db.session.execute(select(Unit.id).where(Unit.id == unit.id).with_for_update())  # two first entries at one time
        found = calendar.month_at(unit.id, year, month, for_change=True)
    if found is None:
        found = RosterMonth(id=new_id(), unit_id=unit.id, year=year, month=month, state="draft", changed_at=clock.now())
        db.session.add(found)
        db.session.flush()
    return found


def set_cell(actor: Actor, month: RosterMonth, officer_id: uuid.UUID, day: date, duty: str, *,
             is_fixed: bool = True) -> list[Fault]:
    """The officer's day of *month* (its row is held) becomes that one duty, or "off", in the place of what stood there.

    Gives what the change makes worse: soft breaches and posts that fall empty. RuleBroken when a hard rule forbids it.
    """
    read = read_month(actor.scope, month.unit_id, month.year, month.month)
    officer = next((one for one in read.plan.officers if one.key == str(officer_id)), None)
    if officer is None or duty not in (*DUTIES, OFF) or day not in read.plan.dates:
        raise RuleBroken(SAY_UNKNOWN)
    if read.plan.is_away(officer, day):
        raise _refused(read, Fault("away", True, day, officer.key, duty))
    return _change(actor, month, read, officer.key, day, duty, is_fixed=is_fixed)


def clear_cell(actor: Actor, month: RosterMonth, officer_id: uuid.UUID, day: date) -> list[Fault]:
    """Nothing is entered any more for the officer on that day of *month* (its row is held). Gives what becomes worse."""
    read = read_month(actor.scope, month.unit_id, month.year, month.month)
    return _change(actor, month, read, str(officer_id), day, "", is_fixed=False)


def _change(actor: Actor, month: RosterMonth, read: MonthRead, officer: str, day: date, duty: str, *,
            is_fixed: bool) -> list[Fault]:
    plan = read.plan
    brought = worsened(check(plan, plan.cells), check(plan, with_cell(plan.cells, officer, day, duty, is_fixed=is_fixed)))
    for fault in refusing(brought):
        raise _refused(read, fault)
    before = [cell for cell in calendar.live_cells(month) if (str(cell.officer_id), cell.day) == (officer, day)]
    was = [(cell.duty, cell.is_fixed) for cell in before]
    if was == ([(duty, is_fixed or duty == OFF)] if duty else []):
        return brought
    for cell in before:
        db.session.delete(cell)
    db.session.flush()
    if duty:
        db.session.add(RosterCell(id=new_id(), unit_id=month.unit_id, month_id=month.id, officer_id=uuid.UUID(officer), day=day,
                                  duty=duty, is_fixed=is_fixed or duty == OFF))
    touch(month)
    trail.record(actor, "roster:cell:changed", subject=("roster_month", month.id), unit_id=month.unit_id, officer=officer,
                 day=day, duty=duty, before=", ".join(code for code, _ in was))
    return brought


def touch(month: RosterMonth) -> None:
    """Makes the month's version grow: a form that was opened before is told so."""
    month.changed_at = clock.now()
    flag_modified(month, "changed_at")  # two changes within one tick of the clock are two changes
    db.session.flush()


def _refused(read: MonthRead, fault: Fault) -> RuleBroken:
    return RuleBroken(fault.sentence, **calendar.facts_of(fault, read.staff, chosen_language()))


def publish(actor: Actor, month: RosterMonth, reason: str = "") -> RosterVersion:
    """Freezes *month* (its row is held) as its next version; the last one when nothing changed.

    RuleBroken where a hard rule is broken, and where posts are empty that were not empty before and no reason is given.
    """
    read = read_month(actor.scope, month.unit_id, month.year, month.month)
    last, plan = read.version, read.plan
    frozen = frozen_of(read)
    if last is not None and last.cells == frozen:
        return last
    faults = check(plan, plan.cells)
    if refusing(faults):
        raise RuleBroken(SAY_NOT_PUBLISHED)
    if not reason and new_gaps(read, faults):
        raise RuleBroken(SAY_REASON)
    made = RosterVersion(id=new_id(), unit_id=month.unit_id, month_id=month.id, number=last.number + 1 if last else 1,
                         cells=frozen, hours=frozen_hours(plan), gaps=len(gaps(faults)), reason=reason,
                         published_by=actor.user_id, published_at=clock.now())
    month.state = "published"
    db.session.add(made)
    touch(month)
    trail.record(actor, "roster:month:published", subject=("roster_month", month.id), unit_id=month.unit_id,
                 month=f"{month.year}-{month.month:02d}", number=made.number, gaps=made.gaps, reason=reason)
    return made


def frozen_of(read: MonthRead) -> list[list[str]]:
    """The cells of a month as a version keeps them: [officer, day, duty], sorted; days kept free are no duty."""
    return sorted([cell.officer, cell.day.isoformat(), cell.duty] for cell in read.plan.cells)


def frozen_hours(plan: Plan) -> dict[str, list[int]]:
    """The hours of a month as a version keeps them: of the duties that are not as the house has them."""
    return {code: [duty.begins, duty.lasts] for code, duty in plan.duties.items() if duty != DUTIES[code]}


def new_gaps(read: MonthRead, faults: list[Fault]) -> list[Fault]:
    """The empty posts that the version published last did not have."""
    before = gaps(check(read.plan, cells_of(read.version))) if read.version else []
    return worsened(before, gaps(faults))


def acknowledge(actor: Actor, version_id: uuid.UUID) -> RosterVersion:
    """The actor has seen the published version, which holds duties of hers and is the latest; a second time says nothing new."""
    version, officer = calendar.version_of_own(actor.personnel_no, version_id)
    if not calendar.is_latest(version):
        raise RuleBroken(SAY_REPLACED)
    if str(officer.id) not in calendar.seen_by(version):
        db.session.add(RosterAcknowledgement(id=new_id(), unit_id=version.unit_id, version_id=version.id, officer_id=officer.id,
                                             acknowledged_at=clock.now()))
        db.session.flush()
        trail.record(actor, "roster:version:seen", subject=("roster_version", version.id), unit_id=version.unit_id,
                     number=version.number)
    return version
