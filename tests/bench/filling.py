"""Many invented complaints straight into the tables, for measurements only: no action runs, no trail is written."""

import uuid
from datetime import UTC, datetime, timedelta

from sqlalchemy import func, insert, select

from portal.core.db import db, new_id, refresh_statistics
from portal.core.keys import current_vault
from portal.intake.models import Assignment, Complaint, OppositeParty, RightTold, Visit
from portal.persons.models import Person, PersonIndex
from portal.persons.rules.identity import read_identity
from portal.persons.sealing import identity_place, index_of
from tests.factories.world import World

FIRST = ("सुनीता", "लक्ष्मी", "गीता", "ज्योति", "काजल", "राधा", "शिखा", "विद्या", "पार्वती", "संध्या", "Anita", "Rekha")
LAST = ("नमूना", "परीक्षण", "अभ्यास", "Namuna")
NATURES = ("domestic_violence", "threat", "property")
STATES = ("verified",) * 14 + ("disposed",) * 3 + ("under_enquiry",) * 2 + ("registered",)
BATCH = 2000
LATEST = datetime(2026, 11, 20, 6, 0, tzinfo=UTC)
GIST = "पड़ोसी ने रास्ते में रोककर गाली दी और धमकी दी कि शिकायत की तो अच्छा नहीं होगा। पहले भी दो बार ऐसा किया है।"


def fill_to(world: World, wanted: int) -> None:
    """Adds complaints to the own kendra, older and older, until there are *wanted*; one visit, woman and party each."""
    unit_id, desk = world.units["kendra"], world.officer("desk_officer").user_id
    officers = [world.officer("enquiry_officer").user_id, world.officer("enquiry_officer", "second").user_id]
    women = _women()
    have = db.session.scalar(select(func.count(Complaint.id)))
    while have < wanted:
        rows: dict[type, list[dict]] = {model: [] for model in (Person, PersonIndex, Visit, Complaint, OppositeParty,
                                                                 Assignment, RightTold)}
        for number in range(have + 1, min(have + BATCH, wanted) + 1):
            _add(rows, number, unit_id, desk, officers[number % 2], women[number % len(women)])
        for model, values in rows.items():
            db.session.execute(insert(model), values)
        db.session.commit()
        have = min(have + BATCH, wanted)
    refresh_statistics()  # as the hourly backup does


def _women() -> list:
    today = LATEST.date()
    return [read_identity({"name": f"{first} {last}", "relation": "wife_of", "relative_name": f"राम {last}", "age_years": 20 + at,
                           "address": "ग्राम नमूनापुर", "phone": f"90000{at:05d}"}, today)
            for at, (first, last) in enumerate((first, last) for first in FIRST for last in LAST)]


def _add(rows: dict[type, list[dict]], number: int, unit_id: uuid.UUID, desk: uuid.UUID, officer: uuid.UUID, woman) -> None:
    vault, at = current_vault(), LATEST - timedelta(minutes=47 * number)
    person, visit, complaint = new_id(), new_id(), new_id()
    year, state = at.year, STATES[number % len(STATES)]
    rows[Person].append({"id": person, "unit_id": unit_id, "kind": "woman", "age_years": woman.age_years, "version": 1,
                         "identity": vault.seal(*identity_place(person, 1), woman.sealed_part()),
                         "key_id": vault.current_key, "recorded_by": desk, "recorded_at": at})
    rows[PersonIndex] += [{"person_id": person, "field": field, "token": token, "unit_id": unit_id}
                          for field, token in index_of(vault, unit_id, woman)]
    rows[Visit].append({"id": visit, "unit_id": unit_id, "year": year, "serial": number, "purpose": "complaint",
                        "channel": "walk_in", "person_id": person, "arrived_at": at, "left_at": at + timedelta(hours=1),
                        "recorded_by": desk, "recorded_at": at})
    rows[Complaint].append({
        "id": complaint, "unit_id": unit_id, "visit_id": visit, "person_id": person, "year": year, "number": number,
        "token": f"AD-ONE/{year}/{number:06d}-B", "state": state, "channel": "walk_in", "received_at": at,
        "nature": NATURES[number % 3], "place": "नमूना चौराहा", "gist": GIST, "relief": "सुरक्षा मिले",
        "enquiry_officer_id": None if state == "registered" else officer, "receipt_given_at": at + timedelta(minutes=20),
        "receipt_given_how": "in_hand", "disposed_at": at + timedelta(days=4) if state in ("disposed", "verified") else None,
        "verified_at": at + timedelta(days=6) if state == "verified" else None, "recorded_by": desk, "recorded_at": at})
    rows[OppositeParty].append({"unit_id": unit_id, "complaint_id": complaint, "place_in_list": 1, "relation": "neighbour",
                                "is_known": False})
    rows[Assignment].append({"unit_id": unit_id, "complaint_id": complaint, "officer_id": officer, "assigned_by": desk,
                             "assigned_at": at + timedelta(hours=2)})
    rows[RightTold].append({"unit_id": unit_id, "complaint_id": complaint, "right_key": "protection_order", "told_by": desk,
                            "told_at": at, "recorded_at": at})
