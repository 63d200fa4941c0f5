"""Coverage and supervision: uncovered first, plan against actual, what was missed, outside or late; nobody is ranked."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.beats.actions import evaluations as evaluating
from portal.beats.actions import land
from portal.beats.actions import plan as plans
from portal.beats.models import NEVER, BeatDay, BeatPlace, BeatPlan, BeatVisit
from portal.beats.queries import coverage, evaluations
from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.leave.rules import shifted
from portal.units.models import Unit
from tests.factories import beats as made_beats
from tests.factories.matters import actor
from tests.house.test_queries_per_page import MOST_QUERIES, questions

DAY = timedelta(days=1)
ROLES = ("kendra_incharge", "sho", "circle_officer", "nodal_officer", "district_chief", "range_officer", "state_officer")


@pytest.fixture
def kept(world):
    made = made_beats.beat(world)
    db.session.commit()
    return made


def planned(kept, place, day):
    row = BeatPlan(unit_id=kept.beat.unit_id, beat_id=kept.beat.id, place_id=place.id, day=day, is_sitting=False, is_fixed=True,
                   recorded_by=kept.who.user_id, recorded_at=clock.now())
    db.session.add(row)
    db.session.flush()
    return row


def codes(scope, kind):
    statement = coverage.select_places(scope, clock.today(), kind).order_by(BeatPlace.seen_at, BeatPlace.id)
    return [row.code for row in db.session.execute(statement)]


def test_never_visited_comes_first_then_the_longest_ago(kept):
    made_beats.gone(kept, kept.places[0], ago=3)
    made_beats.gone(kept, kept.places[1], ago=30)
    assert codes(kept.who.scope, "all") == [3, 2, 1]
    assert codes(kept.who.scope, "uncovered") == [3, 2]
    assert coverage.count_uncovered(kept.who.scope) == 2


@pytest.mark.parametrize(("between", "uncovered"), [(40, []), (15, [1]), (2, [1])])
def test_the_norm_of_the_district_says_what_is_uncovered(world, kept, between, uncovered):
    land.set_norm(actor(world, "district_chief"), made_beats.norm(days_between=between))
    made_beats.gone(kept, kept.places[0], ago=30)
    made_beats.gone(kept, *kept.places[1:], ago=2)
    assert codes(kept.who.scope, "uncovered") == uncovered
    assert coverage.count_uncovered(kept.who.scope) == len(uncovered)
    assert codes(actor(world, "circle_officer", "elsewhere").scope, "all") == []


def test_a_planned_place_that_nobody_visited_is_missed_until_the_month_ends(kept):
    today = clock.today()
    planned(kept, kept.places[0], today)
    missed = planned(kept, kept.places[1], today - DAY)
    planned(kept, kept.places[2], today - DAY)
    made_beats.gone(kept, kept.places[2], ago=1)
    found = [row.id for row in db.session.execute(coverage.select_missed(kept.who.scope, today.replace(day=1)))]
    assert found == ([missed.id] if today.day > 1 else [])  # on the first, yesterday was last month
    assert coverage.count_missed(kept.who.scope) == len(found)
    month = (today - DAY).replace(day=1)
    assert [row.id for row in db.session.execute(coverage.select_missed(kept.who.scope, month))] == [missed.id]


def test_the_missed_of_an_earlier_month_are_chosen_on_the_page(kept, sign_in):
    before = clock.today().replace(day=1) - DAY
    planned(kept, kept.places[1], before)
    db.session.commit()
    client = sign_in("circle_officer")
    assert kept.places[1].name not in client.get("/beats/missed").words
    assert kept.places[1].name in client.get(f"/beats/missed?month={before:%m-%Y}").words
    client.get("/beats/missed?month=13-2026", status=400)


def test_visits_outside_the_plan_and_days_left_open_or_closed_late_are_listed(kept, sign_in):
    planned(kept, kept.places[0], clock.today() - 2 * DAY)
    made_beats.gone(kept, kept.places[0], ago=2)
    outside = made_beats.gone(kept, kept.places[1], ago=4)
    unclosed = made_beats.gone(kept, ago=6, is_closed=False)
    late = made_beats.gone(kept, ago=8)
    late.is_late = True
    db.session.commit()
    for kind, day in (("outside", outside), ("unclosed", unclosed), ("late", late)):
        assert [row.id for row in db.session.execute(coverage.select_days(kept.who.scope, kind))] == [day.id]
        assert f"{day.serial}/{day.year}" in sign_in("circle_officer").get(f"/beats/oversight?kind={kind}").words


def test_the_week_sums_the_same_on_each_floor(world, kept):
    day = clock.today() - DAY
    planned(kept, kept.places[0], day)
    planned(kept, kept.places[1], day)
    made_beats.gone(kept, kept.places[0], kept.places[2], ago=1)
    db.session.commit()
    for role in ROLES:
        reader = actor(world, role)
        lines, total = coverage.read_week(reader.scope, db.session.get_one(Unit, reader.unit_id), day)
        assert (total.planned, total.done, total.missed, total.visits, total.outside, total.days) == (2, 1, 1, 2, 1, 1), role
        assert (total.places, total.covered, total.uncovered) == (3, 2, 1), role
        for name in ("planned", "done", "missed", "visits", "outside", "days"):
            assert sum(getattr(line, name) for line in lines) == getattr(total, name), (role, name)
        if role not in ("kendra_incharge", "sho"):
            assert [line.of.code for line in lines] == sorted(line.of.code for line in lines)  # never a ranking
    elsewhere = actor(world, "circle_officer", "elsewhere")
    assert coverage.read_week(elsewhere.scope, db.session.get_one(Unit, elsewhere.unit_id), day)[1].visits == 0


def test_the_pages_of_supervision_open_for_each_floor_and_count_no_women_met(kept, sign_in):
    made_beats.gone(kept, kept.places[0], ago=1)
    db.session.commit()
    for role in ROLES:
        client = sign_in(role)
        for url in ("/beats/weeks", "/beats/coverage", "/beats/coverage?kind=uncovered", "/beats/missed", "/beats/oversight",
                    "/beats/evaluations", "/beats/norms"):
            words = client.get(url).words
            assert "873" not in words and kept.officer.name_hi not in words, (role, url)
        client.get("/beats/oversight?kind=most", status=400)
    sign_in("beat_officer").get("/beats/weeks", status=403)


def test_a_month_is_evaluated_once_and_its_figures_stay(kept):
    first = (clock.today() - DAY).replace(day=1)
    made_beats.gone(kept, kept.places[0], ago=1)
    made = evaluating.evaluate(kept.who, kept.beat, first, findings="ठीक", advice="")
    made_beats.gone(kept, kept.places[1], ago=2)
    assert made.figures["visits"] == made.figures["outside"] == made.figures["visited"] == made.figures["days"] == 1
    assert "women_met" not in made.figures
    for month, sentence in ((first, evaluating.SAY_EVALUATED), (shifted(clock.today().replace(day=1), 1),
                                                               evaluating.SAY_MONTH_AHEAD)):
        with pytest.raises(RuleBroken) as fault:
            evaluating.evaluate(kept.who, kept.beat, month, findings="ठीक", advice="")
        assert fault.value.sentence == sentence


def test_the_circle_officer_evaluates_on_the_page(kept, sign_in, world):
    client, url = sign_in("circle_officer"), f"/beats/{kept.beat.id}/evaluate"
    client.post(url, {**client.get(url).form(url), "month": "क", "findings": "तीन स्थान देखे"}, status=422)
    page = client.post(url, {**client.get(url).form(url), "findings": "तीन स्थान देखे", "advice": "विद्यालय पहले जायें"})
    assert "विद्यालय पहले जायें" in client.get(page.location).words
    assert len(db.session.execute(evaluations.select_evaluations(actor(world, "nodal_officer").scope)).all()) == 1
    sign_in("kendra_incharge", "sibling").get(page.location, status=404)


def test_pages_of_land_ask_no_more_for_more_rows(kept, sign_in):
    urls = ("/beats", f"/beats/{kept.beat.id}", f"/beats/{kept.beat.id}/plan", "/beats/coverage", "/beats/missed",
            "/beats/oversight", "/beats/weeks", "/beats/evaluations", "/beats/norms")
    made_beats.gone(kept, kept.places[0], ago=1)
    planned(kept, kept.places[0], clock.today())
    db.session.commit()
    client = sign_in("kendra_incharge")
    few = {url: questions(client, url) for url in urls}
    for number in range(2, 9):
        more = made_beats.place(kept.who, kept.beat, f"परीक्षण ग्राम {number}")
        made_beats.gone(kept, more, ago=number)
        planned(kept, more, clock.today())
    db.session.commit()
    for url in urls:
        many = questions(client, url)
        assert few[url]["work"] == many["work"] <= MOST_QUERIES, f"{url} {few[url]} {many.seen}"


def test_what_place_plan_and_day_keep_is_what_their_visits_say(kept):
    first, second, third = kept.places
    for place, ago in ((first, 5), (first, 2), (second, 5)):
        planned(kept, place, clock.today() - ago * DAY)
    made_beats.gone(kept, first, third, ago=2)
    made_beats.gone(kept, first, third, ago=5)  # sent later, of an earlier day
    today = made_beats.gone(kept, second, ago=0)
    added = plans.plan_place(kept.who, kept.beat, second.id, clock.today())  # named after she was there
    again = plans.plan_place(kept.who, kept.beat, first.id, clock.today())
    db.session.expire_all()
    assert (added.is_done, again.is_done, today.outside) == (True, False, 1)
    rows = db.session.execute(select(BeatVisit, BeatDay.day).join(BeatDay, BeatDay.id == BeatVisit.day_id)).all()
    for place in kept.places:
        assert place.seen_at == max((one.came_at for one, _ in rows if one.place_id == place.id), default=NEVER)
    for line in db.session.scalars(select(BeatPlan)):
        assert line.is_done == any((one.place_id, day) == (line.place_id, line.day) for one, day in rows)
    for day in db.session.scalars(select(BeatDay)):
        own = [one for one, _ in rows if one.day_id == day.id]
        assert (day.visits, day.outside) == (len(own), sum(not one.is_planned for one in own))
