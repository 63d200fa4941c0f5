"""Cases under the codes of before July 2024: no period and no section of the new ones."""

from datetime import UTC, datetime, timedelta

import pytest

from portal.cases.actions import endings
from portal.cases.actions import milestones as steps
from portal.cases.actions.milestones import Happened
from portal.core import clock
from portal.core.errors import Forbidden
from portal.law.queries import bundled_pack
from tests.cases.standing import open_clocks
from tests.factories.cases import case, happened
from tests.factories.matters import actor


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
