"""Criminal cases for tests, entered by the same actions as the pages; the people are those of tests/factories/matters."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from portal.access.actor import Actor
from portal.cases.actions import milestones as steps
from portal.cases.actions.cases import Entry, register_case
from portal.cases.actions.milestones import Happened
from portal.cases.actions.officers import name_officer
from portal.cases.models import Case
from portal.cases.queries.cases import CaseFile, get_case, read_file
from portal.cases.queries.officers import list_candidates
from portal.cases.rules.cctns import Pointer
from portal.core import clock
from portal.core.db import db
from portal.core.keys import current_vault
from portal.intake.models import Complaint
from portal.units.models import Unit
from tests.factories.matters import HERS, actor, complaint
from tests.factories.world import World

BRIEF = "{story} विपक्षी ने रास्ते में रोककर पीड़िता के साथ अपराध किया।"


def case(world: World, place: str = "own", *, kind: str = "fir", sections: Sequence[str] = ("BNS:64(1)",),
         number: int | None = 78, registered_at: datetime | None = None, informed_at: datetime | None = None,
         with_io: bool = True, of: Complaint | None = None, facts: dict[str, Any] | None = None, age: int = 30,
         **more: Any) -> CaseFile:
    """A case of *place* with its officer named; without *of* the people are recorded with it. Committed."""
    hers, desk, now = HERS[place], actor(world, "desk_officer", place), clock.now()
    kendra = db.session.get(Unit, desk.unit_id)
    registered_at = registered_at or now - timedelta(hours=1)
    year = clock.to_ist(registered_at).year
    people = {} if of else {
        "informant": {"name": hers.name, "relative_name": hers.relative, "address": hers.address, "phone": hers.phone},
        "is_same": kind != "missing", "victim": {"name": hers.name} if kind == "missing" else {}, "victim_age": age,
        "parties": [] if kind == "missing" else [{"relation": "neighbour", "name": hers.party}]}
    entry = Entry(
        kind, {"registered": registered_at, "informed": informed_at or registered_at, "gd": registered_at,
               "occurred_from": registered_at - timedelta(days=1), "occurred_to": registered_at - timedelta(days=1), **more},
        Pointer(number, year) if number else None, "परीक्षण ADS1", "23", "नमूना चौराहा", BRIEF.format(story=hers.story),
        () if kind == "missing" else sections, {"informed_by": "victim"} | (facts or {}), people)
    file = register_case(desk, current_vault(), kendra, entry, of, now)
    if with_io:
        file = give_to(world, file, place)
    db.session.commit()
    return file


def give_to(world: World, file: CaseFile, place: str = "own", role: str = "enquiry_officer", who: str | None = None,
            note: str = "पत्रावली सौंपी गयी, शेष कार्य लिखे हैं।") -> CaseFile:
    """The case with an officer of the world as its investigating officer."""
    wanted = world.officer(role, who or place).user_id
    chosen = next(one for one in list_candidates(file.case.unit_id) if one.user_id == wanted)
    file = name_officer(actor(world, "kendra_incharge", place), file, chosen, from_at=clock.now(), exception="परीक्षण",
                        handover_note=note, now=clock.now())
    db.session.commit()
    return file


def happened(by: Actor, file: CaseFile, kind: str, *, at: datetime | None = None, evidence: str = "मेमो 7/2026",
             **more: Any) -> CaseFile:
    """The case after one more event, proved by a paper."""
    now = clock.now()
    what = Happened(kind, at or now - timedelta(minutes=1), evidence, **more)
    if more.get("accused_id") is None and (only := steps.only_accused(file, kind)):
        what = Happened(kind, at or now - timedelta(minutes=1), evidence, **(more | {"accused_id": only.id}))
    file = steps.add_milestone(by, file, what, now)
    db.session.commit()
    return file


def again(file: CaseFile) -> CaseFile:
    """The case read anew."""
    db.session.expire_all()
    return read_file(db.session.get(Case, file.case.id))


__all__ = ["again", "case", "complaint", "get_case", "give_to", "happened"]
