"""The monthly comparison with CCTNS: what both sides say, each difference explained before the month is settled."""

import uuid

from flask import flash, url_for
from flask_babel import gettext as _

from portal.access.guard import current_actor, current_scope, guard
from portal.accounts.queries import names_of
from portal.cases.actions import comparing as actions
from portal.cases.forms.comparing import MonthForm, NoteForm
from portal.cases.models import CctnsComparison
from portal.cases.queries import comparing as queries
from portal.cases.queries.cases import kendra_for_new
from portal.cases.routes.blueprint import bp
from portal.cases.rules import compare as rules
from portal.cases.sheets import FILE_BYTES, read_month
from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.forms import ActionForm
from portal.core.htmx import go_to
from portal.core.pages import page_by_key, render_page

SETTLE = "cases:comparison:settle"


@bp.get("/cctns")
@guard(SETTLE, query=("after", "before"))
def list_comparisons():
    """The months that were compared, the latest first, and the form for another."""
    form = MonthForm()
    form.offer()
    return _months(form)


@bp.post("/cctns")
@guard(SETTLE)
def compare_month():
    """Reads the list in a limited process and keeps what differs; nothing of the record is changed by it."""
    form = MonthForm()
    form.offer()
    if form.validate_on_submit():
        month = form.chosen_month()
        try:
            sheet = read_month(form.file.data.read(FILE_BYTES + 1), month.year)
            made = actions.compare_month(current_actor(), kendra_for_new(current_scope()), form.register.data, month, sheet.rows,
                                         sheet.sha256, clock.now())
        except RuleBroken as refusal:
            form.file.errors = [_(refusal.sentence, **refusal.values)]
        else:
            return go_to(url_for("cases.show_comparison", comparison_id=made.id))
    return _months(form, 422)


def _months(form: MonthForm, status: int = 200):
    page = page_by_key(db.session, queries.select_comparisons(current_scope()), (CctnsComparison.month, CctnsComparison.id),
                       key_of=lambda row: (row.month, row.id))
    return render_page("cases/list_comparisons.html", status=status, form=form, page=page, registers=rules.REGISTERS,
                       names=names_of({row.uploaded_by for row in page.items}))


@bp.get("/cctns/<uuid:comparison_id>")
@guard(SETTLE)
def show_comparison(comparison_id: uuid.UUID):
    """What fits, what differs, what one side lacks."""
    comparison = queries.get_comparison(current_scope(), comparison_id)
    rows = queries.list_differences(comparison)
    return render_page("cases/show_comparison.html", comparison=comparison, rows=rows, verdicts=rules.VERDICTS,
                       registers=rules.REGISTERS, form=ActionForm(),
                       waiting=sum(one.verdict != "matched" and not one.note for one in rows),
                       names=names_of({one.noted_by for one in rows} | {comparison.uploaded_by, comparison.settled_by}))


@bp.route("/cctns/differences/<uuid:difference_id>", methods=["GET", "POST"])
@guard(SETTLE)
def explain_difference(difference_id: uuid.UUID):
    """Why both sides differ, in words."""
    difference, comparison = queries.get_difference(current_scope(), difference_id)
    form, back = NoteForm(), url_for("cases.show_comparison", comparison_id=comparison.id)
    if not form.is_submitted():
        form.note.data = difference.note
    if form.validate_on_submit():
        actions.explain_difference(current_actor(), comparison, difference, form.note.data, clock.now())
        flash(_("Explained."), "success")
        return go_to(back)
    return render_page("cases/step.html", status=422 if form.errors else 200, form=form, warns=False,
                       title=_("Explain the difference"), label=_("Comparison with CCTNS"), back=back, button=_("Save"),
                       lead=f"{(difference.theirs or difference.ours)['number']} · {_(rules.VERDICTS[difference.verdict])}",
                       action=url_for("cases.explain_difference", difference_id=difference_id))


@bp.post("/cctns/<uuid:comparison_id>/settle")
@guard(SETTLE)
def settle_month(comparison_id: uuid.UUID):
    """Settles the month when every difference has its explanation."""
    comparison = queries.get_comparison(current_scope(), comparison_id)
    if ActionForm().validate_on_submit():
        actions.settle_month(current_actor(), comparison, clock.now())
        flash(_("The month is settled."), "success")
    return go_to(url_for("cases.show_comparison", comparison_id=comparison_id))
