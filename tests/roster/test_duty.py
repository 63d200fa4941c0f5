"""Who is on duty: the latest published version counts, a night belongs to its first day, leave and postings after it count."""

from datetime import date, datetime, timedelta

import pytest

from portal.core import clock
from portal.core.db import db
from portal.leave import actions as leave_actions
from portal.personnel.models import Posting
from portal.roster.models import RosterMonth, RosterVersion
from portal.roster.queries.duty import on_duty
from portal.roster.queries.published import published_cells
from tests.factories import training as made_up
from tests.factories.matters import actor

FIRST = date(2028, 2, 28)


@pytest.fixture
def desk(world):
    return actor(world, "kendra_incharge")


def published(desk, year, month, *cells, number=1):
    """A version of a month with the cells (officer, day, duty)."""
    made = db.session.query(RosterMonth).filter_by(unit_id=desk.unit_id, year=year, month=month).one_or_none()
    if made is None:
        made = RosterMonth(unit_id=desk.unit_id, year=year, month=month, state="published")
        db.session.add(made)
        db.session.flush()
    version = RosterVersion(
        unit_id=desk.unit_id, month_id=made.id, number=number, published_by=desk.user_id, published_at=clock.now(),
        cells=sorted([str(officer.id), day.isoformat(), duty] for officer, day, duty in cells))
    db.session.add(version)
    db.session.flush()
    return version


def at(day, hour, minute=0):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=clock.IST)


def test_at_two_in_the_morning_of_the_first_the_night_of_29_february_is_on_duty(world, desk):
    one, two = made_up.officer(world, 1), made_up.officer(world, 2)
    leap, march = date(2028, 2, 29), date(2028, 3, 1)
    published(desk, 2028, 2, (one, leap, "night"))
    published(desk, 2028, 3, (two, march, "morning"))
    found, = on_duty(desk.scope, desk.unit_id, at(march, 2))
    assert (found.officer_id, found.duty, found.from_at, found.to_at) == (one.id, "night", at(leap, 22), at(march, 6))
    found, = on_duty(desk.scope, desk.unit_id, at(march, 6))
    assert found.officer_id == two.id
    assert on_duty(desk.scope, desk.unit_id, at(leap, 2)) == []


def test_only_the_latest_version_counts_and_another_kendra_sees_nothing(world, desk):
    one, two = made_up.officer(world, 1), made_up.officer(world, 2)
    published(desk, 2028, 2, (one, FIRST, "morning"))
    published(desk, 2028, 2, (two, FIRST, "morning"), (two, FIRST + timedelta(days=1), "night"), number=2)
    assert [cell.officer for cell in published_cells(desk.scope, desk.unit_id, FIRST, FIRST)] == [str(two.id)]
    assert [one.officer_id for one in on_duty(desk.scope, desk.unit_id, at(FIRST, 7))] == [two.id]
    other = actor(world, "kendra_incharge", "elsewhere")
    assert published_cells(other.scope, desk.unit_id, FIRST, FIRST) == [] == on_duty(other.scope, desk.unit_id, at(FIRST, 7))


def test_leave_granted_and_a_posting_ended_after_publishing_take_her_off_duty(world, desk):
    one, two, three = (made_up.officer(world, number) for number in (1, 2, 3))
    published(desk, 2028, 2, *((who, FIRST, "evening") for who in (one, two, three)))
    leave = leave_actions.enter_leave(desk, desk.unit_id, one.id, {
        "kind": "casual", "from_on": FIRST, "to_on": FIRST, "reason": "गृह कार्य", "applied_on": clock.today()})
    assert len(on_duty(desk.scope, desk.unit_id, at(FIRST, 15))) == 3
    leave_actions.grant(actor(world, "sho"), leave, FIRST, FIRST)
    db.session.query(Posting).filter_by(officer_id=two.id).one().to_on = FIRST - timedelta(days=1)
    db.session.flush()
    assert [found.officer_id for found in on_duty(desk.scope, desk.unit_id, at(FIRST, 15))] == [three.id]


def test_a_kendra_without_a_roster_has_nobody_on_duty(world, desk):
    assert on_duty(desk.scope, desk.unit_id, clock.now()) == []
