"""The deadline engine against the law worked by hand, and laws that hold for any case."""

import csv
from datetime import date, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

import portal.law
from portal.law.queries import bundled_pack
from portal.law.rules.case_facts import CaseFacts
from portal.law.rules.chronology import is_late, warnings
from portal.law.rules.clocks import CLOCKS, NOT_COMPUTED, under
from portal.law.rules.deadlines import IST, NO_EVIDENCE, OPEN, STATES, closes, duties, explain
from portal.law.rules.events import EVENTS, Event
from tests.law.scenarios import SCENARIOS, Scenario

TABLE = Path(portal.law.__file__).parent / "data" / "clocks.csv"
with TABLE.open(encoding="utf-8", newline="") as _file:
    PACK = {row["id"]: row for row in csv.DictReader(_file)}
ROWS = {key: SimpleNamespace(limit=row["limit"], needs_check=row["confidence"] != "high") for key, row in PACK.items()}
START = datetime(2026, 11, 1, 10, 0, tzinfo=IST)


def moment(text: str, last_minute: bool = False) -> datetime:
    day, _, hour = text.partition(" ")
    parts = [int(part) for part in day.split("-")]
    at = [int(part) for part in hour.split(":")] if hour else ([23, 59] if last_minute else [0, 0])
    return datetime(parts[2] if len(parts) == 3 else 2026, parts[1], parts[0], *at, tzinfo=IST)


def events_of(text: str) -> list[Event]:
    found = []
    for line in text.split(";"):
        kind, day, hour, *more = line.split()
        details = dict(part.split("=") for part in more if "=" in part)
        found.append(Event(kind, moment(f"{day} {hour}"), details | ({} if "!" in more else {"evidence": "1"})))
    return found


def looked_at(scenario: Scenario):
    events = events_of(scenario.events)
    now = moment(scenario.at) if scenario.at else max(event.at for event in events) + timedelta(minutes=1)
    facts = CaseFacts(sections=frozenset(scenario.sections.split()), **scenario.facts)
    return duties(events, facts, now, ROWS)


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda one: f"{one.cites}: {one.told}"[:90])
def test_worked_by_hand(scenario):
    found = looked_at(scenario)
    for clock_id, expected in scenario.expected.items():
        own = [duty for duty in found if duty.clock_id == clock_id]
        if expected == "absent":
            assert not own, f"{clock_id} does not apply"
        elif expected in STATES or expected == "late":
            assert {"late": "met_late"}.get(expected, expected) in {duty.state for duty in own}, f"{clock_id}: {own}"
        else:
            assert moment(expected, last_minute=True) in {duty.due_at for duty in own if duty.state in OPEN}, f"{clock_id}: {own}"


def test_the_table_is_large_enough_and_covers_every_sure_clock():
    assert len(SCENARIOS) >= 120
    shown = {clock_id for scenario in SCENARIOS for clock_id, expected in scenario.expected.items() if expected != "absent"}
    sure = {key for key, row in PACK.items() if row["confidence"] == "high"} - set(NOT_COMPUTED)
    assert sure <= shown, sorted(sure - shown)


def test_every_clock_of_the_pack_is_bound_or_said_why_not():
    bound = [clock.id for clock in CLOCKS]
    assert len(bound) == len(set(bound))
    assert set(bound) | set(NOT_COMPUTED) == set(PACK) and not set(bound) & set(NOT_COMPUTED)
    kinds = {kind for clock in CLOCKS for kind in (*clock.starts, *clock.met_by, *clock.met_by_all, *clock.ends_by)}
    assert kinds <= set(EVENTS)


def test_a_duty_is_not_met_without_its_paper():
    assert closes("FIR-06", Event("fir_copy_given", START)) == NO_EVIDENCE
    assert closes("FIR-06", Event("fir_copy_given", START, {"evidence": "A-12"})) is None
    assert closes("FIR-06", Event("hearing", START)) is None


def test_what_does_not_apply_says_why():
    fir = [Event("fir", START, {"evidence": "1"})]
    told = {duty.clock_id: duty for duty in explain(fir, CaseFacts(frozenset({"BNS:85"})), START, ROWS)}
    assert set(told) == {clock.id for clock in CLOCKS}
    assert told["INV-08"].state == "not_applicable" and "193(2)" in told["INV-08"].why
    assert told["TRIAL-07"].state == "not_applicable"


def test_minutes_of_a_duty_at_once_are_counted_and_stop_when_it_is_met():
    facts = CaseFacts(frozenset({"BNS:85"}), max_years=3)
    fir, copy = Event("fir", START, {"evidence": "1"}), Event("fir_copy_given", START + timedelta(minutes=25), {"evidence": "1"})
    waiting = {one.clock_id: one for one in duties([fir], facts, START + timedelta(minutes=90), ROWS)}["FIR-06"]
    done = {one.clock_id: one for one in duties([fir, copy], facts, START + timedelta(minutes=90), ROWS)}["FIR-06"]
    assert (waiting.state, waiting.minutes_elapsed) == ("now", 90) and (done.state, done.minutes_elapsed) == ("met", 25)


KINDS = sorted(EVENTS)
SECTIONS = ("BNS:64(1)", "BNS:69", "BNS:74", "BNS:78(2)", "BNS:85", "BNS:124(1)", "POCSO:4(2)", "SCST:3(1)(w)(i)",
            "BNS:352")
an_event = some.builds(
    lambda kind, hours, proved: Event(kind, START + timedelta(hours=hours), {"evidence": "1"} if proved else {}),
    some.sampled_from(KINDS), some.integers(-3000, 3000), some.booleans())
some_facts = some.builds(lambda sections, years, child, sessions: CaseFacts(frozenset(sections), years, victim_is_child=child,
                                                                            is_sessions=sessions),
                         some.lists(some.sampled_from(SECTIONS), max_size=3), some.sampled_from((None, 1, 3, 5, 7, 10, 99)),
                         some.booleans(), some.booleans())


@settings(max_examples=150, deadline=None)
@given(some.lists(an_event, max_size=14), some_facts, some.randoms())
def test_the_order_of_telling_changes_nothing_and_nothing_fails(events, facts, random):
    now = START + timedelta(days=10)
    shuffled = list(events)
    random.shuffle(shuffled)
    ours = [(one.clock_id, one.state, one.due_at, one.occurrence) for one in duties(events, facts, now, ROWS)]
    assert ours == [(one.clock_id, one.state, one.due_at, one.occurrence) for one in duties(shuffled, facts, now, ROWS)]
    warnings(events)


@settings(max_examples=150, deadline=None)
@given(some.sampled_from(CLOCKS), some.integers(0, 4000), some.integers(1, 4000))
def test_a_later_trigger_is_never_due_earlier(clock, first, more):
    of_all = CaseFacts(frozenset(SECTIONS), 99, victim_is_child=True, is_sessions=True)
    for facts in (of_all, CaseFacts(frozenset({"BNS:85"}), 3), CaseFacts(frozenset({"BNS:352"}), 1)):
        due = []
        for hours in (first, first + more):
            at = START + timedelta(hours=hours)
            events = [Event(clock.starts[0], at, {"evidence": "1"})]
            events += [Event(clock.only_after, at)] if clock.only_after else []
            due += [one.due_at for one in duties(events, facts, at, ROWS) if one.clock_id == clock.id and one.due_at]
        assert due == sorted(due)


@settings(max_examples=100, deadline=None)
@given(some.dates(min_value=date(2024, 7, 1), max_value=date(2040, 12, 31)), some.integers(0, 1439))
def test_two_months_end_in_the_month_after_next_whatever_the_day(day, minute):
    at = datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=IST)
    duty = {one.clock_id: one for one in duties([Event("fir", at)], CaseFacts(frozenset({"BNS:64(1)"}), 99), at, ROWS)}["INV-08"]
    due = duty.due_at.astimezone(IST)
    assert (due.year * 12 + due.month) - (day.year * 12 + day.month) == 2
    assert due.day == day.day or (due.day < day.day and (due + timedelta(days=1)).day == 1)


def test_odd_orders_warn_and_right_ones_do_not():
    right = events_of("information 01-11 09:00; fir 01-11 10:00; arrest 01-11 12:00; produced 02-11 10:00; "
                      "charge_sheet 01-12 10:00")
    assert warnings(right) == ()
    odd = events_of("information 02-11 09:00; fir 01-11 10:00; arrest 01-11 09:00; produced 03-11 10:00")
    said = {one.sentence for one in warnings(odd)}
    assert said == {"The FIR lies before the information it records.", "The arrest lies before the FIR.",
                    "More than 24 hours lie between arrest and production."}
    assert [one.sentence for one in warnings(events_of("arrest 01-11 09:00"))] == ["An arrest stands without an FIR."]
    assert is_late(START, START + timedelta(hours=25)) and not is_late(START, START + timedelta(hours=24))


def test_a_report_that_comes_late_meets_the_fortnight_before_it_late_and_its_own_in_time():
    ncr = events_of("ncr 01-11 10:00; nc_report_sent 20-11 10:00")
    found = [one for one in duties(ncr, CaseFacts(frozenset({"BNS:352"}), 1, is_cognizable=False), moment("01-12 10:00"), ROWS)
             if one.clock_id == "NC-02"]
    assert [(one.occurrence, one.state) for one in found] == [(1, "met_late"), (2, "met"), (3, "waiting")]


def test_under_the_old_code_no_period_of_the_new_one_begins_in_the_investigation():
    """BNSS 531(2)(a); trial and bail in court follow the new code, other Acts and the Constitution hold under both."""
    pack = bundled_pack().clocks
    old = under("crpc", pack)
    assert under("bnss", pack) is pack
    assert {"ARR-05", "POC-03", "SC-02", "COMP-03", "TRIAL-06", "TRIAL-07", "MTN-01"} <= old.keys()
    assert not {"FIR-06", "MED-01", "INV-08", "INV-10", "ARR-06", "NC-02", "LIM-01"} & old.keys()
