"""How long a training holds, what may be written after a session, what a line of the register lacks, clashes and months."""

from calendar import monthrange
from datetime import date, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from portal.core.calendar import month_of, month_text
from portal.training.rules import marks, sessions, validity
from portal.training.rules.marks import Mark

DAYS = st.dates(date(2000, 1, 1), date(2080, 12, 31))
MONTHS = st.integers(1, validity.LONGEST_MONTHS)
FIRST, LAST = date(2026, 11, 10), date(2026, 11, 12)


@given(DAYS, MONTHS)
@example(date(2027, 1, 31), 1)
@example(date(2028, 2, 29), 12)
@example(date(2026, 8, 31), 6)
def test_a_training_holds_to_the_same_day_or_the_last_of_that_month(day, months):
    until = validity.valid_until(day, months)
    assert (until.year * 12 + until.month) - (day.year * 12 + day.month) == months
    assert until.day == min(day.day, monthrange(until.year, until.month)[1])


@given(DAYS, DAYS, MONTHS)
def test_who_passes_later_is_never_due_earlier(one, other, months):
    first, second = sorted((one, other))
    assert validity.valid_until(first, months) <= validity.valid_until(second, months)


@given(DAYS, st.integers(1, 119))
def test_one_month_more_ends_later(day, months):
    assert validity.valid_until(day, months) < validity.valid_until(day, months + 1)


@pytest.mark.parametrize("months", [0, -1, 121])
def test_no_training_holds_for_no_time_or_for_ever(months):
    with pytest.raises(ValueError, match="months"):
        validity.valid_until(FIRST, months)


def test_month_ends_by_hand():
    assert validity.valid_until(date(2027, 1, 31), 1) == date(2027, 2, 28)
    assert validity.valid_until(date(2028, 1, 31), 1) == date(2028, 2, 29)
    assert validity.valid_until(date(2028, 2, 29), 12) == date(2029, 2, 28)
    assert validity.valid_until(date(2026, 11, 30), 3) == date(2027, 2, 28)


@pytest.mark.parametrize(("until", "said"), [
    (None, "never"), (FIRST - timedelta(days=1), "ended"), (FIRST, "ending"), (FIRST + timedelta(days=30), "ending"),
    (FIRST + timedelta(days=31), "valid")])
def test_the_last_day_still_counts(until, said):
    assert validity.standing(until, FIRST, 30) == said


@given(st.lists(st.none() | DAYS))
def test_all_hold_until_the_earliest_ends(ends):
    together = validity.all_until(ends)
    if None in ends:
        assert together is None
    else:
        assert all(together <= end for end in ends) and (together in ends or (not ends and together == date.max))


@pytest.mark.parametrize(("mark", "day", "fault"), [
    (Mark(), FIRST - timedelta(days=9), None),
    (Mark("present"), FIRST - timedelta(days=1), ("attendance", marks.SAY_NOT_BEGUN)),
    (Mark("late"), FIRST, None),
    (Mark("present", "passed"), LAST - timedelta(days=1), ("result", marks.SAY_NOT_OVER)),
    (Mark("late", "passed"), LAST, None),
    (Mark("absent", "passed"), LAST, ("result", marks.SAY_ABSENT)),
    (Mark("", "passed"), LAST, ("attendance", marks.SAY_NO_ATTENDANCE)),
    (Mark("present", "failed"), LAST, ("note", marks.SAY_WHY_FAILED)),
    (Mark("present", "failed", "Role play again."), LAST, None),
])
def test_what_may_be_written_when(mark, day, fault):
    assert marks.fault_of(mark, FIRST, LAST, day) == fault


@pytest.mark.parametrize(("mark", "is_open"), [
    (Mark(), True), (Mark("present"), True), (Mark("absent"), False), (Mark("late", "failed", "x"), False)])
def test_who_still_waits_for_an_entry(mark, is_open):
    assert marks.is_open(mark) is is_open


LINE = {"attendance": "present", "result": "passed", "note": "", "trainer": "SI", "to_on": LAST, "withdrawn_at": None,
        "cancelled_at": None}


@pytest.mark.parametrize(("change", "after", "lacks"), [
    ({}, 99, []),
    ({"attendance": "", "result": ""}, 1, [marks.LACKS_ATTENDANCE]),
    ({"attendance": "", "result": ""}, 0, []),
    ({"result": ""}, 8, [marks.LACKS_RESULT]),
    ({"result": ""}, 7, []),
    ({"attendance": "absent", "result": ""}, 99, []),
    ({"trainer": ""}, 1, [marks.LACKS_TRAINER]),
    ({"result": "failed"}, 1, [marks.LACKS_NOTE]),
    ({"attendance": "", "result": "", "trainer": "", "withdrawn_at": LAST}, 99, []),
    ({"attendance": "", "result": "", "cancelled_at": LAST}, 99, []),
])
def test_what_a_line_of_the_register_lacks(change, after, lacks):
    assert marks.gaps(LINE | change, LAST + timedelta(days=after)) == lacks


@given(DAYS, st.integers(0, 40), DAYS, st.integers(0, 40))
def test_sessions_clash_when_they_share_a_day_and_only_then(one, length, other, other_length):
    a = sessions.Days(one, one + timedelta(days=length))
    b = sessions.Days(other, other + timedelta(days=other_length))
    shared = ({one + timedelta(days=n) for n in range(length + 1)} & {other + timedelta(days=n) for n in range(other_length + 1)})
    assert sessions.clash(a, b) == sessions.clash(b, a) == bool(shared)


@given(DAYS)
def test_a_month_is_read_as_it_is_written(day):
    first = day.replace(day=1)
    assert month_of(month_text(first)) == first
    days = sessions.month_days(first)
    assert days.from_on <= day <= days.to_on and (days.to_on + timedelta(days=1)).day == 1
    assert month_of(month_text(first, 1)) == days.to_on + timedelta(days=1)


def test_a_month_in_our_digits_and_none_that_is_no_month():
    assert month_of("११-२०२६") == date(2026, 11, 1)
    for text in ("", "13-2026", "0-2026", "2026-11", "11-1800", "x"):
        with pytest.raises(ValueError, match="month"):
            month_of(text)


def test_places_are_counted_to_the_last():
    assert sessions.fits(3, 1, 2) and not sessions.fits(3, 1, 3)
