"""Sealing a complaint from an officer, and lifting the seal: both with a reason, both in the trail."""

import uuid

from portal.access.actor import Actor
from portal.audit import trail
from portal.core import clock
from portal.core.db import db, new_id
from portal.core.errors import RuleBroken
from portal.intake.models import Complaint, ComplaintSeal
from portal.intake.queries.seals import is_sealed_from
from portal.intake.rules import seals as rules


def seal_complaint(actor: Actor, complaint: Complaint, officer_id: uuid.UUID | None, reason: str) -> ComplaintSeal:
    """Keeps *complaint* (locked) from an officer from her next request on; RuleBroken with what forbids it."""
    is_sealed = officer_id is not None and is_sealed_from(complaint.id, officer_id)
    fault = rules.seal_fault(officer_id, actor.user_id, is_sealed=is_sealed) or rules.reason_fault(reason)
    if fault:
        raise RuleBroken(fault)
    seal = ComplaintSeal(id=new_id(), unit_id=complaint.unit_id, complaint_id=complaint.id, user_id=officer_id,
                         reason=reason.strip(), sealed_by=actor.user_id, sealed_at=clock.now())
    db.session.add(seal)
    trail.record(actor, "intake:seal:set", subject=("complaint", complaint.id), unit_id=complaint.unit_id,
                 officer=officer_id, reason=reason.strip())
    return seal


def lift_seal(actor: Actor, seal: ComplaintSeal, reason: str) -> None:
    """Opens the complaint to the officer again; never by the one who sealed it."""
    fault = rules.lift_fault(actor.user_id, seal.sealed_by, is_lifted=seal.lifted_at is not None) or rules.reason_fault(reason)
    if fault:
        raise RuleBroken(fault)
    seal.lifted_by, seal.lifted_at, seal.lift_reason = actor.user_id, clock.now(), reason.strip()
    trail.record(actor, "intake:seal:lifted", subject=("complaint", seal.complaint_id), unit_id=seal.unit_id,
                 officer=seal.user_id, reason=reason.strip())
