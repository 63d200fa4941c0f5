"""Drafts: a process of their own, progress, stopping, taking over, and a machine without the solver."""

import shutil
import sys
import time
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.roster import worker
from portal.roster.actions import drafts, months
from portal.roster.models import DraftRun, RosterCell
from portal.roster.queries.calendar import get_month
from portal.roster.rules.drafts import SILENT, standing
from tests.factories import training as made_up
from tests.factories.matters import actor
from tests.roster.test_calendar import DECEMBER, day, december, leave_of
from tests.roster.test_publishing import small  # noqa: F401 – a fixture

pytestmark = pytest.mark.usefixtures("november")
needs_solver = pytest.mark.skipif(not drafts.solver.is_there(), reason="the roster's solver is left out on this machine")


@pytest.fixture
def desk(world):
    return actor(world, "kendra_incharge")


@pytest.fixture
def run(desk, small):  # noqa: F811
    held = december(desk)
    made = drafts.start_draft(desk, held)
    db.session.commit()
    return made


def again(run: DraftRun) -> DraftRun:
    db.session.rollback()
    return db.session.scalar(select(DraftRun).where(DraftRun.id == run.id).execution_options(populate_existing=True))


def duties() -> list[tuple[int, str, bool]]:
    rows = db.session.execute(select(RosterCell.day, RosterCell.duty, RosterCell.is_fixed).order_by(RosterCell.day))
    return [(row.day.day, row.duty, row.is_fixed) for row in rows]


@needs_solver
def test_a_draft_fills_the_month_and_is_taken_over_beside_what_was_fixed(desk, small, sign_in):  # noqa: F811
    held = december(desk)
    months.set_cell(desk, held, small[0].id, day(2), "court")
    months.set_cell(desk, held, small[1].id, day(3), "off")
    months.set_cell(desk, held, small[0].id, day(9), "morning", is_fixed=False)
    run = drafts.start_draft(desk, held)
    db.session.commit()
    worker.work(run.id, effort=3)
    run = again(run)
    assert run.state == "done" and run.result["gaps"] == 0 and run.result["mend"] == []
    client = sign_in("kendra_incharge")
    page = client.get(f"/roster/drafts/{run.id}")
    assert "तैयार" in page.words
    url = f"/roster/drafts/{run.id}/take-over"
    client.post(url, page.form(url))
    taken = duties()
    assert (2, "court", True) in taken and (3, "off", True) in taken
    assert sorted(number for number, duty, _ in taken if duty == "morning") == list(range(1, 32))


@needs_solver
def test_the_same_month_gives_the_same_draft_and_a_restart_of_it_too(desk, small):  # noqa: F811
    made = []
    for _ in range(2):
        run = drafts.start_draft(desk, get_month(desk.scope, december(desk).id))
        db.session.commit()
        worker.work(run.id, effort=2)
        made.append(again(run).result)
    assert made[0] == made[1]


@needs_solver
def test_a_process_of_its_own_drafts_what_the_page_started(app, small, desk, sign_in):  # noqa: F811
    held = december(desk)
    db.session.commit()
    Path(app.instance_path).mkdir(exist_ok=True)
    shutil.copy(app.config["KEY_FILE"], Path(app.instance_path) / "keys.json")
    client, url = sign_in("kendra_incharge"), f"{DECEMBER}/draft"
    started = client.send(url)
    started.response.close()  # as a server does when the answer is sent: the process is started then
    assert "/roster/drafts/" in started.location
    assert client.get(started.location).soup.select_one("a[hx-trigger='every 2s']")["href"] == started.location
    until = time.monotonic() + 120
    run = db.session.scalar(select(DraftRun).where(DraftRun.month_id == held.id))
    while again(run).state in ("queued", "running"):
        assert time.monotonic() < until, "the process did not end"
        client.get(started.location, htmx=True)
        if again(run).state == "running":
            stop = f"/roster/drafts/{run.id}/stop"
            client.post(stop, {"csrf_token": client.csrf()}, status=None)
        time.sleep(0.5)
    run = again(run)
    assert run.state in ("done", "stopped"), run.result
    assert run.result["gaps"] == 0 and len(run.result["cells"]) == 31


@needs_solver
def test_stopping_keeps_the_best_so_far(desk, run):
    drafts.stop_draft(desk, run)
    db.session.commit()
    worker.work(run.id, effort=30)
    run = again(run)
    assert run.state == "stopped" and run.result is not None
    with pytest.raises(RuleBroken):
        drafts.stop_draft(desk, run)


@needs_solver
def test_where_no_roster_exists_the_page_says_what_would_mend_it(world, desk, small, sign_in):  # noqa: F811
    leave_of(world, small[0], day(10), day(11))
    leave_of(world, small[1], day(11), day(11))
    run = drafts.start_draft(desk, december(desk))
    db.session.commit()
    worker.work(run.id, effort=2)
    page = sign_in("kendra_incharge").get(f"/roster/drafts/{run.id}")
    assert "अवकाश वापस लें" in page.words and again(run).result["gaps"] == 1


def test_one_draft_at_a_time_and_a_killed_one_is_recognised(desk, run, sign_in):
    with pytest.raises(RuleBroken):
        drafts.start_draft(desk, december(desk))
    run.state, run.heard_at = "running", clock.now() - SILENT - timedelta(seconds=1)
    db.session.commit()
    page = sign_in("kendra_incharge").get(f"/roster/drafts/{run.id}")
    assert "बीच में बन्द" in page.words and not page.soup.select("a[hx-get]")
    assert drafts.start_draft(desk, december(desk)).state == "queued" and again(run).state == "running"
    drafts.start_draft(desk, december(desk))
    assert db.session.get_one(DraftRun, run.id).state == "failed"
    worker.work(run.id)  # a late process of it leaves everything alone
    assert standing("queued", None, clock.now(), clock.now()) == "queued"


def test_a_run_waits_behind_those_before_it(desk, run, monkeypatch):
    monkeypatch.setattr(worker, "AT_ONCE", 0)
    assert worker._is_behind(run.id)
    monkeypatch.setattr(worker, "AT_ONCE", 1)
    assert not worker._is_behind(run.id)


def test_a_fault_of_the_process_is_said(desk, run, sign_in, monkeypatch):
    monkeypatch.setattr(worker, "_plan_of", lambda run_id: 1 / 0)
    worker.work(run.id)
    assert again(run).state == "failed" and run.result == {"fault": "ZeroDivisionError"}
    assert "असफल" in sign_in("kendra_incharge").get(f"/roster/drafts/{run.id}").words


@needs_solver
def test_a_draft_overtaken_by_leave_is_not_taken_over(world, desk, small, run):  # noqa: F811
    worker.work(run.id, effort=1)
    leave_of(world, small[0], day(1), day(31))
    db.session.commit()
    with pytest.raises(RuleBroken):
        drafts.take_over(desk, december(desk), again(run))
    assert duties() == []


def test_without_a_result_nothing_is_taken_over(desk, run):
    with pytest.raises(RuleBroken):
        drafts.take_over(desk, december(desk), run)


def test_without_the_solver_the_page_says_how_to_add_it_and_the_calendar_works(world, desk, sign_in, monkeypatch):
    one = made_up.officer(world, 1)
    months.set_cell(desk, december(desk), one.id, day(3), "morning")
    db.session.commit()
    for name in [name for name in sys.modules if name.split(".")[0] == "ortools"]:
        monkeypatch.setitem(sys.modules, name, None)
    monkeypatch.setitem(sys.modules, "ortools", None)
    client = sign_in("kendra_incharge")
    page = client.get(f"{DECEMBER}/draft")
    assert "run-a-station.md" in page.words and not page.soup.select("main form.form")
    client.get(DECEMBER)
    client.send(f"{DECEMBER}/cell?cell=778000001.5", {"duty": "beat"})
    with pytest.raises(RuleBroken):
        drafts.start_draft(desk, december(desk))
