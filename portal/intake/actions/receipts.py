"""Handing the receipt over: the step without which no other opens."""

from portal.access.actor import Actor
from portal.audit import trail
from portal.core import clock
from portal.core.errors import RuleBroken
from portal.intake.models import Complaint
from portal.intake.rules.sitting import handing_over_fault
from portal.intake.rules.states import next_state


def hand_over_receipt(actor: Actor, complaint: Complaint, how: str, note: str = "") -> None:
    """Records how the receipt reached her; the complaint is registered from now on.

    RuleBroken when it was handed over before, or is kept for her without a reason.
    """
    state = next_state(complaint.state, "hand_over")
    fault = handing_over_fault(how, note)
    if fault:
        raise RuleBroken(fault)
    complaint.state = state
    complaint.receipt_given_at, complaint.receipt_given_how, complaint.receipt_note = clock.now(), how, note
    complaint.version += 1
    trail.record(actor, "intake:receipt:handed_over", subject=("complaint", complaint.id), unit_id=complaint.unit_id,
                 how=how)
