"""Practice records of women's beats: places, a plan of this and last month, days with visits and problems; all invented."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from portal.access.actor import Actor
from portal.beats.actions import days, evaluations, land, plan
from portal.beats.models import Beat, BeatDay
from portal.beats.queries.plan import list_lines
from portal.core import clock
from portal.core.db import db
from portal.field.rules import Stamp
from portal.leave.rules import shifted
from portal.personnel.queries import find_by_number

# name, ordinary beats, places: kind, name, weekdays of the sitting
BEATS = (
    ("महिला बीट अभ्यास 1", ["बीट 1", "बीट 2", "बीट 3"], (
        ("village", "ग्राम नमूनापुर", [1]), ("village", "ग्राम अभ्यासगढ़", []), ("village", "ग्राम नमूना खुर्द", [4]),
        ("school", "नमूना कन्या इण्टर कॉलेज", []), ("anganwadi", "आँगनबाड़ी केन्द्र नमूनापुर", []),
        ("market", "अभ्यास साप्ताहिक बाजार", []), ("health", "नमूना उप स्वास्थ्य केन्द्र", []))),
    ("महिला बीट अभ्यास 2", ["बीट 4", "बीट 5", "बीट 6", "बीट 7", "बीट 8"], (
        ("ward", "वार्ड अभ्यास नगर", [2]), ("locality", "मोहल्ला नमूना टोला", []), ("college", "अभ्यास महाविद्यालय", []),
        ("ward", "वार्ड नमूना गंज", []))))
STORIES = (("passed_on", "maintenance", "पेंशन के काग़ज़ न बन पाने की बात कही; ब्लॉक कार्यालय को बताया गया।"),
           ("settled", "property", "नाली के विवाद में कहा-सुनी; दोनों पक्ष प्रधान के समक्ष मान गये।"),
           ("taken_up", "stalking", "विद्यालय मार्ग पर छात्राओं को रोककर टोका जाता है।"))
SINCE = 75  # days ago


def load_beats(incharge: Actor, walkers: Sequence[str]) -> None:
    """Two beats of a kendra: both officers numbered *walkers* on the first, the second of them on the second too; days of the
    last weeks."""
    today, (own, other) = clock.today(), (find_by_number(one).id for one in walkers)
    with clock.standing_at(_at(today - timedelta(days=SINCE), 10)):
        first, second = (_enter(incharge, *facts) for facts in BEATS)
        land.add_officer(incharge, first, own, clock.today())
        for one in (first, second):
            land.add_officer(incharge, one, other, clock.today())
    month = today.replace(day=1)
    for begin in (shifted(month, -1), month):
        with clock.standing_at(_at(begin, 8)):
            for one in (first, second):
                plan.draft_month(incharge, one, begin)
    _walk(incharge, first, own, shifted(month, -1), today)
    evaluations.evaluate(incharge, first, shifted(month, -1), advice="बाजार का भ्रमण सायंकाल भी करें।",
                         findings="अधिकांश स्थानों का भ्रमण हुआ; कुछ नियत भ्रमण छूटे।")
    db.session.commit()


def _enter(incharge: Actor, name: str, ordinary: list[str], places: tuple[tuple[str, str, list[int]], ...]) -> Beat:
    beat = land.enter_beat(incharge, name, ordinary)
    for kind, title, sitting in places:
        land.enter_place(incharge, beat, {"kind": kind, "name": title, "sitting_weekdays": sitting, "from_on": clock.today()})
    return beat


def _walk(incharge: Actor, beat: Beat, officer_id: uuid.UUID, first: date, today: date) -> None:
    """Her planned days until yesterday; on every fourth she misses the last place, on every third a problem is told."""
    by_day: dict[date, list[Any]] = {}
    for row in list_lines(beat.id, first, today - timedelta(days=1)):
        by_day.setdefault(row.day, []).append(row)
    for number, (day, rows) in enumerate(sorted(by_day.items())):
        with clock.standing_at(_at(day, 18)):
            out = days.start(incharge, beat, _stamp(), officer_id=officer_id, day=day, at=_at(day, 10))
            gone = rows[:-1] if number % 4 == 3 and len(rows) > 1 else rows
            for place, row in enumerate(gone):
                _visit(incharge, out, row, place, number)
            if number % 3 == 2:
                _tell(incharge, out, gone[0].place_id, number // 3)
            days.end(incharge, out, _stamp(), at=_at(day, 16), summary="नियत स्थानों पर महिलाओं से बात की, हेल्पलाइन बतायी।",
                     next_note="बाजार में सायंकाल जाना उपयुक्त रहेगा।" if number % 2 else "")


def _visit(incharge: Actor, out: BeatDay, row: Any, place: int, number: int) -> None:
    came = out.started_at + timedelta(minutes=20 + 55 * place)
    days.add_visit(incharge, out, _stamp(), {
        "place_id": row.place_id, "came_at": came, "left_at": came + timedelta(minutes=40), "is_sitting": row.is_sitting,
        "women_met": 6 + (number + place) % 9, "officials": ["head", "asha"] if row.is_sitting else ["anganwadi"],
        "schemes": ["helplines", "sumangala"], "information": "", "next_on": None, "latitude": None, "longitude": None,
        "accuracy": None})


def _tell(incharge: Actor, out: BeatDay, place_id: uuid.UUID, number: int) -> None:
    outcome, nature, account = STORIES[number % len(STORIES)]
    days.add_problem(incharge, out, _stamp(), {
        "place_id": place_id, "nature": nature, "outcome": outcome, "account": account, "is_in_danger": False,
        "occurred_on": None, "told_at": out.started_at + timedelta(minutes=30)})


def _stamp() -> Stamp:
    return Stamp(uuid.uuid4(), None, clock.now())


def _at(day: date, hour: int) -> datetime:
    return clock.from_ist(datetime.combine(day, time(hour)))
