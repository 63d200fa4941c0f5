"""How a case ends: the filing, the Magistrate, another case in its place; the database holds the last door."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from portal.cases.actions import endings
from portal.cases.models import Case, CaseDuty, CaseSection
from portal.cases.rules import states
from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from tests.cases.standing import entries, open_clocks
from tests.factories.cases import again, case, happened
from tests.factories.matters import actor


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


def test_an_ncr_that_became_an_fir_keeps_its_number_as_the_origin(world):
    ncr, desk = case(world, kind="ncr", sections=("BNS:115(2)",), number=4, with_io=False), actor(world, "desk_officer")
    fir = case(world, number=44)
    closed = endings.end_as_registered(desk, ncr, fir.case, clock.now())
    assert closed.case.outcome == "registered" and closed.case.serial == 1 and entries(closed, "cases:report:registered")
    with pytest.raises(RuleBroken):
        endings.end_as_registered(desk, closed, fir.case, clock.now())


def test_the_database_itself_refuses_a_closed_fir_without_filing(world):
    file = case(world)
    with pytest.raises(Exception, match=r"closed_only_when_filed|CHECK"):
        db.session.execute(Case.__table__.update().where(Case.id == file.case.id).values(state="closed"))
    db.session.rollback()
    assert states.state_of("fir", []) == again(file).case.state
    assert db.session.scalar(select(func.count(CaseSection.id))) == 1
