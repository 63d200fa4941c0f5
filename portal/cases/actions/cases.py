"""Entering a case in the parallel record, from a complaint or by itself, and giving it the number of CCTNS later."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from portal.access.actor import Actor
from portal.audit import trail
from portal.cases.actions.accused import new_accused
from portal.cases.actions.duties import keep_in_step
from portal.cases.models import Case, CaseSection, CaseVictim
from portal.cases.queries.cases import CaseFile, has_fir_note, is_number_taken, read_file, station_as_known, station_of
from portal.cases.queries.people import prefill_from
from portal.cases.rules import cctns
from portal.cases.rules.cctns import Pointer
from portal.cases.rules.dates import NO_CLOCK
from portal.cases.rules.kinds import REGISTER_OF
from portal.cases.rules.sections import ONE_AT_LEAST, code_of
from portal.cases.rules.states import state_of
from portal.core import clock
from portal.core.db import db, new_id
from portal.core.errors import RuleBroken
from portal.core.numbering import next_number
from portal.core.vault import Vault
from portal.core.words import N_
from portal.intake.actions.triage import note_fir
from portal.intake.models import Complaint
from portal.law.queries import current_pack
from portal.law.rules import governing
from portal.persons.actions import record_person
from portal.persons.rules.identity import ADULT_AGE
from portal.units.models import Unit

TAKEN = N_("This number stands in the record already. Find it by its number, or compare with CCTNS.")
HAS_NUMBER = N_("This case has its number already.")
NO_VICTIM = N_("Say who is missing: her name, or her age.")


@dataclass(frozen=True)
class Entry:
    """What an officer says of a new case. *moments* has registered, informed, gd, occurred_from, occurred_to in UTC.

    *people* (without a complaint): `informant` and `victim` identities for the vault, `is_same`, `victim_age`, and
    `parties` as of the entry page of the desk.
    """

    kind: str
    moments: Mapping[str, datetime | None]
    number: Pointer | None = None
    station: str = ""
    gd_number: str = ""
    place: str = ""
    brief: str = ""
    sections: Sequence[str] = ()
    facts: Mapping[str, Any] = field(default_factory=dict)
    people: Mapping[str, Any] = field(default_factory=dict)
    late_reason: str = ""
    because: str = ""


def register_case(actor: Actor, vault: Vault, kendra: Unit, entry: Entry, complaint: Complaint | None, now: datetime,
                  *, origin: Case | None = None) -> CaseFile:
    """Writes a case down under the next serial of its register in the year of registration (IST).

    The pack and codes of this moment are kept with the case. An FIR that came from a complaint is noted there, which opens
    its gate. RuleBroken for an FIR without section, a number that stands already, or nobody missing.
    """
    if REGISTER_OF[entry.kind] == "fir" and not entry.sections:
        raise RuleBroken(ONE_AT_LEAST)
    case = _new_case(actor, kendra, entry, complaint, now)
    case.origin_id = origin.id if origin else None
    if entry.number and is_number_taken(case.unit_id, case.kind, case.cctns_station, entry.number.number, entry.number.year,
                                        except_id=None):
        raise RuleBroken(TAKEN)
    db.session.add(case)
    db.session.flush()
    for key in entry.sections:
        db.session.add(CaseSection(id=new_id(), unit_id=case.unit_id, case_id=case.id, offence=key, added_at=now,
                                   added_by=actor.user_id))
    _add_people(actor, vault, case, entry, complaint, now)
    trail.record(actor, "cases:case:recorded", subject=("case", case.id), unit_id=case.unit_id, case_kind=case.kind,
                 serial=f"{case.serial}/{case.year}", law=case.law_pack, complaint=complaint.id if complaint else None,
                 late=entry.late_reason or None, warned=entry.because or None)
    if complaint is not None and entry.number and case.register == "fir":
        _note_on_complaint(actor, complaint, case)
    return keep_in_step(read_file(case), now)


def _new_case(actor: Actor, kendra: Unit, entry: Entry, complaint: Complaint | None, now: datetime) -> Case:
    registered_at = entry.moments["registered"]
    on, year = clock.to_ist(registered_at).date(), clock.to_ist(registered_at).year
    days = [clock.to_ist(moment).date() if (moment := entry.moments.get(name)) else None
            for name in ("occurred_from", "occurred_to")]
    register = REGISTER_OF[entry.kind]
    return Case(
        id=new_id(), unit_id=kendra.id, complaint_id=complaint.id if complaint else None, kind=entry.kind, register=register,
        year=year, serial=next_number(db.session, kendra.id, f"case-{register}", year),
        cctns_number=entry.number.number if entry.number else None, cctns_year=entry.number.year if entry.number else None,
        cctns_station=station_as_known(kendra.id, entry.station) if entry.number else "",
        informed_at=entry.moments.get("informed") or registered_at,
        registered_at=registered_at, gd_number=entry.gd_number.strip(), gd_at=entry.moments.get("gd"),
        occurred_from_at=entry.moments.get("occurred_from"), occurred_to_at=entry.moments.get("occurred_to"),
        place=entry.place, brief=entry.brief, facts=dict(entry.facts), late_reason=entry.late_reason, because=entry.because,
        offence_code=(governing.governing(days[0], days[1]).code or code_of(entry.sections)).lower(),
        procedure_code=governing.procedure(on).lower(), law_pack=current_pack().version, state=state_of(entry.kind, []),
        next_due_at=NO_CLOCK,
        recorded_by=actor.user_id, recorded_at=now, version=0)


def _add_people(actor: Actor, vault: Vault, case: Case, entry: Entry, complaint: Complaint | None, now: datetime) -> None:
    if complaint is not None:
        known = prefill_from(complaint)
        case.informant_id = known.informant_id
        _add_victim(case, known.victim_id, known.victim_age, complaint.is_minor)
        parties = [{"person_id": person_id, "relation": relation} for person_id, relation, _ in known.opponents]
    else:
        people = entry.people
        if people.get("informant"):
            case.informant_id = record_person(actor, vault, people["informant"], "other", case.unit_id).id
        age, victim = people.get("victim_age"), people.get("victim")
        if people.get("is_same"):
            _add_victim(case, case.informant_id, age, False)
        elif victim or age is not None:
            told = (victim or {}) | ({"age_years": age} if age is not None else {})
            _add_victim(case, record_person(actor, vault, told, "woman", case.unit_id).id, age, False)
        elif case.kind == "missing":
            raise RuleBroken(NO_VICTIM)
        parties = people.get("parties") or ()
    for place, party in enumerate(parties, start=1):
        new_accused(actor, vault, case.unit_id, case.id, place, party, now)


def _add_victim(case: Case, person_id: Any, age: int | None, is_minor: bool) -> None:
    db.session.add(CaseVictim(id=new_id(), unit_id=case.unit_id, case_id=case.id, person_id=person_id, place_in_list=1,
                              age_years=age, is_minor=is_minor or (age is not None and age < ADULT_AGE)))


def _note_on_complaint(actor: Actor, complaint: Complaint, case: Case) -> None:
    """The pointer on the complaint; an FIR that was noted there before is not noted twice."""
    station = station_of(case.unit_id)
    if has_fir_note(complaint.id, case.cctns_number, case.cctns_year):
        return
    note_fir(actor, actor.scope, complaint, case.cctns_number, case.cctns_year, case.registered_at,
             station_id=station.id if cctns.same_station(case.cctns_station, station.name_hi, station.name_en) else None,
             station_name=case.cctns_station, is_zero=case.kind == "zero_fir")


def note_number(actor: Actor, file: CaseFile, pointer: Pointer, *, station: str, because: str, complaint: Complaint | None,
                now: datetime) -> CaseFile:
    """The number that CCTNS gave to a case entered before; once. RuleBroken when it stands already, here or elsewhere."""
    case = file.case
    if case.cctns_number is not None:
        raise RuleBroken(HAS_NUMBER)
    on = clock.to_ist(case.registered_at).date()
    if not cctns.is_of_year(pointer, on):
        raise RuleBroken(cctns.SAY_YEAR, theirs=pointer.year, ours=on.year)
    station = station_as_known(case.unit_id, station)
    if is_number_taken(case.unit_id, case.kind, station, pointer.number, pointer.year, except_id=case.id):
        raise RuleBroken(TAKEN)
    case.cctns_number, case.cctns_year, case.cctns_station = pointer.number, pointer.year, station
    trail.record(actor, "cases:number:noted", subject=("case", case.id), unit_id=case.unit_id, number=str(pointer),
                 reason=because or None)
    if complaint is not None and case.register == "fir":
        _note_on_complaint(actor, complaint, case)
    return keep_in_step(file, now)
