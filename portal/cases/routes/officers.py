"""The investigating officer: naming, changing, and handing over all open cases of one who leaves."""

import uuid

from flask import flash, request, url_for
from flask_babel import gettext as _

from portal.access.guard import current_actor, current_scope, guard
from portal.accounts.queries import names_of
from portal.cases.actions import officers as actions
from portal.cases.forms.steps import HandOverCasesForm, OfficerForm
from portal.cases.queries import officers as queries
from portal.cases.routes.blueprint import bp
from portal.cases.routes.cases import back_to, label_of, labels_of, open_case
from portal.cases.rules.officers import doubts
from portal.cases.rules.older import say_under
from portal.core import clock
from portal.core.errors import NotFound, RuleBroken
from portal.core.htmx import go_to
from portal.core.pages import render_page

ASSIGN = "cases:io:assign"


@bp.route("/cases/<uuid:case_id>/officer", methods=["GET", "POST"])
@guard(ASSIGN)
def name_officer(case_id: uuid.UUID):
    """Names the officer; a rank or a woman that the sections ask for is asked about, never forced."""
    file, form = open_case(case_id, ASSIGN, to_change=request.method == "POST"), OfficerForm()
    form.offer([one for one in queries.list_candidates(file.case.unit_id) if one.user_id != file.case.io_id],
               is_change=file.case.io_id is not None)
    if form.validate_on_submit():
        chosen = form.chosen()
        asked = doubts(file.standing_sections, rank=chosen.rank, is_woman=chosen.is_woman)
        form.warnings = tuple(_(say_under(file.case.procedure_code, one)) for one in asked)
        if not form.warnings or form.because.data:
            try:
                actions.name_officer(current_actor(), file, chosen, from_at=form.from_at(), exception=form.because.data or "",
                                     handover_note=form.handover_note.data if "handover_note" in form else "", now=clock.now())
            except RuleBroken as refusal:
                form.form_errors.append(_(refusal.sentence))
            else:
                flash(_("The investigating officer is named and sees the case now."), "success")
                return go_to(back_to(file.case))
    return render_page("cases/step.html", status=422 if form.errors or form.warnings else 200, form=form, warns=True,
                       title=_("Name the investigating officer"), lead=_("The former officer loses the case in the same moment."),
                       label=label_of(file.case), back=back_to(file.case), button=_("Name"),
                       action=url_for("cases.name_officer", case_id=case_id))


@bp.get("/cases/handover")
@guard(ASSIGN)
def list_loads():
    """Who has how many open cases here, and whose posting has ended."""
    rows = queries.list_loads(current_scope())
    left = {one for one, _count in queries.list_left_behind(current_scope())}
    return render_page("cases/list_loads.html", rows=rows, left=left, names=names_of({one for one, *_rest in rows}))


@bp.route("/cases/handover/<uuid:officer_id>", methods=["GET", "POST"])
@guard(ASSIGN)
def hand_over_cases(officer_id: uuid.UUID):
    """Gives all open cases of one officer, or the ticked ones, to another with a note."""
    form = HandOverCasesForm()
    cases = queries.list_open_cases_of(current_scope(), officer_id, to_change=request.method == "POST")
    if not cases:
        raise NotFound
    candidates = [one for one in queries.list_candidates(cases[0].unit_id) if one.user_id != officer_id]
    cases = [one for one in cases if one.unit_id == cases[0].unit_id]
    form.offer(cases, labels_of(cases), candidates, tick_all=request.method == "GET")
    if form.validate_on_submit():
        moved = actions.hand_over_cases(current_actor(), cases, form.chosen_cases(), form.chosen(),
                                        note=form.handover_note.data, now=clock.now())
        flash(_("%(count)s cases were handed over.", count=moved), "success")
        return go_to(url_for("cases.list_loads"))
    return render_page("cases/hand_over_cases.html", status=422 if form.errors else 200, form=form, cases=cases,
                       officer_id=officer_id, name=names_of({officer_id}).get(officer_id, ""))
