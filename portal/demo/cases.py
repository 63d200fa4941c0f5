"""Practice records of criminal cases: one for each matter whose FIR is noted, an NCR and a missing girl; all invented."""

from datetime import timedelta

from sqlalchemy import select

from portal.access.actor import Actor
from portal.cases.actions.cases import Entry, register_case
from portal.cases.actions.milestones import Happened, add_milestone, only_accused
from portal.cases.actions.officers import name_officer
from portal.cases.queries.cases import CaseFile
from portal.cases.queries.officers import list_candidates
from portal.cases.rules.cctns import Pointer
from portal.cases.rules.sections import without_remedies
from portal.core import clock
from portal.core.db import db
from portal.core.keys import current_vault
from portal.intake.models import Complaint, FirReference, TriageRecord
from portal.law.queries import current_pack
from portal.units.models import Unit
from portal.units.queries import station_of

# What happened after the FIR, hours later, with the paper that proves it: the first case goes far, the next ones less.
STEPS = (("fir_copy_given", 1, "पावती अभ्यास 4"), ("magistrate_report", 6, "जी0डी0 अभ्यास 31"),
         ("scene_visited", 20, "नक्शा नज़री अभ्यास 2"), ("victim_statement", 24, "के0डी0 पर्चा 1"),
         ("progress_told", 72, "रजिस्ट्री अभ्यास 11"))
DETAILS = {"progress_told": {"way": "पंजीकृत डाक से"},
           "victim_statement": {"by_woman": "yes", "taken_by": "महिला उ0नि0, अभ्यास", "place": "उसके घर पर"}}
BRIEF = "विपक्षी ने प्रार्थिनी के साथ आवेदन में लिखे अनुसार अपराध किया। (अभ्यास अभिलेख)"
CHILD = {"name": "नमूना कुमारी", "relation": "daughter_of", "relative_name": "छेदी नमूना", "age_years": 15, "address": "ग्राम नमूनापुर"}
TOLD_BY = {"name": "छेदी नमूना", "relation": "son_of", "relative_name": "बिंदा नमूना", "address": "ग्राम नमूनापुर",
           "phone": "9000055501"}


def load_cases(incharge: Actor, officer: Actor) -> None:
    """The cases of one kendra; the enquiry officer investigates them."""
    kendra = db.session.get(Unit, incharge.unit_id)
    noted = db.session.execute(
        select(FirReference, Complaint, TriageRecord).join(Complaint, Complaint.id == FirReference.complaint_id)
        .join(TriageRecord, TriageRecord.complaint_id == Complaint.id)
        .where(FirReference.unit_id == kendra.id).order_by(FirReference.registered_at)).all()
    for place, (fir, complaint, told) in enumerate(noted):
        _from_complaint(incharge, officer, kendra, fir, complaint, told, len(STEPS) - place)
    _alone(incharge, officer, kendra)
    db.session.commit()


def _from_complaint(incharge: Actor, officer: Actor, kendra: Unit, fir: FirReference, complaint: Complaint, told: TriageRecord,
                    how_far: int) -> None:
    at = fir.registered_at
    with clock.standing_at(min(at + timedelta(minutes=40), clock.now())):
        entry = Entry(
            "fir", {"registered": at, "informed": at, "gd": at, "occurred_from": at - timedelta(days=2)},
            Pointer(fir.number, fir.year), station_of(kendra).name_hi, "अभ्यास 31", complaint.place, BRIEF,
            without_remedies(current_pack(), told.sections),
            {"informed_by": told.informant or "victim"})
        file = register_case(incharge, current_vault(), kendra, entry, complaint, clock.now())
        file = _give(incharge, officer, file)
    for kind, hours, paper in STEPS[:max(0, how_far)]:
        _step(officer, file, kind, hours, paper)


def _give(incharge: Actor, officer: Actor, file: CaseFile) -> CaseFile:
    chosen = next(one for one in list_candidates(file.case.unit_id) if one.user_id == officer.user_id)
    return name_officer(incharge, file, chosen, from_at=clock.now(), exception="अभ्यास", now=clock.now())


def _step(officer: Actor, file: CaseFile, kind: str, hours: int, paper: str) -> None:
    """A milestone some hours after the registration, written down half an hour later; what lies ahead is left out."""
    at = file.case.registered_at + timedelta(hours=hours)
    if at + timedelta(minutes=30) > clock.now():
        return
    with clock.standing_at(at + timedelta(minutes=30)):
        one = only_accused(file, kind)
        add_milestone(officer, file, Happened(kind, at, paper, accused_id=one.id if one else None,
                                              details=DETAILS.get(kind, {})), clock.now())


def _alone(incharge: Actor, officer: Actor, kendra: Unit) -> None:
    """An NCR that waits for its fortnight, and a missing girl: a child, so with an FIR."""
    for kind, days, number, sections, people in (
            ("ncr", 11, 17, ("BNS:352",),
             {"informant": TOLD_BY, "is_same": True, "parties": [{"relation": "neighbour", "name": "बबलू नमूना"}]}),
            ("missing", 3, None, (), {"informant": TOLD_BY, "is_same": False, "victim": CHILD, "victim_age": 15, "parties": []})):
        at = clock.now() - timedelta(days=days)
        with clock.standing_at(at + timedelta(minutes=30)):
            moments = {"registered": at, "informed": at, "gd": at, "occurred_from": at - timedelta(hours=5)}
            pointer = Pointer(number, clock.today().year) if number else None
            entry = Entry(kind, moments, pointer, station_of(kendra).name_hi, "अभ्यास 12", "ग्राम नमूनापुर", BRIEF, sections,
                          {"informed_by": "victim"}, people)
            file = register_case(incharge, current_vault(), kendra, entry, None, clock.now())
            if kind == "missing":
                _give(incharge, officer, file)
