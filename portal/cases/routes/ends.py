"""Closing a case: only when what the law asks before is recorded."""

import uuid

from flask import flash, request, url_for
from flask_babel import gettext as _

from portal.access.guard import current_actor, guard
from portal.cases.actions import endings as actions
from portal.cases.forms.milestones import CloseForm
from portal.cases.queries.cases import CaseFile
from portal.cases.queries.duties import compute
from portal.cases.queries.timeline import due_lines
from portal.cases.routes.blueprint import bp
from portal.cases.routes.cases import back_to, label_of, open_case
from portal.cases.rules.states import OPEN_DUTIES, OUTCOMES
from portal.core import clock
from portal.core.errors import RuleBroken
from portal.core.htmx import go_to
from portal.core.i18n import chosen_language
from portal.core.pages import render_page

CLOSE = "cases:case:close"


@bp.route("/cases/<uuid:case_id>/close", methods=["GET", "POST"])
@guard(CLOSE)
def close_case(case_id: uuid.UUID):
    """Closes the case; what is missing is said in a sentence, and what is open still asks why."""
    file, form = open_case(case_id, CLOSE, to_change=request.method == "POST"), CloseForm()
    form.offer(OUTCOMES[file.case.kind])
    if form.validate_on_submit():
        fault = actions.closing_fault(file, form.outcome.data)
        open_now = [] if fault else due_lines(file, compute(file, clock.now()), chosen_language())
        form.warnings = (_(OPEN_DUTIES, duties=", ".join(one.basis for one in open_now)),) if open_now else ()
        if (not form.warnings or form.because.data) and _is_closed(file, form):
            flash(_("The case is closed."), "success")
            return go_to(back_to(file.case))
    return render_page("cases/step.html", status=422 if form.errors or form.warnings else 200, form=form, warns=True,
                       title=_("Close the case"),
                       lead=_("An FIR is closed only with the number and the day of its filing in court."),
                       label=label_of(file.case), back=back_to(file.case), button=_("Close the case"),
                       action=url_for("cases.close_case", case_id=case_id))


def _is_closed(file: CaseFile, form: CloseForm) -> bool:
    """Closes the case, or says beside the choice what must be recorded before it."""
    try:
        actions.close_case(current_actor(), file, form.outcome.data, because=form.because.data or "", now=clock.now())
    except RuleBroken as refusal:
        form.outcome.errors = [_(refusal.sentence, **refusal.values)]
    return not form.errors
