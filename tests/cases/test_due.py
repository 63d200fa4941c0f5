"""What is due: rows that equal the engine, the fortnightly report, counts, and lists read in the order of an index."""

from datetime import timedelta

import pytest
from sqlalchemy import event, func, select

from portal.cases.actions import comparing, endings
from portal.cases.actions.duties import differences
from portal.cases.models import Case, CaseDuty, CctnsComparison
from portal.cases.queries.cases import count_cases, select_cases
from portal.cases.queries.duties import count_due, list_due_of_unit, select_due
from portal.cases.rules.compare import Row
from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.units.models import Unit
from tests.cases.standing import open_clocks
from tests.factories.cases import case, happened
from tests.factories.matters import actor


def test_the_fortnightly_report_closes_the_clock_of_each_ncr(world):
    then = clock.now() - timedelta(days=10)
    files = [case(world, kind="ncr", sections=("BNS:115(2)",), number=number, registered_at=then, with_io=False)
             for number in (1, 2)]
    assert all({"NC-01", "NC-02"} <= open_clocks(file) for file in files)
    done = endings.send_fortnight_report(actor(world, "desk_officer"), [one.case for one in files], [files[0].case.id],
                                         evidence="मेमो 9, न्यायालय प्राप्ति", sent_at=clock.now(), late_reason="", now=clock.now())
    assert done == 1 and "NC-02" not in open_clocks(files[0]) and "NC-02" in open_clocks(files[1])


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
    scope = actor(world, "sho").scope
    for statement, order in ((select_due(scope, {}, clock.now()), (CaseDuty.due_at, CaseDuty.id)),
                             (select_cases(scope, {}), (Case.registered_at.desc(), Case.id.desc()))):
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
