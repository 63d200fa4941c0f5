"""The plan of a month as the database gives it: who is there, what is needed, and what the weeks before left behind."""

from datetime import date

import pytest

from portal.core import clock
from portal.core.db import db
from portal.roster.models import RosterCell, RosterHoliday, RosterMonth, RosterNeed, RosterNorm, RosterVersion, RosterWish
from portal.roster.queries.plan import plan_of, read_month
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


def test_history_is_what_was_published_in_the_four_weeks_before_and_not_the_live_cells(world, desk):
    one = made_up.officer(world, 1)
    october, september, november = (month(desk, 2026, number, state) for number, state in
                                    ((10, "published"), (9, "draft"), (11, "draft")))
    for made, day in ((october, date(2026, 10, 26)), (september, date(2026, 9, 27)), (november, date(2026, 11, 3))):
        db.session.add(RosterCell(unit_id=desk.unit_id, month_id=made.id, officer_id=one.id, day=day, duty="night"))
    for number, day in ((1, "2026-10-24"), (2, "2026-10-25")):
        db.session.add(RosterVersion(unit_id=desk.unit_id, month_id=october.id, number=number, gaps=0, published_by=desk.user_id,
                                     cells=[[str(one.id), day, "night"]], published_at=clock.now()))
    db.session.flush()
    plan = plan_of(desk.scope, desk.unit_id, 2026, 11)
    assert [cell.day for cell in plan.history] == [date(2026, 10, 25)], "the latest version, and not the live cell of the 26th"
    assert [cell.day for cell in plan.cells] == [date(2026, 11, 3)]
    assert plan.nights_before == {str(one.id): 1} == plan.sundays_before
    assert plan_of(desk.scope, desk.unit_id, 2026, 10).history == ()  # September was never published
    assert plan_of(desk.scope, desk.unit_id, 2026, 12).nights_before == {str(one.id): 1}
    assert read_month(desk.scope, desk.unit_id, 2026, 12).plan.nights_before == {}, "a page reads no farther than its checks look"


def test_a_rank_above_inspector_counts_as_one_and_an_unknown_rank_as_the_lowest(world, desk):
    for number, rank in enumerate(("DSP", "CIV", "SI"), 1):
        made_up.officer(world, number, rank=rank)
    ranks = [one.rank for one in plan_of(desk.scope, desk.unit_id, 2026, 10).officers]
    assert ranks == ["inspector", "home_guard", "sub_inspector"]


def test_a_festival_counts_as_a_sunday_and_a_day_kept_free_is_no_duty(world, desk):
    one = made_up.officer(world, 1)
    made = month(desk, 2026, 10, "draft")
    db.session.add(RosterCell(unit_id=desk.unit_id, month_id=made.id, officer_id=one.id, day=date(2026, 10, 6), duty="off",
                              is_fixed=True))
    for day, gone in ((date(2026, 10, 2), None), (date(2026, 10, 5), clock.now())):
        db.session.add(RosterHoliday(unit_id=desk.unit_id, day=day, title="पर्व", recorded_by=desk.user_id,
                                     recorded_at=clock.now(), withdrawn_at=gone))
    db.session.flush()
    plan = plan_of(desk.scope, desk.unit_id, 2026, 10)
    assert plan.is_holiday(date(2026, 10, 2)) and not plan.is_holiday(date(2026, 10, 5))
    assert plan.cells == () and plan.off == {(str(one.id), date(2026, 10, 6))}


def test_wishes_are_those_not_taken_back(world, desk):
    one = made_up.officer(world, 1)
    for day, duty, gone in ((3, "", None), (4, "night", None), (5, "", clock.now())):
        db.session.add(RosterWish(unit_id=desk.unit_id, officer_id=one.id, day=date(2026, 10, day), duty=duty,
                                  asked_at=clock.now(), withdrawn_at=gone))
    db.session.flush()
    wishes = plan_of(desk.scope, desk.unit_id, 2026, 10).wishes
    assert [(wish.day.day, wish.duty) for wish in wishes] == [(3, None), (4, "night")]


def test_needs_and_norms_count_from_their_day_and_a_weekday_goes_before_every_day(world, desk):
    for weekday, least, day in ((None, 3, date(2026, 10, 10)), (6, 1, date(2026, 10, 10))):
        db.session.add(RosterNeed(unit_id=desk.unit_id, duty="morning", weekday=weekday, least=least, from_on=day))
    db.session.add(RosterNorm(unit_id=desk.unit_id, rule="rest", is_hard=True, weight=0, limit=10, from_on=date(2026, 10, 1)))
    db.session.flush()
    plan = plan_of(desk.scope, desk.unit_id, 2026, 10)
    by_day = {day: [need for need in plan.needs if need.day == day] for day in plan.dates}
    assert len(by_day[date(2026, 10, 9)]) == 3
    assert [(need.duty, need.least) for need in by_day[date(2026, 10, 10)]] == [("morning", 3), ("evening", 2), ("night", 2)]
    assert [need.least for need in by_day[date(2026, 10, 11)]] == [1, 2, 2]  # a Sunday; the other shifts stay as they were
    assert plan.norms["rest"].limit == 10 and plan_of(desk.scope, desk.unit_id, 2026, 9).norms["rest"].limit == 12
