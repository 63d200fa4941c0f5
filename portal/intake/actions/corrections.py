"""Correcting a complaint: the earlier text is kept whole, with who replaced it and why."""

from collections.abc import Mapping
from typing import Any

from portal.access.actor import Actor
from portal.audit import trail
from portal.core import clock
from portal.core.db import db, new_id
from portal.core.errors import RuleBroken
from portal.intake.actions.danger import raise_alert
from portal.intake.models import Complaint, ComplaintVersion
from portal.intake.rules.corrections import CORRECTABLE, NOTHING_CHANGED, changed, snapshot


def correct_complaint(actor: Actor, complaint: Complaint, values: Mapping[str, Any], reason: str) -> ComplaintVersion:
    """Gives *complaint* (locked, its version checked) the *values* of CORRECTABLE; RuleBroken when none differs."""
    earlier, was_in_danger, now = snapshot(complaint), complaint.is_in_danger, clock.now()
    for name in CORRECTABLE:
        setattr(complaint, name, values[name])
    names = changed(earlier, snapshot(complaint))
    if not names:
        raise RuleBroken(NOTHING_CHANGED)
    kept = ComplaintVersion(
        id=new_id(), complaint_id=complaint.id, unit_id=complaint.unit_id, version=complaint.version, values=earlier,
        reason=reason, replaced_by=actor.user_id, replaced_at=now)
    db.session.add(kept)
    complaint.version += 1
    trail.record(actor, "intake:complaint:corrected", subject=("complaint", complaint.id), unit_id=complaint.unit_id,
                 fields=names, version=complaint.version)
    if complaint.is_in_danger and not was_in_danger:
        raise_alert(actor, complaint, now)
    return kept
