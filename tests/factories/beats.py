"""Beats of the test world: a beat with an officer, two villages and a school, made by the portal's own actions."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

from portal.access.actor import Actor
from portal.beats.actions import days, land
from portal.beats.actions.evaluations import evaluate
from portal.beats.models import Beat, BeatDay, BeatPlace
from portal.beats.rules.norms import DEFAULT
from portal.core import clock
from portal.core.db import db
from portal.personnel.models import Officer
from tests.factories import training as made_up
from tests.factories.matters import actor
from tests.factories.patrols import stamp
from tests.factories.roster import staff
from tests.factories.world import World

SINCE = timedelta(days=60)
PLACES = (("village", "परीक्षण ग्राम प्रथम", [2]), ("village", "परीक्षण ग्राम द्वितीय", []), ("school", "परीक्षण कन्या विद्यालय", []))


@dataclass(frozen=True)
class Land:
    """A beat with what belongs to it: the in-charge who entered it, its officer and its places by code."""

    who: Actor
    beat: Beat
    officer: Officer
    places: list[BeatPlace]


def place(who: Actor, beat: Beat, name: str, kind: str = "village", *, sits: list[int] | None = None,
          from_on: date | None = None) -> BeatPlace:
    """A place of the beat since sixty days."""
    return land.enter_place(who, beat, {"kind": kind, "name": name, "sitting_weekdays": sits or [],
                                        "from_on": from_on or clock.today() - SINCE})


def beat(world: World, at: str = "own", *, officer: Officer | None = None, name: str = "परीक्षण महिला बीट 1") -> Land:
    """A beat of the kendra of *at* with three places; its officer is the one who has the beat officer's account there."""
    who = actor(world, "kendra_incharge", at)
    officer = officer or staff(world, "beat_officer", place=at)[0]
    made = land.enter_beat(who, name, ["बीट 1", "बीट 2", "बीट 3"])
    land.add_officer(who, made, officer.id, clock.today() - SINCE)
    places = [place(who, made, f"{title} {name[-1]}", kind, sits=sits) for kind, title, sits in PLACES]
    db.session.flush()
    return Land(who, made, officer, places)


def walked(world: World, at: str, number: int) -> dict[str, uuid.UUID]:
    """For the matrix: a beat, one of its places, the evaluation of this month."""
    made = beat(world, at, officer=made_up.officer(world, number, at))
    written = evaluate(made.who, made.beat, clock.today().replace(day=1), findings="ठीक", advice="")
    return {"beat_id": made.beat.id, "place_id": made.places[0].id, "evaluation_id": written.id}


def gone(made: Land, *places: BeatPlace, ago: int = 1, is_closed: bool = True, **more: Any) -> BeatDay:
    """A day of the beat's officer so many days ago: half an hour at each of the places from 10:30 on, back at 15:00."""
    day = clock.today() - timedelta(days=ago)
    start = clock.from_ist(datetime.combine(day, time(10)))
    with clock.standing_at(start + timedelta(hours=6)):
        out = days.start(made.who, made.beat, stamp(), officer_id=made.officer.id, day=day, at=start)
        for number, one in enumerate(places):
            came = start + timedelta(minutes=30 + 45 * number)
            days.add_visit(made.who, out, stamp(), {
                "place_id": one.id, "came_at": came, "left_at": came + timedelta(minutes=30), "is_sitting": False,
                "women_met": 873, "officials": ["head"], "schemes": ["helplines"], "information": "", "next_on": None,
                "latitude": None, "longitude": None, "accuracy": None} | more)
        if is_closed:
            days.end(made.who, out, stamp(), at=start + timedelta(hours=5), summary="परीक्षण सारांश", next_note="")
    db.session.flush()
    return out


def norm(**more: Any) -> dict[str, Any]:
    """The columns of a norm."""
    plain = ("days_a_week", "days_between", "places_a_day", "women_officers", "ordinary_most", "sitting_from", "sitting_to")
    return {name: getattr(DEFAULT, name) for name in plain} | {"source": "परीक्षण आदेश 1/2026",
                                                              "from_on": clock.today()} | more
