"""What counts in a case is corrected with a reason: the ticked facts, a victim's age by its proof, a victim more."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from portal.access.actor import Actor
from portal.audit import trail
from portal.cases.actions.duties import keep_in_step
from portal.cases.models import CaseVictim
from portal.cases.queries.cases import CaseFile
from portal.cases.rules.states import CLOSED_ALREADY
from portal.core.db import db, new_id
from portal.core.errors import RuleBroken
from portal.core.vault import Vault
from portal.core.words import N_
from portal.persons.actions import record_person
from portal.persons.rules.identity import ADULT_AGE

NOTHING_CHANGED = N_("Nothing is changed here.")


def change_facts(actor: Actor, file: CaseFile, told: Mapping[str, Any], *, because: str, now: datetime) -> CaseFile:
    """The facts by which the law counts, as they turned out; what is due is counted again from the first day."""
    case = _open(file)
    changed = sorted(name for name in told if bool(told[name]) != bool(case.facts.get(name)) or (
        name == "informed_by" and told[name] != case.facts.get(name)))
    if not changed:
        raise RuleBroken(NOTHING_CHANGED)
    trail.record(actor, "cases:facts:changed", subject=("case", case.id), unit_id=case.unit_id, changed=changed, reason=because)
    case.facts = dict(case.facts) | dict(told)
    return keep_in_step(file, now)


def prove_age(actor: Actor, file: CaseFile, victim: CaseVictim, age: int, *, proof: str, now: datetime) -> CaseFile:
    """The age of a victim by the paper that proves it; under 18 the law of children holds from now on."""
    case = _open(file)
    trail.record(actor, "cases:victim:age_proved", subject=("case", case.id), unit_id=case.unit_id, place=victim.place_in_list,
                 former=victim.age_years, age=age, proof=proof)
    victim.age_years, victim.is_minor = age, age < ADULT_AGE
    return keep_in_step(file, now)


def add_victim(actor: Actor, vault: Vault, file: CaseFile, identity: Mapping[str, Any], age: int | None,
               now: datetime) -> CaseFile:
    """One more victim; the identity goes into the vault."""
    case, person_id = _open(file), None
    if identity or age is not None:
        told = dict(identity) | ({"age_years": age} if age is not None else {})
        person_id = record_person(actor, vault, told, "woman", case.unit_id).id
    place = len(file.victims) + 1
    db.session.add(CaseVictim(id=new_id(), unit_id=case.unit_id, case_id=case.id, person_id=person_id, place_in_list=place,
                              age_years=age, is_minor=age is not None and age < ADULT_AGE))
    trail.record(actor, "cases:victim:added", subject=("case", case.id), unit_id=case.unit_id, place=place)
    return keep_in_step(file, now)


def _open(file: CaseFile):
    if file.case.closed_at is not None:
        raise RuleBroken(CLOSED_ALREADY)
    return file.case
