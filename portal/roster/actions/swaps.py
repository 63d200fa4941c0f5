"""Swaps: one officer asks, the other agrees, the officer in charge approves; at each step the month is checked as it would be."""

import uuid
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from flask_babel import get_locale, gettext

from portal.access.actor import Actor
from portal.access.scope import Scope
from portal.audit import trail
from portal.core import clock
from portal.core.db import db, new_id
from portal.core.errors import RuleBroken
from portal.core.filters import ist_date
from portal.core.words import N_
from portal.leave.queries import hold_officer, officer_numbered, posting_on
from portal.personnel.queries import list_staff
from portal.roster.actions import months
from portal.roster.models import RosterMonth, RosterSwap
from portal.roster.queries import swaps as queries
from portal.roster.queries.duty import officers_by_id
from portal.roster.queries.own import reach_of
from portal.roster.queries.plan import read_month
from portal.roster.queries.published import latest_version, published_cells
from portal.roster.rules import swaps as rules
from portal.roster.rules.checks import Fault
from portal.roster.rules.plan import DUTIES
from portal.roster.rules.shifts import span_of
from portal.roster.rules.swaps import Swap

REASON = N_("Swap of duties")
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
    month = _month(scope, posting.unit_id, swap.day)
    _refuse_breaches(scope, month, swap, rules.SAY_NOT_HERS)
    made = RosterSwap(id=new_id(), unit_id=posting.unit_id, month_id=month.id, officer_id=officer.id, day=swap.day,
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


def _month(scope: Scope, unit_id: uuid.UUID, day: date) -> RosterMonth:
    version = latest_version(scope, unit_id, day.year, day.month)
    if version is None:
        raise RuleBroken(rules.SAY_NOT_PUBLISHED)
    return db.session.get_one(RosterMonth, version.month_id)


def answer_swap(actor: Actor, swap: RosterSwap, step: str) -> None:
    """The step "agree" or "refuse" of the colleague, or "withdraw" of who asked. *swap* is held, and the actor one of the two."""
    own = officer_numbered(actor.personnel_no).id
    if not rules.may_follow(step, swap.state) or own != (swap.officer_id if step == "withdraw" else swap.other_id):
        raise RuleBroken(rules.SAY_STEP)
    if step == "agree":
        scope = reach_of(actor, swap.unit_id)
        _refuse_breaches(scope, db.session.get_one(RosterMonth, swap.month_id), queries.plain(swap), rules.SAY_GONE)
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
        _refuse_breaches(actor.scope, month, queries.plain(swap), rules.SAY_GONE)
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


def _span(month: RosterMonth) -> tuple[date, date]:
    first = date(month.year, month.month, 1)
    return first, (first + timedelta(days=31)).replace(day=1) - timedelta(days=1)


def faults_of(scope: Scope, month: RosterMonth, swap: Swap) -> list[Fault]:
    """What the swap would break in its month and in the days that follow it, hard rules and soft ones."""
    plan = read_month(scope, month.unit_id, month.year, month.month).plan
    first, last = _span(month)
    cells = published_cells(scope, month.unit_id, first, last)
    found = rules.breaches(plan, cells, swap)
    later = last + timedelta(days=1)
    following = published_cells(scope, month.unit_id, later, _span(RosterMonth(year=later.year, month=later.month))[1])
    if following:
        next_plan = read_month(scope, month.unit_id, later.year, later.month).plan
        found += rules.breaches_after(next_plan, following, swap)
    return found


def _refuse_breaches(scope: Scope, month: RosterMonth, swap: Swap, gone: str) -> None:
    first, last = _span(month)
    cells = published_cells(scope, month.unit_id, first, last)
    if not swap.stands_in(cells):
        raise RuleBroken(gone)
    second = swap.doubles(cells)
    if second is not None:
        raise RuleBroken(rules.SAY_TWICE, officer=_name(second[0]), day=ist_date(second[1]))
    for day, duty in ((swap.day, swap.duty), (swap.other_day, swap.other_duty)):
        if day is not None and clock.from_ist(span_of(day, DUTIES[duty])[0]) <= clock.now():
            raise RuleBroken(rules.SAY_BEGUN)
    hard = [fault for fault in faults_of(scope, month, swap) if fault.is_hard]
    if hard:
        raise RuleBroken(hard[0].sentence, **values_of(hard[0]))


def values_of(fault: Fault) -> dict[str, Any]:
    """What the sentence of a fault needs: the day, the duty's msgid and the officer's name in the reader's language."""
    return {"day": ist_date(fault.day), "duty": DUTIES[fault.duty].title if fault.duty in DUTIES else "",
            "officer": _name(fault.officer) if fault.officer else "", **fault.values}


def _name(officer: str) -> str:
    row = officers_by_id([officer]).get(officer)
    return "" if row is None else row.name_en if str(get_locale()) == "en" else row.name_hi


def _record(actor: Actor, swap: RosterSwap, step: str) -> None:
    action = SAID_AS.get(step, "roster:swap:answered")
    trail.record(actor, action, subject=("swap", swap.id), unit_id=swap.unit_id, step=step, day=swap.day, duty=swap.duty,
                 officer=str(swap.officer_id), other=str(swap.other_id))
