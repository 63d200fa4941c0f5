"""Laws of the deadline engine that hold for any case, whatever happened in it."""

import calendar
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

from hypothesis import given, settings
from hypothesis import strategies as some

from portal.law.rules.case_facts import CaseFacts
from portal.law.rules.clocks import CLOCKS
from portal.law.rules.deadlines import IST, OPEN, STATES, duties, explain
from portal.law.rules.events import EVENTS, Event
from tests.law.test_deadlines import ROWS, START, an_event, some_facts

PROOF = {"evidence": "1"}
BY_ID = {clock.id: clock for clock in CLOCKS}
moments = some.builds(lambda minutes: datetime(2024, 7, 1, tzinfo=IST) + timedelta(minutes=minutes),
                      some.integers(0, 20 * 366 * 24 * 60))
some_events = some.lists(an_event, max_size=14)
journeys = some.sampled_from(("", "0", "90", "९०", "-5", "x", "1.5", "9" * 40, "²"))
steady = settings(max_examples=150, deadline=None)


def of(clock_id: str, found) -> list:
    return [duty for duty in found if duty.clock_id == clock_id]


@steady
@given(some_events, some_facts, moments)
def test_asking_twice_answers_the_same_and_every_answer_is_whole(events, facts, now):
    found = explain(events, facts, now, ROWS)
    assert found == explain(events, facts, now, ROWS)
    assert [clock.id for clock in CLOCKS] == list(dict.fromkeys(duty.clock_id for duty in found))
    for duty in found:
        assert duty.state in STATES and duty.why
        assert (duty.met_by is not None) == (duty.state in ("met", "met_late"))
        assert duty.due_at is None or duty.due_at >= duty.trigger.at
        assert not (BY_ID[duty.clock_id].lapses and duty.state == "overdue")


@steady
@given(some_events, some_facts, an_event)
def test_what_has_nothing_to_do_with_a_clock_does_not_touch_it(events, facts, stranger):
    now = START + timedelta(days=10)
    before, after = (duties(told, facts, now, ROWS) for told in (events, [*events, stranger]))
    for clock in CLOCKS:
        if stranger.kind not in {*clock.starts, *clock.met_by, *clock.met_by_all, *clock.ends_by, clock.only_after}:
            assert of(clock.id, before) == of(clock.id, after)


@steady
@given(some_events, some_facts)
def test_without_papers_nothing_is_met(events, facts):
    told = [Event(event.kind, event.at, {"evidence": "  "}) for event in events]
    assert not any(duty.met_by for duty in duties(told, facts, START, ROWS))


@steady
@given(some_events, some_facts)
def test_the_zone_of_the_moments_changes_nothing(events, facts):
    now = START + timedelta(days=10)
    abroad = [Event(event.kind, event.at.astimezone(UTC), event.details) for event in events]
    assert duties(abroad, facts, now.astimezone(UTC), ROWS) == duties(events, facts, now, ROWS)


@steady
@given(some.lists(some.sampled_from(sorted(EVENTS)), max_size=30), journeys)
def test_no_mix_of_events_fails(kinds, journey):
    """All at one moment, with a journey as people may write it."""
    events = [Event(kind, START, PROOF | {"journey_minutes": journey}) for kind in (*kinds, "arrest", "produced")]
    facts = CaseFacts(frozenset({"BNS:64(1)", "POCSO:6", "SCST:3(2)(v)", "BNS:124(1)"}), 99, victim_is_child=True,
                      is_sessions=True, has_disability=True, child_needs_care=True, offender_in_household=True)
    for now in (START - timedelta(days=400), START, START + timedelta(days=4000)):
        duties(events, facts, now, ROWS)


@steady
@given(moments, some.integers(0, 3000), some.integers(0, 600))
def test_production_is_in_time_within_a_day_and_the_journey(arrested, minutes, journey):
    """BNSS 58, Constitution 22(2)."""
    events = [Event("arrest", arrested, PROOF),
              Event("produced", arrested + timedelta(minutes=minutes), PROOF | {"journey_minutes": str(journey)})]
    [duty] = of("ARR-05", duties(events, CaseFacts(frozenset({"BNS:85"}), 3), arrested + timedelta(days=5), ROWS))
    assert duty.state == ("met" if minutes <= 24 * 60 + journey else "met_late")


@steady
@given(moments, some.sampled_from((("BNS:74", 5, "ARR-06", 60), ("BNS:69", 10, "ARR-06", 60), ("BNS:64(1)", 99, "ARR-07", 90),
                                   ("POCSO:6", 99, "ARR-07", 90))))
def test_default_bail_counts_the_day_of_remand(remanded, sort):
    """BNSS 187(3): filed on the sixtieth or ninetieth day, whatever the hour, is in time; the day after is not."""
    section, years, clock_id, days = sort
    facts, last = CaseFacts(frozenset({section}), years), remanded.date() + timedelta(days=days - 1)
    for day, hour, state in ((last, time(23, 59), "met"), (last + timedelta(days=1), time(0, 0), "met_late")):
        filed = Event("court_filed", datetime.combine(day, hour, IST), PROOF)
        found = duties([Event("remand", remanded, PROOF), filed], facts, filed.at, ROWS)
        assert [duty.state for duty in of(clock_id, found)] == [state]
        assert not of({"ARR-06": "ARR-07", "ARR-07": "ARR-06"}[clock_id], found), "one of the two, never both"


@steady
@given(some.sampled_from([clock for clock in CLOCKS if ROWS[clock.id].limit[-1] in "MY" and not clock.each]), moments)
def test_months_and_years_follow_the_calendar(clock, at):
    """Against the plain calendar: the same day of the month, or the last day of one that is too short."""
    limit = ROWS[clock.id].limit
    months = int(limit[1:-1]) * (12 if limit[-1] == "Y" else 1)
    events = [Event(clock.starts[0], at), *([Event(clock.only_after, at)] if clock.only_after else [])]
    sections = {"LIM-01": ("BNS:115(2)", 1), "LIM-02": ("BNS:85", 3)}
    section, years = sections.get(clock.id, ("BNS:64(1)", 99))
    facts = CaseFacts(frozenset({section, *(() if clock.id in sections else ("SCST:3(2)(v)",))}), years, victim_is_child=True)
    [duty] = of(clock.id, duties(events, facts, at, ROWS))
    year, month = divmod(at.year * 12 + at.month - 1 + months, 12)
    assert duty.due_at.date() == date(year, month + 1, min(at.day, calendar.monthrange(year, month + 1)[1]))


@steady
@given(some.sampled_from([clock for clock in CLOCKS if clock.each]), some.lists(moments, min_size=1, max_size=5, unique=True),
       some.lists(moments, max_size=5, unique=True))
def test_each_start_has_its_own_duty_and_a_paper_meets_one_of_them(clock, starts, proofs):
    events = [Event(clock.starts[0], at, PROOF) for at in starts]
    events += [Event(clock.met_by[0], at, PROOF) for at in proofs]
    facts = CaseFacts(frozenset({"BNS:65(1)", "SCST:3(2)(v)"}), 99, victim_is_child=True, accused_is_public_servant=True)
    if not clock.condition.holds(facts):
        facts = CaseFacts(frozenset({"BNS:201"}), 3, accused_is_public_servant=True)
    found = of(clock.id, duties(events, facts, START, ROWS))
    assert [duty.trigger.at for duty in found] == sorted(starts)
    assert [duty.occurrence for duty in found] == list(range(1, len(starts) + 1))
    used = Counter(duty.met_by.at for duty in found if duty.met_by)
    assert all(times == 1 for times in used.values())
    assert all(duty.met_by.at >= duty.trigger.at for duty in found if duty.met_by)


@steady
@given(moments, some.integers(0, 200))
def test_fortnights_follow_one_another_until_now(entered, days):
    """BNSS 174(1)(ii)."""
    now = entered + timedelta(days=days)
    found = of("NC-02", duties([Event("ncr", entered, PROOF)], CaseFacts(frozenset({"BNS:352"}), 2), now, ROWS))
    assert [(duty.due_at.date() - entered.date()).days for duty in found] == [14 * place for place in range(1, len(found) + 1)]
    assert sum(duty.state in ("waiting", "due") for duty in found) <= 1
    assert all(duty.state in OPEN for duty in found)
    assert found[-1].due_at >= now or found[-1].state == "overdue"


def test_what_is_left_out_of_a_period_is_read_where_each_start_counts():
    assert all(clock.each for clock in CLOCKS if clock.pauses)
    assert all(clock.met_by and not clock.met_by_all for clock in CLOCKS if clock.each or clock.repeats)
