"""Keeping squads: terms that do not overlap, spots whose risk changes, plans made beforehand and taken back."""

from datetime import time, timedelta

import pytest
from sqlalchemy import func, select

from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.filters import ist_date
from portal.squads import actions
from portal.squads.models import SquadMember, SquadPlan, SquadSpot
from portal.squads.queries import field
from tests.factories import training as made_up
from tests.factories.matters import actor
from tests.factories.squads import CLEAN, SPOT, gone_out, stamp, stop


@pytest.fixture
def kept(world):
    """In-charge, an officer, a squad she is in since ten days, a spot."""
    who, officer = actor(world, "kendra_incharge"), made_up.officer(world, 1, rank="SI")
    squad, spot = actions.enter_squad(who, "परीक्षण स्क्वायड"), actions.enter_spot(who, SPOT)
    actions.add_member(who, squad, officer.id, clock.today() - timedelta(days=10), is_leader=True)
    db.session.commit()
    return who, officer, squad, spot


def test_a_last_day_before_the_first_is_a_sentence(kept, sign_in):
    _, _, squad, _ = kept
    member, = field.list_members(squad)
    client, url = sign_in("kendra_incharge"), f"/squads/{squad.id}/members/end"
    form = client.get(url).form(url) | {"member": str(member.id), "to_on": ist_date(clock.today() - timedelta(days=20))}
    page = client.post(url, form, status=422)
    assert ist_date(member.from_on) in page.words
    client.post(url, page.form(url) | {"to_on": ist_date(clock.today())})
    assert db.session.scalar(select(SquadMember.to_on)) == clock.today()


def test_an_officer_has_one_term_at_a_time_in_a_squad(kept):
    who, officer, squad, _ = kept
    with pytest.raises(RuleBroken, match="already"):
        actions.add_member(who, squad, officer.id, clock.today(), is_leader=False)
    member, = field.list_members(squad)
    actions.end_member(who, squad, member.id, clock.today() - timedelta(days=1))
    actions.add_member(who, squad, officer.id, clock.today(), is_leader=False)
    assert len(field.list_members(squad)) == 2


def test_a_spot_is_changed_on_its_page_and_keeps_its_code(kept, sign_in):
    who, _, _, spot = kept
    other = actions.enter_spot(who, SPOT | {"name": "परीक्षण पार्क"})
    db.session.commit()
    client, url = sign_in("kendra_incharge"), f"/squads/spots/{spot.id}"
    form = client.get(url).form(url)
    assert (form["morning"], form["source"]) == ("high", "girls")
    assert client.post(url, form | {"name": other.name}, status=422).form(url)["name"] == other.name
    client.post(url, form | {"name": "नया नाम", "evening": "high", "source": "complaint"})
    changed = db.session.get_one(SquadSpot, spot.id, populate_existing=True)
    assert (changed.name, changed.evening, changed.source) == ("नया नाम", "high", "complaint")
    assert field.list_codes(spot.unit_id)[1].name == "नया नाम"
    sign_in("kendra_incharge", "sibling").get(url, status=404)


def test_nothing_is_planned_after_it_was_done(kept, sign_in):
    _, _, squad, spot = kept
    client, url = sign_in("kendra_incharge"), f"/squads/{squad.id}/plan"
    form = client.get(url).form(url) | {"spot": str(spot.id), "from_time": "15:00"}
    page = client.post(url, form | {"day": ist_date(clock.today() - timedelta(days=1))}, status=422)
    assert page.errors() and db.session.scalar(select(func.count(SquadPlan.id))) == 0
    client.post(url, page.form(url) | {"day": ist_date(clock.today())})
    assert db.session.scalar(select(func.count(SquadPlan.id))) == 1


def test_a_line_of_the_plan_is_taken_back_unless_its_day_is_over_or_the_squad_was_there(kept, sign_in):
    who, officer, squad, spot = kept
    other, today = actions.enter_spot(who, SPOT | {"name": "परीक्षण पार्क"}), clock.today()
    outing = gone_out(who, squad, officer)
    stop(who, outing, spot)
    for place, day in ((spot, outing.day), (other, today), (other, today - timedelta(days=2))):
        actions.plan_spot(who, squad, place.id, day, time(15))
    db.session.commit()
    client, url = sign_in("kendra_incharge"), f"/squads/{squad.id}/plan/drop"
    page = client.get(url)
    lines = [one["value"] for one in page.soup.select("select[name=line] option")]
    assert len(lines) == 1
    gone = db.session.scalar(select(SquadPlan.id).where(SquadPlan.day == today - timedelta(days=2)))
    client.post(url, page.form(url) | {"line": str(gone)}, status=422)
    client.post(url, page.form(url) | {"line": lines[0]})
    assert db.session.scalar(select(func.count(SquadPlan.id))) == 2


@pytest.mark.parametrize("years", [2, 56])
def test_a_day_of_long_ago_is_a_mistake_and_opens_no_register_of_that_year(kept, years):
    who, officer, squad, _ = kept
    then = clock.now() - timedelta(days=366 * years)
    with pytest.raises(RuleBroken, match="year back"):
        actions.brief(who, squad, stamp(), day=clock.to_ist(then).date(), officer_id=officer.id, at=then, text="x")


def test_a_spot_that_ended_is_planned_and_asked_for_no_more_and_keeps_its_code(kept, sign_in):
    who, _, squad, spot = kept
    other = actions.enter_spot(who, SPOT | {"name": "परीक्षण पार्क"})
    today = clock.today()
    for day in (today, today + timedelta(days=2)):
        actions.plan_spot(who, squad, spot.id, day, time(15))
    db.session.commit()
    client, url = sign_in("kendra_incharge"), f"/squads/spots/{spot.id}"
    client.post(f"{url}/end", client.get(f"{url}/end").form(f"{url}/end"), status=422)
    client.send(f"{url}/end", {"to_on": ist_date(today - timedelta(days=1)), "reason": "विद्यालय बन्द हो गया"})
    assert [one.name for one in field.list_spots(spot.unit_id, today)] == [other.name]
    assert [one.name for one in field.list_spots(spot.unit_id, today - timedelta(days=1))] == [other.name, spot.name]
    assert {code: one.id for code, one in field.list_codes(spot.unit_id).items()} == {1: spot.id, 2: other.id}
    assert db.session.scalar(select(func.count(SquadPlan.id))) == 0
    with pytest.raises(RuleBroken, match="no sensitive spot"):
        actions.plan_spot(who, squad, spot.id, today, time(15))
    assert spot.name not in client.get("/squads/spots").words
    assert "विद्यालय बन्द हो गया" in client.get("/squads/spots?kind=ended").words
    client.send(f"{url}/resume", {})
    assert spot.name in client.get("/squads/spots").words


def test_a_stop_that_came_back_is_taken_for_two_days_after_closing_and_later_from_the_in_charge(world, kept):
    who, officer, squad, spot = kept
    leader = actor(world, "squad_leader")
    outing = gone_out(who, squad, officer, clock.now() - timedelta(hours=5))
    actions.record_conduct(who, outing, stamp(), CLEAN)
    actions.close(who, outing, stamp(), clock.now() - timedelta(hours=2), "")
    assert stop(leader, outing, spot)
    late = {"came_at": clock.now() - timedelta(minutes=80), "left_at": clock.now() - timedelta(minutes=70)}
    with pytest.raises(RuleBroken, match="after the end"):
        stop(leader, outing, spot, **late)
    outing.closed_at -= timedelta(hours=49)
    with pytest.raises(RuleBroken, match="two days"):
        stop(leader, outing, spot)
    assert stop(who, outing, spot)
