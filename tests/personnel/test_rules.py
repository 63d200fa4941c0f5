"""Strength against the norm, terms of postings, tenure, and the verdict on each row of a staff list."""

from datetime import date

import pytest

from portal.core.forms import parse_day
from portal.personnel.rules import staff_list
from portal.personnel.rules.postings import Term, clash, is_on, tenure_due_before, tenure_state
from portal.personnel.rules.strength import (
    MAN_IN_CHARGE,
    NO_IN_CHARGE,
    NORM_SETS,
    RANK_IN_CHARGE,
    TOO_FEW,
    TOO_MANY,
    TOO_MANY_IN_CHARGE,
    WOMEN_SHORT,
    Member,
    norms_on,
    strength,
)

FULL = [Member("INSP", True, True), Member("SI", True), *[Member("CONST", number % 2 == 0) for number in range(4)],
        Member("HG", True), Member("COUNS", True)]


def said(members, **sanctioned) -> dict[str, list[str]]:
    lines = strength(members, sanctioned, NORM_SETS[0])
    return {line.group: [sentence for sentence, _ in line.said] for line in lines if line.said}


def test_a_full_kendra_lacks_nothing():
    assert said(FULL) == {}


@pytest.mark.parametrize(("members", "group", "sentence"), [
    ([], "in_charge", NO_IN_CHARGE),
    ([*FULL, Member("SI", True, True)], "in_charge", TOO_MANY_IN_CHARGE),
    ([Member("HC", True, True), *FULL[1:]], "in_charge", RANK_IN_CHARGE),
    ([Member("INSP", False, True), Member("SI", False), *FULL[2:]], "in_charge", MAN_IN_CHARGE),
    ([FULL[0], *FULL[2:]], "sub_inspector", TOO_FEW),
    ([*FULL, *[Member("SI", True)] * 4], "sub_inspector", TOO_MANY),
    ([*FULL[:2], *[Member("CONST", False)] * 4, *FULL[6:]], "constable", WOMEN_SHORT),
    ([*FULL[:-2], Member("HG", False)], "home_guard", WOMEN_SHORT),
])
def test_what_is_missing_is_said(members, group, sentence):
    assert sentence in said(members)[group]


def test_a_man_in_charge_with_a_woman_sub_inspector_is_in_order():
    assert said([Member("INSP", False, True), *FULL[1:]]) == {}


def test_half_of_an_odd_number_is_rounded_up_and_the_norms_least_counts():
    line = next(one for one in strength([Member("CONST", True)], {"constable": 6}, norms_on(date(2026, 1, 1)))
                if one.group == "constable")
    assert (line.sanctioned, line.posted, line.women) == (6, 1, 1)
    assert line.said == ((TOO_FEW, {"missing": 3}), (WOMEN_SHORT, {"missing": 1}))


def test_terms_share_their_last_day():
    assert is_on(Term(date(2026, 1, 1), date(2026, 1, 31)), date(2026, 1, 31))
    assert clash(Term(date(2026, 1, 31)), [Term(date(2026, 1, 1), date(2026, 1, 31))])
    assert clash(Term(date(2026, 2, 1)), [Term(date(2026, 1, 1), date(2026, 1, 31))]) is None


def test_tenure_is_counted_by_the_calendar_also_from_a_leap_day():
    leap = date(2024, 2, 29)
    assert [tenure_state(leap, day) for day in (date(2027, 2, 27), date(2027, 2, 28), date(2029, 2, 27), date(2029, 2, 28))] == [
        "running", "due", "due", "over"]
    assert tenure_due_before(date(2026, 11, 24)) == date(2023, 11, 24)


GOOD = {"personnel_no": "९००००००४१", "name_hi": "परीक्षण कुमारी", "name_en": "Test Kumari", "rank": "आरक्षी", "gender": "महिला",
        "phone": "98765 43210", "unit_code": "ad-one", "from_on": "01-10-2025", "order_no": "SP/1", "skills": "computer, Driving",
        "languages": "hi"}


def verdicts(*rows, known=None):
    return staff_list.judge([(line, row) for line, row in enumerate(rows, 2)], known or {}, {"AD-ONE"}, parse_day)


def test_a_good_row_is_new_then_the_same_then_changed():
    new, = verdicts(GOOD)
    assert (new.outcome, new.facts.personnel_no, new.facts.rank, new.facts.phone, new.facts.from_on) == (
        "new", "900000041", "CONST", "9876543210", "2025-10-01")
    known = {"900000041": new.facts.plain()}
    assert [one.outcome for one in verdicts(GOOD, known=known)] == ["same"]
    assert [one.outcome for one in verdicts(GOOD | {"rank": "HC"}, known=known)] == ["changed"]


@pytest.mark.parametrize(("change", "sentence"), [
    ({"personnel_no": "?"}, staff_list.SAY_NUMBER), ({"name_hi": "Kumari"}, staff_list.SAY_NAME_HI),
    ({"name_en": " "}, staff_list.SAY_NAME_EN), ({"rank": "boss"}, staff_list.SAY_RANK), ({"gender": "x"}, staff_list.SAY_GENDER),
    ({"phone": "123"}, staff_list.SAY_PHONE), ({"unit_code": "BD-ONE"}, staff_list.SAY_UNIT),
    ({"from_on": "31-02-2026"}, staff_list.SAY_FROM), ({"order_no": ""}, staff_list.SAY_ORDER),
    ({"skills": "flying"}, staff_list.SAY_WORDS)])
def test_each_fault_of_a_row_is_named(change, sentence):
    verdict, = verdicts(GOOD | change)
    assert verdict.outcome == "refused" and verdict.reasons == (sentence,) and verdict.facts is None


def test_who_is_posted_outside_the_reach_is_not_drawn_in_by_a_list():
    known, = verdicts(GOOD)
    elsewhere = known.facts.plain() | {"unit_code": "BD-ONE"}
    verdict, = verdicts(GOOD, known={"900000041": elsewhere})
    assert verdict.outcome == "refused" and verdict.reasons == (staff_list.SAY_ELSEWHERE,)
    assert verdicts(GOOD, known={"900000041": elsewhere | {"unit_code": ""}})[0].outcome == "changed"  # posted nowhere now


def test_a_number_twice_is_refused_the_second_time():
    first, second = verdicts(GOOD, GOOD)
    assert first.outcome == "new" and second.reasons == (staff_list.SAY_TWICE,)
