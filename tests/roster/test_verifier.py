"""The verifier of the bench finds each sort of breach, so that its silence about a draft means something."""

from datetime import date, timedelta

import pytest

from portal.roster.rules.plan import Cell, Leave, Officer, Plan, desk_needs
from tests.bench.verifying import breaches, empty_posts

MONDAY = date(2026, 12, 7)


def day(number: int) -> date:
    return MONDAY + timedelta(days=number)


def plan(**rest) -> Plan:
    dates = tuple(day(number) for number in range(7))
    return Plan(MONDAY, 7, (Officer("a", True, "constable", posted_to=day(6)), Officer("b", False, "constable")),
                desk_needs(dates, least=1), **rest)


@pytest.mark.parametrize(("cells", "says"), [
    ([("a", 0, "morning"), ("a", 0, "night")], "two duties"),
    ([("a", 0, "night"), ("a", 1, "morning")], "rests"),
    ([("a", number, "morning") for number in range(7)], "no day off"),
    ([("a", number, "diversion") for number in range(5)], "too long"),
    ([("a", number, "night") for number in range(4)], "nights in a row"),
    ([("b", 2, "morning")], "on leave"),
    ([("a", 7, "morning")], "without posting")])
def test_each_breach_is_found(cells, says):
    found = breaches(plan(leave=(Leave("b", day(2), day(2)),)), [Cell(who, day(when), duty) for who, when, duty in cells])
    assert any(says in line for line in found), found


def test_a_quiet_week_has_none_and_its_empty_posts_are_counted():
    cells = [Cell("a", day(number), "morning") for number in range(5)] + [Cell("b", day(5), "morning")]
    assert breaches(plan(), cells) == []
    assert empty_posts(plan(), cells) == 21 - 6 + 21 - 5
