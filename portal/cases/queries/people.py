"""Who stands behind a case: ids for the vault, and the identities once their opening is recorded."""

import uuid
from dataclasses import dataclass

from sqlalchemy import Select, select

from portal.access.scope import Scope
from portal.cases.models import Accused, Case, CaseVictim
from portal.core.db import db
from portal.core.vault import Vault
from portal.intake.models import Complaint, OppositeParty
from portal.persons.models import Person
from portal.persons.queries import get_identity, get_safe_contact
from portal.persons.rules.identity import Identity, SafePlan


@dataclass(frozen=True)
class OpenPerson:
    """Somebody of a case, opened: part (informant, victim, accused), place in the list, identity and safe plan if any."""

    part: str
    place: int
    identity: Identity | None
    safe: SafePlan | None = None


@dataclass(frozen=True)
class Prefill:
    """What a complaint gives to a case without being typed again: ids, never names."""

    informant_id: uuid.UUID | None
    victim_id: uuid.UUID | None
    victim_age: int | None
    opponents: tuple[tuple[uuid.UUID | None, str, bool], ...]  # person, relation, is known


def people_of(case_id: uuid.UUID) -> Select:
    """The ids of everybody behind one case, as a SELECT."""
    informant = select(Case.informant_id).where(Case.id == case_id)
    victims = select(CaseVictim.person_id).where(CaseVictim.case_id == case_id)
    accused = select(Accused.person_id).where(Accused.case_id == case_id)
    return informant.union(victims, accused)


def open_people(scope: Scope, vault: Vault, case: Case) -> list[OpenPerson]:
    """The identities behind a case in reach. The caller has recorded the opening in the same transaction."""
    through = people_of(case.id)
    wanted = [("informant", 1, case.informant_id)]
    wanted += [("victim", one.place_in_list, one.person_id) for one in db.session.scalars(
        select(CaseVictim).where(CaseVictim.case_id == case.id).order_by(CaseVictim.place_in_list))]
    wanted += [("accused", one.place_in_list, one.person_id) for one in db.session.scalars(
        select(Accused).where(Accused.case_id == case.id).order_by(Accused.place_in_list))]
    return [OpenPerson(part, place, get_identity(scope, vault, person_id, through), _plan(scope, vault, part, person_id, through))
            for part, place, person_id in wanted if person_id]


def _plan(scope: Scope, vault: Vault, part: str, person_id: uuid.UUID, through: Select) -> SafePlan | None:
    found = get_safe_contact(scope, vault, person_id, through) if part != "accused" else None
    return found[0] if found else None


def prefill_from(complaint: Complaint) -> Prefill:
    """The people of a complaint that was read in reach, by reference."""
    age = db.session.scalar(select(Person.age_years).where(Person.id == complaint.person_id)) if complaint.person_id else None
    parties = db.session.execute(select(OppositeParty.person_id, OppositeParty.relation, OppositeParty.is_known).where(
        OppositeParty.complaint_id == complaint.id, OppositeParty.withdrawn_at.is_(None)).order_by(OppositeParty.place_in_list))
    return Prefill(complaint.person_id, complaint.person_id, age, tuple((who, how, known) for who, how, known in parties))
