"""Entering norms, needs, hours and holidays of a kendra's roster: each a new row from a day on; what counted before stays."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from portal.access.actor import Actor
from portal.audit import trail
from portal.core import clock
from portal.core.calendar import month_text
from portal.core.db import db, new_id
from portal.core.errors import RuleBroken
from portal.core.filters import ist_date
from portal.core.words import N_
from portal.roster.models import RosterHoliday, RosterNeed, RosterNorm, RosterShift, RosterWish
from portal.roster.queries import calendar, orders
from portal.roster.rules import norms as rules
from portal.units.queries import get_unit

SAY_SAME_DAY = N_("From this day on this norm was entered already. Choose a later day.")
SAY_SAME_SHIFT = N_("From this day on hours of this duty were entered already. Choose a later day.")
SAY_HOURS_OUT = N_("Rosters up to %(month)s are published with the hours as they are. Write a day after the first of that month.")
SAY_KNOWN_HOLIDAY = N_("A holiday is entered for this day already.")
SAY_NOT_POSTED = N_("You are not posted at a kendra on this day.")
SAY_PUBLISHED = N_("The roster of this month is published already. Ask for a swap or for leave.")
SAY_DAY_GONE = N_("This day is over or runs already.")
SAY_WISHED = N_("You have a wish for this day already. Take it back first.")


def _not_past(day: date) -> None:
    first = rules.earliest(clock.today())
    if day < first:
        raise RuleBroken(rules.SAY_PAST, first=ist_date(first))


def change_norm(actor: Actor, unit_id: uuid.UUID, rule: str, facts: Mapping[str, Any]) -> RosterNorm:
    """A rule counts otherwise from a day on. *facts*: is_hard, weight, limit, from_on."""
    unit = get_unit(actor.scope, unit_id)
    _not_past(facts["from_on"])
    fault = rules.norm_fault(rule, is_hard=facts["is_hard"], weight=facts["weight"], limit=facts["limit"])
    if fault:
        raise RuleBroken(fault[0], **fault[1])
    if orders.has_norm(unit.id, rule, facts["from_on"]):
        raise RuleBroken(SAY_SAME_DAY)
    made = RosterNorm(id=new_id(), unit_id=unit.id, rule=rule, **facts)
    db.session.add(made)
    db.session.flush()
    trail.record(actor, "roster:norm:changed", subject=("roster_norm", made.id), unit_id=unit.id, rule=rule, **facts)
    return made


def change_need(actor: Actor, unit_id: uuid.UUID, facts: Mapping[str, Any]) -> RosterNeed:
    """What a duty needs from a day on. *facts*: from_on, duty, weekday (None every day), least (0 ends it), women, rank,
    of_rank."""
    unit = get_unit(actor.scope, unit_id)
    _not_past(facts["from_on"])
    fault = rules.need_fault(facts["least"], facts["women"], facts["rank"], facts["of_rank"])
    if fault:
        raise RuleBroken(fault)
    made = RosterNeed(id=new_id(), unit_id=unit.id, **facts)
    db.session.add(made)
    db.session.flush()
    trail.record(actor, "roster:need:changed", subject=("roster_need", made.id), unit_id=unit.id, **facts)
    return made


def change_shift(actor: Actor, unit_id: uuid.UUID, facts: Mapping[str, Any]) -> RosterShift:
    """A duty has other hours from a day on. *facts*: from_on, duty, begins and lasts in minutes. What is published keeps the
    hours that officers were told, so nothing may begin to count for a month that is out."""
    unit = get_unit(actor.scope, unit_id)
    _not_past(facts["from_on"])
    fault = rules.shift_fault(facts["duty"], facts["begins"], facts["lasts"])
    if fault:
        raise RuleBroken(fault[0], **fault[1])
    out = orders.last_published(unit.id)
    if out is not None and facts["from_on"] <= out:
        raise RuleBroken(SAY_HOURS_OUT, month=month_text(out))
    if orders.has_shift(unit.id, facts["duty"], facts["from_on"]):
        raise RuleBroken(SAY_SAME_SHIFT)
    made = RosterShift(id=new_id(), unit_id=unit.id, **facts)
    db.session.add(made)
    db.session.flush()
    trail.record(actor, "roster:shift:changed", subject=("roster_shift", made.id), unit_id=unit.id, **facts)
    return made


def enter_holiday(actor: Actor, unit_id: uuid.UUID, day: date, title: str) -> RosterHoliday:
    """A festival or public holiday of the kendra."""
    unit = get_unit(actor.scope, unit_id)
    _not_past(day)
    if day in orders.orders_of(actor.scope, unit.id, day, day).holidays:
        raise RuleBroken(SAY_KNOWN_HOLIDAY)
    made = RosterHoliday(id=new_id(), unit_id=unit.id, day=day, title=title, recorded_by=actor.user_id, recorded_at=clock.now())
    db.session.add(made)
    db.session.flush()
    trail.record(actor, "roster:holiday:entered", subject=("roster_holiday", made.id), unit_id=unit.id, day=day)
    return made


def withdraw_holiday(actor: Actor, holiday: RosterHoliday) -> None:
    """Takes a holiday back (its row is held); a second time changes nothing."""
    if holiday.withdrawn_at is None:
        holiday.withdrawn_at = clock.now()
        trail.record(actor, "roster:holiday:withdrawn", subject=("roster_holiday", holiday.id), unit_id=holiday.unit_id,
                     day=holiday.day)


def ask_wish(actor: Actor, day: date, duty: str) -> RosterWish:
    """The actor wishes to be free (*duty* empty) or to have a duty on a day to come, where she is posted then."""
    officer_id, unit_id = calendar.posted_self(actor.personnel_no, day)
    if unit_id is None:
        raise RuleBroken(SAY_NOT_POSTED)
    if day <= clock.today():
        raise RuleBroken(SAY_DAY_GONE)
    month = calendar.month_at(unit_id, day.year, day.month)
    if month is not None and month.state == "published":
        raise RuleBroken(SAY_PUBLISHED)
    if calendar.wishes_on(unit_id, str(officer_id), day):
        raise RuleBroken(SAY_WISHED)
    made = RosterWish(id=new_id(), unit_id=unit_id, officer_id=officer_id, day=day, duty=duty, asked_at=clock.now())
    db.session.add(made)
    db.session.flush()
    trail.record(actor, "roster:wish:asked", subject=("roster_wish", made.id), unit_id=unit_id, day=day, duty=duty)
    return made


def withdraw_wish(actor: Actor, wish: RosterWish) -> None:
    """The actor takes a wish of hers back (its row is held); a second time changes nothing."""
    if wish.withdrawn_at is None:
        wish.withdrawn_at = clock.now()
        trail.record(actor, "roster:wish:withdrawn", subject=("roster_wish", wish.id), unit_id=wish.unit_id, day=wish.day)
