"""Kinds, tables and periods: what the law allows is taken, what it does not is refused with its provision."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.errors import RuleBroken
from portal.law.queries import bundled_pack
from portal.preventive.rules import judging, kinds, periods, projecting, steps
from portal.preventive.rules.judging import Past, judge, standing_of

CLOCKS = {row.id: row.limit for row in bundled_pack().clocks.values()}
NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
DAYS = st.dates(date(2020, 1, 1), date(2060, 12, 31))


def past(code: str, day: date, **values) -> Past:
    return Past(code, datetime(day.year, day.month, day.day, 6, tzinfo=UTC), day, **values)


def said(kind: str, code: str, typed: dict, *before: Past, at: datetime = NOW) -> judging.Verdict:
    return judge(standing_of(kind, CLOCKS, before), code, typed, happened_at=at, day=at.date(), now=NOW)


def faults(*arguments, **options) -> set[tuple[str, str]]:
    return {(field, sentence) for field, sentence, _ in said(*arguments, **options).faults}


def test_every_clock_named_by_a_kind_stands_in_the_pack():
    named = {one for kind in kinds.KINDS.values() for one in (kind.clock_id, kind.appeal_clock_id) if one}
    assert named | {kinds.INQUIRY_CLOCK, kinds.CUSTODY_CLOCK} <= CLOCKS.keys()
    assert CLOCKS[kinds.CUSTODY_CLOCK] == "PT24H" and CLOCKS[kinds.INQUIRY_CLOCK] == "P6M"


@pytest.mark.parametrize("kind, limit", [
    ("bnss125", "P3Y"), ("bnss126", "P1Y"), ("bnss127", "P1Y"), ("bnss128", "P1Y"), ("bnss129", "P3Y"), ("bnss163", "P2M"),
    ("bnss170", "PT24H"), ("goondas3", "P6M"), ("nsa", "P12M"), ("arms17", ""), ("history", "")])
def test_the_longest_period_of_each_kind(kind, limit):
    assert kinds.limit_of(kinds.KINDS[kind], CLOCKS) == limit


def test_what_is_from_memory_says_so():
    unsure = {code for code, kind in kinds.KINDS.items() if "verified" in kind.source}
    assert unsure == {code for code, kind in kinds.KINDS.items() if kind.needs_check}
    assert {"goondas3", "nsa", "arms17", "gangsters", "history"} <= unsure and "bnss126" not in unsure


@pytest.mark.parametrize("family", steps.TABLES)
def test_the_tables_are_closed(family):
    table = steps.TABLES[family]
    assert set(table) <= set(steps.STATES)
    reached, waiting = {"prepared"}, ["prepared"]
    while waiting:
        for step, state in table[waiting.pop()].items():
            assert step in steps.STEPS and state in table
            if state not in reached:
                reached.add(state)
                waiting.append(state)
    assert reached == set(table), "states that nothing leads to"


def test_a_step_that_the_table_does_not_know_is_refused():
    with pytest.raises(RuleBroken):
        steps.next_state("bond", "dropped", "bond_signed")
    with pytest.raises(RuleBroken):
        steps.next_state("custody", "prepared", "bond_signed")
    assert "bond_signed" not in {one.code for one in steps.open_steps("order", "inquiry")}


def test_months_are_calendar_months():
    assert periods.last_day(date(2026, 1, 31), "P1M") == date(2026, 2, 28)
    assert periods.last_day(date(2024, 2, 29), "P1Y") == date(2025, 2, 28)
    assert periods.last_day(date(2026, 8, 31), "P6M") == date(2027, 2, 28)
    assert periods.last_day(date(2026, 3, 1), "P2M") == date(2026, 5, 1)
    with pytest.raises(ValueError):
        periods.parts("six months")


@given(DAYS, st.integers(0, 60))
def test_adding_months_keeps_the_day_or_takes_the_last_one(day, months):
    there = periods.add_months(day, months)
    assert (there.year - day.year) * 12 + there.month - day.month == months
    assert there.day == day.day or (there.day < day.day and (there + timedelta(days=1)).day == 1)


@given(DAYS, DAYS, st.sampled_from(["P1Y", "P6M", "P2M", "P3Y", "P14D"]))
def test_an_earlier_beginning_never_ends_later(one, other, limit):
    first, second = sorted((one, other))
    assert first <= periods.last_day(first, limit) <= periods.last_day(second, limit)


@given(DAYS, st.integers(-40, 1500), st.sampled_from(["bnss126", "bnss127", "bnss128", "bnss129", "bnss125"]))
def test_a_bond_is_taken_exactly_up_to_its_last_day(first, days, kind):
    until = first + timedelta(days=days)
    found = faults(kind, "bond_signed", {"amount": 1, "from_on": first, "until_on": until})
    last = periods.last_day(first, kinds.limit_of(kinds.KINDS[kind], CLOCKS))
    expected = {("until_on", judging.ENDS_BEFORE)} if days < 0 else {("until_on", judging.TOO_LONG)} if until > last else set()
    assert found == expected


@given(DAYS, st.integers(0, 900))
def test_an_order_under_163_lasts_two_months_and_six_more(first, days):
    until = first + timedelta(days=days)
    made = past("order_passed", first, from_on=first, until_on=periods.last_day(first, "P2M"))
    assert bool(faults("bnss163", "order_passed", {"from_on": first, "until_on": until})) == (until > made.until_on)
    at = datetime(2061, 1, 1, tzinfo=UTC)
    verdict = judge(standing_of("bnss163", CLOCKS, (made,)), "extended", {"until_on": until}, happened_at=at, day=at.date(),
                    now=at)
    assert bool(verdict.faults) == (not made.until_on < until <= periods.last_day(made.until_on, "P6M"))


@given(st.integers(-10**6, 10**6))
def test_an_amount_is_above_nought(amount):
    assert (("amount", judging.NEGATIVE) in faults("bnss126", "bond_signed", {
        "amount": amount, "from_on": date(2026, 1, 1), "until_on": date(2026, 2, 1)})) == (amount <= 0)


@given(st.integers(1, 100000), st.integers(1, 100000), st.integers(1, 12), st.integers(0, 365))
def test_a_bond_asks_no_more_than_the_order_did(ordered, amount, months, days):
    first = date(2026, 1, 10)
    order = past("show_cause", date(2026, 1, 1), amount=ordered, term_months=months)
    for code in ("interim_bond", "bond_signed"):
        found = faults("bnss126", code, {"amount": amount, "from_on": first, "until_on": first + timedelta(days=days)}, order)
        assert (("amount", judging.ABOVE_ORDER) in found) == (amount > ordered)
        longer = first + timedelta(days=days) > periods.add_months(first, months)
        assert (("until_on", judging.LONGER_THAN_ORDER) in found) == longer


def test_a_final_bond_follows_an_interim_one_and_never_another_final_one():
    bond = {"amount": 5, "from_on": date(2026, 11, 1), "until_on": date(2026, 12, 1)}
    assert not faults("bnss126", "bond_signed", bond, past("interim_bond", date(2026, 10, 1), **bond))
    assert faults("bnss126", "bond_signed", bond, past("bond_signed", date(2026, 10, 1), **bond)) == {
        ("happened_on", judging.SECOND_BOND)}
    assert steps.next_state("bond", steps.next_state("bond", "breached", "breach_not_proved"), "bond_signed") == "in_force"


def test_an_order_may_not_ask_for_longer_than_the_provision():
    assert ("term_months", judging.TERM_TOO_LONG) in faults("bnss126", "show_cause", {"term_months": 13})
    assert not faults("bnss126", "show_cause", {"term_months": 12}) and not faults("bnss129", "show_cause", {"term_months": 36})
    assert ("term_months", judging.NEGATIVE) in faults("bnss126", "show_cause", {"term_months": 0})


def test_the_future_and_a_next_date_in_the_past_are_impossible():
    assert ("happened_on", judging.FUTURE) in faults("bnss126", "hearing", {}, at=NOW + timedelta(hours=1))
    assert ("next_on", judging.NEXT_BEFORE) in faults("bnss126", "hearing", {"next_on": NOW.date() - timedelta(days=1)})


def test_custody_opens_and_closes():
    arrest = past("arrested", date(2026, 11, 23))
    assert ("happened_on", judging.NOT_ARRESTED) in faults("bnss170", "released", {})
    assert ("happened_on", judging.HELD_ALREADY) in faults("bnss170", "arrested", {}, arrest)
    too_early = arrest.happened_at - timedelta(hours=1)
    assert ("happened_on", judging.RELEASE_FIRST) in faults("bnss170", "released", {}, arrest, at=too_early)
    assert not faults("bnss170", "released", {}, arrest)
    again = (arrest, past("released", date(2026, 11, 24)))
    assert not faults("bnss170", "arrested", {}, *again, at=NOW)


def test_only_steps_that_can_be_true_are_offered():
    arrest, bond = past("arrested", date(2026, 11, 23)), past("bond_signed", date(2026, 11, 22), amount=5)

    def codes(state, *before):
        return {step.code for step in judging.offered(standing_of("bnss126", CLOCKS, before), state)}

    assert "arrested" in codes("in_force") and not {"released", "produced"} & codes("in_force")
    assert {"released", "produced"} <= codes("in_force", arrest) and "arrested" not in codes("in_force", arrest)
    assert "bond_signed" in codes("in_force") and "bond_signed" not in codes("in_force", bond)


@given(st.integers(0, 72 * 60))
def test_more_than_a_day_in_custody_is_said(minutes):
    arrest = past("arrested", date(2026, 11, 20))
    at = arrest.happened_at + timedelta(minutes=minutes)
    warned = judging.HELD_TOO_LONG in {sentence for sentence, _ in said("bnss170", "produced", {}, arrest, at=at).warnings}
    assert warned == (minutes > 24 * 60)
    assert periods.minutes_left(periods.custody_ends(arrest.happened_at, "PT24H"), at) == 24 * 60 - minutes


def test_out_of_order_is_asked_and_not_refused():
    verdict = said("bnss126", "hearing", {})
    assert not verdict.faults and [sentence for sentence, _ in verdict.warnings] == [judging.BEFORE_NOTICE]
    late_notice = past("notice_served", NOW.date() + timedelta(days=1))
    assert said("bnss126", "hearing", {}, late_notice).warnings, "the notice came after the hearing"
    assert not said("bnss126", "hearing", {}, past("notice_served", date(2026, 11, 1))).warnings
    bond = {"amount": 5, "from_on": date(2026, 11, 1), "until_on": date(2026, 12, 1)}
    assert {one for one, _ in said("bnss126", "bond_signed", bond).warnings} == {judging.WITHOUT_ORDER, judging.WITHOUT_HEARING}


def test_a_breach_lies_within_the_bond():
    bond = past("bond_signed", date(2026, 10, 1), amount=5, from_on=date(2026, 10, 1), until_on=date(2026, 11, 20))
    assert ("happened_on", judging.NO_BOND) in faults("bnss126", "breach_reported", {})
    assert ("happened_on", judging.NO_BOND_THEN) in faults("bnss126", "breach_reported", {}, bond)
    assert not faults("bnss126", "breach_reported", {}, bond, at=datetime(2026, 11, 20, 6, tzinfo=UTC))
    assert ("happened_on", judging.NOT_OVER) in faults("bnss126", "expired", {}, bond, at=datetime(2026, 11, 20, 6, tzinfo=UTC))
    assert not faults("bnss126", "expired", {}, bond)


def test_the_inquiry_ends_six_months_after_the_notice_unless_reasons_are_recorded():
    notice = past("notice_served", date(2026, 5, 24))
    standing = standing_of("bnss126", CLOCKS, (notice,))
    dates = [("notice_served", notice.happened_at, date(2026, 6, 10))]
    projected = projecting.project(standing, "inquiry", dates)
    assert projected.inquiry_due_on == date(2026, 11, 24) and projected.next_hearing_on == date(2026, 6, 10)
    longer = [*dates, ("special_reasons", NOW, date(2027, 1, 15))]
    assert projecting.project(standing, "inquiry", longer).inquiry_due_on == date(2027, 1, 15)
    assert projecting.project(standing, "in_force", dates).inquiry_due_on is None
    assert projecting.project(standing_of("goondas3", CLOCKS, (notice,)), "inquiry", dates).inquiry_due_on is None


def test_an_extension_moves_the_end_and_a_later_order_begins_anew():
    made = past("order_passed", date(2026, 1, 1), from_on=date(2026, 1, 1), until_on=date(2026, 6, 30))
    longer = past("extended", date(2026, 6, 1), until_on=date(2026, 12, 31))
    assert standing_of("goondas3", CLOCKS, (made, longer)).term == (date(2026, 1, 1), date(2026, 12, 31))
    anew = past("order_passed", date(2026, 8, 1), from_on=date(2026, 8, 1), until_on=date(2026, 9, 1))
    assert standing_of("goondas3", CLOCKS, (made, longer, anew)).term == (date(2026, 8, 1), date(2026, 9, 1))
