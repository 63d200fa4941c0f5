"""The process that drafts: started by a page, apart from the server, with a sign of life every two seconds."""

import os
import subprocess
import sys
import time
import uuid
from collections.abc import Mapping
from threading import Event, Thread
from typing import Any

from flask import Flask, current_app
from sqlalchemy import func, select, update
from sqlalchemy.exc import OperationalError

from portal.access.scope import Scope
from portal.config import ROOT
from portal.core import clock
from portal.core.db import db
from portal.roster import solver
from portal.roster.models import DraftRun, RosterMonth
from portal.roster.queries.plan import plan_of
from portal.roster.rules.drafts import GOING, SILENT, plain
from portal.roster.rules.plan import Plan
from portal.units.models import Unit

BEAT_SECONDS = 2.0
AT_ONCE = max(1, (os.cpu_count() or 2) // 2)  # drafts at one time; the desk's pages keep the rest of the machine
NICENESS = 10


def environment(app: Flask) -> Mapping[str, str]:
    """What the process needs to find the same database; to be asked within an app context."""
    return {**os.environ, "PORTAL_INSTANCE": app.instance_path,
            "PORTAL_DATABASE_URL": db.engine.url.render_as_string(hide_password=False)}


def start(run_id: uuid.UUID, surroundings: Mapping[str, str]) -> None:
    """Starts the process for a run that is committed. Where it is ended together with the server, its page says so."""
    process = subprocess.Popen([sys.executable, "-m", "flask", "--app", "wsgi", "roster", "draft", str(run_id)], cwd=ROOT,
                               env=dict(surroundings), stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                               stderr=subprocess.DEVNULL, start_new_session=True)
    Thread(target=process.wait, daemon=True).start()  # so that it leaves no dead entry behind


class Pulse(Thread):
    """Writes a run's sign of life and progress, and hears whether it shall stop, while the solver works."""

    def __init__(self, app: Flask, run_id: uuid.UUID):
        super().__init__(daemon=True)
        self.app, self.run_id = app, run_id
        self.progress: dict[str, int] = {}
        self.is_stop_asked = False
        self._ended = Event()

    def run(self) -> None:
        """Beats until it is ended; a database that is busy for once is asked again at the next beat."""
        with self.app.app_context():
            while not self._ended.wait(BEAT_SECONDS):
                try:
                    self.beat()
                except OperationalError:
                    db.session.rollback()

    def beat(self) -> None:
        """One sign of life."""
        db.session.execute(update(DraftRun).where(DraftRun.id == self.run_id)
                           .values(heard_at=clock.now(), progress=dict(self.progress)))
        self.is_stop_asked = bool(db.session.scalar(select(DraftRun.is_stop_asked).where(DraftRun.id == self.run_id)))
        db.session.commit()

    def end(self) -> None:
        """No more beats; waits for the one under way."""
        self._ended.set()
        self.join()

    def hear_better(self, figure: int, bound: int) -> None:
        """A better roster was found."""
        self.progress = {"found": self.progress.get("found", 0) + 1, "figure": figure, "bound": bound}


def work(run_id: uuid.UUID, *, effort: float = solver.EFFORT) -> None:
    """Drafts the month of a queued run and writes the result down; any other run is left alone."""
    run = db.session.get(DraftRun, run_id)
    if run is None or run.state != "queued":
        return
    db.session.rollback()
    pulse = Pulse(current_app._get_current_object(), run_id)
    pulse.beat()
    pulse.start()
    try:
        state, result = _compute(run_id, pulse, effort)
    except Exception as fault:  # whatever it is, the page must say so instead of waiting for ever
        db.session.rollback()
        state, result = "failed", {"fault": type(fault).__name__}
    finally:
        pulse.end()
    _write(run_id, state=state, result=result, progress=pulse.progress, ended_at=clock.now())


def _compute(run_id: uuid.UUID, pulse: Pulse, effort: float) -> tuple[str, dict[str, Any]]:
    while not pulse.is_stop_asked and _is_behind(run_id):
        time.sleep(1)
    _write(run_id, state="running")
    plan = _plan_of(run_id)
    made = solver.draft(plan, effort=effort, on_better=pulse.hear_better, should_stop=lambda: pulse.is_stop_asked)
    mends, is_fewest = solver.mend(plan) if made.gaps and not made.is_stopped else ((), False)
    return "stopped" if made.is_stopped else "done", {
        "cells": [[cell.officer, cell.day.isoformat(), cell.duty] for cell in made.cells if not cell.is_fixed],
        "faults": [plain(fault) for fault in made.faults], "gaps": len(made.gaps), "cost": made.cost, "bound": made.bound,
        "is_proven": made.is_proven, "mend": [plain(fault) for fault in mends], "is_fewest": is_fewest}


def _is_behind(run_id: uuid.UUID) -> bool:
    """Whether as many living runs as may work at one time came before this one."""
    alive = func.coalesce(DraftRun.heard_at, DraftRun.started_at) > clock.now() - SILENT
    going = db.session.scalars(select(DraftRun.id).where(DraftRun.state.in_(GOING), alive | (DraftRun.id == run_id))
                               .order_by(DraftRun.started_at, DraftRun.id)).all()
    db.session.rollback()
    return run_id in going[AT_ONCE:]


def _plan_of(run_id: uuid.UUID) -> Plan:
    """The plan of the run's month; the run reaches its own kendra and nothing else."""
    run = db.session.get_one(DraftRun, run_id)
    month, unit = db.session.get_one(RosterMonth, run.month_id), db.session.get_one(Unit, run.unit_id)
    plan = plan_of(Scope(run.started_by, unit.id, unit.path, (unit.id,)), unit.id, month.year, month.month)
    db.session.rollback()  # the solver works for minutes: nothing stays locked meanwhile
    return plan


def _write(run_id: uuid.UUID, **values: Any) -> None:
    db.session.execute(update(DraftRun).where(DraftRun.id == run_id).values(**values, heard_at=clock.now()))
    db.session.commit()
