"""What an officer decides on the facts: the sections, the way, the FIR it points at, a refusal written down, a later label."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from portal.access.actor import Actor
from portal.access.scope import Scope
from portal.audit import trail
from portal.core import clock
from portal.core.db import db, new_id
from portal.core.errors import RuleBroken
from portal.core.text import fold_digits
from portal.intake.actions import gate
from portal.intake.models import Complaint, FirReference, LaterLabel, RegistrationRefusal, RouteDecision, TriageRecord
from portal.intake.queries.assessment import Assessment
from portal.intake.queries.gate import gate_facts, is_opened
from portal.intake.queries.triage import latest_triage, list_firs
from portal.intake.rules import triage as rules
from portal.intake.rules.triage import ChildAnswer
from portal.units.queries import unit_by_id


class Refused(RuleBroken):
    """Values that cannot be kept; *faults* gives the sentence (msgid) for each field."""

    def __init__(self, faults: Mapping[str, str]):
        super().__init__(next(iter(faults.values())))
        self.faults = faults


def record_triage(actor: Actor, complaint: Complaint, told: Assessment, *, sections: Sequence[str], note: str,
                  child: Mapping[str, ChildAnswer], now: datetime) -> TriageRecord:
    """The next version of the facts of *complaint* (locked) and the sections the officer decides on.

    *told* is what the law in force makes of the ticked facts; *child* has the answers for a girl under 18. Refused names
    what is missing: the code where the days lie on both sides of 1 July 2024, sections or a note, the child's answers, and
    the reason when the facts were recorded before. When the new facts disclose less than the former ones, the reason is
    put before the officers above.
    """
    former = latest_triage(actor.scope, complaint.id)
    faults = _triage_faults(told, former, sections, note, child, clock.to_ist(now).date())
    if faults:
        raise Refused(faults)
    record = TriageRecord(
        id=new_id(), unit_id=complaint.unit_id, complaint_id=complaint.id, version=former.version + 1 if former else 1,
        facts=sorted(told.facts), chosen_code=told.chosen_code, informant=told.informant, note=note,
        law_pack_version=told.pack.version,
        disclosed=list(told.disclosed), sections=list(sections), ways=list(told.open_ways),
        is_cognizable=told.is_cognizable, is_sexual=told.is_sexual, is_child=told.is_child,
        child_answers={key: _plain(answer) for key, answer in child.items()} if told.is_child else {},
        decided_by=actor.user_id, decided_at=now)
    db.session.add(record)
    db.session.flush()
    _record(actor, "intake:triage:recorded", complaint, version=record.version, facts=record.facts, sections=record.sections,
            cognizable=record.is_cognizable, law=record.law_pack_version)
    if former and _weight(former) > _weight(record):
        gate.put_before_supervisors(actor, complaint, record, category=rules.CORRECTED, text=note, now=now)
    return record


def _weight(record: TriageRecord) -> int:
    """How much stands before the gate: nothing, an FIR, or nothing but an FIR."""
    return record.is_cognizable * (1 + (record.is_sexual or record.is_child))


def _triage_faults(told: Assessment, former: TriageRecord | None, sections: Sequence[str], note: str,
                   child: Mapping[str, ChildAnswer], today: date) -> dict[str, str]:
    found: dict[str, str] = {}
    if told.needs_code and told.facts:
        found["chosen_code"] = rules.CHOOSE_CODE
    if told.needs_informant:
        found["informant"] = rules.ASK_INFORMANT
    if set(sections) - set(told.disclosed):
        found["sections"] = rules.NOT_SHOWN
    elif told.disclosed and not sections and not note.strip():
        found["sections"] = rules.CHOOSE_SECTION
    if former is not None and rules.is_short(note):
        found["note"] = rules.SAY_WHY_CHANGED
    if told.is_child:
        for key, known in (("cwc", rules.CWC_ANSWERS), ("pocso", rules.POCSO_ANSWERS)):
            answer = child.get(key) or ChildAnswer("")
            fault = rules.child_fault(answer, known, today)
            if fault:
                found[key if fault[0] == "answer" else f"{key}_{fault[0]}"] = fault[1]
            elif answer.answer == "none" and told.candidates.is_pocso:
                found[key] = rules.POCSO_NOT_NONE
    return found


def _plain(answer: ChildAnswer) -> dict[str, str]:
    return {name: value.isoformat() if isinstance(value, date) else value for name, value in asdict(answer).items() if value}


def open_way(actor: Actor, complaint: Complaint, way: str, now: datetime) -> TriageRecord:
    """The triage under which *way* may be taken; the gate stands before counselling, and its refusal is written down.

    RuleBroken when there is no triage, or the way is shut for these facts and no FIR, permission or reason opens it.
    """
    triage = latest_triage(actor.scope, complaint.id)
    if triage is None:
        raise RuleBroken(rules.TRIAGE_FIRST)
    if way == "counselling":
        gate.pass_gate(actor, complaint, "counsel", now)
    if way not in triage.ways and not is_opened(way, gate_facts(actor.scope, complaint, now)):
        raise RuleBroken(rules.WAY_SHUT)
    if way == "enquiry" and complaint.enquiry_officer_id is None:
        raise RuleBroken(rules.NAME_OFFICER)
    return triage


def decide_way(actor: Actor, complaint: Complaint, way: str, *, details: Mapping[str, Any], reason: str,
               now: datetime) -> RouteDecision:
    """Sends the matter on one of the ways that its facts leave open (open_way), with what this way asks (forms.ways).

    An FIR or zero FIR of *details* is noted, and a preliminary enquiry is asked for.
    """
    triage = open_way(actor, complaint, way, now)
    kept = dict(details)
    if way in ("fir", "zero_fir"):
        kept = {"fir": str(_note_of_way(actor, complaint, way, kept).id)} | _rest(kept)
    elif way == "preliminary_enquiry":
        kept["permission"] = str(gate.ask_permission(actor, complaint, triage, reason=reason, now=now).id)
    decision = RouteDecision(id=new_id(), unit_id=complaint.unit_id, complaint_id=complaint.id, triage_id=triage.id, way=way,
                             details=kept, reason=reason, decided_by=actor.user_id, decided_at=now)
    db.session.add(decision)
    _record(actor, "intake:way:decided", complaint, way=way, facts_version=triage.version)
    return decision


OF_FIR = ("number", "year", "registered_at", "station_id", "station_name")


def _note_of_way(actor: Actor, complaint: Complaint, way: str, details: Mapping[str, Any]) -> FirReference:
    station = details.get("station_id")
    return note_fir(actor, actor.scope, complaint, details["number"], details["year"], details["registered_at"],
                    station_id=uuid.UUID(station) if station else None, station_name=details.get("station_name", ""),
                    is_zero=way == "zero_fir")


def _rest(details: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in details.items() if name not in OF_FIR}


def note_fir(actor: Actor, scope: Scope, complaint: Complaint, number: str | int, year: int, registered_at: datetime, *,
             station_id: uuid.UUID | None = None, station_name: str | None = "", is_zero: bool = False) -> FirReference:
    """Points *complaint* at an FIR that CCTNS has numbered; this portal gives out no such number.

    *number* has one to four digits, *year* is that of the day of registration in India; the station is a unit of the
    portal or, elsewhere, a name. Refused names the field: number, year, registered_on, station.
    """
    station, number = unit_by_id(station_id) if station_id else None, fold_digits(str(number))
    registered_on = clock.to_ist(registered_at).date()
    faults = rules.fir_faults(number, year, registered_on, today=clock.today(), occurred_on=complaint.occurred_from_on,
                              has_station=bool(station or (station_name or "").strip()))
    if registered_at > clock.now():
        faults["registered_on"] = rules.FUTURE_FIR
    if faults:
        raise Refused(faults)
    plain, name = rules.fir_number(number), station.name_hi if station else (station_name or "").strip()
    if any((one.number, one.year, one.station_id, one.station_name) == (plain, year, station_id, name)
           for one in list_firs(scope, complaint.id)):
        raise Refused({"number": rules.NOTED_BEFORE})
    reference = FirReference(id=new_id(), unit_id=complaint.unit_id, complaint_id=complaint.id, number=plain, year=year,
                             is_zero=is_zero, station_id=station_id, station_name=name, registered_at=registered_at,
                             noted_by=actor.user_id, noted_at=clock.now())
    db.session.add(reference)
    db.session.flush()
    _record(actor, "intake:fir:noted", complaint, number=plain, year=year, station=station_id or name, zero=is_zero or None)
    return reference


def record_refusal_to_register(actor: Actor, complaint: Complaint, *, refused_on: date, refused_by: str, place: str,
                               reason: str, now: datetime) -> RegistrationRefusal:
    """Writes down that her information was refused; the note printed from it shows her the way on (BNSS 173(4), 175(3))."""
    refusal = RegistrationRefusal(id=new_id(), unit_id=complaint.unit_id, complaint_id=complaint.id, refused_on=refused_on,
                                  refused_by=refused_by, refused_at_place=place, reason=reason, recorded_by=actor.user_id,
                                  recorded_at=now)
    db.session.add(refusal)
    _record(actor, "intake:registration:refused", complaint, refused_on=refused_on)
    return refusal


def set_label(actor: Actor, complaint: Complaint, *, kind: str, her_statement_on: date | None, age_proof: str,
              age_proved: int | None, reason: str, now: datetime) -> LaterLabel:
    """What an officer of rank found after her own statement. Refused names what is missing or comes too early."""
    triage = latest_triage(actor.scope, complaint.id)
    faults = rules.label_faults(
        kind, state=complaint.state, has_triage=triage is not None, her_statement_on=her_statement_on,
        received_on=clock.to_ist(complaint.received_at).date(), today=clock.to_ist(now).date(),
        is_child=complaint.is_minor, age_proof=age_proof, age_proved=age_proved, reason=reason)
    if faults:
        raise Refused(faults)
    label = LaterLabel(id=new_id(), unit_id=complaint.unit_id, complaint_id=complaint.id, triage_id=triage.id, kind=kind,
                       her_statement_on=her_statement_on, age_proof=age_proof, age_proved=age_proved, reason=reason,
                       set_by=actor.user_id, set_at=now)
    db.session.add(label)
    _record(actor, "intake:label:set", complaint, label=kind, statement_on=her_statement_on, age_proved=age_proved)
    return label


def _record(actor: Actor, action: str, complaint: Complaint, **details: object) -> None:
    trail.record(actor, action, subject=("complaint", complaint.id), unit_id=complaint.unit_id, **details)
