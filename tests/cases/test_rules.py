"""The rules of cases: pointers to CCTNS, sections as written, states, endings, days that cannot be, comparing with a list."""

from datetime import UTC, date, datetime, timedelta

import pytest

from portal.cases.rules import cctns, compare, dates, facts, happenings, officers, older, states
from portal.cases.rules.compare import Row
from portal.cases.rules.entry import judge_sections
from portal.cases.rules.sections import offences_of, read_sections
from portal.cases.sheets import read_numbers
from portal.law.queries import bundled_pack
from portal.law.rules.clocks import CLOCKS
from portal.law.rules.events import EVENTS

NOW = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(("typed", "number", "year"), [
    ("0078/2026", 78, 2026), ("78/2026", 78, 2026), ("७८/२०२६", 78, 2026), (" 9999 / 2025 ", 9999, 2025)])
def test_a_number_of_cctns_has_one_shape(typed, number, year):
    assert cctns.read_pointer(typed) == cctns.Pointer(number, year)


@pytest.mark.parametrize("typed", ["78", "0/2026", "10000/2026", "78/26", "78-2026", "abc", "78/1899", "/2026"])
def test_other_shapes_are_refused_in_a_sentence(typed):
    with pytest.raises(ValueError, match="as CCTNS shows it"):
        cctns.read_pointer(typed)


def test_an_empty_number_is_none_and_prints_with_four_digits():
    assert cctns.read_pointer("  ") is None
    assert str(cctns.Pointer(7, 2026)) == "0007/2026"


def test_a_station_is_the_same_in_any_usual_writing():
    assert cctns.same_station("थाना हजरतगंज", "हजरतगंज", "Hazratganj")
    assert cctns.same_station("P.S. Hazratganj", "हजरतगंज", "Hazratganj")
    assert not cctns.same_station("आलमबाग", "हजरतगंज", "Hazratganj")


def read(text, act="BNS"):
    return read_sections(text, bundled_pack(), act)


def test_sections_are_read_as_officers_write_them():
    assert read("BNS 64(1), 351(3); POCSO 4(2)").keys == ("BNS:64(1)", "BNS:351(3)", "POCSO:4(2)")
    assert read("धारा ६४(१) बीएनएस, पॉक्सो 8").keys == ("BNS:64(1)", "POCSO:8")
    assert read("498a, 376(1)", "IPC").keys == ("IPC:498A", "IPC:376(1)")
    assert read("64(1), 64(1)").keys == ("BNS:64(1)",)
    assert read("धारा 498ए/३२३/506 भा0द0वि0 व 3/4 डी0पी0 एक्ट").keys == (
        "IPC:498A", "IPC:323", "IPC:506", "DP:3", "DP:4")
    assert read("IPC 354-D, भा.द.वि. 354क(2), 376डीए; आईटी एक्ट 67क").keys == ("IPC:354D", "IPC:354A(2)", "IPC:376DA", "IT:67A")


def test_what_is_no_section_is_named_and_what_is_cut_short_shows_its_ends():
    cut, foreign = read("BNS 77"), read("कुछ भी, XYZ 4")
    assert not cut.keys and cut.doubts[0].is_refusal and "77(first)" in cut.doubts[0].values["near"]
    assert not foreign.keys and all(one.is_refusal for one in foreign.doubts)


def test_a_section_outside_the_pack_is_kept_and_doubted():
    theft = read("BNS 303(2)")
    assert theft.keys == ("BNS:303(2)",) and not theft.doubts[0].is_refusal


def test_sections_that_did_not_exist_on_the_day_are_refused():
    early = judge_sections(read("BNS 64(1)"), date(2024, 6, 1), date(2024, 6, 1))
    late = judge_sections(read("IPC 376(1)"), date(2025, 1, 1), date(2025, 1, 1))
    across = judge_sections(read("BNS 64(1)"), date(2024, 6, 30), date(2024, 7, 2))
    assert early.refusals and late.refusals and not across.refusals and across.doubts
    assert not judge_sections(read("BNS 64(1)"), date(2025, 1, 1), None).refusals


def test_impossible_days_are_refused_one_by_one():
    good = {"registered_at": NOW - HOUR, "informed_at": NOW - 2 * HOUR, "gd_at": NOW - HOUR,
            "occurred_from_at": NOW - 9 * HOUR, "occurred_to_at": NOW - 8 * HOUR}
    assert dates.entry_faults(**good, now=NOW) == {}
    for field, moment, fault in (("registered_at", NOW + HOUR, "registered"), ("informed_at", NOW, "informed"),
                                 ("occurred_from_at", NOW - HOUR / 2, "occurred_from"), ("gd_at", NOW + HOUR, "gd"),
                                 ("occurred_to_at", NOW - 10 * HOUR, "occurred_to")):
        assert fault in dates.entry_faults(**good | {field: moment}, now=NOW), field


def test_every_kind_of_event_of_the_law_has_its_place_or_follows_from_the_entry():
    known = {kind for case_kind in states.BEGINS for kinds in happenings.open_kinds(case_kind, is_child=True).values()
             for kind in kinds}
    left = {key for key, kind in EVENTS.items() if kind.group not in ("workplace", "preventive")}
    assert left - known - happenings.OF_THE_ENTRY == set()
    assert set(happenings.DETAILS) | happenings.OF_ACCUSED | happenings.REPORTS | set(happenings.STANDS_AFTER) <= set(EVENTS)


def test_what_meets_a_clock_asks_its_paper():
    for clock in CLOCKS:
        assert set(clock.met_by) | set(clock.met_by_all) <= happenings.PROVED
    assert "hearing" not in happenings.PROVED


def test_the_state_follows_from_what_happened_and_goes_back_with_it():
    assert states.state_of("fir", []) == "investigating"
    assert states.state_of("fir", ["arrest", "charge_sheet"]) == "report_ready"
    assert states.state_of("fir", ["court_filed", "charge_sheet"]) == "in_court"
    assert states.state_of("fir", ["court_filed", "charge_sheet", "judgment"]) == "decided"
    assert states.state_of("missing", ["ahtu_transfer", "found"]) == "found"
    assert states.state_of("ncr", [], is_closed=True) == "closed"


def fault(kind, outcome, happened=(), *, is_child=False, number="CC 12/2026", on=date(2026, 1, 1)):
    return states.closing_fault(kind, outcome, happened, is_child=is_child, filing={"number": number, "on": on})


def test_an_fir_closes_only_with_number_and_day_of_the_filing():
    assert fault("fir", "report_accepted", number="") == states.NOT_FILED
    assert fault("fir", "report_accepted", on=None) == states.NOT_FILED
    assert fault("fir", "decided", ["charge_sheet", "court_filed"]) == states.NOT_DECIDED
    assert fault("fir", "decided", ["judgment"]) is None


def test_a_missing_child_is_never_mere_information():
    assert fault("missing", "information", ["fir", "found"], is_child=True)
    assert fault("missing", "restored", ["found"], is_child=True)
    assert fault("missing", "own_will", ["fir", "found"], is_child=True) == states.CHILD_HAS_NO_OWN_WILL
    assert fault("missing", "restored", ["fir", "found"], is_child=True) is None
    assert fault("missing", "information") is None
    assert fault("missing", "restored") == states.NOT_FOUND
    assert fault("missing", "handed_over") == states.NOT_GIVEN


def test_the_other_kinds_end_with_their_papers():
    assert fault("zero_fir", "sent_on") == states.NOT_SENT and fault("zero_fir", "sent_on", ["zero_fir_sent"]) is None
    assert fault("ncr", "referred") == states.NOT_REFERRED and fault("ncr", "referred", ["nc_referred"]) is None
    assert fault("ncr", "registered", ["nc_referred"]) == states.BY_CONVERSION
    assert fault("fir", "sent_on") == states.WRONG_OUTCOME


def test_rank_and_woman_are_asked_about_where_the_sections_ask():
    assert officers.doubts(["BNS:64(1)"], rank="SI", is_woman=False) == (officers.WOMAN_ASKED,)
    assert officers.doubts(["BNS:64(1)"], rank="SI", is_woman=True) == ()
    assert officers.doubts(["SCST:3(2)(v)"], rank="SI", is_woman=True) == (officers.RANK_ASKED,)
    assert officers.doubts(["SCST:3(2)(v)"], rank="DSP", is_woman=True) == ()


def test_facts_of_the_engine_follow_sections_and_ticks():
    sections = read("IPC 376(1), 323", "IPC").keys
    told = facts.case_facts({"informed_by": "relative", "is_scst": True}, sections, offences_of(bundled_pack(), sections),
                            has_minor=True, has_accused_woman=False)
    assert "BNS:64(1)" in told.sections and told.max_years == facts.LIFE and told.is_sessions and told.is_cognizable
    assert told.victim_is_child and told.is_scst and not told.informant_is_victim
    hurt = facts.case_facts({}, ["BNS:115(2)"], offences_of(bundled_pack(), ["BNS:115(2)"]), has_minor=False,
                            has_accused_woman=False)
    assert not hurt.is_cognizable and hurt.max_years == 1


def row(number, day=date(2026, 11, 2), sections=("64(1)",)):
    return Row(number, day, sections, case_id=number)


def test_a_month_is_compared_by_number():
    found = compare.compare(
        [row("0001/2026"), row("0002/2026", sections=("74",)), row("0003/2026"), Row("0005/2026", None, ())],
        [row("0001/2026"), row("0002/2026"), row("0004/2026"), row(""), row("0005/2026")])
    verdicts = {(one.theirs or one.ours)["number"]: one.verdict for one in found}
    assert verdicts == {"0003/2026": "not_here", "0004/2026": "not_there", "": "not_there", "0002/2026": "differs",
                        "0001/2026": "matched", "0005/2026": "matched"}
    assert [one.verdict for one in found][-2:] == ["matched", "matched"]


def test_sections_of_a_list_are_read_without_their_acts():
    assert read_numbers("BNS 2023: 64(1), 351(3); POCSO 2012 4") == ("64(1)", "351(3)", "4")
    assert compare.plain_section("BNS:78(2)(first)") == "78(2)" and compare.plain_section("BNS:64(1)") == "64(1)"


def test_the_months_offered_end_with_this_one():
    months = compare.months_before(date(2026, 1, 15))
    assert months[0] == date(2026, 1, 1) and months[1] == date(2025, 12, 1) and len(months) == compare.MONTHS_OFFERED
    assert compare.next_month(date(2025, 12, 1)) == date(2026, 1, 1)


def test_every_sentence_that_cites_the_new_code_is_said_otherwise_under_the_old_one():
    rooms = (cctns, dates, happenings, officers, states)
    said = [text for room in rooms for name, text in vars(room).items() if isinstance(text, str) and name != "__doc__"]
    said += [detail.label for details in happenings.DETAILS.values() for detail in details]
    citing = {sentence for sentence in said if "BNSS" in sentence}
    assert citing == set(older.OLDER), "a new sentence with a section needs its words for an FIR of before 1 July 2024"
    assert not [sentence for sentence in older.OLDER.values() if "BNSS" in sentence]
    assert all("to be verified" in sentence for sentence in older.OLDER.values() if "CrPC" in sentence)
    assert older.say_under("bnss", states.NOT_REFERRED) == states.NOT_REFERRED
    assert "CrPC 155" in older.say_under("crpc", states.NOT_REFERRED)
