"""A day on the beat: out, visits, problems, end; who reaches it, what is refused, and nothing written twice."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from portal.audit.models import TrailEntry
from portal.beats.actions import days as actions
from portal.beats.models import BeatDay, BeatOfficer, BeatPlan, BeatProblem, BeatVisit
from portal.beats.queries import days, reach
from portal.core import clock
from portal.core.db import db
from portal.core.errors import NotFound, RuleBroken
from tests.factories import training as made_up
from tests.factories.matters import actor
from tests.factories.patrols import STORY, beat_of, end, out, problem, stamp, visit


def typed(moment, minutes=0):
    return clock.to_ist(moment + timedelta(minutes=minutes)).strftime("%H:%M")


def test_a_day_is_written_with_its_numbers_and_its_trail(world):
    made = out(world)
    visit(made)
    visit(made, 40, 1)
    end(made)
    db.session.commit()
    assert (made.day.serial, [one.serial for one, *_ in days.list_visits(made.day)], made.day.state) == (1, [1, 2], "closed")
    said = set(db.session.scalars(select(TrailEntry.action)))
    assert {"beats:day:started", "beats:visit:recorded", "beats:day:closed"} <= said


def test_the_same_sending_twice_is_one_record(world):
    made, entry = out(world), uuid.uuid4()
    assert visit(made, entry=entry).id == visit(made, entry=entry).id
    entry = uuid.uuid4()
    assert problem(made, entry=entry).id == problem(made, entry=entry).id
    assert db.session.scalar(select(func.count(BeatVisit.id))) == db.session.scalar(select(func.count(BeatProblem.id))) == 1


def test_two_visits_at_once_are_refused_on_whatever_beat(world):
    made = out(world)
    visit(made)
    with pytest.raises(RuleBroken, match="another place"):
        visit(made, 20, 1)
    other, places = beat_of(world, made.officer, name="परीक्षण बीट 2", first_code=20)
    second = actions.start(made.who, other, stamp(), officer_id=made.officer.id, day=made.day.day,
                           at=made.day.started_at + timedelta(minutes=1))
    with pytest.raises(RuleBroken, match="another place"):
        visit(made.__class__(made.who, made.officer, other, places, second), 15)
    with pytest.raises(RuleBroken, match="belongs to the beat"):
        visit(made, 60, place_id=places[0].id)


def test_one_day_at_a_time_and_a_second_after_the_end(world):
    made = out(world)
    again = {"officer_id": made.officer.id, "day": made.day.day}
    with pytest.raises(RuleBroken, match="already"):
        actions.start(made.who, made.beat, stamp(), at=made.day.started_at + timedelta(minutes=30), **again)
    end(made, 60)
    with pytest.raises(RuleBroken, match="At this time"):
        actions.start(made.who, made.beat, stamp(), at=made.day.started_at + timedelta(minutes=30), **again)
    assert actions.start(made.who, made.beat, stamp(), at=made.day.started_at + timedelta(minutes=70), **again).serial == 2


def test_an_officer_posted_out_starts_nothing_and_reaches_nothing(world):
    made = out(world)
    term = db.session.scalar(select(BeatOfficer))
    term.from_on, term.to_on = clock.today() - timedelta(days=60), clock.today() - timedelta(days=2)
    db.session.flush()
    with pytest.raises(RuleBroken, match="not an officer"):
        actions.start(actor(world, "kendra_incharge"), made.beat, stamp(), officer_id=made.officer.id, day=clock.today(),
                      at=clock.now())
    with pytest.raises(NotFound):
        reach.get_day(made.who.scope, made.day.id)
    assert reach.get_day(actor(world, "kendra_incharge").scope, made.day.id)


def test_a_neighbour_sees_nothing(world):
    made = out(world)
    told = problem(made)
    for role, place in (("kendra_incharge", "sibling"), ("beat_officer", "sibling"), ("sho", "elsewhere")):
        scope = actor(world, role, place).scope
        with pytest.raises(NotFound):
            reach.get_day(scope, made.day.id)
        with pytest.raises(NotFound):
            reach.get_problem(scope, told.id)
        assert days.count_waiting(scope) == 0
    colleague = made_up.officer(world, 9)
    beat_of(world, colleague, name="परीक्षण बीट 2", first_code=20)
    assert [one.name for one in reach.list_beats(made.who.scope)] == ["परीक्षण बीट 1"]


def test_after_closing_a_mended_entry_of_the_day_is_taken_and_a_later_one_is_not(world):
    made = out(world)
    end(made, 60)
    assert visit(made, 20)
    with pytest.raises(RuleBroken, match="after the end"):
        visit(made, 90)
    made.day.closed_at -= timedelta(hours=49)
    with pytest.raises(RuleBroken, match="closed at"):
        visit(made, 10, 1, came_at=made.day.started_at, left_at=made.day.started_at + timedelta(minutes=5))
    incharge = actor(world, "kendra_incharge")
    assert visit(made, who=incharge, came_at=made.day.started_at, left_at=made.day.started_at + timedelta(minutes=5))


def test_a_visit_knows_its_plan_and_a_place_that_left_the_beat_is_refused(world):
    made = out(world)
    db.session.add(BeatPlan(unit_id=made.beat.unit_id, beat_id=made.beat.id, place_id=made.places[0].id, day=made.day.day,
                            is_sitting=False, is_fixed=True, recorded_by=made.who.user_id, recorded_at=clock.now()))
    made.places[1].to_on = made.day.day - timedelta(days=3)
    db.session.flush()
    assert visit(made).is_planned and not visit(made, 60, 2).is_planned
    with pytest.raises(RuleBroken, match="does not belong"):
        visit(made, 90, 1)


def test_a_week_is_closed_late_and_the_note_reaches_who_goes_next(world):
    made = out(world, then=clock.now() - timedelta(days=2))
    end(made)
    assert made.day.is_late and days.last_note(made.beat.id).id == made.day.id
    later = actions.start(made.who, made.beat, stamp(), officer_id=made.officer.id, day=clock.today(), at=clock.now())
    assert days.last_note(made.beat.id, before=later).next_note == made.day.next_note
    assert days.last_note(made.beat.id, before=made.day) is None


def test_the_pages_play_a_day_through(world, sign_in):
    made = out(world)
    end(made)
    db.session.commit()
    client, url = sign_in("beat_officer"), f"/beats/{made.beat.id}/days/new"
    page = client.get(url)
    assert made.day.next_note in page.words
    now = clock.to_ist(clock.now())
    form = {**page.form(url), "day": now.strftime("%d-%m-%Y"), "at": now.strftime("%H:%M")}
    assert form["officer"] == str(made.officer.id)
    there = client.post(url, form).location
    day = db.session.scalar(select(BeatDay).where(BeatDay.state == "out"))
    assert there == f"/beats/days/{day.id}" and made.day.next_note in client.get(there).words
    url = f"{there}/visits/new"
    sent = client.get(url).form(url) | {"place": str(made.places[0].id), "came_at": typed(day.started_at),
                                        "left_at": typed(day.started_at, 5), "women_met": "2000", "officials": ["head", "asha"],
                                        "schemes": "helplines", "information": "अँधेरा मार्ग"}
    page = client.post(url, sent, status=422)
    kept = page.form(url)
    assert kept["women_met"] == "2000" and kept["officials"] == ["head", "asha"]
    client.post(url, kept | {"women_met": "7"})
    url = f"{there}/problems/new"
    sent = client.get(url).form(url) | {"place": str(made.places[0].id), "at": typed(day.started_at), "nature": "rape",
                                        "outcome": "settled", "account": STORY}
    page = client.post(url, sent, status=422)
    assert "अपराध" in page.words or "offence" in page.words
    assert "/beats/problems/" in client.post(url, page.form(url) | {"outcome": "taken_up", "is_in_danger": "y"}).location
    url = f"{there}/end"
    sent = client.get(url).form(url) | {"at": typed(day.started_at, 6), "summary": "एक ग्राम का भ्रमण", "next_note": ""}
    client.post(url, sent)
    client.get("/beats/days")
    client.get(there)
    db.session.expire_all()
    assert db.session.get_one(BeatDay, day.id).state == "closed"


def test_a_position_that_is_none_is_refused_and_the_visit_stays_typed(world, sign_in):
    made = out(world)
    client, url = sign_in("beat_officer"), f"/beats/days/{made.day.id}/visits/new"
    for minutes, position, status in ((5, "26.85000,80.95000,12", 303), (30, "hundred,north,0", 422), (60, "126.1,80.9,5", 422),
                                      (90, "", 303)):
        page = client.post(url, client.get(url).form(url) | {
            "place": str(made.places[0].id), "came_at": typed(made.day.started_at, minutes), "women_met": "3",
            "left_at": typed(made.day.started_at, minutes + 5), "position": position}, status=status)
        assert status == 303 or (page.soup.select_one("#error-summary li") and page.form(url)["women_met"] == "3")
    assert [one.accuracy for one, *_ in days.list_visits(made.day)] == [12, None]


def test_an_in_charge_may_write_for_any_officer_of_the_beat_and_a_desk_for_none(world, sign_in):
    made = out(world)
    url = f"/beats/{made.beat.id}/days/new"
    assert sign_in("kendra_incharge").get(url).form(url)["officer"] == str(made.officer.id)
    sign_in("desk_officer").get(url, status=403)
