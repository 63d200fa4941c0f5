"""Who is due, who is covered, and the question that the roster asks."""

from datetime import date, timedelta

import pytest

from portal.core import clock
from portal.core.db import db
from portal.personnel import actions as personnel
from portal.training import actions
from portal.training.indicators import INDICATORS
from portal.training.queries import standing, valid_until
from portal.training.rules import validity
from tests.factories import training as made_up
from tests.factories.matters import actor


@pytest.fixture
def scope(world):
    return actor(world, "circle_officer").scope


def trained(world, one, *, days_ago=1, place="own"):
    for number, programme in enumerate(made_up.DESK):
        made_up.passed(world, one, programme, days_ago=days_ago + number, place=place)


def due(scope, within=30, unit=None):
    day = clock.today()
    statement, keys = standing.select_due(scope, day, validity.due_until(day, within), unit)
    return db.session.execute(statement.order_by(*keys)).all()


def test_who_was_never_trained_is_due_for_each_training_that_desk_duty_asks_for(world, scope):
    one = made_up.officer(world, 1)
    assert {row.programme_id for row in due(scope)} == set(made_up.DESK)
    made_up.passed(world, one)
    assert {row.programme_id for row in due(scope)} == set(made_up.DESK[1:])
    assert standing.count_due(scope, clock.today(), validity.due_until(clock.today())) == len(due(scope)) == 2


def test_what_runs_out_within_the_days_asked_is_due_and_who_has_none_comes_first(world, scope):
    one, two = made_up.officer(world, 1), made_up.officer(world, 2)
    trained(world, one, days_ago=345)  # the SOP holds for twelve months
    trained(world, two)
    ends = validity.valid_until(clock.today() - timedelta(days=345), 12)
    assert [(row.officer_id, row.valid_until) for row in due(scope)] == [(one.id, ends)]
    left = (ends - clock.today()).days
    assert len(due(scope, left)) == 1 and due(scope, left - 1) == []
    three = made_up.officer(world, 3)
    assert [row.officer_id for row in due(scope)] == [three.id] * 3 + [one.id]
    assert [row.next_on for row in due(scope)] == [None] * 4
    coming = made_up.session(actor(world, "sho"), days_ago=-4)
    made_up.sent(actor(world, "sho"), coming, one)
    assert [row.next_on for row in due(scope)] == [None] * 3 + [coming.from_on]


def test_a_later_training_counts_and_a_failed_one_does_not(world, scope):
    one = made_up.officer(world, 1)
    trained(world, one, days_ago=340)
    made_up.passed(world, one, days_ago=0)
    assert due(scope) == []
    two = made_up.officer(world, 2)
    sho = actor(world, "sho")
    held = made_up.session(sho)
    made, = made_up.sent(sho, held, two)
    actions.record_marks(sho, held, {made.id: made_up.Mark("present", "failed", "पुनः अभ्यास")})
    assert len(due(scope)) == 3


def test_only_who_is_posted_today_and_not_diverted_is_asked(world, scope):
    one = made_up.officer(world, 1)
    sho = actor(world, "sho")
    personnel.post(sho, one, world.units["kendra"], kind="diverted", from_on=clock.today(), order_no="T/2")
    assert len(due(scope)) == 3, "the diversion is no second posting at the desk"
    posting = next(row for row in personnel.queries.postings_of(one.id) if row.kind == "posted")
    personnel.end_posting(sho, posting, to_on=clock.today() - timedelta(days=1), order_no="T/3", hand_over_note="x")
    assert due(scope) == []


def test_each_sees_the_own_reach(world):
    made_up.officer(world, 1)
    made_up.officer(world, 2, "sibling")
    made_up.officer(world, 3, "elsewhere")
    asked = {who: len(due(actor(world, *who).scope)) for who in (
        ("kendra_incharge", "own"), ("sho", "sibling"), ("circle_officer", "own"), ("state_officer", "own"))}
    assert list(asked.values()) == [3, 3, 6, 9]
    nodal = actor(world, "nodal_officer")
    assert len(due(nodal.scope, unit=world.units["kendra"])) == 3


def test_a_programme_of_a_district_is_asked_for_there_only(world):
    made_up.officer(world, 1)
    made_up.officer(world, 3, "elsewhere")
    actions.enter_programme(actor(world, "nodal_officer"), {
        "title_hi": "स्थानीय", "title_en": "Local", "months": 6, "is_for_desk": True, "is_active": True})
    db.session.flush()
    assert len(due(actor(world, "kendra_incharge").scope)) == 4
    assert len(due(actor(world, "kendra_incharge", "elsewhere").scope)) == 3


def test_covered_is_who_holds_everything_and_the_kendra_says_so(world, scope):
    one, _two = made_up.officer(world, 1), made_up.officer(world, 2)
    made_up.officer(world, 3, "sibling")
    trained(world, one)
    day = clock.today()
    assert [row.officer_id for row in db.session.execute(standing.select_covered(scope, day))] == [one.id]
    rows = {row.code: (row.posted, row.covered) for row in db.session.execute(standing.select_coverage(scope, day))}
    assert rows == {"AD-ONE": (2, 1), "AD-TWO": (1, 0)}
    assert [indicator.count(scope) for indicator in INDICATORS] == [6, 1]


def test_the_last_day_covers_and_the_next_does_not(world, scope):
    one = made_up.officer(world, 1)
    trained(world, one)
    ends = valid_until([one.id], clock.today())[one.id]
    assert ends == validity.valid_until(clock.today() - timedelta(days=1), 12)
    assert standing.count_covered(scope, ends) == 1
    assert standing.count_covered(scope, ends + timedelta(days=1)) == 0


def test_the_roster_learns_until_when_everyone_may_sit_at_the_desk(world, scope):
    full, half, none = (made_up.officer(world, number) for number in (1, 2, 3))
    joins = made_up.officer(world, 4, from_on=clock.today() + timedelta(days=20))
    left = made_up.officer(world, 5)
    personnel.end_posting(actor(world, "sho"), personnel.queries.postings_of(left.id)[0], to_on=clock.today() - timedelta(days=1),
                          order_no="x", hand_over_note="x")
    trained(world, full)
    made_up.passed(world, half)
    day = clock.today()
    ends = validity.valid_until(day - timedelta(days=1), 12)
    assert valid_until(scope, day) == {full.id: ends, half.id: None, none.id: None, joins.id: None}
    assert valid_until([full.id, left.id], day) == {full.id: ends, left.id: None}
    assert valid_until([], day) == {}
    assert valid_until([full.id], day - timedelta(days=10)) == {full.id: None}, "a past day knows only what was passed by then"
    assert valid_until(actor(world, "sho", "elsewhere").scope, day) == {}


def test_where_nothing_is_asked_nothing_ends(world, scope):
    one = made_up.officer(world, 1)
    state = actor(world, "state_officer")
    for programme_id in made_up.DESK:
        programme = db.session.get_one(actions.Programme, programme_id)
        actions.change_programme(state, programme, {name: getattr(programme, name) for name in actions.PROGRAMME_FIELDS}
                                 | {"is_for_desk": False})
    assert valid_until(scope, clock.today()) == {one.id: date.max}
    assert due(scope) == [] and standing.count_covered(scope, clock.today()) == 1
