"""Practice records of a squad: places, a plan, a week of outings with stops, a red card and its repeat; all invented."""

import uuid
from datetime import date, datetime, time, timedelta

from portal.access.actor import Actor
from portal.core import clock
from portal.core.db import db
from portal.core.keys import current_vault
from portal.field.rules import Stamp
from portal.personnel.queries import list_staff
from portal.squads import actions
from portal.squads.models import Outing, Squad, SquadSpot

# name, kind, source, risk in the morning, at noon, in the evening, at night
SPOTS = (("नमूना कन्या इण्टर कॉलेज मार्ग", "school", "school", "high", "some", "low", "low"),
         ("अभ्यास महाविद्यालय गेट", "college", "girls", "some", "high", "some", "low"),
         ("नमूना सब्ज़ी बाजार", "market", "complaint", "low", "some", "high", "low"),
         ("अभ्यास बस अड्डा", "bus_stand", "beat", "some", "some", "high", "some"),
         ("नमूना उद्यान", "park", "own", "low", "low", "some", "some"))
DAYS = 7
BEGINS = time(15)
BRIEFING = "संवेदनशील स्थल बताये गये; केवल कृत्य पर कार्यवाही हो, युगलों से पूछताछ न हो, बॉडी कैमरा चालू रहे।"
CONDUCT = {"has_woman_officer": True, "asked_no_couple": True, "humiliated_nobody": True, "chose_by_act": True,
           "dress": "uniform", "camera_ref": "बीसी अभ्यास 3", "no_camera_reason": "", "explanation": ""}
HIM = {"name": "छोटू नमूना", "relative_name": "राम अभ्यास", "age": 23, "address": "ग्राम नमूनापुर, पोस्ट अभ्यास", "phone": ""}


def load_squads(incharge: Actor, members: list[str], circle: Actor) -> None:
    """One squad of a kendra: its *members* by their numbers, the leader first, five places, an outing on each of the last days
    but Monday, the plan of this and next week, a repeat after a red card, and a complaint that came to the *circle*."""
    staff = {row.personnel_no: row.id for row in list_staff(incharge.scope, incharge.unit_id, clock.today())}
    ids, today = [staff[one] for one in members], clock.today()
    leader = ids[0]
    with clock.standing_at(_at(today - timedelta(days=DAYS + 14), time(10))):
        squad = actions.enter_squad(incharge, "एण्टी रोमियो स्क्वायड अभ्यास")
        for one in ids:
            actions.add_member(incharge, squad, one, clock.today(), is_leader=one == leader)
        spots = [actions.enter_spot(incharge, dict(zip(("name", "kind", "source", "morning", "noon", "evening", "night"), facts,
                                                       strict=True)) | {"source_note": ""}) for facts in SPOTS]
    days = [today + timedelta(days=number) for number in range(-DAYS, DAYS + 7)]
    days = [day for day in days if day.weekday()]
    for day in days:
        _plan(incharge, squad, spots, day)
    gone = [day for day in days if day < today]
    for day in gone:
        _go(incharge, squad, spots, leader, day, {gone[0]: "red_card", gone[-1]: "warned"}.get(day, ""))
    actions.send_complaint(circle, current_vault(), incharge.unit_id, _stamp(), {}, {
        "happened_on": gone[-1], "place": SPOTS[4][0], "account": "उद्यान में बैठे युगल से पहचान पत्र माँगा गया।"})
    db.session.commit()


def _plan(incharge: Actor, squad: Squad, spots: list[SquadSpot], day: date) -> None:
    for place in range(2):
        actions.plan_spot(incharge, squad, spots[(day.toordinal() + place) % 4].id, day, time(15 + place))


def _go(incharge: Actor, squad: Squad, spots: list[SquadSpot], leader: uuid.UUID, day: date, outcome: str) -> None:
    """An outing of a day: both planned places (every third day one of them and one outside the plan), foot patrol, closing."""
    start, number = _at(day, BEGINS), day.toordinal()
    with clock.standing_at(start + timedelta(hours=3)):
        outing = actions.brief(incharge, squad, _stamp(), day=day, officer_id=leader, at=start, text=BRIEFING)
        actions.go_out(incharge, outing, _stamp(), start + timedelta(minutes=10))
        visited = (spots[number % 4], spots[4] if number % 3 == 0 else spots[(number + 1) % 4])
        for place, spot in enumerate(visited):
            _stop(incharge, outing, 20 + 45 * place, checked=9 + number % 5 + place, warned=place, vehicles=number % 4,
                  is_foot=False, spot_id=spot.id, place="", reason="" if spot is not spots[4] else "दूरभाष पर सूचना मिली")
        _stop(incharge, outing, 115, checked=14, warned=0, vehicles=0, is_foot=True, spot_id=None, place="नमूना चौक से बस अड्डा",
              reason="")
        if outcome:
            _name(incharge, outing, leader, outcome)
        actions.record_conduct(incharge, outing, _stamp(), CONDUCT)
        actions.close(incharge, outing, _stamp(), start + timedelta(hours=2, minutes=50), "")


def _stop(incharge: Actor, outing: Outing, minutes: int, **facts) -> None:
    came = outing.started_at + timedelta(minutes=minutes - 10)
    actions.add_stop(incharge, outing, _stamp(), {"came_at": came, "left_at": came + timedelta(minutes=30)} | facts)


def _name(incharge: Actor, outing: Outing, leader: uuid.UUID, outcome: str) -> None:
    actions.name_person(incharge, current_vault(), outing, _stamp(), HIM, {
        "outcome": outcome, "act": "following", "account": "छात्राओं का पीछा किया, टोकने पर रुका।", "place": SPOTS[0][0],
        "guardian": "told", "fir_no": "", "preventive_section": "", "is_arrested": False, "officer_id": leader,
        "happened_at": outing.started_at + timedelta(minutes=15)})


def _stamp() -> Stamp:
    return Stamp(uuid.uuid4(), None, clock.now())


def _at(day: date, at: time) -> datetime:
    return clock.from_ist(datetime.combine(day, at))
