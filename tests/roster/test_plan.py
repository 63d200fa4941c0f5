"""The plan of a month as the database gives it: who is there, what is needed, and what the weeks before left behind."""

from datetime import date

import pytest

from portal.core.db import db
from portal.roster.models import RosterCell, RosterMonth, RosterNeed, RosterNorm
from portal.roster.queries.plan import plan_of
from portal.roster.rules.plan import NORMS
from tests.factories import training as made_up
from tests.factories.matters import actor


@pytest.fixture
def desk(world):
    return actor(world, "kendra_incharge")


def month(desk, year, number, state):
    made = RosterMonth(unit_id=desk.unit_id, year=year, month=number, state=state)
    db.session.add(made)
    db.session.flush()
    return made


def test_a_february_of_29_days_with_nobody_posted_needs_the_three_shifts(world, desk):
    plan = plan_of(desk.scope, desk.unit_id, 2028, 2)
    assert plan.officers == () and len(plan.dates) == 29 and len(plan.needs) == 29 * 3 and plan.norms == NORMS


def test_an_officer_posted_in_mid_month_is_there_from_that_day_and_not_seen_elsewhere(world, desk):
    one = made_up.officer(world, 1, from_on=date(2026, 10, 15))
    officer, = plan_of(desk.scope, desk.unit_id, 2026, 10).officers
    assert officer.key == str(one.id) and not officer.is_posted(date(2026, 10, 14)) and officer.is_posted(date(2026, 10, 15))
    assert plan_of(desk.scope, desk.unit_id, 2026, 9).officers == ()
    assert plan_of(actor(world, "kendra_incharge", "elsewhere").scope, desk.unit_id, 2026, 10).officers == ()


def test_only_published_cells_of_the_four_weeks_before_are_history(world, desk):
    one = made_up.officer(world, 1)
    for number, state, day in ((10, "published", date(2026, 10, 25)), (9, "draft", date(2026, 9, 27)),
                               (11, "draft", date(2026, 11, 3))):
        made = month(desk, 2026, number, state)
        db.session.add(RosterCell(unit_id=desk.unit_id, month_id=made.id, officer_id=one.id, day=day, duty="night"))
    db.session.flush()
    november = plan_of(desk.scope, desk.unit_id, 2026, 11)
    assert [cell.day for cell in november.history] == [date(2026, 10, 25)]
    assert [cell.day for cell in november.cells] == [date(2026, 11, 3)]
    assert november.nights_before == {str(one.id): 1} == november.sundays_before
    assert plan_of(desk.scope, desk.unit_id, 2026, 10).history == ()  # September was never published


def test_needs_and_norms_count_from_their_day_and_a_weekday_goes_before_every_day(world, desk):
    for weekday, least, day in ((None, 3, date(2026, 10, 10)), (6, 1, date(2026, 10, 10))):
        db.session.add(RosterNeed(unit_id=desk.unit_id, duty="morning", weekday=weekday, least=least, from_on=day))
    db.session.add(RosterNorm(unit_id=desk.unit_id, rule="rest", is_hard=True, weight=0, limit=10, from_on=date(2026, 10, 1)))
    db.session.flush()
    plan = plan_of(desk.scope, desk.unit_id, 2026, 10)
    by_day = {day: [need for need in plan.needs if need.day == day] for day in plan.dates}
    assert len(by_day[date(2026, 10, 9)]) == 3
    assert [need.least for need in by_day[date(2026, 10, 10)]] == [3]
    assert [need.least for need in by_day[date(2026, 10, 11)]] == [1]  # a Sunday
    assert plan.norms["rest"].limit == 10 and plan_of(desk.scope, desk.unit_id, 2026, 9).norms["rest"].limit == 12
