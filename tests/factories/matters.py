"""Matters for tests, made by the same actions as the pages: a visit, a complaint, its way to any state."""

import io
import uuid
from dataclasses import dataclass
from datetime import date, timedelta

from PIL import Image

from portal.access.actor import Actor
from portal.accounts.sessions import actor_of
from portal.core import clock
from portal.core.db import db
from portal.core.keys import current_vault
from portal.followups import actions as follow
from portal.intake.actions.assignment import assign_complaint
from portal.intake.actions.complaints import register_complaint
from portal.intake.actions.receipts import hand_over_receipt
from portal.intake.actions.triage import record_triage
from portal.intake.actions.visits import register_visit
from portal.intake.models import Complaint, TriageRecord
from portal.intake.queries.assessment import assess
from portal.intake.rules.assignment import Candidate
from portal.intake.rules.triage import ChildAnswer
from tests.factories.world import World


@dataclass(frozen=True)
class Hers:
    """What names a woman in one place: words that stand nowhere else in the tests."""

    name: str
    relative: str
    address: str
    phone: str
    party: str
    story: str

    @property
    def identity(self) -> tuple[str, ...]:
        """What only an opened identity may show."""
        return (self.name, self.relative, self.address, self.phone, self.party)


HERS = {
    "own": Hers("कोकिला प्रथमा", "पितामह प्रथम", "मकान प्रथमपुरी", "9111100001", "विपक्षी प्रथमेश", "कथा-प्रथम-गुप्त"),
    "sibling": Hers("कोकिला द्वितीया", "पितामह द्वितीय", "मकान द्वितीयपुरी", "9222200002", "विपक्षी द्वितीयेश", "कथा-द्वितीय-गुप्त"),
    "elsewhere": Hers("कोकिला तृतीया", "पितामह तृतीय", "मकान तृतीयपुरी", "9333300003", "विपक्षी तृतीयेश", "कथा-तृतीय-गुप्त"),
}


def actor(world: World, role: str, place: str = "own") -> Actor:
    """The Actor of an officer of the world."""
    return actor_of(world.officer(role, place).role_held_id)


def candidate(officer: Actor) -> Candidate:
    """The officer as one who may be named."""
    return Candidate(officer.user_id, officer.name, officer.role, officer.is_woman)


def complaint(world: World, place: str = "own", *, until: str = "recorded", **changes) -> Complaint:
    """A complaint of *place* brought *until* a state: recorded, registered, under_enquiry, triaged (facts ticked,
    still under enquiry), disposed, verified."""
    hers, desk = HERS[place], actor(world, "desk_officer", place)
    visit = register_visit(desk, current_vault(), {
        "purpose": "complaint", "channel": "walk_in", "received_at": clock.now() - timedelta(minutes=5), "name": hers.name,
        "relation": "daughter_of", "relative_name": hers.relative, "age": changes.get("age", 30), "address": hers.address,
        "phone": hers.phone, "may_call": "yes"}, {})
    made = register_complaint(desk, current_vault(), visit, {
        "nature": "threat", "gist": f"{hers.story} पड़ोसी ने रास्ते में रोककर धमकी दी और गाली दी।", "relief": "सुरक्षा मिले",
        "place": "नमूना चौराहा", "occurred_from_on": date(2026, 11, 1), "age": 30,
        "parties": [{"relation": "neighbour", "name": hers.party}], **changes}, {})
    incharge, officer = actor(world, "kendra_incharge", place), actor(world, "enquiry_officer", place)
    steps = {
        "registered": lambda: hand_over_receipt(desk, made, "in_hand"),
        "under_enquiry": lambda: assign_complaint(incharge, made, candidate(officer)),
        "triaged": lambda: triage(incharge, made),
        "disposed": lambda: follow.dispose(officer, made, manner="action_taken", now=clock.now(),
                                           report="जाँच कर विपक्षी को पाबन्द किया गया।"),
        "verified": lambda: follow.record_call(desk, made, is_reached=True, satisfaction="satisfied", called_at=clock.now(),
                                               her_words="अब कोई परेशानी नहीं है, धन्यवाद।", now=clock.now()),
    }
    for state, step in steps.items():
        if until == "recorded":
            break
        step()
        if state == until:
            break
    db.session.commit()
    return made


def triage(officer: Actor, made: Complaint, facts: tuple[str, ...] = ("insult",), *, sections: tuple[str, ...] | None = None,
           note: str = "", informant: str = "victim", code: str = "", **child: ChildAnswer) -> TriageRecord:
    """The facts of a matter ticked; by default words that are no cognizable offence. Every section is chosen unless named."""
    told = assess(officer.scope, made, facts, code, informant)
    return record_triage(officer, made, told, sections=told.disclosed if sections is None else sections, note=note, child=child,
                         now=clock.now())


def photo(colour: str = "red") -> bytes:
    """A small JPEG."""
    out = io.BytesIO()
    Image.new("RGB", (40, 30), colour).save(out, "JPEG")
    return out.getvalue()


def nowhere() -> uuid.UUID:
    """An id of nothing."""
    return uuid.UUID("018f0000-0000-7000-8000-000000000000")
