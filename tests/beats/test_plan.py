"""The month's plan as it is kept: drafted beside the roster, changed by hand, honest about days that are over."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.audit.models import TrailEntry
from portal.beats.actions import land
from portal.beats.actions import plan as actions
from portal.beats.models import BeatPlan
from portal.beats.queries import land as kept_queries
from portal.beats.queries import plan
from portal.core import clock
from portal.core.calendar import month_text
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.leave.rules import shifted
from tests.factories import beats as made_beats
from tests.factories.roster import published

DAY = timedelta(days=1)


@pytest.fixture
def kept(world):
    made = made_beats.beat(world)
    db.session.commit()
    return made


@pytest.fixture
def first():
    """The month after this one: all of it can be planned at any hour of any day."""
    return shifted(clock.today().replace(day=1), 1)


def lines(kept, first):
    return plan.list_lines(kept.beat.id, first, plan.days_of(first)[-1])


def facts(rows):
    return [(row.day, row.code, row.is_sitting, row.is_fixed) for row in rows]


def test_a_draft_twice_is_the_same_and_leaves_what_was_put_in_by_hand(kept, first):
    by_hand = actions.plan_place(kept.who, kept.beat, kept.places[2].id, first + 6 * DAY)
    count = actions.draft_month(kept.who, kept.beat, first)
    drafted = facts(lines(kept, first))
    assert len(drafted) == count + 1
    assert [row.id for row in lines(kept, first) if row.is_fixed] == [by_hand.id]
    actions.draft_month(kept.who, kept.beat, first)
    assert facts(lines(kept, first)) == drafted
    sittings = [row.day.weekday() for row in lines(kept, first) if row.is_sitting]
    assert set(sittings) == {2} and len(sittings) >= 4


def test_a_published_roster_says_on_which_days_and_who(kept, first):
    duty = [first + 3 * DAY, first + 12 * DAY]
    published(kept.who, first.year, first.month, *((kept.officer, day, "beat") for day in duty), (kept.officer, first, "morning"))
    actions.draft_month(kept.who, kept.beat, first)
    found = lines(kept, first)
    assert {row.day for row in found} == set(duty)
    assert {row.officer_id for row in found} == {kept.officer.id}
    month = plan.read_month(kept.who.scope, kept.beat, first)
    assert month.has_roster and [[one.id for one in day.officers] for day in month.days] == [[kept.officer.id]] * 2


def test_what_was_promised_at_the_last_visit_is_planned(kept, first):
    made_beats.gone(kept, kept.places[1], next_on=first + 9 * DAY)
    actions.draft_month(kept.who, kept.beat, first)
    assert (first + 9 * DAY, kept.places[1].id) in {(row.day, row.place_id) for row in lines(kept, first)}


def test_a_day_that_is_over_stays_as_it_was_planned(kept):
    yesterday, who = clock.today() - DAY, kept.who
    old = BeatPlan(unit_id=kept.beat.unit_id, beat_id=kept.beat.id, place_id=kept.places[0].id, day=yesterday, is_sitting=False,
                   is_fixed=False, recorded_by=who.user_id, recorded_at=clock.now())
    db.session.add(old)
    db.session.flush()
    for act in (lambda: actions.take_off(who, kept.beat, old.id),
                lambda: actions.plan_place(who, kept.beat, kept.places[1].id, yesterday),
                lambda: actions.draft_month(who, kept.beat, shifted(clock.today().replace(day=1), -1))):
        with pytest.raises(RuleBroken) as fault:
            act()
        assert fault.value.sentence == actions.SAY_OVER
    actions.draft_month(who, kept.beat, clock.today().replace(day=1))
    assert db.session.get(BeatPlan, old.id) is not None


def test_what_was_visited_today_already_stays_in_a_new_draft(kept):
    today, who = clock.today(), kept.who
    line = BeatPlan(unit_id=kept.beat.unit_id, beat_id=kept.beat.id, place_id=kept.places[0].id, day=today, is_sitting=False,
                    is_fixed=False, recorded_by=who.user_id, recorded_at=clock.now())
    db.session.add(line)
    made_beats.gone(kept, kept.places[0], ago=0)
    actions.draft_month(who, kept.beat, today.replace(day=1))
    assert db.session.scalar(select(BeatPlan.id).where(BeatPlan.id == line.id)) == line.id


def test_a_place_twice_on_a_day_or_outside_its_time_is_refused(world, kept, first):
    other = made_beats.beat(world, "sibling")
    actions.plan_place(kept.who, kept.beat, kept.places[0].id, first)
    for place, day, sentence in ((kept.places[0], first, actions.SAY_PLANNED), (other.places[0], first, actions.SAY_NOT_OF_BEAT)):
        with pytest.raises(RuleBroken) as fault:
            actions.plan_place(kept.who, kept.beat, place.id, day)
        assert fault.value.sentence == sentence


def test_the_incharge_drafts_adds_and_takes_off_on_the_pages(kept, first, sign_in):
    client, url, month = sign_in("kendra_incharge"), f"/beats/{kept.beat.id}/plan", month_text(first)
    asked = f"{url}/draft?month={month}"
    assert client.get(asked).soup.select_one("main form")["action"] == asked, "else the present month would be drafted"
    client.send(asked, {}, action=f"{url}/draft")
    words = client.get(f"{url}?month={month}").words
    assert kept.places[0].name in words and "बैठक" in words and "ड्यूटी चार्ट प्रकाशित नहीं" in words
    client.send(f"{url}/add", {"day": f"{clock.today():%d-%m-%Y}", "place": str(kept.places[1].id)}, action=f"{url}/add")
    row, = db.session.scalars(select(BeatPlan).where(BeatPlan.is_fixed))
    client.send(f"{url}/remove", {"line": str(row.id)}, action=f"{url}/remove")
    assert not db.session.scalars(select(BeatPlan).where(BeatPlan.is_fixed)).all()
    said = set(db.session.scalars(select(TrailEntry.action).where(TrailEntry.action.startswith("beats:plan"))))
    assert said == {"beats:plan:drafted", "beats:plan:added", "beats:plan:removed"}
    client.get(f"{url}?month=13-2026", status=400)


def test_the_incharge_says_who_goes_and_a_new_draft_leaves_it(kept, first, sign_in):
    actions.draft_month(kept.who, kept.beat, first)
    line = lines(kept, first)[0]
    db.session.commit()
    client, url, month = sign_in("kendra_incharge"), f"/beats/{kept.beat.id}/plan", month_text(first)
    assert kept.officer.name_hi not in client.get(f"{url}?month={month}").words
    client.send(f"{url}/officer", {"line": str(line.id), "officer": str(kept.officer.id)})
    assert kept.officer.name_hi in client.get(f"{url}?month={month}").words
    actions.draft_month(kept.who, kept.beat, first)
    assert {row.id: row.officer_id for row in lines(kept, first)}[line.id] == kept.officer.id
    actions.name_officer(kept.who, kept.beat, line.id, None)
    assert lines(kept, first)[0].officer_id is None


def test_who_is_not_on_the_beat_that_day_is_not_sent_there(kept, first):
    line = actions.plan_place(kept.who, kept.beat, kept.places[0].id, first)
    land.end_officer(kept.who, kept_queries.get_term(kept.beat.id, kept_queries.list_terms(kept.beat.id)[0].id), clock.today())
    with pytest.raises(RuleBroken) as fault:
        actions.name_officer(kept.who, kept.beat, line.id, kept.officer.id)
    assert fault.value.sentence == actions.SAY_NOT_HERS


def test_the_beat_officer_sees_the_plan_of_her_beat_and_changes_nothing(kept, sign_in):
    client = sign_in("beat_officer")
    client.get(f"/beats/{kept.beat.id}/plan")
    client.get(f"/beats/{kept.beat.id}/plan/draft", status=403)
    sign_in("kendra_incharge", "sibling").get(f"/beats/{kept.beat.id}/plan", status=404)


def test_the_first_page_of_a_beat_officer_holds_her_plan_of_today_and_the_days_not_closed(kept, sign_in):
    actions.plan_place(kept.who, kept.beat, kept.places[1].id, clock.today())
    out = made_beats.gone(kept, kept.places[0], is_closed=False)
    db.session.commit()
    client = sign_in("beat_officer")
    assert "/beats/today" in client.get("/").response.get_data(as_text=True)
    words = client.get("/beats/today").words
    assert kept.places[1].name in words and out.number in words
    assert kept.places[1].name not in sign_in("kendra_incharge", "sibling").get("/beats/today").words
