"""The rules of the desk without app or database: what an entry lacks, danger, rights, the sitting, the states."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.errors import RuleBroken
from portal.intake.rules import danger, entry, quality, rights, sitting, states
from portal.intake.rules.vocabularies import CHANNELS, NATURES, NOT_TOLD_REASONS, RECEIPT_WAYS

WHOLE = {
    "purpose": "complaint", "name": "क", "relative_name": "ख", "age": 30, "address": "ग", "phone": "9876500001",
    "nature": "threat", "occurred_from_on": date(2026, 11, 1), "occurred_to_on": None, "received_on": date(2026, 11, 2),
    "place": "घ", "gist": "ङ",
}


def test_a_whole_entry_has_no_fault():
    assert entry.faults(WHOLE, {}) == {}


@pytest.mark.parametrize("name", [*entry.OF_HER, *entry.OF_MATTER])
def test_every_required_field_is_told_or_honestly_not_told(name):
    empty = {**WHOLE, name: None}
    assert entry.faults(empty, {}) == {name: entry.NOT_TOLD}
    assert entry.faults(empty, {name: "because"}) == {name: entry.NOT_TOLD}
    for reason in NOT_TOLD_REASONS:
        assert entry.faults(empty, {name: reason}) == {}
        assert entry.faults(WHOLE, {name: reason}) == {name: entry.BOTH}


def test_a_known_woman_is_not_asked_again():
    assert entry.faults({name: WHOLE[name] for name in WHOLE if name not in entry.OF_HER}, {}, is_known=True) == {}


def test_an_age_of_nought_is_told():
    assert entry.faults({**WHOLE, "age": 0}, {}) == {}


@pytest.mark.parametrize("purpose", ["information", "suggestion", "feedback", "other"])
def test_a_visitor_is_asked_the_name_only(purpose):
    assert entry.faults({"purpose": purpose}, {}) == {"name": entry.NOT_TOLD}
    assert entry.faults({"purpose": purpose, "name": "क"}, {}) == {}


@pytest.mark.parametrize("change, field", [
    ({"occurred_to_on": date(2026, 10, 1)}, "occurred_to_on"),
    ({"occurred_from_on": date(2026, 11, 3)}, "occurred_from_on"),
    ({"occurred_to_on": date(2026, 11, 3)}, "occurred_to_on"),
    ({"nature": ""}, "nature"),
])
def test_the_days_stand_in_order(change, field):
    assert field in entry.faults({**WHOLE, **change}, {})


def test_a_last_day_needs_a_first_one():
    found = entry.faults({**WHOLE, "occurred_from_on": None, "occurred_to_on": date(2026, 11, 1)},
                         {"occurred_from_on": "does_not_know"})
    assert found == {"occurred_from_on": entry.RANGE_START}


@pytest.mark.parametrize("age, ticked, minor", [
    (17, False, True), (18, False, False), (18, True, True), (None, False, False), (None, True, True), (0, False, True)])
def test_who_is_a_minor(age, ticked, minor):
    assert entry.is_under_age(age, ticked) is minor


def test_false_and_elopement_are_no_words_of_the_desk():
    for words in (NATURES, CHANNELS, states.STATES):
        assert not [code for code in words if "false" in code or "elope" in code]


calm = {question.key: ("no" if question.worrying == "yes" else "yes") for question in danger.QUESTIONS}
ANSWERS = st.fixed_dictionaries({question.key: st.sampled_from(sorted(danger.ANSWERS)) for question in danger.QUESTIONS})
ORDER = ["none", "watch", "high", "now"]


def test_at_most_eight_questions():
    assert len(danger.QUESTIONS) <= 8


def test_calm_answers_make_no_danger():
    assert danger.danger_level(calm) == "none" and danger.to_do(calm) == []


@pytest.mark.parametrize("key, level", [
    ("he_is_near", "now"), ("is_hurt", "now"), ("strangled", "now"), ("children_in_danger", "now"),
    ("thinks_of_dying", "now"),
    ("threat_to_kill", "high"), ("is_girl", "watch")])
def test_what_one_yes_means(key, level):
    assert danger.danger_level(calm | {key: "yes"}) == level and danger.to_do(calm | {key: "yes"})


def test_not_safe_at_home_is_high_and_with_a_threat_danger_now():
    assert danger.danger_level(calm | {"can_go_home": "no"}) == "high"
    assert danger.danger_level(calm | {"can_go_home": "no", "threat_to_kill": "yes"}) == "now"
    assert "not_home" in danger.to_do(calm | {"can_go_home": "no"})


def test_not_clear_is_watched():
    assert danger.danger_level(calm | {"strangled": "unsure"}) == "watch"


@given(ANSWERS, st.sampled_from([question.key for question in danger.QUESTIONS]))
def test_a_worse_answer_never_lowers_the_level(answers, key):
    worrying = next(question.worrying for question in danger.QUESTIONS if question.key == key)
    worse = danger.danger_level(answers | {key: worrying})
    assert ORDER.index(worse) >= ORDER.index(danger.danger_level(answers))
    assert set(danger.to_do(answers)) <= set(danger.to_do(answers | {key: worrying}))


@given(ANSWERS)
def test_danger_always_says_what_to_do(answers):
    assert danger.is_complete(answers) and danger.are_known(danger.to_do(answers))
    assert danger.danger_level(answers) not in ("now", "high") or danger.to_do(answers)


def test_an_unanswered_or_invented_answer_is_not_complete():
    assert not danger.is_complete(calm | {"is_hurt": ""}) and not danger.is_complete(calm | {"is_hurt": "perhaps"})


def test_every_right_has_text_and_source_and_doubt_is_marked():
    assert len(rights.RIGHT_KEYS) == len(set(rights.RIGHT_KEYS)) and len(rights.RIGHTS) >= 10
    assert all(right.title and right.text and "s." in right.source for right in rights.RIGHTS)
    assert not rights.right_of("legal_aid").is_verified and rights.right_of("free_copy").source.endswith("173(2)")


@pytest.mark.parametrize("how", [*RECEIPT_WAYS, "thrown", ""])
def test_handing_over(how):
    fault = sitting.handing_over_fault(how, "")
    assert (fault is None) == (how in RECEIPT_WAYS and how != "kept")
    assert sitting.handing_over_fault("kept", "भाई के साथ कल आयेगी") is None


def test_the_sitting_goes_on_with_what_is_missing():
    assert sitting.Sitting(False, True, True, True).current == 0
    assert sitting.Sitting(True, True, False, True).current == 2
    assert sitting.Sitting(True, True, True, True).current == len(sitting.STEPS)


def test_no_step_but_the_receipt_is_open_at_first():
    assert [step for state, step in states.TRANSITIONS if state == "recorded"] == ["hand_over"]
    for step in ("assign", "dispose", "verify", "reopen"):
        with pytest.raises(RuleBroken):
            states.next_state("recorded", step)


@pytest.mark.parametrize("gist, thin", [
    ("मारपीट", True), ("मारपीट मारपीट मारपीट मारपीट मारपीट मारपीट मारपीट मारपीट", True),
    ("पति रोज़ शराब पीकर मारपीट करते हैं और घर से निकालने की धमकी देते हैं", False)])
def test_thin_text(gist, thin):
    assert quality.is_thin(gist) is thin


def test_what_was_honestly_not_told_is_no_gap():
    row = {"gist": "", "place": "", "occurred_from_on": None, "receipt_given_at": 1, "danger_answered_at": 1,
           "rights_told": 3, "party_count": 1,
           "not_told": {"gist": "cannot_speak", "place": "does_not_know", "occurred_from_on": "channel"}}
    assert quality.complaint_gaps(row) == []
    assert len(quality.complaint_gaps({**row, "not_told": {}, "receipt_given_at": None, "party_count": 0})) == 5


def test_who_came_in_person_leaves_at_a_time():
    assert quality.visit_gaps({"channel": "walk_in", "purpose": "complaint", "left_at": None}) == [quality.NO_TIME_OUT]
    assert quality.visit_gaps({"channel": "phone", "purpose": "complaint", "left_at": None}) == []
    assert quality.visit_gaps({"channel": "phone", "purpose": "feedback", "remark": "ok"}) == [quality.NO_REMARK]
