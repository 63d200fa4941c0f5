"""What was corrected of the people of a matter: closed for its list, opened for whoever has opened them."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from portal.access.scope import Scope
from portal.core.db import db
from portal.core.vault import Vault
from portal.core.words import N_
from portal.intake.models import Complaint, OppositePartyVersion
from portal.intake.queries.complaints import list_parties
from portal.intake.queries.identity import PartyNow, WomanNow, people_of
from portal.intake.rules.people import party_state, woman_state
from portal.persons.models import PersonVersion, SafeContact
from portal.persons.queries import list_earlier_identities, list_plans
from portal.persons.rules.identity import Identity, SafePlan

HERS, PLAN, ADDED, CORRECTED, GONE = (N_("Her identity"), N_("The safe-contact plan"), N_("Opposite party added"),
                                      N_("Opposite party corrected"), N_("Opposite party withdrawn"))


@dataclass(frozen=True)
class PeopleChange:
    """One correction, closed: who, when, of what (msgid; *place* of an opposite party) and why."""

    at: datetime
    by: uuid.UUID
    what: str
    place: int | None
    reason: str


def list_people_changes(scope: Scope, complaint: Complaint) -> list[PeopleChange]:
    """Every correction of the people of a complaint that was read in reach, the latest first; no word of them."""
    hers = select(PersonVersion.replaced_at, PersonVersion.replaced_by, PersonVersion.reason).where(
        PersonVersion.person_id == complaint.person_id)
    plans = select(SafeContact.recorded_at, SafeContact.recorded_by, SafeContact.reason).where(
        SafeContact.person_id == complaint.person_id, SafeContact.version > 1)
    found = [PeopleChange(at, by, what, None, reason) for what, rows in ((HERS, hers), (PLAN, plans))
             for at, by, reason in db.session.execute(rows)]
    parties = {party.id: party for party in list_parties(scope, complaint.id)}
    found += [PeopleChange(one.replaced_at, one.replaced_by, CORRECTED, parties[one.party_id].place_in_list, one.reason)
              for one in db.session.scalars(select(OppositePartyVersion).where(OppositePartyVersion.party_id.in_(parties)))]
    for party in parties.values():
        if party.added_at:
            found.append(PeopleChange(party.added_at, party.added_by, ADDED, party.place_in_list, party.added_reason))
        if party.withdrawn_at:
            found.append(PeopleChange(party.withdrawn_at, party.withdrawn_by, GONE, party.place_in_list, party.withdrawn_reason))
    return sorted(found, key=lambda one: one.at, reverse=True)


@dataclass(frozen=True)
class OpenChange:
    """One correction, opened: the values before and after, under the names of rules.people."""

    at: datetime
    by: uuid.UUID
    reason: str
    earlier: Mapping[str, Any]
    later: Mapping[str, Any]


def list_woman_changes(scope: Scope, vault: Vault, complaint: Complaint, now: WomanNow) -> list[OpenChange]:
    """Every correction of her identity and plan with its words, the latest first. The caller has recorded the opening."""
    through = people_of(complaint.id)
    told = list_earlier_identities(scope, vault, now.person.id, through)
    identities = [one.identity for one in told] + [now.identity]
    found = [OpenChange(one.replaced_at, one.replaced_by, one.reason, woman_state(one.identity, now.plan),
                        woman_state(later, now.plan)) for one, later in zip(told, identities[1:], strict=True)]
    plans = list_plans(scope, vault, now.person.id, through)
    before = [SafePlan()] + [one.plan for one in plans]
    found += [OpenChange(one.recorded_at, one.recorded_by, one.reason, woman_state(now.identity, earlier),
                         woman_state(now.identity, one.plan))
              for earlier, one in zip(before, plans, strict=False) if one.version > 1]
    return sorted(found, key=lambda one: one.at, reverse=True)


def list_party_changes(scope: Scope, vault: Vault, now: PartyNow) -> list[OpenChange]:
    """Every correction of an opposite party with its words, the latest first. The caller has recorded the opening."""
    earlier = {one.version: one.identity for one in list_earlier_identities(
        scope, vault, now.person.id, people_of(now.party.complaint_id))} if now.person else {}
    rows = db.session.scalars(select(OppositePartyVersion).where(OppositePartyVersion.party_id == now.party.id)
                              .order_by(OppositePartyVersion.version)).all()
    states = [party_state(row.relation, Identity() if row.person_version is None
                          else earlier.get(row.person_version, now.identity)) for row in rows]
    states.append(party_state(now.relation, now.identity))
    return [OpenChange(row.replaced_at, row.replaced_by, row.reason, before, after)
            for row, before, after in reversed(list(zip(rows, states[:-1], states[1:], strict=True)))]
