"""The draft holds every hard rule, says what is missing, keeps what was set by hand, and is the same for the same plan."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from portal.roster.rules.checks import check
from portal.roster.rules.plan import NORMS, Cell, Leave, Need, Officer, Plan, Wish, desk_needs
from portal.roster.rules.totals import follow_up_changes
from portal.roster.solver import draft, mend

pytest.importorskip("ortools", reason="the roster's solver is left out on this machine")
FIRST, TRAINED = date(2026, 11, 30), date(2027, 12, 31)


def staff(count: int, men: int = 0) -> tuple[Officer, ...]:
    return tuple(Officer(f"o{number:02}", number >= men, "constable", trained_until=TRAINED) for number in range(count))


def days(count: int) -> tuple[date, ...]:
    return tuple(FIRST + timedelta(days=number) for number in range(count))


def week(officers: tuple[Officer, ...], *, length: int = 7, least: int = 1, **more) -> Plan:
    return Plan(FIRST, length, officers, desk_needs(days(length), least=least), **more)


def hard(plan: Plan, cells) -> list[str]:
    return [fault.rule for fault in check(plan, cells) if fault.is_hard]


def test_a_month_of_ten_is_drafted_without_a_fault():
    plan = week(staff(10, men=2), length=31)
    made = draft(plan, effort=3)
    assert hard(plan, made.cells) == [] and len(made.cells) == 31 * 3 and not made.gaps
    assert made.bound <= made.cost


def test_the_same_plan_gives_the_same_draft():
    plan = week(staff(8, men=2), length=14, leave=(Leave("o03", FIRST, FIRST + timedelta(days=4)),))
    assert draft(plan, effort=2) == draft(plan, effort=2)


def test_cells_set_by_hand_stay_even_against_a_rule():
    by_hand = (Cell("o01", FIRST, "night", True), Cell("o01", FIRST + timedelta(days=1), "morning", True),
               Cell("o02", FIRST, "court", True))
    plan = week(staff(8), cells=by_hand)
    made = draft(plan, effort=2)
    assert set(by_hand) <= set(made.cells)
    assert hard(plan, made.cells) == ["rest"], "only what was set by hand breaks a rule"
    assert [cell.duty for cell in made.cells if cell.officer == "o02" and cell.day == FIRST] == ["court"]


def test_a_cell_that_was_not_fixed_is_drafted_anew():
    plan = week(staff(6), cells=(Cell("o00", FIRST, "morning"), Cell("o00", FIRST, "night")))
    assert hard(plan, draft(plan, effort=1).cells) == []


def test_one_woman_among_twenty_two_leaves_gaps_and_says_what_would_mend_them():
    plan = week(staff(22, men=21), least=2)
    made = draft(plan, effort=3)
    assert {fault.rule for fault in made.gaps} == {"women"} and len(made.gaps) == 21 - 6
    assert [fault.rule for fault in check(plan, made.cells) if fault.is_hard and fault.rule != "women"] == []
    assert {fault.rule for fault in mend(plan)[0]} <= {"women", "week_hours", "weekly_off", "rest", "nights_in_row"}


def test_mending_names_the_one_leave_that_stands_in_the_way():
    officers = staff(3)
    plan = Plan(FIRST, 1, officers, (Need(FIRST, "morning", 3),), leave=(Leave("o01", FIRST, FIRST),))
    assert [fault.rule for fault in draft(plan, effort=1).gaps] == ["least"]
    needed, is_fewest = mend(plan)
    assert [(fault.rule, fault.officer) for fault in needed] == [("away", "o01")] and is_fewest
    assert mend(replace(plan, leave=())) == ((), True)


def test_nobody_at_all_gives_an_empty_draft_with_every_gap():
    plan = week((), length=2)
    made = draft(plan, effort=1)
    assert made.cells == () and len(made.gaps) == 12 and made.is_proven


def test_nights_of_earlier_months_are_made_up_for():
    plan = week(staff(6), length=14, nights_before={"o00": 12})
    nights = [cell.officer for cell in draft(plan, effort=3).cells if cell.duty == "night"]
    assert nights.count("o00") == 0


def test_who_came_lately_has_no_nights_of_earlier_months_to_make_up_for():
    before = {f"o{number:02}": 15 for number in range(5)}
    plan = week(staff(6), length=14, nights_before=before, there_before=dict.fromkeys(before, 91))
    nights = [cell.officer for cell in draft(plan, effort=3).cells if cell.duty == "night"]
    assert nights.count("o05") <= 3, "the share of fourteen days, not what the others did before she came"


def test_the_same_officer_keeps_follow_up_duty_for_as_long_as_the_week_allows():
    norms = {rule: NORMS[rule] for rule in ("rest", "week_hours", "weekly_off", "continuity")}
    plan = Plan(FIRST, 14, staff(4), tuple(Need(day, "follow_up", 1) for day in days(14)), norms=norms)
    made = draft(plan, effort=3)
    assert made.is_proven and follow_up_changes(plan, made.cells) == 2, "one change in each week, as a day off asks"


def test_wishes_are_kept_where_they_cost_nothing():
    wishes = (Wish("o00", FIRST), Wish("o01", FIRST, "night"))
    made = draft(week(staff(8), wishes=wishes), effort=2)
    on_first = {cell.officer: cell.duty for cell in made.cells if cell.day == FIRST}
    assert "o00" not in on_first and on_first["o01"] == "night"


def test_a_stop_keeps_the_best_so_far():
    made = draft(week(staff(10), length=28), effort=10, should_stop=lambda: True)
    assert made.is_stopped and made.cells


@settings(max_examples=12, deadline=None)
@given(some.data())
def test_hard_rules_hold_whatever_the_plan(data):
    def pick(*values):
        return data.draw(some.sampled_from(values))

    officers = tuple(Officer(f"o{number}", pick(True, False), pick("constable", "sub_inspector"),
                             posted_to=pick(None, FIRST + timedelta(days=4))) for number in range(pick(1, 2, 4, 7)))
    leave = tuple(Leave(one.key, FIRST + timedelta(days=pick(0, 2, 5)), FIRST + timedelta(days=6))
                  for one in officers if pick(True, False))
    before = tuple(Cell(officers[0].key, FIRST - timedelta(days=number), "night") for number in range(1, pick(1, 2, 4)))
    plan = Plan(FIRST, 7, officers, desk_needs(days(7), least=pick(1, 2, 3)), leave=leave, history=before)
    assert set(hard(plan, draft(plan, effort=0.5).cells)) <= {"least", "women"}
