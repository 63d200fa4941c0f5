"""The gate at work: letting a step pass or refusing it in writing, permissions to enquire first, reasons and who read them."""

from datetime import datetime

from portal.access.actor import Actor
from portal.audit import trail
from portal.core.db import db, new_id
from portal.core.errors import RuleBroken
from portal.intake.models import Complaint, EnquiryPermission, GateReason, TriageRecord
from portal.intake.queries import gate as queries
from portal.intake.queries.triage import latest_triage
from portal.intake.rules import triage as rules
from portal.intake.rules.states import gate


class GateShut(RuleBroken):
    """The law stands before this step; the refusal is in the trail whatever becomes of the request."""


def pass_gate(actor: Actor, complaint: Complaint, step: str, now: datetime) -> None:
    """Nothing when *step* is open for *complaint*; otherwise the attempt is written down and GateShut says why.

    Every feature asks this before a step of rules.states.GATED_STEPS: followups before "dispose", counselling before
    "counsel" and "settle". The entry is a refusal of the trail and so outlives the rollback of the refused request.
    """
    verdict = gate(step, **vars(queries.gate_facts(actor.scope, complaint, now)))
    if verdict.open:
        return
    trail.record_refusal(actor, queries.GATE_REFUSED, subject=("complaint", complaint.id), unit_id=complaint.unit_id,
                         step=step, why=verdict.why, token=complaint.token)
    raise GateShut(verdict.why)


def ask_permission(actor: Actor, complaint: Complaint, triage: TriageRecord, *, reason: str, now: datetime) -> EnquiryPermission:
    """Asks an officer of a Deputy Superintendent's rank or above for a preliminary enquiry (BNSS 173(3)).

    RuleBroken while an earlier one waits for its answer, or when its days are over.
    """
    if queries.enquiry_ends(actor.scope, complaint) < now:
        raise RuleBroken(rules.PERIOD_OVER)
    if any(one.answered_at is None for one in queries.list_permissions(actor.scope, complaint.id)):
        raise RuleBroken(rules.PERMISSION_WAITS)
    permission = EnquiryPermission(id=new_id(), unit_id=complaint.unit_id, complaint_id=complaint.id, triage_id=triage.id,
                                   reason=reason, asked_by=actor.user_id, asked_at=now)
    db.session.add(permission)
    _record(actor, "intake:permission:asked", complaint, permission=permission.id)
    return permission


def answer_permission(actor: Actor, complaint: Complaint, *, answer: str, order_ref: str, note: str,
                      now: datetime) -> EnquiryPermission:
    """Permits the preliminary enquiry that waits, until fourteen days after the information, or refuses it with words."""
    waiting = [one for one in queries.list_permissions(actor.scope, complaint.id) if one.answered_at is None]
    if not waiting:
        raise RuleBroken(rules.NO_PERMISSION_ASKED)
    permission, until_at = waiting[0], queries.enquiry_ends(actor.scope, complaint)
    if answer == "given" and until_at < now:
        raise RuleBroken(rules.PERIOD_OVER)
    permission.answer, permission.order_ref, permission.answer_note = answer, order_ref, note
    permission.answered_by, permission.answered_at = actor.user_id, now
    permission.until_at = until_at if answer == "given" else None
    _record(actor, "intake:permission:answered", complaint, permission=permission.id, answer=answer, order=order_ref or None)
    return permission


def write_reason(actor: Actor, complaint: Complaint, *, category: str, text: str, now: datetime) -> GateReason:
    """Writes why the matter ends without an FIR; it stands on the first pages of station and circle until both have read it.

    RuleBroken where a reason opens nothing: no triage, no cognizable offence, a sexual offence or a child.
    """
    triage = latest_triage(actor.scope, complaint.id)
    if triage is None:
        raise RuleBroken(rules.TRIAGE_FIRST)
    if not triage.is_cognizable:
        raise RuleBroken(rules.WRITE_NO_REASON)
    if triage.is_sexual or triage.is_child or complaint.is_minor:
        raise RuleBroken(rules.REASON_OPENS_NOTHING)
    return put_before_supervisors(actor, complaint, triage, category=category, text=text, now=now)


def put_before_supervisors(actor: Actor, complaint: Complaint, triage: TriageRecord, *, category: str, text: str,
                           now: datetime) -> GateReason:
    """A reason for the eyes of station officer and circle officer; an officer has read what she writes herself."""
    reason = GateReason(id=new_id(), unit_id=complaint.unit_id, complaint_id=complaint.id, triage_id=triage.id,
                        category=category, text=text, written_by=actor.user_id, written_at=now)
    if actor.role == "sho":
        reason.sho_seen_by, reason.sho_seen_at = actor.user_id, now
    db.session.add(reason)
    _record(actor, "intake:reason:written", complaint, category=category, letters=len(text))
    return reason


def mark_reasons_read(actor: Actor, complaint: Complaint, now: datetime) -> int:
    """Takes the reasons of a matter off the reader's first page; gives how many she had not read."""
    is_circle = actor.unit_kind == "circle"
    unread = [one for one in queries.list_reasons(actor.scope, complaint.id)
              if (one.circle_seen_at if is_circle else one.sho_seen_at) is None]
    for reason in unread:
        if is_circle:
            reason.circle_seen_by, reason.circle_seen_at = actor.user_id, now
        else:
            reason.sho_seen_by, reason.sho_seen_at = actor.user_id, now
    if unread:
        _record(actor, "intake:reason:read", complaint, count=len(unread))
    return len(unread)


def _record(actor: Actor, action: str, complaint: Complaint, **details: object) -> None:
    trail.record(actor, action, subject=("complaint", complaint.id), unit_id=complaint.unit_id, **details)
