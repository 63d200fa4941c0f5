"""The accused of a case."""

import uuid

from flask import flash, request, url_for
from flask_babel import gettext as _

from portal.access.guard import current_actor, current_scope, guard, require
from portal.cases.actions import accused as actions
from portal.cases.forms.steps import AccusedForm, AccusedStateForm
from portal.cases.queries.cases import get_accused, list_sections, read_file
from portal.cases.routes.blueprint import bp
from portal.cases.routes.cases import back_to, label_of, open_case
from portal.cases.rules.sections import asks_conviction
from portal.cases.rules.states import CLOSED_ALREADY
from portal.core import clock
from portal.core.errors import InvalidValues, RuleBroken
from portal.core.htmx import go_to
from portal.core.keys import current_vault
from portal.core.pages import render_page

CHANGE = "cases:accused:change"
TYPED = ("relation", "name", "relative_name", "age", "address", "phone", "description")
PRIOR = {"yes": True, "no": False}


@bp.route("/cases/<uuid:case_id>/accused/new", methods=["GET", "POST"])
@guard(CHANGE)
def add_accused(case_id: uuid.UUID):
    """One more accused; a name goes into the vault, a description stays here."""
    file, form = open_case(case_id, CHANGE, to_change=request.method == "POST"), AccusedForm()
    if file.case.closed_at is not None:
        raise RuleBroken(CLOSED_ALREADY)
    if not asks_conviction(file.standing_sections):
        del form.is_convicted_before
    if form.validate_on_submit():
        values = {name: form[name].data for name in TYPED}
        values |= {"is_woman": form.is_woman.data == "yes", "is_convicted_before": _prior(form)}
        try:
            actions.add_accused(current_actor(), current_vault(), file, values, clock.now())
        except InvalidValues as fault:
            form.form_errors += [_(sentence) for sentence in fault.faults.values()]
        else:
            flash(_("The accused is added."), "success")
            return go_to(back_to(file.case))
    return render_page("cases/step.html", status=422 if form.errors else 200, form=form, warns=False, title=_("Add an accused"),
                       lead=_("The name is sealed; lists and pages show A1, A2 and so on."), label=label_of(file.case),
                       back=back_to(file.case), button=_("Add"), action=url_for("cases.add_accused", case_id=case_id))


@bp.route("/accused/<uuid:accused_id>/change", methods=["GET", "POST"])
@guard(CHANGE)
def change_accused(accused_id: uuid.UUID):
    """How an accused stands; arrest and bail are better recorded as what happened, with their papers."""
    row, case = get_accused(current_scope(), accused_id)
    require(CHANGE, case)
    if case.closed_at is not None:
        raise RuleBroken(CLOSED_ALREADY)
    prior = {True: "yes", False: "no"}.get(row.is_convicted_before, "")
    form = AccusedStateForm(data={"state": row.state, "is_convicted_before": prior})
    if not asks_conviction(list_sections([case.id]).get(case.id, ())):
        del form.is_convicted_before
    if form.validate_on_submit():
        actions.change_accused(current_actor(), read_file(case), row, state=form.state.data,
                               is_convicted_before=_prior(form), now=clock.now())
        flash(_("Written down."))
        return go_to(back_to(case))
    return render_page("cases/step.html", status=422 if form.errors else 200, form=form, warns=False,
                       title=_("Accused A%(place)s", place=row.place_in_list),
                       lead=_("Record arrest, notice and bail as what happened, with papers; this only corrects the state."),
                       label=label_of(case), back=back_to(case), button=_("Save"),
                       action=url_for("cases.change_accused", accused_id=accused_id))


def _prior(form: AccusedForm | AccusedStateForm) -> bool | None:
    """The answer about an earlier conviction, where it was asked."""
    return PRIOR.get(form.is_convicted_before.data) if "is_convicted_before" in form else None
