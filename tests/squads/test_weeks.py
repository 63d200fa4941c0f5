"""The week of a squad: its plan beside the published roster, plan against actual for those above, members from–to."""

from datetime import date, time, timedelta

import pytest
from sqlalchemy import select

from portal.core import clock
from portal.core.db import db, new_id
from portal.squads import actions
from portal.squads.models import SquadStop
from portal.squads.queries import field, oversight, returns, weeks
from portal.squads.rules import SAY_NO_PLAN, SAY_NO_ROSTER, SAY_NOBODY, TALLIES
from portal.units.models import Unit
from portal.units.queries import list_children
from tests.factories import training as made_up
from tests.factories.matters import actor
from tests.factories.roster import published
from tests.factories.squads import CLEAN, SPOT, gone_out, stamp, stop

WEDNESDAY = date(2026, 11, 18)  # its whole week lies in one month


@pytest.fixture
def kept(world):
    """In-charge, a squad with one member since long, a spot."""
    who, officer = actor(world, "kendra_incharge"), made_up.officer(world, 1, rank="SI")
    squad, spot = actions.enter_squad(who, "परीक्षण स्क्वायड"), actions.enter_spot(who, SPOT)
    actions.add_member(who, squad, officer.id, WEDNESDAY - timedelta(days=60), is_leader=True)
    db.session.commit()
    return who, squad, spot, officer


def plan(who, squad, spot, *days):
    for day in days:
        actions.plan_spot(who, squad, spot.id, day, time(15))


def test_plan_and_roster_that_do_not_fit_are_named_by_day(world, kept):
    who, squad, spot, officer = kept
    monday, other = WEDNESDAY - timedelta(days=2), made_up.officer(world, 2)
    plan(who, squad, spot, monday, WEDNESDAY)
    published(who, 2026, 11, (officer, monday, "squad"), (officer, monday + timedelta(days=1), "squad"),
              (other, WEDNESDAY, "squad"), (officer, WEDNESDAY, "morning"))
    days = weeks.read_plan(who.scope, squad, WEDNESDAY)
    assert [one.warning for one in days] == ["", SAY_NO_PLAN, SAY_NOBODY, "", "", "", ""]
    assert [row.id for row in days[0].squad] == [officer.id] and [row.id for row in days[2].others] == [other.id]


def test_without_a_published_roster_the_plan_says_so(kept):
    who, squad, spot, _ = kept
    plan(who, squad, spot, WEDNESDAY)
    assert [one.warning for one in weeks.read_plan(who.scope, squad, WEDNESDAY)][2] == SAY_NO_ROSTER


def test_a_member_counts_from_her_first_to_her_last_day(kept):
    who, squad, _, officer = kept
    term, = field.list_members(squad)
    actions.end_member(who, squad, term.id, WEDNESDAY)
    published(who, 2026, 11, (officer, WEDNESDAY, "squad"), (officer, WEDNESDAY + timedelta(days=1), "squad"))
    days = weeks.read_plan(who.scope, squad, WEDNESDAY)
    assert (len(days[2].squad), len(days[3].squad), len(days[3].others)) == (1, 0, 1)


def test_the_plan_page_shows_officer_place_and_warning(kept, sign_in):
    who, squad, spot, officer = kept
    plan(who, squad, spot, WEDNESDAY, WEDNESDAY + timedelta(days=1))
    published(who, 2026, 11, (officer, WEDNESDAY, "squad"))
    db.session.commit()
    words = sign_in("kendra_incharge").get(f"/squads/{squad.id}/week?on=18-11-2026").words
    assert officer.name_hi in words and "15:00 परीक्षण विद्यालय" in words
    assert words.count("स्क्वायड का कोई सदस्य") == 1


def test_the_week_counts_plan_visits_and_conduct_for_each_floor(world, kept):
    who, squad, spot, officer = kept
    other, today = actions.enter_spot(who, SPOT | {"name": "परीक्षण पार्क", "kind": "park"}), clock.today()
    outing = gone_out(who, squad, officer)
    plan(who, squad, spot, outing.day)
    stop(who, outing, spot)
    stop(who, outing, other)
    actions.record_conduct(who, outing, stamp(), CLEAN | {"asked_no_couple": False, "explanation": "पहचान पूछी गयी"})
    actions.close(who, outing, stamp(), clock.now(), "")
    db.session.commit()
    for role in ("kendra_incharge", "sho", "circle_officer", "nodal_officer"):
        reader = actor(world, role)
        lines, total = weeks.read_week(reader.scope, db.session.get_one(Unit, reader.unit_id), outing.day)
        assert (total.planned, total.done, total.visits, total.outside) == (1, 1, 2, 1), role
        assert (total.outings, total.closed, total.unclosed, total.no_conduct, total.unclean) == (1, 1, 0, 0, 1), role
        for name in ("planned", "done", "visits", "outside", "outings", "unclean", "spots", "covered"):
            assert sum(getattr(line, name) for line in lines) == getattr(total, name), (role, name)
        if role in ("circle_officer", "nodal_officer"):
            assert (total.spots, total.covered) == (2, 2)
            assert [line.of.code for line in lines] == sorted(line.of.code for line in lines)  # never a ranking
    assert today >= outing.day
    elsewhere = actor(world, "circle_officer", "elsewhere")
    assert weeks.read_week(elsewhere.scope, db.session.get_one(Unit, elsewhere.unit_id), outing.day)[1].outings == 0


@pytest.mark.parametrize("most", ["own", "sibling"])
def test_units_stand_by_their_codes_whoever_checked_most(world, sign_in, most):
    for number, place in enumerate(("own", "sibling")):
        who, officer = actor(world, "kendra_incharge", place), made_up.officer(world, 40 + number, place, rank="SI")
        outing = gone_out(who, actions.enter_squad(who, "परीक्षण स्क्वायड"), officer)
        stop(who, outing, actions.enter_spot(who, SPOT), checked=900 if place == most else 3, warned=1)
    db.session.commit()
    circle = actor(world, "circle_officer")
    rows, _ = returns.read_return(circle.scope, db.session.get_one(Unit, circle.unit_id), outing.day)
    assert len(rows) > 1 and [row.of.code for row in rows] == sorted(row.of.code for row in rows)
    client = sign_in("circle_officer")
    for url in ("/squads/returns", "/squads/weeks", "/squads", "/squads/spots", "/squads/oversight", "/registers/squad-daily"):
        body = client.get(url).response.get_data(as_text=True)
        assert "sort=" not in body and "order=" not in body, url


def test_a_unit_without_kendras_has_no_line_in_the_return(world):
    district = actor(world, "nodal_officer")
    parent = db.session.get_one(Unit, district.unit_id)
    bare = Unit(id=new_id(), code="LEER", kind="circle", name_hi="परीक्षण", name_en="Test", parent_id=parent.id,
                path=f"{parent.path}LEER/")
    db.session.add(bare)
    db.session.flush()
    assert bare.id in {one.id for one in list_children(district.scope, parent)}
    rows, total = returns.read_return(district.scope, parent, clock.today())
    assert rows and bare.id not in {row.of.id for row in rows} and total.kendras == sum(row.kendras for row in rows)


def test_a_closed_outing_without_conduct_is_listed(world, kept):
    who, squad, spot, officer = kept
    outing = gone_out(who, squad, officer)
    stop(who, outing, spot)
    outing.state, outing.ended_at = "closed", clock.now()  # no page can do this; a restored or foreign row could
    db.session.commit()
    circle = actor(world, "circle_officer")
    assert [row.id for row in db.session.execute(oversight.select_oversight(circle.scope, "no_conduct"))] == [outing.id]
    assert oversight.count_oversight(actor(world, "circle_officer", "elsewhere").scope, "no_conduct") == 0


def test_what_an_outing_keeps_is_what_its_stops_and_conduct_say(kept):
    who, squad, spot, officer = kept
    other, outing = actions.enter_spot(who, SPOT | {"name": "परीक्षण पार्क", "kind": "park"}), gone_out(who, squad, officer)
    plan(who, squad, spot, outing.day)
    for one in (spot, other, other):
        stop(who, outing, one)
    stop(who, outing, spot, is_foot=True, spot_id=None, place="बाजार", vehicles=0, checked=5, warned=1)
    own = [one for one in db.session.scalars(select(SquadStop)) if not one.is_foot]
    assert {name: getattr(outing, name) for name in TALLIES} == {
        "places": 3, "checked": sum(one.checked for one in own), "warned": sum(one.warned for one in own),
        "vehicles": sum(one.vehicles for one in own), "foot_places": 1, "foot_checked": 5, "foot_warned": 1}
    assert outing.checked > outing.warned > outing.vehicles > 0 and (outing.outside, outing.is_clean) == (2, None)
    actions.record_conduct(who, outing, stamp(), CLEAN | {"humiliated_nobody": False, "explanation": "परीक्षण"})
    assert outing.is_clean is False
    assert [row.id for row in db.session.execute(oversight.select_oversight(who.scope, "conduct"))] == [outing.id]


def test_days_since_the_last_visit_stand_on_the_page_and_never_visited_comes_first(kept, sign_in):
    who, squad, spot, officer = kept
    actions.enter_spot(who, SPOT | {"name": "परीक्षण पार्क", "kind": "park"})
    then = clock.now() - timedelta(days=9)
    outing = gone_out(who, squad, officer, then)
    stop(who, outing, spot)
    db.session.commit()
    rows = db.session.execute(oversight.select_coverage(who.scope, clock.today())[0]).all()
    lines = oversight.lines_of(rows, clock.today())
    assert {line.spot.name: line.last_on for line in lines} == {spot.name: outing.day, "परीक्षण पार्क": None}
    words = sign_in("kendra_incharge").get("/squads/spots").words
    assert words.index("परीक्षण पार्क") < words.index("परीक्षण विद्यालय")
    assert " 9 " in f" {words} "


@pytest.mark.parametrize("role", ["kendra_incharge", "sho", "circle_officer", "nodal_officer", "district_chief"])
def test_the_week_page_opens_for_each_floor_and_names_no_person_checked(kept, sign_in, role):
    page = sign_in(role).get("/squads/weeks")
    assert "चेतावनी" not in page.words
