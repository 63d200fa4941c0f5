"""What can be done about leave: ask for it, decide, withdraw, cut short; enter diversions and take them back."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from portal.access.actor import Actor
from portal.audit import trail
from portal.core import clock
from portal.core.db import db, new_id
from portal.core.errors import RuleBroken
from portal.core.filters import ist_date
from portal.core.numbering import next_number
from portal.leave import queries, rules
from portal.leave.models import Diversion, Leave, LeaveDecision
from portal.leave.rules import Days
from portal.units.queries import get_unit


def ask_leave(actor: Actor, facts: Mapping[str, Any]) -> Leave:
    """The actor's own leave, at the unit she is posted at on its first day. *facts*: kind, from_on, to_on, reason. NotFound
    when the staff list has no officer of her personnel number; RuleBroken where she is posted nowhere or the days are taken."""
    officer_id = queries.officer_numbered(actor.personnel_no).id
    posting = queries.posting_on(officer_id, facts["from_on"])
    if posting is None:
        raise RuleBroken(rules.SAY_NOT_POSTED)
    return _ask(actor, posting.unit_id, officer_id, {**facts, "applied_on": clock.today()}, is_paper=False)


def enter_leave(actor: Actor, unit_id: uuid.UUID, officer_id: uuid.UUID, facts: Mapping[str, Any]) -> Leave:
    """A leave from an officer's written application, at a unit in reach; *facts* as for ask_leave, with applied_on."""
    unit = get_unit(actor.scope, unit_id)
    if queries.posting_on(officer_id, facts["from_on"], unit.id) is None:
        raise RuleBroken(rules.SAY_NOT_POSTED)
    return _ask(actor, unit.id, officer_id, facts, is_paper=True)


def _ask(actor: Actor, unit_id: uuid.UUID, officer_id: uuid.UUID, facts: Mapping[str, Any], *, is_paper: bool) -> Leave:
    days = Days(facts["from_on"], facts["to_on"])
    fault = rules.fault_of_days(days)
    if fault:
        raise RuleBroken(fault)
    queries.hold_officer(officer_id)
    other = queries.overlapping(officer_id, days)
    if other is not None:
        raise RuleBroken(rules.SAY_OVERLAPS, number=other.number, first=ist_date(other.from_on), last=ist_date(other.to_on))
    year = clock.today().year
    made = Leave(id=new_id(), unit_id=unit_id, year=year, serial=next_number(db.session, unit_id, "leave", year),
                 officer_id=officer_id, kind=facts["kind"], asked_from_on=days.from_on, asked_to_on=days.to_on,
                 from_on=days.from_on, to_on=days.to_on, reason=facts["reason"], is_paper=is_paper,
                 applied_on=facts["applied_on"], state="waiting", recorded_by=actor.user_id, recorded_at=clock.now())
    db.session.add(made)
    db.session.flush()
    trail.record(actor, "leave:leave:asked", subject=("leave", made.id), unit_id=unit_id, number=made.number,
                 officer=str(officer_id), from_on=days.from_on, to_on=days.to_on, is_paper=is_paper)
    return made


def grant(actor: Actor, leave: Leave, from_on: date, to_on: date, reason: str = "") -> None:
    """Grants all days asked for, or with a reason fewer of them. *leave*'s row is held."""
    asked = Days(leave.asked_from_on, leave.asked_to_on)
    kind = rules.grant_of(asked, Days(from_on, to_on))
    if kind is None:
        raise RuleBroken(rules.SAY_OUTSIDE, first=ist_date(asked.from_on), last=ist_date(asked.to_on))
    _decide(actor, leave, kind, Days(from_on, to_on), reason, needs_reason=kind == "fewer")


def refuse(actor: Actor, leave: Leave, reason: str) -> None:
    """Refuses a leave that waits, with the reason."""
    _decide(actor, leave, "refused", None, reason)


def recall(actor: Actor, leave: Leave, reason: str) -> None:
    """Withdraws a leave that has not begun; the days taken of one that has begun stay in the register."""
    if leave.state == "granted" and leave.from_on <= clock.today():
        raise RuleBroken(rules.SAY_ONE_DAY if leave.from_on == leave.to_on else rules.SAY_STARTED)
    _decide(actor, leave, "withdrawn", None, reason)


def cut_short(actor: Actor, leave: Leave, last: date, reason: str) -> None:
    """An earlier last day of a granted leave, as when the officer is recalled."""
    if not rules.is_shorter(Days(leave.from_on, leave.to_on), last):
        raise RuleBroken(rules.SAY_NOT_SHORTER)
    _decide(actor, leave, "cut_short", Days(leave.from_on, last), reason)


def take_back(actor: Actor, leave: Leave, reason: str) -> None:
    """The officer herself takes back a leave of hers that still waits."""
    if leave.state != "waiting":
        raise RuleBroken(rules.SAY_DECIDED)
    _write(actor, leave, "withdrawn", None, reason)


def _decide(actor: Actor, leave: Leave, kind: str, days: Days | None, reason: str, *, needs_reason: bool = True) -> None:
    if queries.officer_of(leave).personnel_no == actor.personnel_no:
        raise RuleBroken(rules.SAY_OWN)
    if not rules.may_follow(kind, leave.state):
        raise RuleBroken(rules.SAY_DECIDED)
    if needs_reason and not reason:
        raise RuleBroken(rules.SAY_NO_REASON)
    _write(actor, leave, kind, days, reason)


def _write(actor: Actor, leave: Leave, kind: str, days: Days | None, reason: str) -> None:
    leave.state = rules.FOLLOWS[kind][1]
    if days is not None:
        leave.from_on, leave.to_on = days.from_on, days.to_on
    db.session.add(LeaveDecision(
        id=new_id(), unit_id=leave.unit_id, leave_id=leave.id, kind=kind, from_on=days.from_on if days else None,
        to_on=days.to_on if days else None, reason=reason, decided_by=actor.user_id, decided_at=clock.now()))
    trail.record(actor, "leave:leave:decided", subject=("leave", leave.id), unit_id=leave.unit_id, number=leave.number,
                 decision=kind, from_on=leave.from_on, to_on=leave.to_on)
    db.session.flush()


def enter_diversion(actor: Actor, unit_id: uuid.UUID, officer_id: uuid.UUID, facts: Mapping[str, Any]) -> Diversion:
    """Hours of duty elsewhere by an order. *facts*: kind, from_at and to_at (UTC; the last moment not included), place,
    order_no. RuleBroken where the officer is not posted at the unit, on leave or diverted then, or the hours run backwards."""
    unit = get_unit(actor.scope, unit_id)
    if facts["to_at"] <= facts["from_at"]:
        raise RuleBroken(rules.SAY_DIVERSION_ENDS)
    if queries.posting_on(officer_id, clock.to_ist(facts["from_at"]).date(), unit.id) is None:
        raise RuleBroken(rules.SAY_NOT_POSTED_DIVERSION)
    _is_free(officer_id, facts["from_at"], facts["to_at"])
    year = clock.today().year
    made = Diversion(id=new_id(), unit_id=unit.id, year=year, serial=next_number(db.session, unit.id, "diversion", year),
                     officer_id=officer_id, recorded_by=actor.user_id, recorded_at=clock.now(),
                     **{name: facts[name] for name in ("kind", "from_at", "to_at", "place", "order_no")})
    db.session.add(made)
    db.session.flush()
    trail.record(actor, "leave:diversion:entered", subject=("diversion", made.id), unit_id=unit.id, number=made.number,
                 officer=str(officer_id), order_no=made.order_no)
    return made


def _is_free(officer_id: uuid.UUID, from_at: datetime, to_at: datetime) -> None:
    queries.hold_officer(officer_id)
    other = queries.diverted_in(officer_id, from_at, to_at)
    if other is not None:
        raise RuleBroken(rules.SAY_DIVERTED_ALREADY, number=other.number)
    leave = queries.granted_in(officer_id, queries.days_touched(from_at, to_at))
    if leave is not None:
        raise RuleBroken(rules.SAY_ON_LEAVE, number=leave.number)


def withdraw_diversion(actor: Actor, diversion: Diversion, reason: str) -> None:
    """Takes a diversion back; its number and its reason stay."""
    if diversion.withdrawn_at is not None:
        raise RuleBroken(rules.SAY_DIVERSION_DONE)
    diversion.withdrawn_at, diversion.withdrawn_by, diversion.withdraw_reason = clock.now(), actor.user_id, reason
    trail.record(actor, "leave:diversion:withdrawn", subject=("diversion", diversion.id), unit_id=diversion.unit_id,
                 reason=reason)
