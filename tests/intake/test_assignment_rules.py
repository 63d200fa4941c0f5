"""Who may enquire: the woman-officer rule, reasons, and no judge in one's own cause."""

from uuid import UUID

import pytest

from portal.intake.rules import assignment as rules
from portal.intake.rules.assignment import Candidate
from portal.intake.rules.vocabularies import NATURES

ONE, OTHER = UUID(int=1), UUID(int=2)
WOMAN, MAN = Candidate(ONE, "A", "enquiry_officer", True), Candidate(OTHER, "B", "enquiry_officer", False)
WHY = "महिला उपनिरीक्षक अवकाश पर हैं"


def faults(candidate, **changes):
    """The faults of an otherwise right choice."""
    return rules.faults(candidate, **({"ground": None, "exception": "", "present_officer_id": None, "reason": "",
                                       "is_against_official": False, "is_party": ""} | changes))


@pytest.mark.parametrize(("nature", "is_minor", "wants", "ground"), [
    ("property", False, False, None), ("property", False, True, rules.SHE_WISHES), ("property", True, False, rules.A_CHILD),
    ("rape", False, False, rules.SEXUAL_MATTER), ("stalking", False, False, rules.SEXUAL_MATTER),
    ("child_offence", False, False, rules.A_CHILD), ("rape", True, True, rules.SHE_WISHES)])
def test_when_only_a_woman_officer_may_be_named(nature, is_minor, wants, ground):
    assert rules.woman_officer_ground(nature, is_minor, wants) == ground


def test_the_natures_of_the_rule_are_natures_of_the_desk():
    assert NATURES.keys() >= rules.WOMAN_OFFICER_NATURES | rules.CHILD_NATURES


@pytest.mark.parametrize(("candidate", "changes", "blamed"), [
    (WOMAN, {}, set()), (MAN, {}, set()), (None, {}, {"officer_id"}),
    (WOMAN, {"ground": rules.SHE_WISHES}, set()), (MAN, {"ground": rules.SHE_WISHES}, {"exception"}),
    (MAN, {"ground": rules.SHE_WISHES, "exception": "छोटा"}, {"exception"}),
    (MAN, {"ground": rules.SHE_WISHES, "exception": WHY}, set()),
    (WOMAN, {"present_officer_id": ONE, "reason": WHY}, {"officer_id"}),
    (WOMAN, {"present_officer_id": OTHER}, {"reason"}), (WOMAN, {"present_officer_id": OTHER, "reason": WHY}, set()),
    (WOMAN, {"is_against_official": True}, {"is_party"}),
    (WOMAN, {"is_against_official": True, "is_party": "maybe"}, {"is_party"}),
    (WOMAN, {"is_against_official": True, "is_party": "no"}, set()),
    (WOMAN, {"is_against_official": True, "is_party": "yes"}, {"officer_id"})])
def test_what_forbids_naming_an_officer(candidate, changes, blamed):
    assert set(faults(candidate, **changes)) == blamed


def test_the_free_hands_stand_first_but_never_before_the_rule():
    free_man, busy, free = (Candidate(UUID(int=n), name, "sho", woman, load)
                            for n, (name, woman, load) in enumerate([("C", False, 0), ("A", True, 9), ("B", True, 1)]))
    assert rules.in_order([free_man, busy, free], None) == [free_man, free, busy]
    assert rules.in_order([free_man, busy, free], rules.A_CHILD) == [free, busy, free_man]
