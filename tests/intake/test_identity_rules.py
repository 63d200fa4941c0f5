"""The rules of opening: reasons, quota, the hour of an emergency, and who stands above whom."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.access.roles import ROLES
from portal.intake.rules import identity as rules

NOW = datetime(2026, 9, 7, 5, 0, tzinfo=UTC)


@pytest.mark.parametrize(("reason", "other", "is_right"), [
    ("call", "", True), ("other", "", False), ("other", "बहुत छोटा", False), ("other", "  " * 20, False),
    ("other", "विधवा पेंशन के फार्म के लिए", True)])
def test_another_reason_is_said_in_words(reason, other, is_right):
    assert (rules.reason_fault(reason, other) is None) is is_right


@pytest.mark.parametrize(("reason", "is_right"), [
    ("", False), ("बहुत जरूरी काम है", False), ("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", False), ("ab" * 20, False),
    ("112 पर सूचना: घर में बंद है, पति के पास हथियार है", True)])
def test_an_emergency_says_what_makes_it_one(reason, is_right):
    assert (rules.glass_fault(reason) is None) is is_right


def test_an_emergency_opening_ends_after_an_hour_to_the_moment():
    ends = rules.glass_ends(NOW)
    assert ends - NOW == timedelta(minutes=60)
    assert rules.is_open(ends, ends - timedelta(microseconds=1))
    assert not rules.is_open(ends, ends)


def test_the_quota_of_every_role():
    assert {role: rules.quota(role) for role in ("desk_officer", "enquiry_officer", "kendra_incharge", "sho")} == {
        "desk_officer": 15, "enquiry_officer": 15, "kendra_incharge": 40, "sho": 40}


@pytest.mark.parametrize(("reviewer", "opener", "role", "units", "may"), [
    ("a", "a", "desk_officer", ("k", "k"), False),
    ("a", "b", "desk_officer", ("k", "k"), True),
    ("a", "b", "desk_officer", ("s", "k"), True),
    ("a", "b", "circle_officer", ("c", "c"), False),
    ("a", "b", "circle_officer", ("d", "c"), True),
    ("a", "b", "district_chief", ("d", "d"), False),
    ("a", "b", "district_chief", ("r", "d"), True)])
def test_nobody_reviews_an_equal_or_oneself(reviewer, opener, role, units, may):
    assert role in ROLES
    assert rules.may_review(reviewer, units[0], opener, role, units[1]) is may
