"""Pages of drafts: starting one, its progress, stopping it, its result, and taking it over."""

import uuid
from functools import partial
from typing import Any

from flask import current_app, flash, url_for
from flask_babel import format_date
from flask_babel import gettext as _

from portal.access.guard import current_actor, current_scope, guard
from portal.core import clock
from portal.core.forms import ActionForm, VersionedForm
from portal.core.htmx import go_to
from portal.core.pages import render_page
from portal.roster import solver, worker
from portal.roster.actions import drafts as actions
from portal.roster.actions.months import month_of
from portal.roster.models import DraftRun
from portal.roster.queries import calendar as queries
from portal.roster.routes.blueprint import DRAFT, bp, name_of
from portal.roster.routes.sheet import frame_of, open_month, said
from portal.roster.rules.drafts import GOING, MENDS, STATES, WITH_RESULT, fault_of, standing


@bp.route("/roster/<int:year>-<month:month>/draft", methods=["GET", "POST"])
@guard(DRAFT, query=("unit",))
def start_draft(year: int, month: int):
    """Starts the draft of a month in a process of its own, or says what is missing for it."""
    sheet = open_month(year, month)
    form = VersionedForm(data={"version": sheet.place.version})
    if form.validate_on_submit():
        held = month_of(current_actor(), sheet.place.unit.id, year, month)
        form.check_version(held.version)
        run = actions.start_draft(current_actor(), held)
        answer = go_to(url_for("roster.show_draft", run_id=run.id))
        answer.call_on_close(partial(worker.start, run.id, worker.environment(current_app)))  # by then the run is committed
        return answer
    return render_page("roster/start_draft.html", status=422 if form.errors else 200, form=form, has_solver=solver.is_there(),
                       missing=actions.SAY_MISSING, fixed=sum(cell.is_fixed for cell in sheet.read.plan.cells), **frame_of(sheet))


@bp.get("/roster/drafts/<uuid:run_id>")
@guard(DRAFT)
def show_draft(run_id: uuid.UUID):
    """How far a draft is, or what it found."""
    return _page_of(queries.get_run(current_scope(), run_id))


def _page_of(run: DraftRun):
    month = queries.get_month(current_scope(), run.month_id)
    state, now = standing(run.state, run.heard_at, run.started_at, clock.now()), clock.now()
    return render_page(
        "roster/show_draft.html", fragment="roster/_draft.html", run=run, month=month, state=state, states=STATES,
        is_going=state in GOING, seconds=int(((run.ended_at or now) - run.started_at).total_seconds()),
        form=ActionForm(), title=format_date(queries.first_of(month), "MMMM y"), kendra=name_of(queries.unit_of(month)),
        **(result_of(run) if state in WITH_RESULT else {}))


def result_of(run: DraftRun) -> dict[str, Any]:
    """The result in sentences: empty posts, other hard faults of what was fixed by hand, and what would mend it."""
    faults = [fault_of(kept) for kept in run.result["faults"] if kept["is_hard"]]
    mends = [fault_of(kept) for kept in run.result["mend"]]
    staff = queries.officers_of({fault.officer for fault in (*faults, *mends) if fault.officer})
    return {"result": run.result, "faults": [said(fault.sentence, fault, staff) for fault in faults],
            "mends": [said(MENDS[fault.rule], fault, staff) for fault in mends]}


@bp.post("/roster/drafts/<uuid:run_id>/stop")
@guard(DRAFT)
def stop_draft(run_id: uuid.UUID):
    """Ends a draft with the best so far."""
    run = queries.get_run(current_scope(), run_id, for_change=True)
    if ActionForm().validate_on_submit():
        actions.stop_draft(current_actor(), run)
        flash(_("The draft is being stopped; the best so far is kept."))
    return go_to(url_for("roster.show_draft", run_id=run_id))


@bp.post("/roster/drafts/<uuid:run_id>/take-over")
@guard(DRAFT)
def take_over(run_id: uuid.UUID):
    """Writes a draft into the month; what was fixed by hand stays."""
    run = queries.get_run(current_scope(), run_id)
    month = queries.get_month(current_scope(), run.month_id, for_change=True)
    if not ActionForm().validate_on_submit():
        return go_to(url_for("roster.show_draft", run_id=run_id))
    count = actions.take_over(current_actor(), month, run)
    flash(_("Duties taken over from the draft: %(count)s.", count=count), "success")
    return go_to(url_for("roster.show_month", year=month.year, month=month.month, unit=month.unit_id))
