"""What can be done about training: keep programmes, plan and cancel sessions, nominate, enter and correct results."""

import uuid
from collections.abc import Collection, Mapping
from typing import Any

from sqlalchemy.orm.exc import StaleDataError

from portal.access.actor import Actor
from portal.audit import trail
from portal.core import clock
from portal.core.db import db, new_id
from portal.core.errors import NotFound, RuleBroken, StaleEdit
from portal.core.numbering import next_number
from portal.core.words import N_
from portal.personnel.queries import list_staff
from portal.training.models import Nomination, Programme, TrainingMark, TrainingSession
from portal.training.queries import programmes, sessions
from portal.training.rules import sessions as rules
from portal.training.rules.marks import Mark, fault_of
from portal.training.rules.validity import valid_until
from portal.units.queries import get_unit

CHANGED_MEANWHILE = N_("Someone else changed this meanwhile. Open it again and enter your change once more.")
CANCELLED = N_("The session was cancelled.")
HAS_MARKS = N_("Attendance is entered already, so the session is not cancelled any more.")
DAYS_STAY = N_("Attendance is entered already, so the days of the session stay.")
TAKEN_BACK = N_("The nomination was taken back.")
MARKED = N_("Attendance is entered already, so the nomination stays. Who did not come is absent.")
NOT_POSTED = N_("Not all of these officers are posted there on the first day of the session. Choose again.")
TWICE = N_("Some of these officers are nominated already. Open the page again.")
OWN_RESULT = N_("Nobody enters her own result. Ask the officer above you.")
ENTERED_MEANWHILE = N_("Somebody else entered a result meanwhile. Open the page again.")
NOT_ENTERED = N_("Nothing is entered yet that could be corrected.")
SESSION_FIELDS = ("from_on", "to_on", "place", "trainer", "capacity")
PROGRAMME_FIELDS = ("title_hi", "title_en", "months", "is_for_desk", "is_active")


def enter_programme(actor: Actor, facts: Mapping[str, Any]) -> Programme:
    """A programme of the actor's unit; it counts there and below."""
    made = Programme(id=new_id(), unit_id=actor.unit_id, recorded_by=actor.user_id, recorded_at=clock.now(),
                     **{name: facts[name] for name in PROGRAMME_FIELDS})
    db.session.add(made)
    db.session.flush()
    trail.record(actor, "training:programme:entered", subject=("training_programme", made.id), months=made.months,
                 is_for_desk=made.is_for_desk)
    return made


def change_programme(actor: Actor, programme: Programme, facts: Mapping[str, Any]) -> None:
    """New particulars of a programme. What was passed before keeps its end; StaleEdit when someone was quicker."""
    changes = [name for name in PROGRAMME_FIELDS if getattr(programme, name) != facts[name]]
    for name in changes:
        setattr(programme, name, facts[name])
    if changes:
        trail.record(actor, "training:programme:changed", subject=("training_programme", programme.id), fields=changes,
                     months=programme.months, is_for_desk=programme.is_for_desk, is_active=programme.is_active)
    _flush()


def plan_session(actor: Actor, unit_id: uuid.UUID, programme_id: uuid.UUID, facts: Mapping[str, Any]) -> TrainingSession:
    """A session at a unit in reach, with the next number there. *facts*: the SESSION_FIELDS. NotFound out of reach."""
    unit, programme = get_unit(actor.scope, unit_id), programmes.get_offered(actor.scope, programme_id)
    year = clock.today().year
    made = TrainingSession(id=new_id(), unit_id=unit.id, year=year, programme_id=programme.id, months=programme.months,
                           serial=next_number(db.session, unit.id, "training-session", year), recorded_by=actor.user_id,
                           recorded_at=clock.now(), **{name: facts[name] for name in SESSION_FIELDS})
    db.session.add(made)
    db.session.flush()
    trail.record(actor, "training:session:planned", subject=("training_session", made.id), unit_id=unit.id, number=made.number,
                 programme=str(programme.id), from_on=made.from_on, to_on=made.to_on)
    return made


def change_session(actor: Actor, session: TrainingSession, facts: Mapping[str, Any]) -> None:
    """Other days, place, trainer or places. RuleBroken where those nominated could not come or results hang on the days."""
    _is_on(session)
    changes = [name for name in SESSION_FIELDS if getattr(session, name) != facts[name]]
    taken = sessions.nominated_ids(session.id)
    if facts["capacity"] < len(taken):
        raise RuleBroken(rules.SAY_BELOW_TAKEN, taken=len(taken))
    if {"from_on", "to_on"} & set(changes):
        if sessions.has_marks(session.id):
            raise RuleBroken(DAYS_STAY)
        _are_free(taken, rules.Days(facts["from_on"], facts["to_on"]), session.id)
    for name in changes:
        setattr(session, name, facts[name])
    if changes:
        trail.record(actor, "training:session:changed", subject=("training_session", session.id), unit_id=session.unit_id,
                     fields=changes, from_on=session.from_on, to_on=session.to_on)
    _flush()


def cancel_session(actor: Actor, session: TrainingSession, reason: str) -> None:
    """Cancels a session that nobody attended; its number and nominations stay in the registers."""
    _is_on(session)
    if sessions.has_marks(session.id):
        raise RuleBroken(HAS_MARKS)
    session.cancelled_at, session.cancel_reason = clock.now(), reason
    trail.record(actor, "training:session:cancelled", subject=("training_session", session.id), unit_id=session.unit_id,
                 reason=reason)
    _flush()


def nominate(actor: Actor, session: TrainingSession, unit_id: uuid.UUID, officer_ids: Collection[uuid.UUID]) -> list[Nomination]:
    """Sends officers posted at a unit in reach to a session whose row is held. RuleBroken when there is no place, someone is
    not posted there, has a place already, or is elsewhere on those days."""
    _is_on(session)
    unit = get_unit(actor.scope, unit_id)
    wanted = set(officer_ids)
    if wanted - {row.id for row in list_staff(actor.scope, unit.id, session.from_on)}:
        raise RuleBroken(NOT_POSTED)
    taken = sessions.nominated_ids(session.id)
    if wanted & taken:
        raise RuleBroken(TWICE)
    if not rules.fits(session.capacity, len(taken), len(wanted)):
        raise RuleBroken(rules.SAY_FULL, places=session.capacity, taken=len(taken))
    _are_free(wanted, rules.Days(session.from_on, session.to_on), session.id)
    return [_nominate(actor, session, unit.id, officer_id) for officer_id in sorted(wanted)]


def _nominate(actor: Actor, session: TrainingSession, unit_id: uuid.UUID, officer_id: uuid.UUID) -> Nomination:
    now = clock.now()
    year = clock.to_ist(now).year
    made = Nomination(id=new_id(), unit_id=unit_id, year=year, serial=next_number(db.session, unit_id, "training", year),
                      session_id=session.id, programme_id=session.programme_id, officer_id=officer_id,
                      nominated_by=actor.user_id, nominated_at=now)
    db.session.add(made)
    db.session.flush()
    trail.record(actor, "training:officer:nominated", subject=("training_nomination", made.id), unit_id=unit_id,
                 number=made.number, session=str(session.id), officer=str(officer_id))
    return made


def withdraw(actor: Actor, nomination: Nomination, reason: str) -> None:
    """Takes a nomination back before attendance is entered; its number stays in the register, with the reason."""
    if nomination.withdrawn_at is not None:
        raise RuleBroken(TAKEN_BACK)
    if nomination.attendance:
        raise RuleBroken(MARKED)
    nomination.withdrawn_at, nomination.withdraw_reason = clock.now(), reason
    trail.record(actor, "training:officer:withdrawn", subject=("training_nomination", nomination.id),
                 unit_id=nomination.unit_id, reason=reason)


def record_marks(actor: Actor, session: TrainingSession, marks: Mapping[uuid.UUID, Mark]) -> int:
    """Enters attendance and results of a session whose row is held: nomination id → mark; how many were new. What stands
    entered is corrected with a reason, not here."""
    _is_on(session)
    count = 0
    for nomination_id, mark in marks.items():
        nomination = sessions.get_nomination(actor.scope, nomination_id, for_change=True)
        if nomination.session_id != session.id:
            raise NotFound()
        now = Mark(nomination.attendance, nomination.result, nomination.note)
        if mark == now:
            continue
        if now.result or (now.attendance and mark.attendance != now.attendance):
            raise StaleEdit(ENTERED_MEANWHILE)
        _mark(actor, session, nomination, mark, "")
        count += 1
    return count


def correct_mark(actor: Actor, session: TrainingSession, nomination: Nomination, mark: Mark, reason: str) -> None:
    """Another attendance or result in place of what was entered, with the reason; the earlier one stays to be read."""
    if not nomination.attendance:
        raise RuleBroken(NOT_ENTERED)
    if mark != Mark(nomination.attendance, nomination.result, nomination.note):
        _mark(actor, session, nomination, mark, reason)


def _mark(actor: Actor, session: TrainingSession, nomination: Nomination, mark: Mark, reason: str) -> None:
    if nomination.withdrawn_at is not None:
        raise RuleBroken(TAKEN_BACK)
    if sessions.officer_of(nomination).personnel_no == actor.personnel_no:
        raise RuleBroken(OWN_RESULT)
    fault = fault_of(mark, session.from_on, session.to_on, clock.today())
    if fault:
        raise RuleBroken(fault[1])
    has_passed = mark.result == "passed"
    nomination.attendance, nomination.result, nomination.note = mark.attendance, mark.result, mark.note
    nomination.passed_on = session.to_on if has_passed else None
    nomination.valid_until = valid_until(session.to_on, session.months) if has_passed else None
    db.session.add(TrainingMark(id=new_id(), unit_id=nomination.unit_id, nomination_id=nomination.id, reason=reason,
                                attendance=mark.attendance, result=mark.result, note=mark.note, recorded_by=actor.user_id,
                                recorded_at=clock.now()))
    trail.record(actor, "training:result:corrected" if reason else "training:result:recorded",
                 subject=("training_nomination", nomination.id), unit_id=nomination.unit_id, attendance=mark.attendance,
                 result=mark.result or None, valid_until=nomination.valid_until, reason=reason or None)


def _is_on(session: TrainingSession) -> None:
    if session.cancelled_at is not None:
        raise RuleBroken(CANCELLED)


def _are_free(officer_ids: Collection[uuid.UUID], days: rules.Days, session_id: uuid.UUID) -> None:
    other = sessions.find_clash(officer_ids, days, session_id)
    if other is not None:
        raise RuleBroken(rules.SAY_CLASHES, number=other.personnel_no, session=f"{other.code} {other.serial}/{other.year}")


def _flush() -> None:
    try:
        db.session.flush()
    except StaleDataError as fault:
        raise StaleEdit(CHANGED_MEANWHILE) from fault
