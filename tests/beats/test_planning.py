"""The draft of a month as a pure function: by hand stays, promises and sittings first, then the longest without a visit."""

from datetime import date, timedelta

from portal.beats.rules import planning
from portal.beats.rules.norms import Norm
from portal.beats.rules.planning import Line, Spot, beat_days, draft, faults

FIRST = date(2026, 11, 1)  # a Sunday
DAYS = [FIRST + timedelta(days=number) for number in range(30)]
NORM = Norm(days_a_week=2, days_between=15, places_a_day=3)
SINCE = date(2026, 1, 1)


def spot(code, **more):
    return Spot(str(code), code, f"स्थान {code}", SINCE, **more)


def on(number):
    return FIRST + timedelta(days=number - 1)


def test_the_same_input_gives_the_same_plan():
    spots = [spot(code, last_on=FIRST - timedelta(days=code * 3)) for code in range(1, 9)]
    assert draft(spots, NORM, DAYS, None) == draft(list(reversed(spots)), NORM, DAYS, None)


def test_without_a_roster_the_norms_days_of_each_week_and_never_a_sunday():
    days = beat_days([spot(1)], NORM, DAYS, None)
    assert sorted(day.weekday() for day in days if on(2) <= day <= on(8)) == [1, 4]
    assert not [day for day in days if day.weekday() == 6]
    assert beat_days([spot(1)], NORM, DAYS, {on(8)}) == {on(8)}  # a roster has the last word


def test_the_day_of_a_sitting_is_chosen_first_even_a_sunday():
    days = beat_days([spot(1, sits=(2, 6))], NORM, DAYS, None)
    assert {day.weekday() for day in days if on(2) <= day <= on(8)} == {2, 6}


def test_never_visited_first_then_the_longest_without_a_visit():
    spots = [spot(1, last_on=on(1) - timedelta(days=5)), spot(2), spot(3, last_on=on(1) - timedelta(days=20)),
             spot(4, last_on=on(1) - timedelta(days=40))]
    lines = draft(spots, NORM, [on(3)], {on(3)})
    assert [line.key for line in lines] == ["2", "3", "4"]


def test_the_days_of_a_week_get_equally_many_places():
    lines = draft([spot(code) for code in range(1, 6)], Norm(days_a_week=2, places_a_day=5), DAYS, None)
    count = {day: sum(line.day == day for line in lines) for day in DAYS if on(2) <= day <= on(29)}
    assert sorted(filter(None, count.values())) == [2] * 4 + [3] * 4
    # What is put in by hand counts too: the emptier day is filled first.
    fixed = [Line(on(3), str(code), is_fixed=True) for code in (1, 2, 3)]
    lines = draft([spot(code) for code in range(1, 7)], Norm(places_a_day=5), [on(3), on(6)], {on(3), on(6)}, fixed)
    assert [line.day for line in lines] == [on(3)] * 3 + [on(6)] * 3


def test_nobody_is_sent_to_the_same_place_twice_within_a_week():
    lines = draft([spot(1)], NORM, DAYS, set(DAYS))
    days = [line.day for line in lines]
    assert days == [on(1), on(8), on(15), on(22), on(29)]


def test_a_promise_is_kept_even_without_duty_and_this_is_said():
    spots = [spot(1, next_on=on(12)), spot(2)]
    lines = draft(spots, NORM, DAYS, {on(3)})
    assert Line(on(12), "1") in lines
    said = [sentence for sentence, _ in faults(spots, NORM, DAYS, {on(3)}, lines)]
    assert planning.SAY_NO_DUTY in said
    assert planning.SAY_PROMISE not in said
    assert (planning.SAY_PROMISE, {"place": "स्थान 1", "day": "12-11-2026"}) in faults(spots, NORM, DAYS, {on(3)}, [])


def test_what_was_put_in_by_hand_stays_and_takes_its_room():
    fixed = [Line(on(3), str(code), is_fixed=True) for code in (7, 8, 9)]
    lines = draft([spot(code) for code in range(1, 10)], NORM, [on(3)], {on(3)}, fixed)
    assert lines == fixed
    extra = [*fixed, Line(on(3), "1", is_fixed=True)]
    said = faults([spot(code) for code in (1, 7, 8, 9)], NORM, [on(3)], {on(3)}, extra)
    assert (planning.SAY_FULL, {"day": "03-11-2026", "count": 4, "norm": 3}) in said


def test_sittings_come_on_their_weekdays_and_missed_ones_are_counted():
    spots, tuesdays = [spot(1, sits=(1,))], {day for day in DAYS if day.weekday() == 1}
    lines = draft(spots, NORM, DAYS, tuesdays)
    assert [line for line in lines if line.is_sitting] == lines and len(lines) == 4
    assert (planning.SAY_SITTING, {"place": "स्थान 1", "count": 4}) in faults(spots, NORM, DAYS, tuesdays, [])


def test_a_gap_longer_than_the_norm_is_said_with_its_days():
    said = faults([spot(1, last_on=on(1) - timedelta(days=10))], NORM, DAYS, None, [Line(on(10), "1")])
    assert said == [(planning.SAY_GAP, {"place": "स्थान 1", "days": 20, "norm": 15})]


def test_nobody_on_duty_plans_nothing_and_says_so():
    spots = [spot(1)]
    assert draft(spots, NORM, DAYS, set()) == []
    assert faults(spots, NORM, DAYS, set(), [])[0] == (planning.SAY_NO_DAY, {})


def test_a_place_is_planned_only_while_it_belongs_to_the_beat():
    spots = [Spot("1", 1, "स्थान", on(10)), Spot("2", 2, "स्थान", SINCE, to_on=on(9))]
    lines = draft(spots, NORM, DAYS, set(DAYS))
    assert min(line.day for line in lines if line.key == "1") == on(10)
    assert max(line.day for line in lines if line.key == "2") <= on(9)


def test_a_day_is_never_fuller_than_the_norm_but_for_promises():
    spots = [spot(code, next_on=on(3) if code < 5 else None) for code in range(1, 30)]
    lines = draft(spots, NORM, DAYS, None)
    count = {day: sum(line.day == day for line in lines) for day in DAYS}
    assert count.pop(on(3)) == 4
    assert max(count.values()) <= 3
