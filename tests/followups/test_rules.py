"""Working days, late entries and the end of calling, as laws."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from portal.followups import rules

DAYS = st.dates(date(2020, 1, 1), date(2060, 1, 1))
HOLIDAYS = st.sets(DAYS, max_size=5)


@given(DAYS, st.integers(1, 30), HOLIDAYS)
def test_exactly_so_many_working_days_lie_between(day, count, holidays):
    end = rules.working_days_after(day, count, holidays)
    between = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]
    assert rules.is_working_day(end, holidays)
    assert sum(rules.is_working_day(one, holidays) for one in between) == count


@given(DAYS, st.integers(0, 20), st.integers(0, 20), HOLIDAYS)
def test_counting_on_is_counting_the_sum(day, first, second, holidays):
    assert rules.working_days_after(rules.working_days_after(day, first, holidays), second, holidays) == \
        rules.working_days_after(day, first + second, holidays)


@given(DAYS, HOLIDAYS)
def test_another_holiday_never_makes_the_call_earlier(day, holidays):
    assert rules.call_due_on(day, holidays) >= rules.call_due_on(day)


def test_sunday_and_national_days_do_not_count():
    assert rules.call_due_on(date(2026, 11, 20)) == date(2026, 11, 24)  # Friday; Sunday is skipped
    assert rules.call_due_on(date(2026, 8, 13)) == date(2026, 8, 18)  # 15 August and a Sunday are skipped


def test_an_entry_is_late_after_a_day():
    happened = datetime(2026, 11, 1, 10, tzinfo=UTC)
    assert not rules.is_late(happened, happened + timedelta(hours=24))
    assert rules.is_late(happened, happened + timedelta(hours=24, seconds=1))


@given(st.lists(st.tuples(st.dates(date(2026, 1, 1), date(2026, 1, 4)), st.booleans()), max_size=6))
def test_calling_ends_only_after_three_failed_tries_on_two_days(tries):
    days = {day for day, _ in tries}
    allowed = len(tries) >= 3 and len(days) >= 2 and not any(reached for _, reached in tries)
    assert rules.may_give_up(tries) == allowed
    assert (rules.tries_left(tries) == 0) == allowed


def test_thin_words_say_nothing():
    assert rules.is_thin("ok") and rules.is_thin("सब ठीक है") and rules.is_thin("1 2 3 4 5")
    assert not rules.is_thin("अब कोई परेशानी नहीं है")
