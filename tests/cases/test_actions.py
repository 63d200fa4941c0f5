"""Actions of cases: the right officer leaves a row and an entry in the trail, the wrong one is refused, clocks keep in step."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event, func, select

from portal.audit.models import TrailEntry
from portal.cases.actions import accused as accused_steps
from portal.cases.actions import cases as entry_steps
from portal.cases.actions import comparing, endings
from portal.cases.actions import facts as fact_steps
from portal.cases.actions import milestones as steps
from portal.cases.actions import officers as officer_steps
from portal.cases.actions import sections as section_steps
from portal.cases.actions.duties import differences
from portal.cases.actions.milestones import Happened
from portal.cases.models import Case, CaseDuty, CaseSection, CctnsComparison
from portal.cases.queries.cases import count_cases, get_case, select_cases
from portal.cases.queries.duties import count_due, duties_of, list_due_of_unit, select_due
from portal.cases.queries.officers import list_left_behind, list_open_cases_of
from portal.cases.rules import officers as officer_rules
from portal.cases.rules import states
from portal.cases.rules.cctns import Pointer
from portal.cases.rules.compare import Row
from portal.core import clock
from portal.core.db import db
from portal.core.errors import Forbidden, NotFound, RuleBroken
from portal.core.keys import current_vault
from portal.intake.actions.parties import add_party, withdraw_party
from portal.intake.queries.complaints import list_parties
from portal.intake.queries.triage import list_firs
from portal.law.models import LawPackRow
from portal.law.queries import bundled_pack, current_pack
from portal.units.models import Unit
from tests.factories.cases import again, case, give_to, happened
from tests.factories.matters import actor, complaint


def entries(file, action):
    db.session.commit()
    return db.session.scalars(select(TrailEntry).where(TrailEntry.action == action,
                                                       TrailEntry.subject_id == str(file.case.id))).all()


def open_clocks(file):
    return {row.clock_id for row in db.session.scalars(select(CaseDuty).where(
        CaseDuty.case_id == file.case.id, CaseDuty.state == "open"))}


def test_serials_of_a_register_have_no_gap_and_each_register_its_own(world):
    serials = [case(world, number=None, with_io=False).case.serial for _ in range(3)]
    zero = case(world, kind="zero_fir", number=None, with_io=False).case
    ncr = case(world, kind="ncr", sections=("BNS:115(2)",), number=None, with_io=False).case
    assert serials == [1, 2, 3] and (zero.register, zero.serial) == ("fir", 4) and (ncr.register, ncr.serial) == ("ncr", 1)
    assert entries(again(case(world, number=91)), "cases:case:recorded")


def test_a_refused_entry_takes_no_serial(world):
    case(world, number=5, with_io=False)
    with pytest.raises(RuleBroken, match="stands in the record"):
        case(world, number=5, with_io=False)
    db.session.rollback()
    assert case(world, number=6, with_io=False).case.serial == 2


def test_the_same_number_is_known_however_its_station_is_written(world):
    first = case(world, number=5, with_io=False).case
    assert db.session.scalars(select(Case.cctns_station)).one() == "परीक्षण ADS1"
    desk, now = actor(world, "desk_officer"), clock.now()
    entry = entry_steps.Entry("fir", {"registered": first.registered_at}, Pointer(5, first.year), "थाना Test ADS1", "9",
                              sections=("BNS:74",))
    with pytest.raises(RuleBroken, match="stands in the record"):
        entry_steps.register_case(desk, current_vault(), db.session.get(Unit, desk.unit_id), entry, None, now)


def test_an_fir_needs_a_section_and_a_missing_entry_a_person(world):
    with pytest.raises(RuleBroken, match="at least one Act"):
        case(world, sections=())
    db.session.rollback()
    desk = actor(world, "desk_officer")
    entry = entry_steps.Entry("missing", {"registered": clock.now(), "informed": clock.now()}, gd_number="1")
    with pytest.raises(RuleBroken, match="who is missing"):
        entry_steps.register_case(desk, current_vault(), db.session.get(Unit, desk.unit_id), entry, None, clock.now())


def test_from_a_complaint_people_come_by_reference_and_the_fir_is_noted_there(world):
    matter = complaint(world, until="under_enquiry", is_minor=True)
    file = case(world, of=matter, number=12)
    assert file.case.informant_id == matter.person_id and file.victims[0].person_id == matter.person_id
    assert file.victims[0].is_minor and len(file.accused) == 1 and file.accused[0].person_id is not None
    noted = list_firs(actor(world, "desk_officer").scope, matter.id)
    assert [(one.number, one.is_zero) for one in noted] == [(12, False)] and noted[0].station_id is not None


def test_an_opposite_party_that_was_withdrawn_is_no_accused(world):
    matter, incharge = complaint(world, until="under_enquiry"), actor(world, "kendra_incharge")
    add_party(incharge, current_vault(), matter, {"party_relation": "neighbour", "party_name": "दूसरा पड़ोसी"}, "दूसरा पड़ोसी भी था")
    first, second = list_parties(incharge.scope, matter.id)
    withdraw_party(incharge, matter, first, "नाम गलत था")
    db.session.commit()
    file = case(world, of=matter, number=12)
    assert [one.person_id for one in file.accused] == [second.person_id]


def test_a_number_that_comes_later_is_noted_once_and_opens_the_gate(world):
    matter = complaint(world, until="under_enquiry")
    file, desk = case(world, of=matter, number=None), actor(world, "desk_officer")
    assert not list_firs(desk.scope, matter.id)
    year = file.case.year
    with pytest.raises(RuleBroken, match="begin anew each year"):
        entry_steps.note_number(desk, file, Pointer(3, year - 1), station="परीक्षण ADS1", because="", complaint=matter,
                                now=clock.now())
    file = entry_steps.note_number(desk, file, Pointer(3, year), station="परीक्षण ADS1", because="", complaint=matter,
                                   now=clock.now())
    assert list_firs(desk.scope, matter.id) and entries(file, "cases:number:noted")
    with pytest.raises(RuleBroken, match="its number already"):
        entry_steps.note_number(desk, file, Pointer(4, year), station="", because="", complaint=None, now=clock.now())


def test_the_law_of_the_entry_stays_when_a_new_pack_comes(world):
    file = case(world)
    before = [(one.duty.clock_id, one.duty.due_at) for one in duties_of(actor(world, "sho").scope, file.case.id, clock.now())]
    import json

    from portal.law.queries import BUNDLED, FILES
    texts = {name: (BUNDLED / name).read_text(encoding="utf-8") for name in FILES}
    meta = json.loads(texts["pack.json"]) | {"version": "2031.1"}
    texts |= {"pack.json": json.dumps(meta), "clocks.csv": texts["clocks.csv"].replace("PT24H", "PT12H")}
    columns = {"version": "2031.1", "version_order": 2031001, "issued_on": bundled_pack().issued_on,
               "content": json.dumps(texts), "sha256": "0" * 64, "state": "in_force", "loaded_at": clock.now()}
    db.session.add(LawPackRow(**{name: value for name, value in columns.items() if name in LawPackRow.__table__.c}))
    db.session.commit()
    assert current_pack().version == "2031.1" and again(file).case.law_pack == bundled_pack().version
    after = [(one.duty.clock_id, one.duty.due_at) for one in duties_of(actor(world, "sho").scope, file.case.id, clock.now())]
    assert before == after
    newer = case(world, number=79)
    assert newer.case.law_pack == "2031.1"
    hours = {one.duty.clock_id: one.duty.due_at - one.duty.trigger.at
             for one in duties_of(actor(world, "sho").scope, newer.case.id, clock.now()) if one.duty.clock_id == "MED-01"}
    assert hours == {"MED-01": timedelta(hours=12)}


def test_rape_asks_the_examination_within_a_day_of_the_information(world):
    told = clock.now() - timedelta(hours=3)
    file = case(world, registered_at=clock.now() - timedelta(hours=1), informed_at=told)
    row = db.session.scalars(select(CaseDuty).where(CaseDuty.case_id == file.case.id, CaseDuty.clock_id == "MED-01")).one()
    assert row.due_at == told + timedelta(hours=24) and row.io_id == file.case.io_id
    file = happened(actor(world, "enquiry_officer"), file, "medical_sent", details={"consent": "yes"})
    assert "MED-01" not in open_clocks(file) and entries(file, "cases:milestone:added")


def test_no_clock_is_met_without_its_paper(world):
    file = case(world)
    with pytest.raises(RuleBroken, match="closes no clock"):
        happened(actor(world, "enquiry_officer"), file, "medical_sent", evidence="  ", details={"consent": "yes"})
    assert "MED-01" in open_clocks(file)


def test_without_consent_there_is_no_examination(world):
    with pytest.raises(RuleBroken, match="no examination"):
        happened(actor(world, "enquiry_officer"), case(world), "medical_sent", details={"consent": "no"})


def test_what_lies_ahead_or_belongs_to_another_kind_is_refused(world):
    file, officer = case(world), actor(world, "enquiry_officer")
    for kind, at, words in (("arrest", clock.now() + timedelta(hours=1), "future"),
                            ("nc_referred", None, "not recorded in a case"),
                            ("bond_peace", None, "not recorded in a case"), ("nonsense", None, "not recorded in a case")):
        with pytest.raises(RuleBroken, match=words):
            happened(officer, file, kind, at=at)


def test_an_odd_order_is_asked_about_and_never_blocks(world):
    file, officer = case(world, registered_at=clock.now() - timedelta(hours=2)), actor(world, "enquiry_officer")
    early = clock.now() - timedelta(hours=5)
    odd = steps.oddities(file, Happened("arrest", early))
    assert "The arrest lies before the FIR." in odd
    file = happened(officer, file, "arrest", at=early, order_reason="मौके पर पकड़ा गया, एफआईआर बाद में")
    assert file.milestones[-1].order_reason and file.accused[0].state == "arrested"
    assert steps.oddities(file, Happened("produced", clock.now())) == []
    assert steps.oddities(file, Happened("search", file.case.occurred_from_at - timedelta(days=2)))


def test_each_accused_has_clocks_of_his_own(world):
    file, officer = case(world), actor(world, "enquiry_officer")
    file = accused_steps.add_accused(officer, current_vault(), file, {"description": "लम्बा, नीली मोटर साइकिल"}, clock.now())
    first, second = file.accused
    assert not second.is_known and second.person_id is None
    file = happened(officer, file, "arrest", accused_id=first.id, at=clock.now() - timedelta(minutes=30))
    file = happened(officer, file, "arrest", accused_id=second.id, at=clock.now() - timedelta(minutes=10))
    rows = {row.occurrence: row.due_at for row in db.session.scalars(select(CaseDuty).where(
        CaseDuty.case_id == file.case.id, CaseDuty.clock_id == "ARR-05"))}
    assert set(rows) == {"A1.1", "A2.1"} and timedelta(minutes=20) <= rows["A2.1"] - rows["A1.1"] < timedelta(minutes=21)
    file = happened(officer, file, "produced", accused_id=first.id)
    left = db.session.scalars(select(CaseDuty.occurrence).where(CaseDuty.clock_id == "ARR-05", CaseDuty.state == "open")).all()
    assert left == ["A2.1"]


def test_only_the_named_officer_marks_a_report_and_the_attempt_stands_in_the_trail(world):
    file = case(world)
    for other in (actor(world, "kendra_incharge"), actor(world, "sho"), actor(world, "enquiry_officer", "second")):
        with pytest.raises(Forbidden, match="named investigating officer"):
            happened(other, again(file), "charge_sheet", details={"medical_attached": "yes"})
        db.session.rollback()
    assert entries(file, "cases:report:refused")
    file = happened(actor(world, "enquiry_officer"), again(file), "charge_sheet", evidence="आ0प0 44/2026",
                    details={"medical_attached": "yes"})
    assert file.case.state == "report_ready" and "INV-08" not in open_clocks(file)


def test_closed_needs_the_filing_and_the_attempt_before_is_refused(world):
    officer = actor(world, "enquiry_officer")
    file = happened(officer, case(world), "final_report", evidence="अ0रि0 3/2026", details={"type": "untraced"})
    with pytest.raises(RuleBroken, match="number and the day of the court filing"):
        endings.close_case(officer, file, "report_accepted", because="", now=clock.now())
    assert entries(file, "cases:close:refused") and file.case.closed_at is None
    file = happened(officer, again(file), "court_filed", evidence="फाइलिंग 881/2026", details={"court": "न्यायालय"})
    assert file.case.court_filing_no == "फाइलिंग 881/2026" and file.case.court_filed_on == clock.today()
    file = endings.close_case(officer, file, "report_accepted", because="शेष", now=clock.now())
    assert file.case.state == "closed" and not open_clocks(file) and entries(file, "cases:case:closed")
    with pytest.raises(RuleBroken, match="closed"):
        happened(officer, file, "hearing")


def test_a_withdrawn_line_stays_and_gives_its_clock_and_state_back(world):
    officer = actor(world, "enquiry_officer")
    file = happened(officer, case(world), "charge_sheet", details={"medical_attached": "yes"})
    file = steps.withdraw_milestone(officer, file, file.milestones[-1], because="दूसरे मुकदमे का था", now=clock.now())
    assert file.case.state == "investigating" and "INV-08" in open_clocks(file)
    assert file.milestones[-1].withdrawn_because and not file.standing
    with pytest.raises(RuleBroken, match="already"):
        steps.withdraw_milestone(officer, file, file.milestones[-1], because="फिर", now=clock.now())


def test_sections_move_the_clocks_and_the_last_one_of_an_fir_stays(world):
    incharge, file = actor(world, "kendra_incharge"), case(world, sections=("BNS:74",))
    assert "INV-08" not in open_clocks(file)
    file = section_steps.add_sections(incharge, file, ["BNS:64(1)", "BNS:74"], because="183 के कथन से", order_reason="",
                                      now=clock.now())
    assert "INV-08" in open_clocks(file) and entries(file, "cases:sections:added")
    rape = next(one for one in file.sections if one.offence == "BNS:64(1)")
    file = section_steps.drop_section(incharge, file, rape, because="चिकित्सीय आख्या से पुष्टि नहीं", now=clock.now())
    assert "INV-08" not in open_clocks(file) and len(file.sections) == 2
    with pytest.raises(RuleBroken, match="at least one section"):
        section_steps.drop_section(incharge, file, file.sections[0], because="x", now=clock.now())
    with pytest.raises(RuleBroken, match="already"):
        section_steps.add_sections(incharge, file, ["BNS:74"], because="x", order_reason="", now=clock.now())


def test_a_change_of_officer_needs_its_note_and_moves_the_reach(world):
    file = case(world)
    first, second = actor(world, "enquiry_officer"), actor(world, "enquiry_officer", "second")
    with pytest.raises(RuleBroken, match="what is next"):
        give_to(world, file, "own", who="second", note="ok")
    db.session.rollback()
    file = give_to(world, again(file), "own", who="second")
    assert [one.ended_at is None for one in file.officers] == [False, True] and file.case.io_id == second.user_id
    assert get_case(second.scope, file.case.id) and entries(file, "cases:io:changed")
    with pytest.raises(NotFound):
        get_case(first.scope, file.case.id)
    owners = set(db.session.scalars(select(CaseDuty.io_id).where(CaseDuty.case_id == file.case.id, CaseDuty.state == "open")))
    assert owners == {second.user_id}


def test_who_leaves_hands_over_every_open_case(world):
    files = [case(world, number=number) for number in (1, 2, 3)]
    incharge, former = actor(world, "kendra_incharge"), world.officer("enquiry_officer").user_id
    cases = list_open_cases_of(incharge.scope, former, to_change=True)
    target = next(one for one in officer_steps_candidates(files[0]) if one.user_id == world.officer("sho").user_id)
    moved = officer_steps.hand_over_cases(incharge, cases, {one.id for one in cases}, target, note="सभी पत्रावलियाँ सौंपी गयीं",
                                          now=clock.now())
    assert moved == 3 and not list_open_cases_of(incharge.scope, former)
    assert all(again(file).officers[-1].handover_note for file in files)


def officer_steps_candidates(file):
    from portal.cases.queries.officers import list_candidates
    return list_candidates(file.case.unit_id)


def test_cases_of_an_officer_whose_posting_ended_are_shown(world):
    from portal.accounts.models import RoleHeld
    case(world)
    officer, incharge = world.officer("enquiry_officer"), actor(world, "kendra_incharge")
    assert list_left_behind(incharge.scope) == []
    db.session.get(RoleHeld, officer.role_held_id).to_on = clock.today() - timedelta(days=1)
    db.session.commit()
    assert list_left_behind(incharge.scope) == [(officer.user_id, 1)]


def test_nobody_takes_over_before_the_information_or_twice(world):
    file, incharge = case(world, registered_at=clock.now() - timedelta(hours=2), with_io=False), actor(world, "kendra_incharge")
    chosen = next(one for one in officer_steps_candidates(file) if one.user_id == world.officer("enquiry_officer").user_id)
    for at, words in ((clock.now() - timedelta(days=3), "before its information"),):
        with pytest.raises(RuleBroken, match=words):
            officer_steps.name_officer(incharge, file, chosen, from_at=at, now=clock.now())
    file = officer_steps.name_officer(incharge, file, chosen, from_at=clock.now(), now=clock.now())
    with pytest.raises(RuleBroken) as refusal:
        officer_steps.name_officer(incharge, file, chosen, from_at=clock.now(), handover_note="लम्बी टिप्पणी यहाँ", now=clock.now())
    assert refusal.value.sentence == officer_rules.HAS_IT


def test_a_missing_child_is_an_fir_and_never_information(world):
    incharge, file = actor(world, "kendra_incharge"), case(world, kind="missing", number=None, age=14)
    assert file.victims[0].is_minor and {"CHI-02", "CHI-03"} <= open_clocks(file)
    with pytest.raises(RuleBroken, match="always an FIR"):
        endings.close_case(incharge, file, "information", because="", now=clock.now())
    file = happened(incharge, again(file), "fir", evidence="0090/2026")
    assert "CHI-02" not in open_clocks(file)
    file = happened(incharge, file, "found", evidence="जी.डी. 40")
    with pytest.raises(RuleBroken, match="own will"):
        endings.close_case(incharge, file, "own_will", because="", now=clock.now())
    assert endings.close_case(incharge, again(file), "restored", because="", now=clock.now()).case.state == "closed"


def test_an_untraced_child_goes_to_the_anti_trafficking_unit_after_four_months(world):
    long_ago = clock.now() - timedelta(days=140)
    file = case(world, kind="missing", number=None, age=15, registered_at=long_ago)
    row = db.session.scalars(select(CaseDuty).where(CaseDuty.case_id == file.case.id, CaseDuty.clock_id == "CHI-03")).one()
    assert row.state == "open" and row.due_at < clock.now()
    file = happened(actor(world, "sho"), file, "ahtu_transfer", details={"unit": "एएचटीयू", "number": ""})
    assert file.case.state == "transferred" and "CHI-03" not in open_clocks(file)


def test_an_adult_who_was_not_missing_may_end_as_information(world):
    file = case(world, kind="missing", number=None, age=24)
    assert endings.close_case(actor(world, "sho"), file, "information", because="", now=clock.now()).case.outcome == "information"


def test_the_fortnightly_report_closes_the_clock_of_each_ncr(world):
    then = clock.now() - timedelta(days=10)
    files = [case(world, kind="ncr", sections=("BNS:115(2)",), number=number, registered_at=then, with_io=False)
             for number in (1, 2)]
    assert all({"NC-01", "NC-02"} <= open_clocks(file) for file in files)
    done = endings.send_fortnight_report(actor(world, "desk_officer"), [one.case for one in files], [files[0].case.id],
                                         evidence="मेमो 9, न्यायालय प्राप्ति", sent_at=clock.now(), late_reason="", now=clock.now())
    assert done == 1 and "NC-02" not in open_clocks(files[0]) and "NC-02" in open_clocks(files[1])


def test_an_ncr_that_became_an_fir_keeps_its_number_as_the_origin(world):
    ncr, desk = case(world, kind="ncr", sections=("BNS:115(2)",), number=4, with_io=False), actor(world, "desk_officer")
    fir = case(world, number=44)
    closed = endings.end_as_registered(desk, ncr, fir.case, clock.now())
    assert closed.case.outcome == "registered" and closed.case.serial == 1 and entries(closed, "cases:report:registered")
    with pytest.raises(RuleBroken):
        endings.end_as_registered(desk, closed, fir.case, clock.now())


def test_hearings_and_results_are_mirrored_for_lists(world):
    officer, ahead = actor(world, "enquiry_officer"), (clock.today() + timedelta(days=20)).isoformat()
    file = happened(officer, case(world), "charge_sheet", details={"medical_attached": "yes"})
    file = happened(officer, file, "court_filed", details={"court": "न्यायालय"})
    file = happened(officer, file, "hearing", details={"next_on": ahead})
    assert file.case.next_hearing_on.isoformat() == ahead and file.case.state == "in_court"
    file = happened(officer, file, "judgment", details={"result": "convicted"})
    assert file.case.state == "decided" and file.case.next_hearing_on is None


def test_the_rows_of_what_is_due_equal_the_engine_after_any_walk(world):
    officer = actor(world, "enquiry_officer")
    file = case(world, sections=("BNS:64(1)", "POCSO:4(2)"), age=15, facts={"is_scst": True})
    for kind, more in (("medical_sent", {"details": {"consent": "yes"}}), ("medical_done", {}), ("arrest", {}), ("produced", {}),
                       ("remand", {}), ("cwc_report", {}), ("court_report", {}), ("magistrate_statement", {}),
                       ("progress_told", {"details": {"way": "फोन"}}), ("charge_sheet", {"details": {"medical_attached": "yes"}}),
                       ("court_filed", {"details": {"court": "न्यायालय"}}), ("cognizance", {})):
        file = happened(officer, file, kind, **more)
        assert differences(file, clock.now()) == [], kind
    db.session.execute(CaseDuty.__table__.update().where(CaseDuty.clock_id == "POC-17").values(state="void"))
    assert differences(file, clock.now()) == ["POC-17 1"]


def test_recompute_names_what_differs_and_puts_it_right(app, world):
    file = case(world)
    db.session.execute(CaseDuty.__table__.update().where(CaseDuty.clock_id == "MED-01").values(state="void"))
    db.session.commit()
    run = app.test_cli_runner()
    told = run.invoke(args=["cases", "recompute"])
    assert told.exit_code == 1 and "MED-01" in told.output
    assert run.invoke(args=["cases", "recompute", "--fix"]).exit_code == 0
    assert run.invoke(args=["cases", "recompute"]).exit_code == 0 and "MED-01" in open_clocks(file)


def test_a_window_that_lapsed_is_nobodys_delay(app, world):
    file, sho = case(world), actor(world, "sho")
    file = happened(actor(world, "enquiry_officer"), file, "remand")
    kept = db.session.scalar(select(CaseDuty.due_at).where(CaseDuty.clock_id == "ARR-08", CaseDuty.state == "open"))
    later = kept + timedelta(days=1)
    shown = {row.clock_id for row in db.session.execute(select_due(sho.scope, {"when": "overdue"}, later))}
    assert "MED-01" in shown and "ARR-08" not in shown, "police custody not asked is over, the examination is late"
    assert "ARR-08" in {row.clock_id for row in db.session.execute(select_due(sho.scope, {}, kept))}, "it stands until its end"
    assert count_due(sho.scope, {"when": "overdue"}, later) == len(shown)
    assert "ARR-08" not in {row.clock_id for row in list_due_of_unit(sho.scope, file.case.unit_id, later)}
    with clock.standing_at(later):
        assert app.test_cli_runner().invoke(args=["cases", "recompute", "--fix"]).exit_code == 0
    assert "ARR-08" not in open_clocks(file)


@pytest.mark.parametrize(("kind", "start", "end", "clock_id"), [
    ("fir", "arrest", "produced", "ARR-05"), ("missing", "child_found", "cwc_production", "CHI-01")])
def test_the_journey_is_left_out_of_the_day_before_magistrate_or_committee(world, kind, start, end, clock_id):
    officer = actor(world, "enquiry_officer")
    file = case(world, kind=kind, age=15, registered_at=clock.now() - timedelta(hours=40))
    file = happened(officer, file, start, at=clock.now() - timedelta(hours=26), late_reason="रात्रि में अभिलेख")
    file = happened(officer, file, end, at=clock.now() - timedelta(hours=1), details={"journey_minutes": "90"})
    states = {one.duty.state for one in duties_of(officer.scope, file.case.id, clock.now()) if one.duty.clock_id == clock_id}
    assert states == {"met"}, "twenty-five hours, ninety minutes of them on the road"


@pytest.mark.parametrize("place", ["sibling", "elsewhere"])
def test_cases_of_other_stations_are_not_found(world, place):
    other = case(world, place)
    for role in ("desk_officer", "kendra_incharge", "sho", "enquiry_officer"):
        scope = actor(world, role).scope
        with pytest.raises(NotFound):
            get_case(scope, other.case.id)
        assert count_cases(scope, {}) == 0 and count_due(scope, {}, clock.now()) == 0
        assert db.session.execute(select_cases(scope, {})).all() == []
    reaches = actor(world, "circle_officer").scope
    assert count_cases(reaches, {}) == (1 if place == "sibling" else 0)


def test_an_enquiry_officer_sees_only_the_cases_she_investigates(world):
    mine, other = case(world, number=1), case(world, number=2)
    other = give_to(world, other, "own", who="second")
    scope = actor(world, "enquiry_officer").scope
    assert [row.id for row in db.session.execute(select_cases(scope, {}))] == [mine.case.id]
    assert {row.case_id for row in db.session.execute(select_due(scope, {}, clock.now()))} == {mine.case.id}


def test_counts_are_the_rows_they_open(world):
    case(world, registered_at=clock.now() - timedelta(days=70))
    case(world, number=79, with_io=False)
    scope = actor(world, "sho").scope
    for when in ("", "now", "overdue", "48h"):
        rows = db.session.execute(select_due(scope, {"when": when}, clock.now())).all()
        assert count_due(scope, {"when": when}, clock.now()) == len(rows) > 0, when
    for filters in ({"kind": "fir"}, {"state": "open"}, {"without_io": "1"}, {"section": "BNS:64(1)"}, {"mine": "1"}):
        assert count_cases(scope, filters) == len(db.session.execute(select_cases(scope, filters)).all())


def plan_of(statement) -> str:
    """How the engine would answer, read beside the question itself; PostgreSQL sorts only where no index has the order."""
    lines: list[str] = []
    is_sqlite = db.engine.dialect.name == "sqlite"

    def explain(connection, _cursor, sql, parameters, _context, _many) -> None:
        other = connection.connection.cursor()
        other.execute(f"EXPLAIN {'QUERY PLAN ' if is_sqlite else ''}{sql}", parameters)
        lines.extend(str(line) for line in other.fetchall())

    if not is_sqlite:
        for way in ("seqscan", "sort", "bitmapscan"):
            db.session.connection().exec_driver_sql(f"SET LOCAL enable_{way} = off")
    event.listen(db.engine, "before_cursor_execute", explain)
    try:
        db.session.execute(statement).all()
    finally:
        event.remove(db.engine, "before_cursor_execute", explain)
    return "\n".join(lines)


def test_a_station_reads_its_next_fifty_in_the_order_of_an_index(world):
    scope, unit = actor(world, "sho").scope, {"unit": world.units["kendra"]}
    for statement, order in ((select_due(scope, unit, clock.now()), (CaseDuty.due_at, CaseDuty.id)),
                             (select_cases(scope, unit), (Case.registered_at.desc(), Case.id.desc()))):
        plan = plan_of(statement.order_by(*order).limit(51))
        assert "Index" in plan or "INDEX" in plan
        assert "ORDER BY" not in plan and "Sort Key" not in plan, plan


def test_a_month_is_settled_when_each_difference_is_explained(world):
    file, incharge = case(world, number=7), actor(world, "kendra_incharge")
    kendra = db.session.get(Unit, file.case.unit_id)
    month = clock.to_ist(file.case.registered_at).date().replace(day=1)
    on = clock.to_ist(file.case.registered_at).date()
    theirs = [Row(f"0007/{on.year}", on, ("64(1)",)), Row(f"0008/{on.year}", on, ())]
    made = comparing.compare_month(incharge, kendra, "fir", month, theirs, "f" * 64, clock.now())
    from portal.cases.queries.comparing import list_differences
    rows = {one.verdict: one for one in list_differences(made)}
    assert set(rows) == {"matched", "not_here"} and rows["matched"].case_id == file.case.id
    with pytest.raises(RuleBroken, match="no explanation"):
        comparing.settle_month(incharge, made, clock.now())
    comparing.explain_difference(incharge, made, rows["not_here"], "दूसरे केन्द्र की प्रविष्टि है, थाने से पुष्टि हुई", clock.now())
    comparing.settle_month(incharge, made, clock.now())
    db.session.commit()
    assert made.settled_at and db.session.scalar(select(func.count(CctnsComparison.id))) == 1
    with pytest.raises(RuleBroken, match="settled already"):
        comparing.compare_month(incharge, kendra, "fir", month, theirs, "f" * 64, clock.now())


def test_the_database_itself_refuses_a_closed_fir_without_filing(world):
    file = case(world)
    with pytest.raises(Exception, match=r"closed_only_when_filed|CHECK"):
        db.session.execute(Case.__table__.update().where(Case.id == file.case.id).values(state="closed"))
    db.session.rollback()
    assert states.state_of("fir", []) == again(file).case.state
    assert db.session.scalar(select(func.count(CaseSection.id))) == 1


def test_a_girl_proved_under_eighteen_brings_committee_and_special_court(world):
    """POCSO 19(6): whatever was believed when the case was entered."""
    file, officer = case(world, sections=("BNS:64(1)",), age=19), actor(world, "enquiry_officer")
    assert not {"POC-03", "POC-13"} & open_clocks(file)
    file = fact_steps.prove_age(officer, again(file), again(file).victims[0], 16, proof="हाईस्कूल प्रमाण पत्र 77", now=clock.now())
    assert {"POC-03", "POC-13"} <= open_clocks(file) and file.victims[0].is_minor
    assert entries(file, "cases:victim:age_proved")[0].details["former"] == 19
    assert not differences(again(file), clock.now())


def test_what_counts_is_corrected_with_its_reason_and_counted_anew(world):
    """SC/ST Rules 7: sixty days, once her caste is known."""
    file, officer = case(world, sections=("BNS:74",)), actor(world, "enquiry_officer")
    assert "SC-02" not in open_clocks(file)
    with pytest.raises(RuleBroken, match="Nothing is changed"):
        fact_steps.change_facts(officer, file, {"is_scst": False, "informed_by": "victim"}, because="x", now=clock.now())
    file = fact_steps.change_facts(officer, file, {"is_scst": True}, because="जाति प्रमाण पत्र 9", now=clock.now())
    assert "SC-02" in open_clocks(file) and file.case.facts["informed_by"] == "victim"
    assert entries(file, "cases:facts:changed")[0].details["changed"] == ["is_scst"]


def test_a_second_victim_stands_in_the_list_and_a_closed_case_takes_none(world):
    file, officer = case(world, sections=("BNS:74",)), actor(world, "enquiry_officer")
    file = fact_steps.add_victim(officer, current_vault(), file, {"name": "दूसरी पीड़िता"}, 12, clock.now())
    assert [(one.place_in_list, one.is_minor) for one in file.victims] == [(1, False), (2, True)]
    assert "POC-03" in open_clocks(file) and file.victims[1].person_id
    file.case.closed_at = clock.now()
    with pytest.raises(RuleBroken, match="closed"):
        fact_steps.add_victim(officer, current_vault(), file, {"name": "x"}, None, clock.now())


def test_an_fir_is_proved_by_its_number_and_by_nothing_else(world):
    file = case(world, number=None)
    assert "FIR-01" in open_clocks(file)
    file = entry_steps.note_number(actor(world, "desk_officer"), again(file), Pointer(44, file.case.year), station="", because="",
                                   complaint=None, now=clock.now())
    assert "FIR-01" not in open_clocks(file)


def test_an_investigation_of_the_old_code_counts_no_period_of_the_new_one(world):
    """BNSS 531(2)(a): recorded before 1 July 2024, investigated under the old code to its end."""
    then = datetime(2024, 6, 20, 6, 30, tzinfo=UTC)
    file = case(world, sections=("IPC:376(1)", "POCSO:4(2)"), age=12, registered_at=then, with_io=False)
    assert (file.case.offence_code, file.case.procedure_code) == ("ipc", "crpc")
    pack, found = bundled_pack(), open_clocks(file)
    assert "POC-03" in found and "COMP-03" in found, "other Acts hold as before"
    assert not [key for key in found if pack.clocks[key].law.startswith("BNSS 2023")], found
    file = happened(actor(world, "desk_officer"), file, "arrest", at=then + timedelta(days=1))
    assert "ARR-05" in open_clocks(file), "twenty-four hours are the Constitution's"


def test_refusals_in_a_case_of_the_old_code_cite_no_section_of_the_new_one(world):
    then = datetime(2024, 6, 20, 6, 30, tzinfo=UTC)
    fir = case(world, sections=("IPC:376(1)",), registered_at=then)
    report = case(world, kind="ncr", sections=("IPC:504",), registered_at=then, number=79)
    with pytest.raises(Forbidden) as refusal:
        steps.refuse_wrong_hand(actor(world, "desk_officer"), fir, "charge_sheet")
    said = [refusal.value.sentence, endings.closing_fault(fir, "report_accepted"), endings.closing_fault(report, "referred"),
            steps.milestone_fault(fir, Happened("medical_sent", clock.now(), "x", {"consent": "no"}), clock.now()),
            *steps.oddities(fir, Happened("victim_statement", clock.now(), "x", {"by_woman": "no"}))]
    assert all(said) and len(said) >= 5 and not [sentence for sentence in said if "BNSS" in sentence], said


def test_the_code_is_the_one_whose_sections_are_named_where_the_days_leave_it_open(world):
    then = datetime(2024, 6, 20, 6, 30, tzinfo=UTC)
    file = case(world, sections=("IPC:498A",), with_io=False, occurred_from=then)
    assert file.case.offence_code == "ipc"
