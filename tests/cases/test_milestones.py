"""Milestones of a case: what each needs, who may mark it, what meets a clock, what is asked about and never blocks."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.cases.actions import accused as accused_steps
from portal.cases.actions import cases as entry_steps
from portal.cases.actions import milestones as steps
from portal.cases.actions.milestones import Happened
from portal.cases.models import CaseDuty
from portal.cases.queries.duties import duties_of
from portal.cases.rules.cctns import Pointer
from portal.core import clock
from portal.core.db import db
from portal.core.errors import Forbidden, RuleBroken
from portal.core.keys import current_vault
from tests.cases.standing import entries, open_clocks
from tests.factories.cases import again, case, happened
from tests.factories.matters import actor


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


def test_a_withdrawn_line_stays_and_gives_its_clock_and_state_back(world):
    officer = actor(world, "enquiry_officer")
    file = happened(officer, case(world), "charge_sheet", details={"medical_attached": "yes"})
    file = steps.withdraw_milestone(officer, file, file.milestones[-1], because="दूसरे मुकदमे का था", now=clock.now())
    assert file.case.state == "investigating" and "INV-08" in open_clocks(file)
    assert file.milestones[-1].withdrawn_because and not file.standing
    with pytest.raises(RuleBroken, match="already"):
        steps.withdraw_milestone(officer, file, file.milestones[-1], because="फिर", now=clock.now())


def test_hearings_and_results_are_mirrored_for_lists(world):
    officer, ahead = actor(world, "enquiry_officer"), (clock.today() + timedelta(days=20)).isoformat()
    file = happened(officer, case(world), "charge_sheet", details={"medical_attached": "yes"})
    file = happened(officer, file, "court_filed", details={"court": "न्यायालय"})
    file = happened(officer, file, "hearing", details={"next_on": ahead})
    assert file.case.next_hearing_on.isoformat() == ahead and file.case.state == "in_court"
    file = happened(officer, file, "judgment", details={"result": "convicted"})
    assert file.case.state == "decided" and file.case.next_hearing_on is None


@pytest.mark.parametrize(("kind", "start", "end", "clock_id"), [
    ("fir", "arrest", "produced", "ARR-05"), ("missing", "child_found", "cwc_production", "CHI-01")])
def test_the_journey_is_left_out_of_the_day_before_magistrate_or_committee(world, kind, start, end, clock_id):
    officer = actor(world, "enquiry_officer")
    file = case(world, kind=kind, age=15, registered_at=clock.now() - timedelta(hours=40))
    file = happened(officer, file, start, at=clock.now() - timedelta(hours=26), late_reason="रात्रि में अभिलेख")
    file = happened(officer, file, end, at=clock.now() - timedelta(hours=1), details={"journey_minutes": "90"})
    states = {one.duty.state for one in duties_of(officer.scope, file.case.id, clock.now()) if one.duty.clock_id == clock_id}
    assert states == {"met"}, "twenty-five hours, ninety minutes of them on the road"


def test_an_fir_is_proved_by_its_number_and_by_nothing_else(world):
    file = case(world, number=None)
    assert "FIR-01" in open_clocks(file)
    file = entry_steps.note_number(actor(world, "desk_officer"), again(file), Pointer(44, file.case.year), station="", because="",
                                   complaint=None, now=clock.now())
    assert "FIR-01" not in open_clocks(file)
