"""Identities and plans: what is cleaned, what is refused by field, what stays closed."""

import json
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.errors import InvalidValues
from portal.persons.rules.identity import (
    PLAIN,
    Identity,
    age_on,
    masked_name,
    masked_phone,
    open_identity,
    open_safe_plan,
    read_identity,
    read_safe_plan,
)

TODAY = date(2026, 3, 1)
FULL = {
    "name": "  सुनीता   देवी ",
    "relation": "wife_of",
    "relative_name": "रमेश",
    "address": "मकान 4\r\nगली 2",
    "village": "परीक्षणपुर",
    "phone": "+91 ९८७६५ ४३२१०",
    "other_phone": "",
    "occupation": "सिलाई",
    "school": "",
    "born_on": date(1990, 3, 2),
    "gender": "woman",
}


def test_an_identity_is_cleaned_and_its_age_follows():
    identity = read_identity(FULL, TODAY)
    assert identity.name == "सुनीता देवी" and identity.phone == "9876543210"
    assert identity.address == "मकान 4\nगली 2"
    assert identity.age_years == 35 and not identity.is_minor


def test_everything_may_be_untold():
    assert read_identity({}, TODAY) == Identity()


@pytest.mark.parametrize(
    ("values", "is_minor"),
    [
        ({"age_years": 17}, True),
        ({"age_years": 18}, False),
        ({"age_years": 0}, True),
        ({"age_years": 30, "is_minor": True}, True),
        ({"born_on": date(2008, 3, 1)}, False),
        ({"born_on": date(2008, 3, 2)}, True),
        ({}, False),
    ],
)
def test_who_is_below_eighteen_is_a_minor(values, is_minor):
    assert read_identity(values, TODAY).is_minor is is_minor


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("name", "x" * 121),
        ("name", "सुनीता\u202e"),
        ("address", "a\x00b"),
        ("phone", "12345"),
        ("other_phone", "98765"),
        ("relation", "friend_of"),
        ("gender", "x"),
        ("age_years", 121),
        ("age_years", -1),
        ("born_on", date(2026, 3, 2)),
        ("born_on", date(1850, 1, 1)),
    ],
)
def test_a_wrong_value_is_refused_at_its_field(field, value):
    with pytest.raises(InvalidValues) as refusal:
        read_identity({"name": "सुनीता", field: value}, TODAY)
    assert list(refusal.value.faults) == [field]
    assert refusal.value.faults[field].endswith(".")


def test_all_wrong_fields_are_named_together_and_strangers_are_a_mistake():
    with pytest.raises(InvalidValues) as refusal:
        read_identity({"name": "\x00", "phone": "1", "village": "ठीक"}, TODAY)
    assert set(refusal.value.faults) == {"name", "phone"}
    with pytest.raises(TypeError, match="is_admin"):
        read_identity({"is_admin": "1"}, TODAY)


def test_what_is_sealed_holds_every_naming_field_and_nothing_that_is_counted():
    identity = read_identity(FULL, TODAY)
    sealed = identity.sealed_part()
    assert not set(json.loads(sealed)) & set(PLAIN)
    plain = {name: getattr(identity, name) for name in PLAIN}
    assert open_identity(sealed.encode(), **plain) == identity


@given(st.text(alphabet="सुनीता देवीSunita'-.", max_size=100), st.none() | st.integers(0, 120))
def test_a_read_identity_reads_as_itself(name, age):
    identity = read_identity({"name": name, "age_years": age}, TODAY)
    again = {"name": identity.name, "age_years": identity.age_years, "is_minor": identity.is_minor}
    assert read_identity(again, TODAY) == identity


@given(st.dates(date(1900, 1, 1), TODAY))
def test_age_grows_by_one_on_each_birthday(born_on):
    assert age_on(born_on, born_on) == 0
    if (born_on.month, born_on.day) != (2, 29):
        birthday = born_on.replace(year=born_on.year + 18)
        assert age_on(born_on, birthday) == 18
        assert age_on(born_on, date.fromordinal(birthday.toordinal() - 1)) == 17


def test_a_leap_day_child_is_an_adult_on_the_first_of_march():
    assert age_on(date(2008, 2, 29), date(2026, 2, 28)) == 17
    assert age_on(date(2008, 2, 29), date(2026, 3, 1)) == 18


def test_a_plan_is_cleaned_and_opens_again():
    plan = read_safe_plan({"phone": "098765 43210", "may_call": "ask", "hours": " 11–13 ", "code_word": "किताब"})
    assert plan.phone == "9876543210" and plan.hours == "11–13"
    assert open_safe_plan(plan.as_json().encode()) == plan
    with pytest.raises(InvalidValues):
        read_safe_plan({"may_call": "perhaps"})


@pytest.mark.parametrize(
    ("name", "closed"),
    [("सुनीता शर्मा", "सु••• श•••"), ("Sunita", "S•••"), ("क्षमा", "क्•••"), ("", ""), ("ज़ैनब", "ज़ै•••")],
)
def test_a_masked_name_keeps_one_letter_a_word(name, closed):
    assert masked_name(name) == closed


def test_a_masked_phone_keeps_two_digits():
    assert masked_phone("9876543243") == "…43" and masked_phone("") == ""
