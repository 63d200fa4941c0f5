"""Who was here before: matters that share a phone, a house or an accused with this one, for the officer who has it."""

import uuid
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy import select, union_all

from portal.access.scope import Scope
from portal.core.db import db
from portal.core.vault import Vault
from portal.intake.models import Complaint, OppositeParty
from portal.intake.queries.complaints import in_reach, list_parties
from portal.intake.rules.risk import is_repeated_violence
from portal.persons.queries import find_alike

MOST_MATCHES = 20


@dataclass(frozen=True)
class RiskMatch:
    """An earlier or later matter with the signs it shares (woman, phone, address, accused); nothing of identity."""

    complaint_id: uuid.UUID
    token: str
    nature: str
    state: str
    received_at: datetime
    signs: tuple[str, ...]
    can_open: bool


@dataclass(frozen=True)
class RepeatRisk:
    """The warning of one matter. *exists_outside*: another unit knows one of the phones; ask the circle officer."""

    matches: tuple[RiskMatch, ...] = ()
    exists_outside: bool = False
    is_repeated_violence: bool = False


def repeat_risk(scope: Scope, vault: Vault, complaint: Complaint) -> RepeatRisk:
    """What is known of the people of *complaint* (in reach) from other matters of the reader's units.

    The enquiry officer reaches only her own files, but has to know what the kendra knows of this man: she is shown token,
    kind and day of its other matters, and opens none that is not hers.
    """
    kendra = replace(scope, only_assigned=False)
    named = list_parties(scope, complaint.id, only_standing=True)
    people = {complaint.person_id, *(party.person_id for party in named)} - {None}
    alike = find_alike(kendra, vault, people)
    signs = {person: set(found) for person, found in alike.signs.items()}
    if complaint.person_id:
        signs.setdefault(complaint.person_id, set()).add("woman")
    found: dict[uuid.UUID, RiskMatch] = {}
    for row in _matters(kendra, list(signs), complaint.id):
        shared = signs[row.person_id] | set(found[row.id].signs if row.id in found else ())
        can_open = not scope.only_assigned or row.enquiry_officer_id == scope.user_id
        found[row.id] = RiskMatch(row.id, row.token, row.nature, row.state, row.received_at, tuple(sorted(shared)), can_open)
    matches = tuple(sorted(found.values(), key=lambda one: one.received_at, reverse=True)[:MOST_MATCHES])
    return RepeatRisk(matches, alike.exists_outside, is_repeated_violence(
        complaint.nature, [(one.nature, one.signs) for one in matches]))


def _matters(scope: Scope, people: list[uuid.UUID], except_id: uuid.UUID):
    """(complaint…, person) for every matter in reach brought by, or against, one of *people*."""
    told = (Complaint.id, Complaint.token, Complaint.nature, Complaint.state, Complaint.received_at,
            Complaint.enquiry_officer_id)
    hers = select(*told, Complaint.person_id.label("person_id")).where(Complaint.person_id.in_(people))
    against = (select(*told, OppositeParty.person_id.label("person_id"))
               .join(OppositeParty, OppositeParty.complaint_id == Complaint.id)
               .where(OppositeParty.person_id.in_(people), OppositeParty.withdrawn_at.is_(None)))
    return db.session.execute(union_all(*(one.where(in_reach(scope), Complaint.id != except_id) for one in (hers, against))))
