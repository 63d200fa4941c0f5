"""What follows from danger: the answers kept, the alert raised at once, what was done, the supervisor's word."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from portal.access.actor import Actor
from portal.audit import trail
from portal.core import clock
from portal.core.db import db, new_id
from portal.core.errors import RuleBroken
from portal.core.words import N_
from portal.intake.models import Complaint, DangerAlert, DangerAnswer
from portal.intake.queries.danger import find_open_alert
from portal.intake.rules import danger as rules

ACKNOWLEDGED = N_("Someone has acknowledged this alert already.")


def answer_danger(actor: Actor, complaint: Complaint, answers: Mapping[str, str]) -> DangerAnswer:
    """Keeps one asking of the questions and its level; "now" puts the matter before the supervisors at once.

    The mark of danger goes only after a supervisor acknowledged the alert and she was asked again. An earlier asking
    stays as it was. RuleBroken when a question has no answer of the list.
    """
    if not rules.is_complete(answers):
        raise RuleBroken(rules.ALL_ANSWERED)
    now, level = clock.now(), rules.danger_level(answers)
    answer = DangerAnswer(id=new_id(), unit_id=complaint.unit_id, complaint_id=complaint.id, answers=dict(answers),
                          level=level, done=[], answered_by=actor.user_id, answered_at=now)
    db.session.add(answer)
    complaint.danger_answered_at = now
    if answers["is_girl"] == "yes":
        complaint.is_minor = True
    trail.record(actor, "intake:danger:answered", subject=("complaint", complaint.id), unit_id=complaint.unit_id,
                 level=level)
    if level == "now":
        complaint.is_in_danger = True
        raise_alert(actor, complaint, now)
    elif find_open_alert(actor.scope, complaint.id) is None:
        complaint.is_in_danger = False  # a supervisor has seen the danger, and she now says it is over
    return answer


def raise_alert(actor: Actor, complaint: Complaint, now: datetime) -> None:
    """Puts the matter on the first page of in-charge and station officer, once until they acknowledge it."""
    db.session.flush()
    if find_open_alert(actor.scope, complaint.id) is not None:
        return
    db.session.add(DangerAlert(id=new_id(), unit_id=complaint.unit_id, complaint_id=complaint.id, raised_at=now))
    trail.record(actor, "intake:danger:raised", subject=("complaint", complaint.id), unit_id=complaint.unit_id)


def mark_done(actor: Actor, answer: DangerAnswer, done: Sequence[str]) -> None:
    """Adds what was done to an asking, with the time; what was marked before stays. RuleBroken for an unknown thing,
    or when all were marked before.
    """
    if not rules.are_known(done):
        raise RuleBroken(rules.DONE_UNKNOWN)
    at = clock.now().isoformat()
    marked = {entry["key"] for entry in answer.done}
    fresh = [key for key in dict.fromkeys(done) if key not in marked]
    if not fresh:
        raise RuleBroken(rules.DONE_BEFORE)
    answer.done = [*answer.done, *({"key": key, "at": at, "by": str(actor.user_id)} for key in fresh)]
    trail.record(actor, "intake:danger:done", subject=("complaint", answer.complaint_id), unit_id=answer.unit_id, done=fresh)


def acknowledge_alert(actor: Actor, alert: DangerAlert, note: str) -> None:
    """Takes the alert off the first page, with what was done. RuleBroken when someone was first."""
    if alert.acknowledged_at is not None:
        raise RuleBroken(ACKNOWLEDGED)
    alert.acknowledged_at, alert.acknowledged_by, alert.note = clock.now(), actor.user_id, note
    trail.record(actor, "intake:danger:acknowledged", subject=("complaint", alert.complaint_id), unit_id=alert.unit_id,
                 note_letters=len(note))
