"""Correcting what counts in a case: the facts, a victim's age, a victim more; and every clock of the law with its reason."""

import uuid

from flask import flash, request, url_for
from flask_babel import gettext as _

from portal.access.guard import current_actor, current_scope, guard, require
from portal.cases.actions import facts as actions
from portal.cases.forms.steps import AgeForm, FactsForm, VictimForm
from portal.cases.queries.cases import get_victim, read_file
from portal.cases.queries.duties import compute
from portal.cases.queries.timeline import clock_lines
from portal.cases.routes.blueprint import bp
from portal.cases.routes.cases import back_to, label_of, open_case
from portal.core import clock
from portal.core.errors import RuleBroken
from portal.core.htmx import go_to
from portal.core.i18n import chosen_language
from portal.core.keys import current_vault
from portal.core.pages import render_page
from portal.law.queries import waiting
from portal.law.rules.deadlines import STATES
from portal.persons.rules.identity import InvalidValues

CHANGE = "cases:facts:change"


@bp.get("/cases/<uuid:case_id>/clocks")
@guard("cases:case:open")
def show_clocks(case_id: uuid.UUID):
    """Every period and duty of the law in this case: how it stands, or why it does not concern it."""
    file, now = open_case(case_id, "cases:case:open"), clock.now()
    lines = clock_lines(file, compute(file, now), now, chosen_language())
    return render_page("cases/show_clocks.html", case=file.case, label=label_of(file.case), lines=lines, states=STATES,
                       unsure=waiting(file.case.law_pack, {("clock", one.clock_id) for one in lines}))


@bp.route("/cases/<uuid:case_id>/facts", methods=["GET", "POST"])
@guard(CHANGE)
def change_facts(case_id: uuid.UUID):
    """What turned out otherwise than it was entered."""
    file = open_case(case_id, CHANGE, to_change=request.method == "POST")
    form = FactsForm(data=file.case.facts)
    if form.validate_on_submit():
        try:
            actions.change_facts(current_actor(), file, form.told(), because=form.because.data, now=clock.now())
        except RuleBroken as refusal:
            form.form_errors.append(_(refusal.sentence))
        else:
            return _done(file.case)
    return _ask(form, file.case, _("What counts in this case"), _("The law counts by these facts; what changes is counted anew."),
                url_for("cases.change_facts", case_id=case_id))


@bp.route("/cases/<uuid:case_id>/victims/new", methods=["GET", "POST"])
@guard(CHANGE)
def add_victim(case_id: uuid.UUID):
    """One more victim; the name is sealed."""
    file, form = open_case(case_id, CHANGE, to_change=request.method == "POST"), VictimForm()
    if form.validate_on_submit():
        try:
            actions.add_victim(current_actor(), current_vault(), file, form.identity(), form.age.data, clock.now())
        except InvalidValues as fault:
            form.form_errors += [_(sentence) for sentence in fault.faults.values()]
        else:
            return _done(file.case)
    return _ask(form, file.case, _("Add a victim"), _("The name is sealed; pages show the age only."),
                url_for("cases.add_victim", case_id=case_id))


@bp.route("/victims/<uuid:victim_id>/age", methods=["GET", "POST"])
@guard(CHANGE)
def prove_age(victim_id: uuid.UUID):
    """Her age by its proof; under 18 asks the Child Welfare Committee and the Special Court at once."""
    victim, case = get_victim(current_scope(), victim_id)
    require(CHANGE, case)
    form = AgeForm(data={"age": victim.age_years})
    if form.validate_on_submit():
        actions.prove_age(current_actor(), read_file(case), victim, form.age.data, proof=form.proof.data, now=clock.now())
        return _done(case)
    return _ask(form, case, _("Age of the victim, by its proof"),
                _("Under 18 the reports to the Child Welfare Committee and the Special Court become due (POCSO 19(6))."),
                url_for("cases.prove_age", victim_id=victim_id))


def _done(case):
    flash(_("Written down; what is due was counted again."), "success")
    return go_to(back_to(case))


def _ask(form, case, title: str, lead: str, action: str):
    return render_page("cases/step.html", status=422 if form.errors or form.form_errors else 200, form=form, warns=False,
                       title=title, lead=lead, label=label_of(case), back=back_to(case), button=_("Save"), action=action)
