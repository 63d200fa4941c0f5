"""Adding and dropping sections of a case."""

import uuid

from flask import flash, request, url_for
from flask_babel import gettext as _

from portal.access.guard import current_actor, current_scope, guard, require
from portal.cases.actions import sections as actions
from portal.cases.forms.steps import BecauseForm, SectionsForm
from portal.cases.models import Case
from portal.cases.queries.cases import get_section, read_file
from portal.cases.routes.blueprint import bp
from portal.cases.routes.cases import back_to, label_of, open_case
from portal.cases.rules.entry import Judged, judge_sections
from portal.cases.rules.sections import SectionsRead, default_act, read_sections
from portal.core import clock
from portal.core.errors import RuleBroken
from portal.core.htmx import go_to
from portal.core.pages import render_page
from portal.law.queries import pack_of

CHANGE = "cases:sections:change"


@bp.route("/cases/<uuid:case_id>/sections/new", methods=["GET", "POST"])
@guard(CHANGE)
def add_sections(case_id: uuid.UUID):
    """Adds sections by the law pack of the case; one that did not exist on the day of the act is refused."""
    file, form = open_case(case_id, CHANGE, to_change=request.method == "POST"), SectionsForm()
    if form.validate_on_submit():
        read = read_sections(form.sections.data, pack_of(file.case.law_pack), default_act(file.case.offence_code))
        judged = _judge(file.case, read)
        form.sections.errors = [_(one.sentence, **one.values) for one in judged.refusals]
        form.warnings = tuple(_(one.sentence, **one.values) for one in judged.doubts)
        if not judged.refusals and (not form.warnings or form.because.data):
            try:
                actions.add_sections(current_actor(), file, read.keys, because=form.rests_on.data,
                                     order_reason=form.because.data or "", now=clock.now())
            except RuleBroken as refusal:
                form.sections.errors = [_(refusal.sentence)]
            else:
                flash(_("The sections are added; what is due was counted again."), "success")
                return go_to(back_to(file.case))
    return render_page("cases/step.html", status=422 if form.errors or form.warnings else 200, form=form, warns=True,
                       title=_("Add sections"), lead=_("By the law pack of this case, %(version)s.", version=file.case.law_pack),
                       label=label_of(file.case), back=back_to(file.case), button=_("Add"),
                       action=url_for("cases.add_sections", case_id=case_id))


def _judge(case: Case, read: SectionsRead) -> Judged:
    first, last = (clock.to_ist(moment).date() if moment else None for moment in (case.occurred_from_at, case.occurred_to_at))
    return judge_sections(read, first, last)


@bp.route("/sections/<uuid:section_id>/drop", methods=["GET", "POST"])
@guard(CHANGE)
def drop_section(section_id: uuid.UUID):
    """Drops a section with the reason; it stays readable."""
    section, case = get_section(current_scope(), section_id)
    require(CHANGE, case)
    form = BecauseForm()
    if form.validate_on_submit():
        actions.drop_section(current_actor(), read_file(case), section, because=form.because.data, now=clock.now())
        flash(_("Dropped; what is due was counted again."))
        return go_to(back_to(case))
    return render_page("cases/step.html", status=422 if form.errors else 200, form=form, warns=False,
                       title=_("Drop: %(what)s", what=section.offence.replace(":", " ")), lead=None, label=label_of(case),
                       back=back_to(case), button=_("Drop"), action=url_for("cases.drop_section", section_id=section_id))
