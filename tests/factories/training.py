"""Trainings of the test world: sessions planned through the portal's own actions, with an officer nominated."""

import uuid
from datetime import date, timedelta
from typing import Any

from portal.access.actor import Actor
from portal.core import clock
from portal.core.db import db
from portal.personnel import actions as personnel
from portal.personnel.models import Officer
from portal.training import actions
from portal.training.models import Nomination, TrainingSession
from portal.training.queries import sessions
from portal.training.rules.marks import Mark
from tests.factories.matters import actor
from tests.factories.world import World

SOP, LISTENING, TRAUMA, COUNSELLING = (uuid.UUID(f"01a20bae-2762-7ca8-aacf-8f3ef33659c{number}") for number in "1234")
DESK = (SOP, LISTENING, TRAUMA)  # what desk duty asks for as the portal is delivered
FACTS = {"name_hi": "परीक्षण कुमारी", "name_en": "Test Kumari", "rank": "CONST", "is_woman": True, "phone": "", "skills": [],
         "languages": ["hi"]}


def officer(world: World, number: int, place: str = "own", *, from_on: date | None = None, **facts: Any) -> Officer:
    """An officer posted at the kendra of *place*."""
    return personnel.enter_officer(
        actor(world, "sho", place), f"7780000{number:02d}", FACTS | facts, world.officer("kendra_incharge", place).unit_id,
        {"kind": "posted", "from_on": from_on or clock.today() - timedelta(days=400), "order_no": "T/1"})


def session(who: Actor, *, days_ago: int = 1, days: int = 1, programme: uuid.UUID = SOP, unit: uuid.UUID | None = None,
            **facts: Any) -> TrainingSession:
    """A session that began so many days ago (negative: ahead) and lasts so many days, by default at the planner's unit."""
    first = clock.today() - timedelta(days=days_ago)
    return actions.plan_session(who, unit or who.unit_id, programme, {
        "from_on": first, "to_on": first + timedelta(days=days - 1), "place": "पुलिस लाइन सभागार", "trainer": "परीक्षण प्रशिक्षक",
        "capacity": 30} | facts)


def sent(who: Actor, held: TrainingSession, *officers: Officer) -> list[Nomination]:
    """Those officers nominated for a session, each from the kendra she is posted at."""
    made = []
    for one in officers:
        posting = personnel.queries.postings_of(one.id)[0]
        made += actions.nominate(who, held, posting.unit_id, [one.id])
    return made


def passed(world: World, one: Officer, programme: uuid.UUID = SOP, *, days_ago: int = 1, place: str = "own") -> Nomination:
    """The officer has passed a programme in a session that ended so many days ago."""
    sho = actor(world, "sho", place)
    made, = sent(sho, session(sho, days_ago=days_ago, programme=programme), one)
    actions.record_marks(sho, sessions.session_of(made), {made.id: Mark("present", "passed")})
    return made


def nominated(world: World, place: str, staff_id: uuid.UUID) -> dict[str, uuid.UUID]:
    """For the matrix: a session of that place with an officer nominated, and a programme of its district."""
    sho, nodal = actor(world, "sho", place), actor(world, "nodal_officer", "elsewhere" if place == "elsewhere" else "own")
    held = session(sho, days_ago=0)
    programme = actions.enter_programme(nodal, {"title_hi": "परीक्षण", "title_en": "Test", "months": 6, "is_for_desk": False,
                                                "is_active": True})
    made, = sent(sho, held, db.session.get_one(Officer, staff_id))
    return {"session_id": held.id, "nomination_id": made.id, "programme_id": programme.id}
