"""Entering a case: serials, the CCTNS number, people from a complaint, the law that counts, corrections of what counts."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.cases.actions import cases as entry_steps
from portal.cases.actions import endings
from portal.cases.actions import facts as fact_steps
from portal.cases.actions import sections as section_steps
from portal.cases.actions.duties import differences
from portal.cases.models import Case
from portal.cases.queries.duties import duties_of
from portal.cases.rules.cctns import Pointer
from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.keys import current_vault
from portal.intake.actions.parties import add_party, withdraw_party
from portal.intake.queries.complaints import list_parties
from portal.intake.queries.triage import list_firs
from portal.law.models import LawPackRow
from portal.law.queries import bundled_pack, current_pack
from portal.units.models import Unit
from tests.cases.standing import entries, open_clocks
from tests.factories.cases import again, case, happened
from tests.factories.matters import actor, complaint


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
