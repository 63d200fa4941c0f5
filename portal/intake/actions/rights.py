"""Telling her rights: each right once, with who told it and when."""

from collections.abc import Sequence
from datetime import datetime

from portal.access.actor import Actor
from portal.audit import trail
from portal.core import clock
from portal.core.db import db, new_id
from portal.core.errors import RuleBroken
from portal.core.words import N_
from portal.intake.models import Complaint, RightTold
from portal.intake.queries.rights import list_rights_told
from portal.intake.rules.rights import RIGHT_KEYS

UNKNOWN_RIGHT = N_("This right is not on the list.")
TOLD_BEFORE = N_("These rights were recorded as told already.")


def tell_rights(actor: Actor, complaint: Complaint, keys: Sequence[str], told_at: datetime) -> list[RightTold]:
    """Records that *actor* told her the rights *keys* at *told_at*; one that was told before keeps its first telling.

    RuleBroken when a key is unknown or nothing new is left.
    """
    if not set(keys) <= set(RIGHT_KEYS):
        raise RuleBroken(UNKNOWN_RIGHT)
    known = list_rights_told(actor.scope, complaint.id)
    fresh = [key for key in RIGHT_KEYS if key in keys and key not in known]
    if not fresh:
        raise RuleBroken(TOLD_BEFORE)
    now = clock.now()
    told = [RightTold(id=new_id(), unit_id=complaint.unit_id, complaint_id=complaint.id, right_key=key,
                      told_by=actor.user_id, told_at=told_at, recorded_at=now) for key in fresh]
    db.session.add_all(told)
    trail.record(actor, "intake:rights:told", subject=("complaint", complaint.id), unit_id=complaint.unit_id, rights=fresh)
    return told
