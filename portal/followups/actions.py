"""The steps after a complaint: diary, promises, disposal, verification, reopening. Each leaves an entry in the trail."""

from datetime import date, datetime

from portal.access.actor import Actor
from portal.audit import trail
from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.numbering import next_number
from portal.core.words import N_
from portal.followups import queries, rules
from portal.followups.models import DiaryEntry, Disposal, Promise, Reopening, VerificationCall
from portal.intake.actions.gate import pass_gate
from portal.intake.models import Complaint
from portal.intake.rules.states import next_state

OWN_WORK = N_("You enquired into this matter yourself, so someone else has to call her.")
BEFORE_DISPOSAL = N_("This call lies before the disposal. Enter the time of a call made after it.")
NOT_YET = N_("She may be called unreachable only after three tries on at least two days.")
ENDED = N_("This promise has ended already.")
OPEN_PROMISES = N_("Something promised to her is still open. Mark it kept or withdrawn, with words, before the disposal.")


def write_diary(actor: Actor, matter: Complaint, *, kind: str, text: str, happened_at: datetime, late_reason: str,
                now: datetime) -> DiaryEntry:
    """One line of the diary. A late entry has been asked its reason by the form; it is never refused."""
    entry = DiaryEntry(unit_id=matter.unit_id, complaint_id=matter.id, kind=kind, text=text, late_reason=late_reason,
                       happened_at=happened_at, written_by=actor.user_id, written_at=now)
    db.session.add(entry)
    db.session.flush()
    _record(actor, "followups:diary:written", matter, entry=entry.id, step=kind, late=rules.is_late(happened_at, now))
    return entry


def make_promise(actor: Actor, matter: Complaint, *, text: str, due_on: date, now: datetime) -> Promise:
    """What she was promised and by when."""
    promise = Promise(unit_id=matter.unit_id, complaint_id=matter.id, text=text, due_on=due_on, promised_by=actor.user_id,
                      made_at=now)
    db.session.add(promise)
    db.session.flush()
    _record(actor, "followups:promise:made", matter, promise=promise.id, due_on=due_on)
    return promise


def end_promise(actor: Actor, matter: Complaint, promise: Promise, *, outcome: str, text: str, now: datetime) -> None:
    """The promise was kept, or is withdrawn; the words say how or why. RuleBroken when it ended before."""
    if promise.ended_at is not None:
        raise RuleBroken(ENDED)
    promise.outcome, promise.outcome_text, promise.ended_at, promise.ended_by = outcome, text, now, actor.user_id
    _record(actor, "followups:promise:ended", matter, promise=promise.id, outcome=outcome)


def dispose(actor: Actor, matter: Complaint, *, manner: str, report: str, now: datetime) -> Disposal:
    """Proposes the end: the matter reads "not verified" until someone else has called her.

    RuleBroken while a promise to her is open, when the state does not allow it, or when the law's gate is shut (GateShut,
    written down as refused).
    """
    state = next_state(matter.state, "dispose")
    pass_gate(actor, matter, "dispose", now)
    if any(promise.ended_at is None for promise in queries.list_promises_of(matter)):
        raise RuleBroken(OPEN_PROMISES)
    disposal = Disposal(unit_id=matter.unit_id, complaint_id=matter.id, manner=manner, report=report,
                        disposed_by=actor.user_id, disposed_at=now, call_due_on=rules.call_due_on(clock.to_ist(now).date()))
    db.session.add(disposal)
    db.session.flush()
    _move(matter, state, disposed_at=now, verified_at=None)
    _record(actor, "followups:disposal:proposed", matter, manner=manner, call_due_on=disposal.call_due_on)
    return disposal


def record_call(actor: Actor, matter: Complaint, *, is_reached: bool, satisfaction: str, her_words: str,
                called_at: datetime, now: datetime) -> VerificationCall:
    """A call to her by someone other than the enquiry officer and the officer who disposed of the matter.

    Reached: the disposal is verified, whatever she says; her words stand in the feedback register. Not reached: a try.
    """
    disposal = _waiting(actor, matter)
    if called_at < disposal.disposed_at:
        raise RuleBroken(BEFORE_DISPOSAL)
    year = clock.to_ist(now).year
    call = VerificationCall(unit_id=matter.unit_id, complaint_id=matter.id, disposal_id=disposal.id, year=year,
                            serial=next_number(db.session, matter.unit_id, "feedback", year), is_reached=is_reached,
                            satisfaction=satisfaction if is_reached else "", her_words=her_words,
                            called_by=actor.user_id, called_at=called_at, recorded_at=now)
    db.session.add(call)
    db.session.flush()
    _record(actor, "followups:call:recorded", matter, serial=call.serial, reached=is_reached,
            satisfaction=call.satisfaction or None)
    if is_reached:
        _end_disposal(matter, disposal, "verified", next_state(matter.state, "verify"), now)
    return call


def give_up_calling(actor: Actor, matter: Complaint, now: datetime) -> None:
    """After three tries on two days: she could not be reached, which is an outcome of its own."""
    disposal = _waiting(actor, matter)
    calls = [call for call in queries.list_calls(matter) if call.disposal_id == disposal.id]
    if not rules.may_give_up([(clock.to_ist(call.called_at).date(), call.is_reached) for call in calls]):
        raise RuleBroken(NOT_YET)
    _end_disposal(matter, disposal, "unreachable", next_state(matter.state, "give_up_calling"), now)
    _record(actor, "followups:call:given_up", matter, tries=len(calls))


def reopen(actor: Actor, matter: Complaint, *, reason: str, now: datetime) -> None:
    """Opens a disposed matter again for its enquiry officer."""
    state = next_state(matter.state, "reopen")
    disposal = queries.get_waiting_disposal(matter)
    if disposal is not None:
        disposal.outcome, disposal.ended_at = "reopened", now
    db.session.add(Reopening(unit_id=matter.unit_id, complaint_id=matter.id, reason=reason, reopened_by=actor.user_id,
                             reopened_at=now))
    _move(matter, state, disposed_at=None, verified_at=None)
    _record(actor, "followups:matter:reopened", matter)


def _waiting(actor: Actor, matter: Complaint) -> Disposal:
    """The disposal that waits, for someone who neither enquired nor disposed."""
    disposal = queries.get_waiting_disposal(matter)
    if disposal is None:
        next_state(matter.state, "verify")  # says why, unless the state itself is wrong
        raise RuleBroken(N_("No disposal waits for a call."))
    if actor.user_id in (matter.enquiry_officer_id, disposal.disposed_by):
        raise RuleBroken(OWN_WORK)
    return disposal


def _end_disposal(matter: Complaint, disposal: Disposal, outcome: str, state: str, now: datetime) -> None:
    disposal.outcome, disposal.ended_at = outcome, now
    _move(matter, state, verified_at=now)


def _move(matter: Complaint, state: str, **changes: object) -> None:
    matter.state = state
    matter.version += 1
    for name, value in changes.items():
        setattr(matter, name, value)


def _record(actor: Actor, action: str, matter: Complaint, **details: object) -> None:
    trail.record(actor, action, subject=("complaint", matter.id), unit_id=matter.unit_id, **details)
