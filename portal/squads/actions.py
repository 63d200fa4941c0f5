"""What squads and those above them write down. Each leaves an entry in the trail; the same sending twice is one record."""

import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime, time
from itertools import count
from typing import Any

from sqlalchemy import delete, select

from portal.access.actor import Actor
from portal.access.policy import holds
from portal.audit import trail
from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.filters import ist_date
from portal.core.numbering import next_number
from portal.core.vault import Vault
from portal.field.actions import claim
from portal.field.queries import record_sent
from portal.field.rules import SAY_FUTURE, Stamp, after_closing_fault, is_ahead, stay_fault
from portal.intake.actions.identity import spend_quota
from portal.intake.actions.people import record_opponent
from portal.persons.actions import record_person
from portal.squads import rules
from portal.squads.models import (
    Outing,
    Squad,
    SquadComplaint,
    SquadConduct,
    SquadMember,
    SquadPerson,
    SquadPlan,
    SquadSpot,
    SquadStop,
)
from portal.squads.queries import field
from portal.units.queries import kendra_of

DAILY, CARDS = "squad-daily", "red-card"
OPENED, COMPLAINANT_OPENED = "squads:person:opened", "squads:complaint:opened"


def _must_be(outing: Outing, *states: str) -> None:
    if outing.state not in states:
        raise RuleBroken(rules.SAY_STATE, state=rules.STATES[outing.state])


def _must_take(actor: Actor, outing: Outing, last: datetime, stamp: Stamp) -> None:
    """The outing still takes what was done until *last*: while it is out, and for a while after it was closed."""
    if outing.ended_at is None:
        _must_be(outing, "out")
        return
    fault = after_closing_fault(last, clock.to_ist(outing.ended_at), outing.closed_at, stamp.now,
                                is_in_charge=holds(actor, "squads:squad:change"))
    if fault is not None:
        raise RuleBroken(fault.sentence, **fault.values)


def _refuse_twice(table: Any, **values: Any) -> None:
    if db.session.scalar(select(table.id).filter_by(**values).limit(1)) is not None:
        raise RuleBroken(rules.SAY_TWICE)


def _record(actor: Actor, action: str, unit_id: uuid.UUID, subject: tuple[str, uuid.UUID], **details: Any) -> None:
    trail.record(actor, action, subject=subject, unit_id=unit_id, **details)


# Squads, spots, plans ------------------------------------------------------------------------------------------------------


def enter_squad(actor: Actor, name: str) -> Squad:
    """A new squad of the actor's kendra."""
    unit_id = kendra_of(actor.scope)
    _refuse_twice(Squad, unit_id=unit_id, name=name)
    made = Squad(unit_id=unit_id, name=name, recorded_by=actor.user_id, recorded_at=clock.now())
    db.session.add(made)
    db.session.flush()
    _record(actor, "squads:squad:entered", made.unit_id, ("squad", made.id))
    return made


def add_member(actor: Actor, squad: Squad, officer_id: uuid.UUID, from_on: date, *, is_leader: bool) -> SquadMember:
    """An officer in a squad from a day on; in one squad she has one term at a time."""
    if field.has_term(squad, officer_id, from_on):
        raise RuleBroken(rules.SAY_MEMBER)
    made = SquadMember(unit_id=squad.unit_id, squad_id=squad.id, officer_id=officer_id, is_leader=is_leader, from_on=from_on,
                       recorded_by=actor.user_id, recorded_at=clock.now())
    db.session.add(made)
    db.session.flush()
    _record(actor, "squads:member:added", squad.unit_id, ("squad", squad.id), officer=officer_id, is_leader=is_leader)
    return made


def end_member(actor: Actor, squad: Squad, member_id: uuid.UUID, to_on: date) -> None:
    """The last day of an officer in a squad; the caller offered only members of this squad."""
    member = db.session.get_one(SquadMember, member_id)
    if to_on < member.from_on:
        raise RuleBroken(rules.SAY_TERM, day=ist_date(member.from_on))
    member.to_on = to_on
    _record(actor, "squads:member:ended", squad.unit_id, ("squad", squad.id), officer=member.officer_id)


def enter_spot(actor: Actor, facts: Mapping[str, Any]) -> SquadSpot:
    """A sensitive spot of the actor's kendra."""
    unit_id = kendra_of(actor.scope)
    _refuse_twice(SquadSpot, unit_id=unit_id, name=facts["name"])
    made = SquadSpot(unit_id=unit_id, recorded_by=actor.user_id, recorded_at=clock.now(), **facts)
    db.session.add(made)
    db.session.flush()
    _record(actor, "squads:spot:entered", made.unit_id, ("spot", made.id), spot_kind=made.kind)
    return made


def change_spot(actor: Actor, spot: SquadSpot, facts: Mapping[str, Any]) -> None:
    """What is known of a spot now; its code on paper stays."""
    with db.session.no_autoflush:
        if facts["name"] != spot.name:
            _refuse_twice(SquadSpot, unit_id=spot.unit_id, name=facts["name"])
    for name, value in facts.items():
        setattr(spot, name, value)
    _record(actor, "squads:spot:changed", spot.unit_id, ("spot", spot.id), spot_kind=spot.kind)


def end_spot(actor: Actor, spot: SquadSpot, to_on: date, reason: str) -> None:
    """The last day of a spot and why; what was planned there for later days falls away, its code is not given again."""
    if spot.to_on is not None:
        raise RuleBroken(rules.SAY_SPOT_ENDED, day=ist_date(spot.to_on))
    if to_on > clock.today():
        raise RuleBroken(rules.SAY_SPOT_LATER)
    spot.to_on, spot.end_reason = to_on, reason
    dropped = db.session.execute(delete(SquadPlan).where(SquadPlan.spot_id == spot.id, SquadPlan.day > to_on,
                                                         SquadPlan.day >= clock.today())).rowcount
    _record(actor, "squads:spot:ended", spot.unit_id, ("spot", spot.id), to_on=to_on, plans=dropped or None)


def resume_spot(actor: Actor, spot: SquadSpot) -> None:
    """The place is a sensitive spot again, with its old code."""
    if spot.to_on is None:
        raise RuleBroken(rules.SAY_SPOT_STANDS)
    spot.to_on, spot.end_reason = None, ""
    _record(actor, "squads:spot:resumed", spot.unit_id, ("spot", spot.id))


def plan_spot(actor: Actor, squad: Squad, spot_id: uuid.UUID, day: date, from_time: time) -> SquadPlan:
    """A line of the weekly plan."""
    if not field.stands_on(spot_id, day):
        raise RuleBroken(rules.SAY_SPOT_GONE)
    _refuse_twice(SquadPlan, squad_id=squad.id, spot_id=spot_id, day=day, from_time=from_time)
    made = SquadPlan(unit_id=squad.unit_id, squad_id=squad.id, spot_id=spot_id, day=day, from_time=from_time,
                     recorded_by=actor.user_id, recorded_at=clock.now())
    db.session.add(made)
    db.session.flush()
    _record(actor, "squads:plan:entered", squad.unit_id, ("squad", squad.id))
    return made


def drop_plan(actor: Actor, squad: Squad, plan_id: uuid.UUID) -> None:
    """Takes a line out of the plan; the caller offered only lines of this squad from today on."""
    db.session.delete(db.session.get_one(SquadPlan, plan_id))
    _record(actor, "squads:plan:dropped", squad.unit_id, ("squad", squad.id))


# An outing -----------------------------------------------------------------------------------------------------------------


def brief(actor: Actor, squad: Squad, stamp: Stamp, *, day: date, officer_id: uuid.UUID, at: datetime, text: str) -> Outing:
    """The briefing, with which an outing begins and gets its number."""
    record_id, is_new = claim(actor, stamp, "brief", squad.unit_id)
    if not is_new:
        return db.session.get_one(Outing, record_id)
    if is_ahead(at, stamp.now):
        raise RuleBroken(SAY_FUTURE)
    if day < clock.to_ist(stamp.now).date() - rules.OLDEST:
        raise RuleBroken(rules.SAY_LONG_AGO)
    if officer_id not in {one.id for one in field.staff_of(squad.unit_id, day, to_brief=True)}:
        raise RuleBroken(rules.SAY_RANK)
    made = Outing(id=record_id, unit_id=squad.unit_id, squad_id=squad.id, year=day.year,
                  serial=next_number(db.session, squad.unit_id, DAILY, day.year), day=day, state="briefed",
                  briefed_by=officer_id, briefed_at=at, briefing=text, recorded_by=actor.user_id, recorded_at=stamp.now)
    db.session.add(made)
    db.session.flush()
    _record(actor, "squads:outing:briefed", made.unit_id, ("outing", made.id), number=made.number)
    return made


def go_out(actor: Actor, outing: Outing, stamp: Stamp, at: datetime) -> Outing:
    """The squad goes out, after the briefing."""
    if not claim(actor, stamp, "go_out", outing.unit_id)[1]:
        return outing
    _must_be(outing, "briefed")
    if at < outing.briefed_at:
        raise RuleBroken(rules.SAY_BRIEFED_FIRST)
    if is_ahead(at, stamp.now):
        raise RuleBroken(SAY_FUTURE)
    outing.state, outing.started_at = "out", at
    _record(actor, "squads:outing:started", outing.unit_id, ("outing", outing.id))
    return outing


def add_stop(actor: Actor, outing: Outing, stamp: Stamp, facts: Mapping[str, Any]) -> SquadStop:
    """A stop at a spot, or a stretch of foot patrol. *facts*: columns of SquadStop from is_foot to vehicles, and reason."""
    record_id, is_new = claim(actor, stamp, "foot" if facts["is_foot"] else "stop", outing.unit_id)
    if not is_new:
        return db.session.get_one(SquadStop, record_id)
    _must_take(actor, outing, facts["left_at"], stamp)
    fault = stay_fault(facts["came_at"], facts["left_at"], stamp.now)
    if fault:
        raise RuleBroken(fault[1])
    if facts["warned"] > facts["checked"]:
        raise RuleBroken(rules.SAY_WARNED)
    is_planned = facts["is_foot"] or field.is_planned(outing, facts["spot_id"])
    made = SquadStop(id=record_id, unit_id=outing.unit_id, outing_id=outing.id, is_planned=is_planned,
                     recorded_by=actor.user_id, recorded_at=stamp.now, **facts)
    db.session.add(made)
    for name, more in rules.tallies(facts, is_planned=is_planned).items():  # the database adds, as two may be sent at once
        if more:
            setattr(outing, name, getattr(Outing, name) + more)
    db.session.flush()
    _record(actor, "squads:stop:recorded", outing.unit_id, ("outing", outing.id), is_planned=is_planned)
    return made


def name_person(actor: Actor, vault: Vault, outing: Outing, stamp: Stamp, who: Mapping[str, Any],
                facts: Mapping[str, Any]) -> SquadPerson:
    """Somebody warned, given a red card or proceeded against; *who* goes into the vault. A repeat after a red card is
    raised to the in-charge by the row itself (queries.oversight, kind "repeat")."""
    record_id, is_new = claim(actor, stamp, "person", outing.unit_id)
    if not is_new:
        return db.session.get_one(SquadPerson, record_id)
    _must_be(outing, "out")
    if is_ahead(facts["happened_at"], stamp.now):
        raise RuleBroken(SAY_FUTURE)
    person_id = record_opponent(actor, vault, outing.unit_id, who)
    same = field.find_same(actor.scope, vault, outing.unit_id, person_id)
    made = SquadPerson(id=record_id, unit_id=outing.unit_id, outing_id=outing.id, person_id=person_id,
                       is_repeat=field.has_earlier_card(same), recorded_by=actor.user_id, recorded_at=stamp.now, **facts)
    if made.outcome == "red_card":
        made.card_year = outing.day.year
        made.card_serial = next_number(db.session, outing.unit_id, CARDS, outing.day.year)
    db.session.add(made)
    db.session.flush()
    _record(actor, "squads:person:named", outing.unit_id, ("outing", outing.id), outcome=made.outcome, is_repeat=made.is_repeat)
    return made


def link_person(actor: Actor, named: SquadPerson, facts: Mapping[str, Any]) -> None:
    """What followed: FIR number, arrest, preventive action, whether the guardian was told."""
    for name, value in facts.items():
        setattr(named, name, value)
    _record(actor, "squads:person:linked", named.unit_id, ("outing", named.outing_id),
            has_fir=bool(named.fir_no), section=named.preventive_section or None)


def settle_repeat(actor: Actor, named: SquadPerson, note: str, now: datetime) -> None:
    """The in-charge says what is done about a repeat."""
    if not named.is_repeat or named.settled_at is not None:
        raise RuleBroken(rules.SAY_STATE, state=rules.OUTCOMES[named.outcome])
    named.settled_at, named.settled_by, named.settled_note = now, actor.user_id, note
    _record(actor, "squads:repeat:settled", named.unit_id, ("outing", named.outing_id))


def record_conduct(actor: Actor, outing: Outing, stamp: Stamp, facts: Mapping[str, Any]) -> SquadConduct:
    """How the squad behaved; once for each outing, while it is out."""
    record_id, is_new = claim(actor, stamp, "conduct", outing.unit_id)
    if not is_new:
        return db.session.get_one(SquadConduct, record_id)
    _must_be(outing, "out")
    if field.conduct_of(outing) is not None:
        raise RuleBroken(rules.SAY_STATE, state=rules.STATES[outing.state])
    made = SquadConduct(id=record_id, unit_id=outing.unit_id, outing_id=outing.id, is_clean=rules.conduct_is_clean(facts),
                        recorded_by=actor.user_id, recorded_at=stamp.now, **facts)
    outing.is_clean = made.is_clean
    db.session.add(made)
    db.session.flush()
    _record(actor, "squads:conduct:recorded", outing.unit_id, ("outing", outing.id), is_clean=made.is_clean)
    return made


def close(actor: Actor, outing: Outing, stamp: Stamp, at: datetime, note: str) -> Outing:
    """The squad is back; never without the conduct record."""
    if not claim(actor, stamp, "close", outing.unit_id)[1]:
        return outing
    _must_be(outing, "out")
    if field.conduct_of(outing) is None:
        raise RuleBroken(rules.SAY_NO_CONDUCT)
    last = field.last_out(outing)
    if last is not None and at < last:
        raise RuleBroken(rules.SAY_OPEN_STOP, at=clock.to_ist(last).strftime("%H:%M"))
    if is_ahead(at, stamp.now):
        raise RuleBroken(SAY_FUTURE)
    if at - outing.started_at > rules.LONGEST_OUTING:
        raise RuleBroken(rules.SAY_LONG_OUTING)
    outing.state, outing.ended_at, outing.closed_at, outing.note = "closed", at, stamp.now, note
    outing.is_late = stamp.now - at > rules.LATE_AFTER
    _record(actor, "squads:outing:closed", outing.unit_id, ("outing", outing.id), is_late=outing.is_late)
    return outing


def enter_sheet(actor: Actor, squad: Squad, stamp: Stamp, sheet: rules.Sheet) -> Outing:
    """A whole outing from its paper sheet: all of it or, when a rule refuses a part, nothing."""
    known = record_sent(actor.user_id, stamp.entry_id, "brief")
    if known is not None:
        return db.session.get_one(Outing, known)
    parts = (replace(stamp, entry_id=uuid.uuid5(stamp.entry_id, str(number))) for number in count())
    outing = brief(actor, squad, stamp, **sheet.briefing)
    go_out(actor, outing, next(parts), sheet.out_at)
    for facts in sheet.stops:
        add_stop(actor, outing, next(parts), facts)
    record_conduct(actor, outing, next(parts), sheet.conduct)
    return outing if sheet.back_at is None else close(actor, outing, next(parts), sheet.back_at, sheet.note)


# Identity, complaints ------------------------------------------------------------------------------------------------------


def record_opening(actor: Actor, named: SquadPerson, reason: str, other: str, now: datetime) -> None:
    """Writes down that somebody named is opened; it counts for the same quota as complaints."""
    spend_quota(actor, ("squad_person", named.id), named.unit_id, now)
    _record(actor, OPENED, named.unit_id, ("squad_person", named.id), reason=reason, words=other.strip() or None)


def send_complaint(actor: Actor, vault: Vault, kendra_id: uuid.UUID, stamp: Stamp, who: Mapping[str, Any],
                   facts: Mapping[str, Any]) -> SquadComplaint:
    """A complaint about the conduct of a kendra's squad, sent past kendra and station to the unit above them."""
    unit_id = field.above_station(kendra_id)
    record_id, is_new = claim(actor, stamp, "complaint", unit_id)
    if not is_new:
        return db.session.get_one(SquadComplaint, record_id)
    told = {name: value for name, value in who.items() if value}
    person_id = record_person(actor, vault, told, "other", unit_id).id if told else None
    made = SquadComplaint(id=record_id, unit_id=unit_id, kendra_id=kendra_id, person_id=person_id,
                          recorded_by=actor.user_id, recorded_at=stamp.now, **facts)
    db.session.add(made)
    db.session.flush()
    _record(actor, "squads:complaint:sent", unit_id, ("squad_complaint", made.id))
    return made


def open_complainant(actor: Actor, told: SquadComplaint, reason: str, other: str, now: datetime) -> None:
    """Writes down that the officer above opens who complained; it counts for the same quota."""
    spend_quota(actor, ("squad_complaint", told.id), told.unit_id, now)
    _record(actor, COMPLAINANT_OPENED, told.unit_id, ("squad_complaint", told.id), reason=reason, words=other.strip() or None)


def answer_complaint(actor: Actor, told: SquadComplaint, answer: str, now: datetime) -> None:
    """What the officer above found and did; written once, so that no answer replaces another."""
    if told.answered_at is not None:
        raise RuleBroken(rules.SAY_ANSWERED)
    told.answer, told.answered_at, told.answered_by = answer, now, actor.user_id
    _record(actor, "squads:complaint:answered", told.unit_id, ("squad_complaint", told.id))
