"""Days on the beats of the test world: a beat with officer and places, and a day of hers with visits and a problem."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from portal.access.actor import Actor
from portal.beats.actions import days
from portal.beats.models import Beat, BeatDay, BeatOfficer, BeatPlace, BeatProblem, BeatVisit
from portal.beats.queries import reach
from portal.core import clock
from portal.core.db import db
from portal.field.rules import Stamp
from portal.personnel.models import Officer
from tests.factories.matters import actor
from tests.factories.roster import staff
from tests.factories.world import World

SINCE = timedelta(days=60)
STORY = "बीट-कथा पड़ोसी रास्ते में रोककर धमकी देता है"


@dataclass(frozen=True)
class Patrol:
    """The officer's account and staff row, her beat, its places, and her day."""

    who: Actor
    officer: Officer
    beat: Beat
    places: list[BeatPlace]
    day: BeatDay


def stamp(entry: uuid.UUID | None = None) -> Stamp:
    """A sending of this moment."""
    return Stamp(entry or uuid.uuid4(), None, clock.now())


def beat_of(world: World, officer: Officer, place: str = "own", name: str = "परीक्षण बीट 1",
            first_code: int = 1) -> tuple[Beat, list[BeatPlace]]:
    """A beat with that officer since sixty days, and three places."""
    who, since = actor(world, "kendra_incharge", place), clock.today() - SINCE
    facts = {"unit_id": who.unit_id, "recorded_by": who.user_id, "recorded_at": clock.now()}
    beat = Beat(name=name, ordinary_beats=["बीट 1", "बीट 2"], **facts)
    db.session.add(beat)
    db.session.flush()
    places = [BeatPlace(beat_id=beat.id, code=first_code + one, kind="village", name=f"{name} ग्राम {one + 1}",
                        sitting_weekdays=[], from_on=since, **facts) for one in range(3)]
    db.session.add_all([BeatOfficer(beat_id=beat.id, officer_id=officer.id, from_on=since, **facts), *places])
    db.session.flush()
    return beat, places


def out(world: World, place: str = "own", *, then: datetime | None = None) -> Patrol:
    """The beat officer of *place* out on her beat since *then* (three hours ago)."""
    who, officer = actor(world, "beat_officer", place), staff(world, "beat_officer", place=place)[0]
    beat, places = beat_of(world, officer, place)
    then = (then or clock.now() - timedelta(hours=3)).replace(second=0, microsecond=0)
    day = days.start(who, beat, stamp(), officer_id=officer.id, day=clock.to_ist(then).date(), at=then)
    db.session.commit()
    return Patrol(who, officer, beat, places, day)


def visit(made: Patrol, minutes: int = 10, place: int = 0, entry: uuid.UUID | None = None, who: Actor | None = None,
          **more: Any) -> BeatVisit:
    """A visit of twenty minutes, so many minutes after she went out."""
    came = made.day.started_at + timedelta(minutes=minutes)
    return days.add_visit(who or made.who, made.day, stamp(entry), {
        "place_id": made.places[place].id, "came_at": came, "left_at": came + timedelta(minutes=20), "is_sitting": False,
        "women_met": 12, "officials": ["head", "asha"], "schemes": ["helplines"], "information": "", "next_on": None,
        "latitude": None, "longitude": None, "accuracy": None} | more)


def problem(made: Patrol, minutes: int = 15, entry: uuid.UUID | None = None, who: Actor | None = None,
            **more: Any) -> BeatProblem:
    """A threat, told and taken up."""
    return days.add_problem(who or made.who, made.day, stamp(entry), {
        "place_id": made.places[0].id, "nature": "threat", "outcome": "taken_up", "account": STORY, "is_in_danger": False,
        "occurred_on": None, "told_at": made.day.started_at + timedelta(minutes=minutes)} | more)


def end(made: Patrol, minutes: int = 120, who: Actor | None = None, note: str = "ग्राम 2 में अगली बार अवश्य जायें") -> BeatDay:
    """The end of the day."""
    return days.end(who or made.who, made.day, stamp(), at=made.day.started_at + timedelta(minutes=minutes),
                    summary="तीन ग्राम का भ्रमण किया गया", next_note=note)


def gone_out(world: World, place: str, beat_id: uuid.UUID) -> dict[str, uuid.UUID]:
    """For the matrix: a day on a beat that is there, with a visit and a problem that waits to become a complaint."""
    beat, who = db.session.get_one(Beat, beat_id), actor(world, "kendra_incharge", place)
    then = clock.now() - timedelta(hours=3)
    officer = reach.list_officers(beat.id, clock.to_ist(then).date())[0]
    day = days.start(who, beat, stamp(), officer_id=officer.id, day=clock.to_ist(then).date(), at=then)
    made = Patrol(who, officer, beat, reach.list_places(beat.id, day.day), day)
    visit(made)
    return {"day_id": day.id, "problem_id": problem(made).id}
