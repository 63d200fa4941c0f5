"""Swaps: one officer asks, the other agrees, the officer in charge approves; at each step the month is checked as it would be."""

import uuid
from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from flask_babel import gettext

from portal.access.actor import Actor
from portal.access.scope import Scope
from portal.audit import trail
from portal.core import clock
from portal.core.db import db, new_id
from portal.core.errors import RuleBroken
from portal.core.filters import ist_date
from portal.core.i18n import chosen_language
from portal.core.words import N_
from portal.leave.queries import hold_officer, officer_numbered, posting_on
from portal.leave.rules import month_days
from portal.personnel.queries import list_staff
from portal.roster.actions import months
from portal.roster.models import RosterMonth, RosterSwap
from portal.roster.queries import swaps as queries
from portal.roster.queries.duty import officers_by_id
from portal.roster.queries.own import reach_of
from portal.roster.queries.plan import MonthRead, read_month
from portal.roster.queries.published import cells_of, latest_version, published_cells
from portal.roster.rules import swaps as rules
from portal.roster.rules.checks import Fault
from portal.roster.rules.plan import DUTIES, Cell
from portal.roster.rules.shifts import span_of
from portal.roster.rules.swaps import Swap

REASON = N_("Swap of duties")
WEEK = timedelta(days=7)
SAID_AS = {"ask": "roster:swap:asked", "approve": "roster:swap:decided", "reject": "roster:swap:decided"}


def ask_swap(actor: Actor, facts: Mapping[str, Any]) -> RosterSwap:
    """The actor asks a colleague to take her duty. *facts*: day, duty, other_id, other_day (None: nothing in return), reason.

    RuleBroken says which rule forbids it; NotFound when the staff list has no officer of her personnel number.
    """
    officer = hold_officer(officer_numbered(actor.personnel_no).id)
    posting = posting_on(officer.id, facts["day"])
    if posting is None:
        raise RuleBroken(rules.SAY_NOT_HERS)
    scope = reach_of(actor, posting.unit_id)
    other_duty = _return_duty(scope, posting.unit_id, facts)
    swap = Swap(str(officer.id), facts["day"], facts["duty"], str(facts["other_id"]), facts["other_day"], other_duty)
    if swap.other == swap.officer or all(row.id != facts["other_id"] for row in list_staff(scope, posting.unit_id, swap.day)):
        raise RuleBroken(rules.SAY_NO_COLLEAGUE)
    if queries.is_promised(officer.id, swap.day, swap.duty) or (
            other_duty and queries.is_promised(facts["other_id"], swap.other_day, other_duty)):
        raise RuleBroken(rules.SAY_WAITING)
    version = latest_version(scope, posting.unit_id, swap.day.year, swap.day.month)
    if version is None:
        raise RuleBroken(rules.SAY_NOT_PUBLISHED)
    _refuse_breaches(scope, posting.unit_id, swap, rules.SAY_NOT_HERS)
    made = RosterSwap(id=new_id(), unit_id=posting.unit_id, month_id=version.month_id, officer_id=officer.id, day=swap.day,
                      duty=swap.duty, other_id=facts["other_id"], other_day=swap.other_day, other_duty=other_duty,
                      reason=facts["reason"], state="asked", asked_at=clock.now())
    db.session.add(made)
    db.session.flush()
    _record(actor, made, "ask")
    return made


def _return_duty(scope: Scope, unit_id: uuid.UUID, facts: Mapping[str, Any]) -> str | None:
    """The colleague's duty on the day that would be taken in return."""
    day = facts["other_day"]
    if day is None:
        return None
    if (day.year, day.month) != (facts["day"].year, facts["day"].month):
        raise RuleBroken(rules.SAY_OTHER_MONTH)
    own = [cell.duty for cell in published_cells(scope, unit_id, day, day) if cell.officer == str(facts["other_id"])]
    if not own:
        raise RuleBroken(rules.SAY_NO_RETURN)
    return min(own, key=list(DUTIES).index)


def answer_swap(actor: Actor, swap: RosterSwap, step: str) -> None:
    """The step "agree" or "refuse" of the colleague, or "withdraw" of who asked. *swap* is held, and the actor one of the two."""
    own = officer_numbered(actor.personnel_no).id
    if not rules.may_follow(step, swap.state) or own != (swap.officer_id if step == "withdraw" else swap.other_id):
        raise RuleBroken(rules.SAY_STEP)
    if step == "agree":
        _refuse_breaches(reach_of(actor, swap.unit_id), swap.unit_id, queries.plain(swap), rules.SAY_GONE)
    swap.state, swap.answered_at = rules.STEPS[step][1], clock.now()
    _record(actor, swap, step)


def decide_swap(actor: Actor, swap: RosterSwap, step: str, note: str) -> None:
    """The step "approve" or "reject"; an approved swap changes the month and publishes it again. *swap* is held."""
    if not rules.may_follow(step, swap.state):
        raise RuleBroken(rules.SAY_STEP)
    if actor.personnel_no in {one.personnel_no for one in queries.officers_of(swap).values()}:
        raise RuleBroken(rules.SAY_OWN)
    swap.state, swap.decided_at, swap.decided_by = rules.STEPS[step][1], clock.now(), actor.user_id
    swap.answer_note = note
    if step == "approve":
        month = db.session.get_one(RosterMonth, swap.month_id, with_for_update=True, populate_existing=True)
        _refuse_breaches(actor.scope, swap.unit_id, queries.plain(swap), rules.SAY_GONE)
        _change(actor, month, queries.plain(swap))
    _record(actor, swap, step)
    db.session.flush()


def _change(actor: Actor, month: RosterMonth, swap: Swap) -> None:
    """Both duties change hands in the month, and its next version goes out."""
    read = read_month(actor.scope, month.unit_id, month.year, month.month)
    if read.version is None or read.version.cells != months.frozen_of(read):
        raise RuleBroken(rules.SAY_UNPUBLISHED)
    hands = [(swap.officer, swap.other, swap.day, swap.duty)]
    if swap.other_day is not None:
        hands.append((swap.other, swap.officer, swap.other_day, swap.other_duty))
    for giver, _taker, day, _duty in hands:
        months.clear_cell(actor, month, uuid.UUID(giver), day)
    for _giver, taker, day, duty in hands:
        months.set_cell(actor, month, uuid.UUID(taker), day, duty)
    months.publish(actor, month, gettext(REASON))


def faults_of(scope: Scope, unit_id: uuid.UUID, swap: Swap) -> list[Fault]:
    """What the swap would break in its month and in the days that follow it, hard rules and soft ones; all if it is gone."""
    read = read_month(scope, unit_id, swap.day.year, swap.day.month)
    return _breaches(scope, unit_id, swap, read, cells_of(read.version) if read.version else [])


def _breaches(scope: Scope, unit_id: uuid.UUID, swap: Swap, read: MonthRead, cells: list[Cell]) -> list[Fault]:
    found, last = rules.breaches(read.plan, cells, swap), read.plan.dates[-1]
    if max(day for day in (swap.day, swap.other_day) if day) > last - WEEK:  # so far do rest, nights and weeks reach
        later = last + timedelta(days=1)
        following = published_cells(scope, unit_id, later, month_days(later).to_on)
        if following:
            found += rules.breaches_after(read_month(scope, unit_id, later.year, later.month).plan, following, swap)
    return found


def _refuse_breaches(scope: Scope, unit_id: uuid.UUID, swap: Swap, gone: str) -> None:
    read = read_month(scope, unit_id, swap.day.year, swap.day.month)
    cells = cells_of(read.version) if read.version else []
    if not swap.stands_in(cells):
        raise RuleBroken(gone)
    names = officers_by_id((swap.officer, swap.other))
    second = swap.doubles(cells)
    if second is not None:
        raise RuleBroken(rules.SAY_TWICE, officer=_name(names, second[0]), day=ist_date(second[1]))
    for day, duty in ((swap.day, swap.duty), (swap.other_day, swap.other_duty)):
        if day is not None and clock.from_ist(span_of(day, read.plan.duties[duty])[0]) <= clock.now():
            raise RuleBroken(rules.SAY_BEGUN)
    for fault in _breaches(scope, unit_id, swap, read, cells):
        if fault.is_hard:
            raise RuleBroken(fault.sentence, **values_of(fault, names))


def values_of(fault: Fault, names: Mapping[str, Any]) -> dict[str, Any]:
    """What the sentence of a fault needs: the day, the duty's msgid and the officer's name (*names*: officer key → row)."""
    return {"day": ist_date(fault.day), "duty": DUTIES[fault.duty].title if fault.duty in DUTIES else "",
            "officer": _name(names, fault.officer), **fault.values}


def _name(names: Mapping[str, Any], officer: str) -> str:
    row = names.get(officer)
    return "" if row is None else row.name_en if chosen_language() == "en" else row.name_hi


def _record(actor: Actor, swap: RosterSwap, step: str) -> None:
    action = SAID_AS.get(step, "roster:swap:answered")
    trail.record(actor, action, subject=("swap", swap.id), unit_id=swap.unit_id, step=step, day=swap.day, duty=swap.duty,
                 officer=str(swap.officer_id), other=str(swap.other_id))
