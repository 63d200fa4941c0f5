"""Squads of the test world: an outing under way with a person named in it, and a complaint about a squad's conduct."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from portal.core import clock
from portal.core.db import db
from portal.core.keys import current_vault
from portal.field.rules import Stamp
from portal.personnel.models import Officer
from portal.squads import actions
from portal.squads.models import Outing, Squad, SquadPerson, SquadSpot, SquadStop
from tests.factories import training as made_up
from tests.factories.matters import HERS, actor
from tests.factories.world import World

CLEAN = {"has_woman_officer": True, "asked_no_couple": True, "humiliated_nobody": True, "chose_by_act": True,
         "dress": "uniform", "camera_ref": "BC-7", "no_camera_reason": "", "explanation": ""}
SPOT = {"kind": "school", "name": "परीक्षण विद्यालय", "source": "girls", "source_note": "", "morning": "high", "noon": "low",
        "evening": "low", "night": "low"}


def stamp(entry: uuid.UUID | None = None) -> Stamp:
    """A sending of this moment."""
    return Stamp(entry or uuid.uuid4(), None, clock.now())


def gone_out(who: Any, squad: Squad, officer: Officer, then: datetime | None = None) -> Outing:
    """An outing of the squad, briefed at *then* (two hours ago) and out five minutes later."""
    then = then or clock.now() - timedelta(hours=2)
    outing = actions.brief(who, squad, stamp(), day=clock.to_ist(then).date(), officer_id=officer.id, at=then,
                           text="स्थल एवं आचरण बताया गया")
    return actions.go_out(who, outing, stamp(), then + timedelta(minutes=5))


def stop(who: Any, outing: Outing, spot: SquadSpot, entry: uuid.UUID | None = None, **more: Any) -> SquadStop:
    """Twelve checked and three warned at the spot, ten minutes after going out."""
    came = outing.started_at + timedelta(minutes=10)
    return actions.add_stop(who, outing, stamp(entry), {
        "is_foot": False, "spot_id": spot.id, "place": "", "came_at": came, "left_at": came + timedelta(minutes=20),
        "checked": 12, "warned": 3, "vehicles": 2, "reason": ""} | more)


def named(who: Any, outing: Outing, officer: Officer, person: dict[str, Any], outcome: str = "red_card",
          **more: Any) -> SquadPerson:
    """Somebody named in the outing for following."""
    return actions.name_person(who, current_vault(), outing, stamp(), person, {
        "outcome": outcome, "act": "following", "account": "पीछा किया", "place": "विद्यालय", "guardian": "told", "fir_no": "",
        "preventive_section": "", "is_arrested": False, "happened_at": outing.started_at, "officer_id": officer.id} | more)


def patrolled(world: World, place: str, number: int) -> dict[str, uuid.UUID]:
    """For the matrix: a squad, its outing, a person with a red card and a complaint about conduct, named as in HERS."""
    who, officer, hers = actor(world, "kendra_incharge", place), made_up.officer(world, number, place, rank="SI"), HERS[place]
    squad, spot = actions.enter_squad(who, "परीक्षण स्क्वायड"), actions.enter_spot(who, SPOT)
    outing = gone_out(who, squad, officer)
    stop(who, outing, spot)
    card = named(who, outing, officer, {"name": hers.party, "relative_name": hers.relative, "age": 22, "address": hers.address,
                                        "phone": hers.phone})
    told = actions.send_complaint(who, current_vault(), who.unit_id, stamp(), {"name": hers.name, "phone": hers.phone}, {
        "happened_on": clock.today(), "place": "पार्क", "account": "पहचान पूछी गयी"})
    db.session.flush()
    return {"squad_id": squad.id, "outing_id": outing.id, "named_id": card.id, "spot_id": spot.id, "conduct_id": told.id}
