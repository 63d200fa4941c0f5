"""What belongs to a beat: officers and places from–to, codes that never change, the norm of the nearest unit above."""

from datetime import time, timedelta

import pytest
from sqlalchemy import select

from portal.audit.models import TrailEntry
from portal.beats.actions import land as actions
from portal.beats.models import BeatOfficer, BeatPlace
from portal.beats.queries import land, reach
from portal.beats.rules import norms
from portal.core import clock
from portal.core.db import db
from portal.core.errors import InvalidValues, RuleBroken
from tests.factories import beats as made_beats
from tests.factories import training as made_up
from tests.factories.matters import actor

DAY = timedelta(days=1)


@pytest.fixture
def kept(world):
    made = made_beats.beat(world)
    db.session.commit()
    return made


def test_the_nearest_unit_above_sets_the_norm():
    state, district = norms.Norm(days_between=20), norms.Norm(days_between=10)
    known = {"/UP/": state, "/UP/AZ/AR/AD/": district}
    assert norms.nearest(known, "/UP/AZ/AR/AD/ADC/ADS1/AD-ONE/") is district
    assert norms.nearest(known, "/UP/BZ/BR/BD/") is state
    assert norms.nearest({}, "/UP/AZ/") is norms.DEFAULT


def test_the_delivered_norm_is_that_of_the_order():
    norm = norms.DEFAULT
    assert (norm.days_a_week, norm.women_officers, norm.ordinary_most) == (2, 2, 4)
    assert (norm.sitting_from, norm.sitting_to) == (time(11), time(15))
    assert not norms.norm_faults(made_beats.norm())


@pytest.mark.parametrize(("changed", "field"), [
    ({"days_a_week": 8}, "days_a_week"), ({"days_between": 0}, "days_between"), ({"places_a_day": 10**9 - 1}, "places_a_day"),
    ({"women_officers": 0}, "women_officers"), ({"ordinary_most": 0}, "ordinary_most"), ({"sitting_to": time(11)}, "sitting_to")])
def test_what_cannot_be_a_norm_is_named_by_field(changed, field):
    assert list(norms.norm_faults(made_beats.norm(**changed))) == [field]


@pytest.mark.parametrize(("women", "ordinary", "said"), [
    (2, 4, []), (1, 4, [norms.SAY_FEW_WOMEN]), (2, 5, [norms.SAY_MANY_ORDINARY]),
    (0, 9, [norms.SAY_FEW_WOMEN, norms.SAY_MANY_ORDINARY])])
def test_a_beat_outside_the_norm_is_warned_of_and_not_refused(women, ordinary, said):
    assert [sentence for sentence, _ in norms.beat_warnings(norms.DEFAULT, women=women, ordinary=ordinary)] == said


def test_a_new_place_is_uncovered_only_after_the_days_of_the_norm():
    today, norm = clock.today(), norms.Norm(days_between=15)
    assert not norms.is_uncovered(norm, None, today - 15 * DAY, today)
    assert norms.is_uncovered(norm, None, today - 16 * DAY, today)
    assert not norms.is_uncovered(norm, today - 15 * DAY, today - 90 * DAY, today)
    assert norms.days_without(today + DAY, today, today) == 0


def test_codes_run_on_over_the_beats_of_a_kendra_and_are_never_given_again(world, kept):
    other = actions.enter_beat(kept.who, "परीक्षण महिला बीट 2", ["बीट 4"])
    assert [one.code for one in kept.places] == [1, 2, 3]
    actions.end_place(kept.who, kept.places[2], clock.today())
    assert made_beats.place(kept.who, other, "परीक्षण वार्ड").code == 4
    assert made_beats.beat(world, "sibling").places[0].code == 1


def test_a_place_belongs_to_its_beat_from_its_first_to_its_last_day(kept):
    first, today = kept.places[0], clock.today()
    actions.end_place(kept.who, first, today - DAY)
    assert first.id in {row.id for row in reach.list_places(kept.beat.id, today - DAY)}
    assert first.id not in {row.id for row in reach.list_places(kept.beat.id, today)}
    assert [row.id for row in land.list_gone(kept.beat.id, today)] == [first.id]
    for to_on, sentence in ((today, actions.SAY_ENDED), (first.from_on - DAY, actions.SAY_LAST_DAY)):
        place = first if sentence is actions.SAY_ENDED else kept.places[1]
        with pytest.raises(RuleBroken) as fault:
            actions.end_place(kept.who, place, to_on)
        assert fault.value.sentence == sentence


def test_an_officer_is_on_a_beat_once_at_a_time_and_only_if_posted_there(world, kept):
    term, stranger = land.list_terms(kept.beat.id)[0], made_up.officer(world, 5, "elsewhere")
    for officer, sentence in ((kept.officer, actions.SAY_ON_BEAT), (stranger, actions.SAY_NOT_POSTED)):
        with pytest.raises(RuleBroken) as fault:
            actions.add_officer(kept.who, kept.beat, officer.id, clock.today())
        assert fault.value.sentence == sentence
    actions.end_officer(kept.who, db.session.get_one(BeatOfficer, term.id), clock.today() - DAY)
    actions.add_officer(kept.who, kept.beat, kept.officer.id, clock.today())
    assert len(land.list_terms(kept.beat.id)) == 2
    assert len(reach.list_officers(kept.beat.id, clock.today())) == 1


def test_each_step_leaves_its_entry_in_the_trail(kept):
    actions.change_place(kept.who, kept.places[0], {"name": "नया नाम", "kind": "ward", "sitting_weekdays": [0]})
    actions.end_place(kept.who, kept.places[1], clock.today())
    actions.change_beat(kept.who, kept.beat, kept.beat.name, ["बीट 9"])
    actions.end_officer(kept.who, land.get_term(kept.beat.id, land.list_terms(kept.beat.id)[0].id), clock.today())
    db.session.commit()
    said = set(db.session.scalars(select(TrailEntry.action).where(TrailEntry.action.startswith("beats:"))))
    assert said == {"beats:beat:entered", "beats:officer:added", "beats:place:entered", "beats:place:changed",
                    "beats:place:ended", "beats:beat:changed", "beats:officer:ended"}


def test_a_norm_of_the_district_counts_for_its_kendras_from_its_day_and_for_no_others(world, kept):
    chief = actor(world, "district_chief")
    actions.set_norm(chief, made_beats.norm(days_between=7, from_on=clock.today()))
    actions.set_norm(chief, made_beats.norm(days_between=9, from_on=clock.today() + DAY))
    assert land.norm_of(kept.beat.unit_id, clock.today()).days_between == 7
    assert land.norm_of(kept.beat.unit_id, clock.today() + DAY).days_between == 9
    assert land.norm_of(kept.beat.unit_id, clock.today() - DAY) == norms.DEFAULT
    assert land.norm_of(world.units["other_kendra"], clock.today()) == norms.DEFAULT
    with pytest.raises(RuleBroken):
        actions.set_norm(chief, made_beats.norm(days_between=5, from_on=clock.today()))
    with pytest.raises(InvalidValues):
        actions.set_norm(chief, made_beats.norm(days_between=0, from_on=clock.today() + 3 * DAY))
    with pytest.raises(RuleBroken) as fault:
        actions.set_norm(chief, made_beats.norm(from_on=clock.today() - DAY))
    assert fault.value.sentence == actions.SAY_NORM_PAST


def test_a_norm_is_taken_back_until_its_day_comes(world, kept, sign_in):
    chief = actor(world, "district_chief")
    now = actions.set_norm(chief, made_beats.norm())
    later = actions.set_norm(chief, made_beats.norm(days_between=9, from_on=clock.today() + 5 * DAY))
    db.session.commit()
    with pytest.raises(RuleBroken) as fault:
        actions.withdraw_norm(chief, now.id)
    assert fault.value.sentence == actions.SAY_NORM_COUNTS
    client, url = sign_in("district_chief"), "/beats/norms/withdraw"
    assert [one["value"] for one in client.get(url).soup.select("#norm option") if one["value"]] == [str(later.id)]
    client.send(url, {"norm": str(later.id)})
    assert "9 दिन" not in client.get("/beats/norms").words
    assert db.session.scalar(select(TrailEntry.id).where(TrailEntry.action == "beats:norm:withdrawn"))


def test_a_beat_officer_reaches_her_beat_and_no_other(kept, world, sign_in):
    other = actions.enter_beat(kept.who, "परीक्षण महिला बीट 2", ["बीट 4"])
    db.session.commit()
    client = sign_in("beat_officer")
    client.get(f"/beats/{kept.beat.id}")
    client.get(f"/beats/{other.id}", status=404)
    client.get(f"/beats/{kept.beat.id}/change", status=403)
    words = client.get("/beats").words
    assert kept.beat.name in words and other.name not in words
    sign_in("kendra_incharge", "sibling").get(f"/beats/{kept.beat.id}", status=404)


def test_the_incharge_enters_a_beat_with_officer_and_place_on_the_pages(world, sign_in):
    officer = made_up.officer(world, 1)
    db.session.commit()
    client = sign_in("kendra_incharge")
    page = client.send("/beats/new", {"name": "महिला बीट अभ्यास", "ordinary": "बीट 1\n\nबीट 2\nबीट 1"}, action="/beats/new")
    url = page.location
    client.send(f"{url}/officers/new", {"officer": str(officer.id), "from_on": f"{clock.today():%d-%m-%Y}"},
                action=f"{url}/officers/new")
    client.send(f"{url}/places/new", {"name": "ग्राम अभ्यास", "kind": "village", "sitting": "2"}, action=f"{url}/places/new")
    words = client.get(url).words
    assert "बीट 1, बीट 2" in words and "ग्राम अभ्यास" in words and officer.name_hi in words and "बुधवार" in words
    assert "इस बीट में 1 महिला" in words
    assert db.session.scalar(select(BeatPlace.sitting_weekdays)) == [2]


def test_what_is_not_right_is_said_and_nothing_typed_is_lost(kept, sign_in):
    client, url = sign_in("kendra_incharge"), f"/beats/{kept.beat.id}/places/new"
    form = client.get(url).form(url)
    page = client.post(url, {**form, "name": kept.places[0].name, "kind": "village"}, status=422)
    assert kept.places[0].name in page.response.get_data(as_text=True)
    many = "\n".join(f"बीट {number}" for number in range(30))
    page = client.post("/beats/new", {**client.get("/beats/new").form("/beats/new"), "name": "क", "ordinary": many}, status=422)
    assert "20" in page.words


def test_the_district_sets_a_norm_on_the_page(kept, sign_in):
    client, url = sign_in("district_chief"), "/beats/norms/new"
    form = client.get(url).form(url)
    client.post(url, {**form, "days_between": "0", "source": "परीक्षण आदेश"}, status=422)
    client.post(url, {**client.get(url).form(url), "days_between": "9", "source": "परीक्षण आदेश"})
    assert "9 दिन" in client.get("/beats/norms").words
    sign_in("kendra_incharge").get(url, status=403)
