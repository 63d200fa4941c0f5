"""Registering a visit: a line of the visitor register, and the woman behind it."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from portal.access.actor import Actor
from portal.audit import trail
from portal.core import clock
from portal.core.db import db, new_id
from portal.core.errors import RuleBroken
from portal.core.numbering import next_number
from portal.core.vault import Vault
from portal.core.words import N_
from portal.intake.actions.people import record_woman
from portal.intake.models import Visit
from portal.intake.rules.entry import OF_HER, kept_not_told
from portal.units.queries import kendra_of

SERIES = "visitor"
ALREADY_GONE = N_("The time of leaving is entered already.")
LEFT_BEFORE = N_("She cannot have left before she came.")


def register_visit(actor: Actor, vault: Vault, values: Mapping[str, Any], not_told: Mapping[str, str]) -> Visit:
    """Writes a visit down and gives it the next serial of the visitor register of the actor's kendra.

    *values*: purpose, channel, channel_reference, received_at (UTC), person_id of a woman chosen in the search (else her
    own details as the vault takes them), whom_met, remark. The serial is of the IST year of recording.
    """
    now, unit_id = clock.now(), kendra_of(actor.scope)
    year = clock.to_ist(now).year
    chosen: uuid.UUID | None = values.get("person_id")
    visit = Visit(
        id=new_id(), unit_id=unit_id, year=year, serial=next_number(db.session, unit_id, SERIES, year),
        purpose=values["purpose"], channel=values["channel"], channel_reference=values.get("channel_reference") or "",
        person_id=record_woman(actor, vault, unit_id, values, chosen), arrived_at=values["received_at"],
        not_told={} if chosen else kept_not_told(OF_HER, values, not_told),
        whom_met=values.get("whom_met") or "", remark=values.get("remark") or "", recorded_by=actor.user_id, recorded_at=now)
    db.session.add(visit)
    db.session.flush()
    trail.record(actor, "intake:visit:added", subject=("visit", visit.id), unit_id=visit.unit_id, serial=visit.serial,
                 purpose=visit.purpose, channel=visit.channel, is_repeat=chosen is not None or None)
    return visit


def end_visit(actor: Actor, visit: Visit, left_at: datetime) -> None:
    """Enters when the visitor left. RuleBroken when it was entered before or lies before the arrival."""
    if visit.left_at is not None:
        raise RuleBroken(ALREADY_GONE)
    if left_at < visit.arrived_at:
        raise RuleBroken(LEFT_BEFORE)
    visit.left_at = left_at
    trail.record(actor, "intake:visit:ended", subject=("visit", visit.id), unit_id=visit.unit_id, left_at=left_at)
