"""Checks of a roster find each breach, and only that one."""

from dataclasses import replace
from datetime import date, timedelta

import pytest

from portal.roster.rules.checks import check, gaps
from portal.roster.rules.plan import DUTIES, NORMS, Cell, Leave, Need, Officer, Plan, Rule, desk_needs
from portal.roster.rules.totals import cost, shares, totals

MONDAY = date(2026, 12, 7)
TRAINED = date(2027, 12, 31)


def officer(key: str, **known) -> Officer:
    return Officer(key, known.pop("is_woman", True), known.pop("rank", "constable"), trained_until=TRAINED, **known)


def plan(*officers: Officer, days: int = 7, needs=(), **more) -> Plan:
    return Plan(MONDAY, days, officers or (officer("a"), officer("b")), tuple(needs), **more)


def cell(key: str, number: int, duty: str) -> Cell:
    return Cell(key, MONDAY + timedelta(days=number), duty)


def rules_of(faults) -> list[str]:
    return [fault.rule for fault in faults]


def test_a_quiet_week_has_no_fault():
    own = plan(officer("a"), days=7, needs=[Need(MONDAY, "morning", 1, 1)])
    assert check(own, [cell("a", 0, "morning"), cell("a", 1, "evening"), cell("a", 3, "morning")]) == []


def test_night_belongs_to_the_day_it_begins_and_is_no_clash_with_that_mornings_end():
    assert DUTIES["night"].is_night and DUTIES["night"].ends == 30 * 60
    assert not DUTIES["morning"].is_night and not DUTIES["evening"].is_night


@pytest.mark.parametrize(("cells", "rule", "values"), [
    ([("a", 0, "night"), ("a", 1, "morning")], "rest", {"there": 0, "needed": 12}),
    ([("a", 0, "evening"), ("a", 1, "morning")], "rest", {"there": 8, "needed": 12}),
    ([("a", 0, "morning"), ("a", 0, "squad")], "overlap", {}),
    ([("a", n, "night") for n in range(4)], "nights_in_row", {"there": 4, "needed": 3}),
    ([("a", n, "morning") for n in range(7)], "weekly_off", {"there": 0, "needed": 1}),
    ([("ghost", 0, "morning")], "unknown", {}),
    ([("a", 0, "party")], "unknown", {}),
])
def test_each_breach_is_found(cells, rule, values):
    found = [fault for fault in check(plan(), [cell(*one) for one in cells]) if fault.rule == rule]
    assert found and found[-1].values == values and found[-1].is_hard


def test_a_night_that_ends_on_the_first_of_the_month_still_asks_for_rest():
    own = plan(history=(Cell("a", MONDAY - timedelta(days=1), "night"),))
    assert rules_of(check(own, [cell("a", 0, "morning")])) == ["rest"]
    assert check(own, [cell("a", 1, "morning")]) == []


def test_hours_count_over_the_months_border():
    before = tuple(Cell("a", MONDAY - timedelta(days=7 - n), "diversion") for n in range(4))
    own = replace(plan(days=3, history=before), first=MONDAY - timedelta(days=3))
    faults = check(own, [Cell("a", MONDAY - timedelta(days=3), "follow_up")])
    assert [(fault.rule, fault.day) for fault in faults] == [("week_hours", MONDAY - timedelta(days=7))]


def test_leave_and_posting_shut_a_day():
    gone = officer("c", posted_to=MONDAY + timedelta(days=2))
    own = plan(officer("a"), gone, leave=(Leave("a", MONDAY, MONDAY + timedelta(days=1)),))
    faults = check(own, [cell("a", 1, "morning"), cell("a", 2, "morning"), cell("c", 2, "evening"), cell("c", 3, "evening")])
    assert [(fault.rule, fault.officer, fault.day) for fault in faults] == [
        ("away", "a", MONDAY + timedelta(days=1)), ("away", "c", MONDAY + timedelta(days=3))]


def test_needs_count_officers_women_and_rank():
    needs = [Need(MONDAY, "night", 2, women=1, rank="sub_inspector", of_rank=1)]
    men = (officer("m", is_woman=False), officer("n", is_woman=False, rank="inspector"))
    faults = check(plan(*men, needs=needs), [cell("m", 0, "night")])
    assert {(fault.rule, fault.values["there"], fault.values["needed"]) for fault in gaps(faults)} == {
        ("least", 1, 2), ("women", 0, 1), ("rank", 0, 1)}
    assert rules_of(check(plan(*men, needs=needs), [cell("m", 0, "night"), cell("n", 0, "night")])) == ["women"]


def test_training_warns_and_may_be_made_hard():
    lapsed = Officer("a", True, "constable", trained_until=MONDAY)
    faults = check(plan(lapsed), [cell("a", 0, "morning"), cell("a", 1, "morning"), cell("a", 2, "beat")])
    assert [(fault.rule, fault.is_hard, fault.day) for fault in faults] == [("training", False, MONDAY + timedelta(days=1))]
    hard = replace(plan(lapsed), norms=NORMS | {"training": Rule(True)})
    assert check(hard, [cell("a", 1, "morning")])[0].is_hard


def test_an_empty_kendra_is_all_gaps_and_costs_nothing():
    nobody = Plan(MONDAY, 2, (), desk_needs((MONDAY, MONDAY + timedelta(days=1))))
    assert len(gaps(check(nobody, []))) == 12 and cost(nobody, []) == 0 and totals(nobody, []) == {}


def test_totals_count_nights_sundays_hours_and_diversions():
    own = plan(officer("a"), festivals=frozenset({MONDAY}))
    told = totals(own, [cell("a", 0, "night"), cell("a", 2, "diversion"), cell("a", 6, "morning")])["a"]
    assert (told.duties, told.nights, told.sundays, told.hours, told.diversion_hours) == (3, 1, 2, 28, 12)


def test_shares_follow_the_days_that_each_is_there():
    half = officer("b", posted_from=MONDAY + timedelta(days=5))
    assert shares(plan(officer("a"), half, days=10), {"a": 9}) == {"a": (6, 6), "b": (3, 3)}


def test_cost_counts_isolated_days_off_and_unfair_nights():
    own = plan(officer("a"), officer("b"))
    assert cost(own, [cell("a", 0, "morning"), cell("a", 2, "morning"), cell("b", 0, "evening"), cell("b", 1, "evening")]) == 1
    three = [cell("a", 0, "night"), cell("a", 2, "night"), cell("a", 4, "night")]
    # a carries 3 nights where 1 to 2 are fair, b none: 2 × 4; two isolated days; duties 3 and 0 are within one of the share
    assert cost(own, three) == 2 * 4 + 2
