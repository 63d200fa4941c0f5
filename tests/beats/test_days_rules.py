"""The rules of a day on the beat: times that cannot be, what may become of a problem, what a line of a register lacks."""

from datetime import UTC, date, datetime, timedelta

import pytest

from portal.beats.rules import patrol
from portal.beats.rules.patrol import Stay
from portal.field import rules as field

START = datetime(2026, 11, 20, 10, 0, tzinfo=UTC)
LATE = START + timedelta(hours=9)


def at(hour: int, minute: int = 0, day: int = 20) -> datetime:
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


@pytest.mark.parametrize(("came", "left", "said"), [
    (at(11), at(11, 30), None),
    (at(9, 50), at(10, 5), None),  # a clock that is ten minutes slow
    (at(9, day=21), at(9, 30, day=21), patrol.SAY_BEFORE_START),  # nine o'clock, typed after ten
    (at(18, 50), at(19, 40), patrol.SAY_FUTURE),
    (at(11, 40), at(11, 20), "The time out lies before the time in."),
    (at(10, 30), at(11, 30), patrol.SAY_OVERLAP),
    (at(11, 0), at(11, 10), None),  # from one place to the next in the same minute
    (at(10, 20), at(10, 40), patrol.SAY_OVERLAP)])
def test_times_of_a_visit(came, left, said):
    others = [Stay(at(10, 30), at(11, 0), "ग्राम")] if said == patrol.SAY_OVERLAP or came == at(11) else []
    fault = patrol.visit_fault(came, left, START, LATE, others)
    assert (fault and fault.sentence) == said


def test_a_night_round_needs_no_second_date_and_an_old_mistake_is_still_one():
    start = at(22)
    assert patrol.moment_fault(at(0, 30, day=21), start, at(3, day=21)) is None
    assert patrol.moment_fault(at(21, day=21), start, at(12, day=25)).sentence == patrol.SAY_BEFORE_START
    assert patrol.moment_fault(at(9), START, LATE).values == {"at": "10:00"}
    assert patrol.moment_fault(at(17), at(0, 30), at(12, day=25)).sentence == patrol.SAY_LONG_DAY


def test_the_end_lies_after_the_last_visit():
    assert patrol.end_fault(at(15), START, at(14), LATE) is None
    assert patrol.end_fault(at(13, day=21), START, at(14), LATE).sentence == patrol.SAY_BEFORE_VISIT
    assert patrol.end_fault(at(13, day=21), START, at(14), at(9, day=25)).sentence == patrol.SAY_BEFORE_VISIT
    assert patrol.end_fault(at(9, day=21), START, None, LATE).sentence == patrol.SAY_BEFORE_START


def test_what_comes_after_closing():
    ended, closed = at(14), at(14, 30)

    def said(last, now, *, is_in_charge=False):
        fault = field.after_closing_fault(last, ended, closed, now, is_in_charge=is_in_charge)
        return fault and fault.sentence
    assert said(at(13), at(15)) is None
    assert said(at(14, 40), at(15)) == field.SAY_AFTER_END
    assert said(at(13), at(15, day=23)) == field.SAY_CLOSED_LATE
    assert said(at(13), at(15, day=23), is_in_charge=True) is None


@pytest.mark.parametrize(("nature", "outcome", "danger", "field"), [
    ("matrimonial", "settled", False, None), ("rape", "taken_up", True, None), ("rape", "settled", False, "outcome"),
    ("domestic_violence", "passed_on", False, "outcome"), ("property", "passed_on", True, "outcome")])
def test_an_offence_or_danger_is_taken_up(nature, outcome, danger, field):
    fault = patrol.problem_fault(nature, outcome, "पानी का विवाद सुना गया", is_in_danger=danger)
    assert (fault and fault[0]) == field
    assert patrol.problem_fault("other", "settled", "", is_in_danger=False)[0] == "account"


def test_the_next_visit_lies_ahead():
    day = date(2026, 11, 20)
    assert not patrol.next_fault(None, day) and not patrol.next_fault(date(2026, 12, 1), day)
    assert patrol.next_fault(day, day) and patrol.next_fault(date(2028, 1, 1), day)


def test_what_a_line_lacks():
    assert patrol.visit_gaps({"women_met": 0, "officials": [], "schemes": []}) == [patrol.LACKS_MET, patrol.LACKS_SCHEMES]
    assert patrol.day_gaps({"visits": 1, "state": "closed", "summary": "तीन ग्राम देखे"}) == []
    assert patrol.day_gaps({"visits": 0, "state": "out", "summary": ""}) == [patrol.LACKS_VISIT, patrol.LACKS_END]
