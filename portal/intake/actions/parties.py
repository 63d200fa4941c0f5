"""Correcting the people of a matter: her identity and plan; opposite parties added, corrected, withdrawn. All is kept."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import func, select

from portal.access.actor import Actor
from portal.audit import trail
from portal.core import clock
from portal.core.db import db, new_id
from portal.core.errors import RuleBroken
from portal.core.vault import Vault
from portal.intake.actions.corrections import correct_complaint
from portal.intake.models import Complaint, OppositeParty, OppositePartyVersion
from portal.intake.queries.identity import PartyNow, WomanNow
from portal.intake.rules import people as rules
from portal.intake.rules.corrections import CORRECTABLE, NOTHING_CHANGED
from portal.persons.actions import correct_person, record_person, record_safe_contact
from portal.persons.rules.identity import Identity, read_identity, read_safe_plan


def correct_woman(actor: Actor, vault: Vault, complaint: Complaint, now: WomanNow, told: Mapping[str, Any], reason: str) -> None:
    """Gives the woman of *complaint* (locked) the identity and plan that were *told* (names of rules.OF_WOMAN).

    *now* is what the officer read, its mark compared. A girl makes the matter one of a minor. RuleBroken when nothing
    differs, InvalidValues for a value that cannot be kept.
    """
    whole, plan = rules.whole_identity(now.identity, told), rules.whole_plan(told)
    is_other, is_other_plan = read_identity(whole, clock.today()) != now.identity, read_safe_plan(plan) != now.plan
    if not is_other and not is_other_plan:
        raise RuleBroken(NOTHING_CHANGED)
    if is_other:
        correct_person(actor, vault, now.person, whole, now.person.version, reason)
    if is_other_plan:
        record_safe_contact(actor, vault, now.person, plan, now.plan_version, reason)
    trail.record(actor, "intake:woman:corrected", subject=("complaint", complaint.id), unit_id=complaint.unit_id,
                 fields=rules.changed(rules.woman_state(now.identity, now.plan), told))
    if now.person.is_minor and not complaint.is_minor:
        as_it_stands = {name: getattr(complaint, name) for name in CORRECTABLE}
        correct_complaint(actor, complaint, {**as_it_stands, "is_minor": True}, reason)


def add_party(actor: Actor, vault: Vault, complaint: Complaint, told: Mapping[str, Any], reason: str) -> OppositeParty:
    """One more opposite party of *complaint* (locked), with the day and the reason."""
    last = db.session.scalar(select(func.max(OppositeParty.place_in_list)).where(OppositeParty.complaint_id == complaint.id))
    party = OppositeParty(
        id=new_id(), unit_id=complaint.unit_id, complaint_id=complaint.id, place_in_list=(last or 0) + 1, version=1,
        relation=told["party_relation"], is_known=False, added_by=actor.user_id, added_at=clock.now(), added_reason=reason)
    _name(actor, vault, party, rules.whole_identity(Identity(), told))
    db.session.add(party)
    _record(actor, "intake:party:added", complaint, party)
    return party


def correct_party(actor: Actor, vault: Vault, complaint: Complaint, now: PartyNow, told: Mapping[str, Any], reason: str) -> None:
    """Gives an opposite party of *complaint* (locked) what was *told* (names of rules.OF_PARTY); as correct_woman."""
    party, whole = _standing(now.party), rules.whole_identity(now.identity, told)
    is_other = read_identity(whole, clock.today()) != now.identity
    if not is_other and party.relation == told["party_relation"]:
        raise RuleBroken(NOTHING_CHANGED)
    db.session.add(OppositePartyVersion(
        id=new_id(), party_id=party.id, unit_id=party.unit_id, version=party.version, relation=party.relation,
        is_known=party.is_known, person_version=now.person.version if now.person else None, reason=reason,
        replaced_by=actor.user_id, replaced_at=clock.now()))
    party.relation, party.version = told["party_relation"], party.version + 1
    if now.person is None:
        _name(actor, vault, party, whole)
    elif is_other:
        correct_person(actor, vault, now.person, whole, now.person.version, reason)
        party.is_known = _is_telling(whole)
    _record(actor, "intake:party:corrected", complaint, party,
            fields=rules.changed(rules.party_state(now.relation, now.identity), told))


def withdraw_party(actor: Actor, complaint: Complaint, party: OppositeParty, reason: str) -> None:
    """Strikes an opposite party of *complaint* (locked) through; he stays with the day and the reason."""
    _standing(party)
    party.withdrawn_by, party.withdrawn_at, party.withdrawn_reason = actor.user_id, clock.now(), reason
    _record(actor, "intake:party:withdrawn", complaint, party)


def _standing(party: OppositeParty) -> OppositeParty:
    if party.withdrawn_at is not None:
        raise RuleBroken(rules.WITHDRAWN)
    return party


def _name(actor: Actor, vault: Vault, party: OppositeParty, whole: Mapping[str, Any]) -> None:
    """Puts the identity of a party who was not known into the vault, if there is any."""
    if _is_telling(whole):
        party.person_id, party.is_known = record_person(actor, vault, whole, "opposite_party", party.unit_id).id, True


def _is_telling(whole: Mapping[str, Any]) -> bool:
    return any(whole[name] not in (None, "") for name in rules.TELLING)


def _record(actor: Actor, action: str, complaint: Complaint, party: OppositeParty, **details: Any) -> None:
    trail.record(actor, action, subject=("complaint", complaint.id), unit_id=complaint.unit_id, party=party.place_in_list,
                 relation=party.relation, version=party.version, **details)
