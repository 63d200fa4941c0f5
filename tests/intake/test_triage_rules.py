"""The gate and the rules of triage, without a database: every combination of what may stand before a step."""

from datetime import date
from itertools import product

import pytest

from portal.intake.rules import fact_groups, risk
from portal.intake.rules import triage as rules
from portal.intake.rules.states import (
    FIR_FIRST,
    GATED_STEPS,
    NO_COUNSELLING,
    NO_SETTLEMENT,
    ONLY_FIR,
    TICK_FIRST,
    TRANSITIONS,
    gate,
)
from portal.intake.rules.triage import ChildAnswer
from portal.law.rules.facts import FACTS

NAMES = ("facts_disclose_cognizable", "is_sexual_or_child", "has_fir", "has_permission", "has_reason", "has_triage")
ALL = [dict(zip(NAMES, values, strict=True)) for values in product((False, True), repeat=len(NAMES))]
DAY = date(2026, 11, 24)


def facts(**changes):
    return dict.fromkeys(NAMES, False) | {"has_triage": True} | changes


def test_steps_beside_the_law_are_gated_and_others_are_not():
    assert set(GATED_STEPS) == {"dispose", "counsel", "settle"}
    assert ("under_enquiry", "dispose") in TRANSITIONS
    assert all(gate(step, **one).open for _, step in TRANSITIONS if step not in GATED_STEPS for one in ALL)


@pytest.mark.parametrize("step", GATED_STEPS)
def test_without_triage_nothing_opens_not_even_with_an_fir(step):
    assert all(gate(step, **one).why == TICK_FIRST for one in ALL if not one["has_triage"])


def test_a_cognizable_offence_is_never_closed_without_fir_permission_or_reason():
    for step, one in product(GATED_STEPS, ALL):
        if gate(step, **one).open and one["facts_disclose_cognizable"]:
            assert one["has_fir"] or one["has_permission"] or one["has_reason"], (step, one)


def test_a_sexual_offence_or_a_child_needs_an_fir_whatever_else_stands():
    for step, one in product(GATED_STEPS, ALL):
        if gate(step, **one).open and one["is_sexual_or_child"] and one["facts_disclose_cognizable"]:
            assert one["has_fir"], (step, one)
        if one["is_sexual_or_child"]:
            assert step != "settle" or not gate(step, **one).open, one
            assert step != "counsel" or one["has_fir"] or not gate(step, **one).open, one


@pytest.mark.parametrize(("step", "changes", "why"), [
    ("dispose", {}, ""),
    ("dispose", {"facts_disclose_cognizable": True}, FIR_FIRST),
    ("dispose", {"facts_disclose_cognizable": True, "has_fir": True}, ""),
    ("dispose", {"facts_disclose_cognizable": True, "has_permission": True}, ""),
    ("dispose", {"facts_disclose_cognizable": True, "has_reason": True}, ""),
    ("dispose", {"facts_disclose_cognizable": True, "is_sexual_or_child": True, "has_reason": True}, ONLY_FIR),
    ("dispose", {"is_sexual_or_child": True}, ""),
    ("counsel", {"is_sexual_or_child": True}, NO_COUNSELLING),
    ("counsel", {"facts_disclose_cognizable": True}, FIR_FIRST),
    ("counsel", {"facts_disclose_cognizable": True, "is_sexual_or_child": True, "has_fir": True}, ""),
    ("settle", {"is_sexual_or_child": True, "has_fir": True}, NO_SETTLEMENT),
])
def test_the_gate_says_why(step, changes, why):
    verdict = gate(step, **facts(**changes))
    assert (verdict.open, verdict.why) == (not why, why)


@pytest.mark.parametrize(("typed", "number"), [
    ("0123", 123), ("7", 7), (9999, 9999), ("0", None), ("0000", None), ("12345", None), ("123/2026", None), ("", None),
    ("-3", None), ("12a", None), ("1.5", None), ("१२३", None),
])
def test_the_shape_of_an_fir_number(typed, number):
    assert rules.fir_number(typed) == number


def fir(number="0123", year=2026, day=DAY, occurred=None, has_station=True):
    return rules.fir_faults(number, year, day, today=DAY, occurred_on=occurred, has_station=has_station)


def test_an_fir_of_another_year_or_day_is_refused():
    assert fir() == {}
    assert fir(year=2025) == {"year": rules.OTHER_YEAR}
    assert fir(year=2025, day=date(2025, 12, 31)) == {}
    assert fir(day=date(2026, 11, 25)) == {"registered_on": rules.FUTURE_FIR}
    assert fir(occurred=date(2026, 11, 25), day=DAY) == {"registered_on": rules.BEFORE_EVENT}
    assert fir("x", has_station=False) == {"number": rules.NO_SUCH_NUMBER, "station": rules.WHICH_STATION}


@pytest.mark.parametrize(("answer", "part"), [
    (ChildAnswer(""), "answer"), (ChildAnswer("elsewhere"), "answer"), (ChildAnswer("told"), "by"),
    (ChildAnswer("told", "उ0नि0"), "on"), (ChildAnswer("told", "उ0नि0", date(2026, 11, 25)), "on"),
    (ChildAnswer("will_be", "उ0नि0", date(2026, 11, 23)), "on"), (ChildAnswer("told", "उ0नि0", DAY), None),
    (ChildAnswer("will_be", "उ0नि0", DAY), None), (ChildAnswer("none"), None),
])
def test_a_child_question_is_answered_whole(answer, part):
    fault = rules.child_fault(answer, rules.POCSO_ANSWERS, DAY)
    assert (fault[0] if fault else None) == part
    assert rules.child_fault(ChildAnswer("none"), rules.CWC_ANSWERS, DAY), "the committee is always told"


LONG = "पीड़िता के स्वयं के कथन एवं विद्यालय अभिलेख से स्पष्ट है।"


def label(kind="went_by_own_will", **changes):
    values = {"state": "under_enquiry", "has_triage": True, "her_statement_on": DAY, "received_on": date(2026, 11, 20),
              "today": DAY, "is_child": False, "age_proof": "अंकपत्र 12/2020", "age_proved": 19, "reason": LONG} | changes
    return rules.label_faults(kind, **values)


@pytest.mark.parametrize("state", ["recorded", "registered"])
def test_no_label_in_the_first_states_or_before_the_facts(state):
    assert label(state=state) == {"kind": rules.LABEL_TOO_EARLY} == label(has_triage=False) == label("elopement")


def test_a_label_asks_statement_proof_and_reasons():
    assert label() == {}
    assert set(label(her_statement_on=None)) == {"her_statement_on"}
    assert set(label(her_statement_on=date(2026, 11, 19))) == {"her_statement_on"}
    assert set(label(age_proof="")) == {"age_proof"} == set(label(age_proved=None))
    assert label(age_proved=17) == {"age_proved": rules.A_CHILD_HAS_NO_SUCH_WILL}
    assert set(label(reason="घर लौट आयी")) == {"reason"}
    assert label("false_information", age_proof="", age_proved=None) == {}
    assert set(label("false_information", age_proof="", age_proved=None, is_child=True)) == {"age_proof"}


def test_the_groups_of_a_nature_stand_first_and_nothing_is_ticked():
    groups = fact_groups.groups_for("stalking", ())
    assert [one.key for one in groups][:2] == ["following", "online"] and [one.is_open for one in groups].count(True) == 1
    assert sum(one.ticked for one in groups) == 0
    assert {fact.key for one in groups for fact in one.facts} == set(FACTS)
    ticked = fact_groups.groups_for("stalking", {"acid_thrown"})
    assert [one.key for one in ticked if one.is_open] == ["acid"]


def test_an_act_against_a_child_is_known_whoever_complains():
    assert fact_groups.concerns_a_child({"child_missing"}) and fact_groups.concerns_a_child({"child_filmed"})
    assert not fact_groups.concerns_a_child({"rape", "hurt"}) and not fact_groups.concerns_a_child(())


def test_violence_again_needs_the_same_man_or_woman_and_violence_at_home():
    assert risk.is_repeated_violence("domestic_violence", [("dowry_harassment", ("accused",))])
    assert not risk.is_repeated_violence("domestic_violence", [("dowry_harassment", ("phone",))])
    assert not risk.is_repeated_violence("threat", [("domestic_violence", ("accused",))])
    assert not risk.is_repeated_violence("domestic_violence", [("property", ("accused",))])


@pytest.mark.parametrize(("setting", "hours"), [(None, 24), ("", 24), ("48", 48), ("0", 24), ("soon", 24), ("-4", 24)])
def test_the_norm_is_a_setting(setting, hours):
    assert rules.norm_hours(setting) == hours
