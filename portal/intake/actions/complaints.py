"""Registering a complaint: number, token, opposite parties, and the trail, all in one transaction."""

import uuid
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from portal.access.actor import Actor
from portal.audit import trail
from portal.core import clock
from portal.core.db import db, new_id
from portal.core.numbering import next_number, token_text
from portal.core.vault import Vault
from portal.intake.actions.danger import raise_alert
from portal.intake.actions.people import record_opponent
from portal.intake.models import Complaint, OppositeParty, Visit
from portal.intake.queries.people import get_age
from portal.intake.rules.entry import OF_MATTER, days_late, is_under_age, kept_not_told
from portal.units.queries import get_unit

COPIED = ("nature", "occurred_from_on", "occurred_to_on", "occurred_at_hour", "place", "gist", "relief",
          "has_disability", "is_pregnant", "needs_interpreter", "is_in_danger", "wants_woman_officer")
SERIES = "complaint"


def register_complaint(actor: Actor, vault: Vault, visit: Visit, values: Mapping[str, Any],
                       not_told: Mapping[str, str]) -> Complaint:
    """Writes one matter of *visit* down, in state "recorded" until its receipt is in her hand.

    *values*: the columns of COPIED, `age` (of the woman, may be missing), `is_minor` and `parties` (each with relation
    and an identity that may be empty). Number and year are of the moment of recording, in the complaint's own kendra.
    """
    now = clock.now()
    year = clock.to_ist(now).year
    age = values.get("age")
    if age is None:
        age = get_age(actor.scope, visit.person_id, clock.to_ist(now).date())
    number = next_number(db.session, visit.unit_id, SERIES, year)
    complaint = Complaint(
        id=new_id(), unit_id=visit.unit_id, visit_id=visit.id, person_id=visit.person_id, year=year, number=number,
        token=token_text(get_unit(actor.scope, visit.unit_id).code, year, number), state="recorded",
        channel=visit.channel, received_at=visit.arrived_at, not_told=kept_not_told(OF_MATTER, values, not_told),
        is_minor=is_under_age(age, bool(values.get("is_minor"))), recorded_by=actor.user_id, recorded_at=now,
        **{name: _filled(values.get(name)) for name in COPIED if values.get(name) is not None})
    db.session.add(complaint)
    db.session.flush()
    _add_parties(actor, vault, complaint, values.get("parties") or ())
    trail.record(actor, "intake:complaint:recorded", subject=("complaint", complaint.id), unit_id=complaint.unit_id,
                 token=complaint.token, nature=complaint.nature, channel=complaint.channel, days_late=_late(visit, now))
    if complaint.is_in_danger:
        raise_alert(actor, complaint, now)
    return complaint


def _filled(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def _late(visit: Visit, now: datetime) -> int | None:
    return days_late(clock.to_ist(visit.arrived_at).date(), clock.to_ist(now).date()) or None


def _add_parties(actor: Actor, vault: Vault, complaint: Complaint, parties: Any) -> None:
    for place, party in enumerate(parties, start=1):
        person_id: uuid.UUID | None = record_opponent(actor, vault, complaint.unit_id, party)
        complaint.parties.append(OppositeParty(
            id=new_id(), unit_id=complaint.unit_id, person_id=person_id, place_in_list=place, relation=party["relation"],
            is_known=person_id is not None))
    db.session.flush()
