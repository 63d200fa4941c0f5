"""A squad goes out once: briefing, stops, a red card and its repeat, conduct, closing, the return equal to its rows."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from portal.core import clock
from portal.core.db import db
from portal.core.errors import NotFound, RuleBroken
from portal.core.keys import current_vault
from portal.field.rules import Stamp
from portal.squads import actions
from portal.squads.models import Outing, SquadComplaint, SquadPerson, SquadStop
from portal.squads.queries import field, oversight, returns
from portal.units.models import Unit
from tests.factories import squads as factory
from tests.factories import training as made_up
from tests.factories.matters import actor

WHO = {"name": "मोहन परीक्षणलाल", "relative_name": "राम परीक्षणलाल", "age": 22, "address": "", "phone": ""}
CLEAN = {"has_woman_officer": True, "asked_no_couple": True, "humiliated_nobody": True, "chose_by_act": True,
         "dress": "uniform", "camera_ref": "BC-7", "no_camera_reason": "", "explanation": ""}


def stamp(entry=None):
    return Stamp(entry or uuid.uuid4(), None, clock.now())


@pytest.fixture
def out(world):
    """A squad that is out, its leader's officer row, and a spot."""
    incharge = actor(world, "kendra_incharge")
    officer = made_up.officer(world, 1, rank="SI")
    squad = actions.enter_squad(incharge, "परीक्षण स्क्वायड")
    spot = actions.enter_spot(incharge, {"kind": "school", "name": "परीक्षण विद्यालय", "source": "girls", "source_note": "",
                                         "morning": "high", "noon": "low", "evening": "low", "night": "low"})
    then = clock.now() - timedelta(hours=2)
    outing = actions.brief(incharge, squad, stamp(), day=clock.to_ist(then).date(), officer_id=officer.id, at=then,
                           text="स्थल एवं आचरण बताया गया")
    actions.go_out(incharge, outing, stamp(), then + timedelta(minutes=5))
    db.session.commit()
    return incharge, officer, squad, spot, outing


def stop(who, outing, spot, entry=None, **more):
    came = outing.started_at + timedelta(minutes=10)
    return actions.add_stop(who, outing, stamp(entry), {
        "is_foot": False, "spot_id": spot.id, "place": "", "came_at": came, "left_at": came + timedelta(minutes=20),
        "checked": 12, "warned": 3, "vehicles": 2, "reason": ""} | more)


def named(who, outing, officer, outcome="red_card", **more):
    return actions.name_person(who, current_vault(), outing, stamp(), WHO, {
        "outcome": outcome, "act": "following", "account": "पीछा किया", "place": "विद्यालय", "guardian": "told", "fir_no": "",
        "preventive_section": "", "is_arrested": False, "happened_at": outing.started_at, "officer_id": officer.id} | more)


def test_the_same_sending_twice_is_one_row(out):
    who, _, _, spot, outing = out
    entry = uuid.uuid4()
    assert stop(who, outing, spot, entry).id == stop(who, outing, spot, entry).id
    assert db.session.scalar(select(func.count(SquadStop.id))) == 1


def test_an_entry_id_of_something_else_is_refused(out):
    who, _, _, spot, outing = out
    entry = uuid.uuid4()
    stop(who, outing, spot, entry)
    with pytest.raises(RuleBroken, match="already sent"):
        actions.record_conduct(who, outing, stamp(entry), CLEAN)


def test_without_conduct_record_no_outing_closes(out):
    who, _, _, spot, outing = out
    stop(who, outing, spot)
    with pytest.raises(RuleBroken, match="conduct record"):
        actions.close(who, outing, stamp(), clock.now(), "")
    assert db.session.get_one(Outing, outing.id).state == "out"


def test_with_conduct_record_it_closes_and_nobody_is_named_any_more(out):
    who, officer, _, _, outing = out
    actions.record_conduct(who, outing, stamp(), CLEAN)
    actions.close(who, outing, stamp(), clock.now(), "")
    assert outing.state == "closed" and not outing.is_late
    with pytest.raises(RuleBroken):
        named(who, outing, officer)


def test_a_repeat_after_a_red_card_is_raised_until_it_is_settled(out):
    who, officer, _, _, outing = out
    first = named(who, outing, officer)
    again = named(who, outing, officer, "warned")
    assert (first.card, first.is_repeat, again.is_repeat) == (f"1/{outing.year}", False, True)
    assert oversight.count_oversight(who.scope, "repeat") == 1
    actions.settle_repeat(who, again, "प्राथमिकी पंजीकृत करायी गयी", clock.now())
    assert oversight.count_oversight(who.scope, "repeat") == 0


@pytest.mark.parametrize(("place", "is_repeat"), [("sibling", True), ("elsewhere", False)])
def test_a_red_card_of_another_kendra_of_the_district_is_known_by_the_telephone(world, out, place, is_repeat):
    who, officer, _, _, outing = out
    other, there = actor(world, "kendra_incharge", place), made_up.officer(world, 2, place, rank="SI")
    earlier = factory.gone_out(other, actions.enter_squad(other, "परीक्षण स्क्वायड 2"), there)
    him = WHO | {"phone": "9876500011"}
    factory.named(other, earlier, there, him)
    assert not factory.named(who, outing, officer, WHO).is_repeat  # a name alone is known within the kendra only
    assert factory.named(who, outing, officer, him | {"name": "सोहन नमूना"}).is_repeat is is_repeat


def test_the_return_equals_its_rows_on_every_floor(world, out):
    who, officer, _, spot, outing = out
    stop(who, outing, spot)
    stop(who, outing, spot, is_foot=True, spot_id=None, place="बाजार", vehicles=0, checked=5, warned=1)
    named(who, outing, officer, "proceeded", fir_no="11/2026", is_arrested=True, preventive_section="170")
    named(who, outing, officer, "proceeded", fir_no="11/2026")
    db.session.commit()
    stops = db.session.scalars(select(SquadStop).where(SquadStop.is_foot.is_(False))).all()
    for role in ("kendra_incharge", "circle_officer", "district_chief", "range_officer", "zone_officer", "state_officer"):
        reader = actor(world, role)
        total = returns.read_return(reader.scope, db.session.get_one(Unit, reader.unit_id), outing.day)[1]
        assert total.places == len(stops) and total.checked == sum(one.checked for one in stops) == 12, role
        assert (total.firs, total.arrests, total.p170, total.foot_checked) == (1, 1, 1, 5), role


def test_an_outside_plan_check_is_listed_and_a_neighbour_sees_nothing(world, out):
    who, _, _, spot, outing = out
    stop(who, outing, spot)
    assert oversight.count_oversight(who.scope, "outside_plan") == 1
    assert oversight.count_oversight(actor(world, "kendra_incharge", "sibling").scope, "outside_plan") == 0
    with pytest.raises(NotFound):
        field.get_outing(actor(world, "sho", "sibling").scope, outing.id)


def test_a_complaint_about_conduct_reaches_the_circle_and_not_the_station(world, out):
    who = out[0]
    actions.send_complaint(who, current_vault(), who.unit_id, stamp(), {"name": "परीक्षण देवी"}, {
        "happened_on": clock.today(), "place": "पार्क", "account": "पहचान पूछी गयी"})
    told = db.session.scalar(select(SquadComplaint))
    assert oversight.get_complaint(actor(world, "circle_officer").scope, told.id).id == told.id
    for role in ("kendra_incharge", "sho", "desk_officer"):
        with pytest.raises(NotFound):
            oversight.get_complaint(actor(world, role).scope, told.id)


def test_pages_open_and_the_name_stands_on_none(world, out, sign_in):
    who, officer, squad, spot, outing = out
    stop(who, outing, spot)
    person = named(who, outing, officer)
    db.session.commit()
    client = sign_in("kendra_incharge")
    for url in ("/squads", f"/squads/{squad.id}", "/squads/outings", f"/squads/outings/{outing.id}", "/squads/spots",
                f"/squads/people/{person.id}", "/squads/oversight", "/squads/returns", "/squads/new", "/squads/spots/new",
                f"/squads/{squad.id}/plan", f"/squads/{squad.id}/members/new", f"/squads/{squad.id}/outings/new",
                f"/squads/outings/{outing.id}/stops/new", f"/squads/outings/{outing.id}/foot-patrol/new",
                f"/squads/outings/{outing.id}/people/new", f"/squads/outings/{outing.id}/conduct",
                f"/squads/people/{person.id}/link", "/squads/complaints/new", "/registers/squad-daily",
                "/registers/red-cards", f"/print/outing-sheet/{outing.id}", f"/print/red-card/{person.id}"):
        assert "परीक्षणलाल" not in client.get(url).words, url
    assert db.session.scalar(select(func.count(SquadPerson.id))) == 1
    client.get("/squads/complaints", status=403)


def test_a_form_sent_from_the_page_is_one_stop_and_a_fault_keeps_what_was_typed(world, out, sign_in):
    _, _, _, spot, outing = out
    client, url = sign_in("kendra_incharge"), f"/squads/outings/{outing.id}/stops/new"
    at = clock.to_ist(outing.started_at)
    values = {"spot": str(spot.id), "came_at": (at + timedelta(minutes=5)).strftime("%H:%M"),
              "left_at": (at + timedelta(minutes=25)).strftime("%H:%M"), "checked": "4", "warned": "9", "vehicles": "0"}
    page = client.post(url, {**client.get(url).form(url), **values}, status=422)
    assert page.form(url)["warned"] == "9"
    client.post(url, {**page.form(url), "warned": "1"})
    assert db.session.scalar(select(func.count(SquadStop.id))) == 1
