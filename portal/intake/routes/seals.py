"""From whom a complaint is sealed: the list, which is also a panel, one more seal, and the lifting of one."""

import uuid

from flask import flash, url_for
from flask_babel import gettext as _

from portal.access.guard import current_actor, current_scope, guard
from portal.accounts.queries import find_by_number, names_of
from portal.accounts.rules.officer import personnel_number
from portal.core.errors import RuleBroken
from portal.core.htmx import go_to
from portal.core.pages import render_page
from portal.intake.actions import seals as actions
from portal.intake.forms.seals import LiftSealForm, SealForm
from portal.intake.models import Complaint
from portal.intake.queries import seals as queries
from portal.intake.routes.blueprint import bp
from portal.intake.routes.complaints import open_complaint

SET, LIFT = "intake:seal:set", "intake:seal:lift"


@bp.get("/complaints/<uuid:complaint_id>/seals")
@guard(SET)
def list_seals(complaint_id: uuid.UUID):
    """The seals with the form for one more."""
    return _show(open_complaint(complaint_id, SET), SealForm())


@bp.post("/complaints/<uuid:complaint_id>/seals")
@guard(SET)
def set_seal(complaint_id: uuid.UUID):
    """Seals it; the officer does not find it any more from her next request on."""
    complaint, form = open_complaint(complaint_id, SET, to_change=True), SealForm()
    if not form.validate_on_submit():
        return _show(complaint, form, 422)
    officer = find_by_number(personnel_number(form.number.data))
    try:
        actions.seal_complaint(current_actor(), complaint, officer.id if officer else None, form.reason.data)
    except RuleBroken as refusal:
        form.number.errors = [_(refusal.sentence)]
        return _show(complaint, form, 422)
    if officer.id == complaint.enquiry_officer_id:
        flash(_("Sealed from its own enquiry officer. Name another one now."), "warning")
        return go_to(url_for("intake.show_complaint", complaint_id=complaint_id))
    flash(_("Sealed. The officer does not find this complaint any more."), "success")
    return go_to(url_for("intake.list_seals", complaint_id=complaint_id))


@bp.route("/complaints/<uuid:complaint_id>/seals/<uuid:seal_id>/lift", methods=["GET", "POST"])
@guard(LIFT)
def lift_seal(complaint_id: uuid.UUID, seal_id: uuid.UUID):
    """Lifts one, with a reason, by another officer than the one who set it."""
    complaint = open_complaint(complaint_id, LIFT)
    seal, form = queries.get_seal(current_scope(), complaint_id, seal_id), LiftSealForm()
    if form.validate_on_submit():
        try:
            actions.lift_seal(current_actor(), seal, form.reason.data)
        except RuleBroken as refusal:
            form.form_errors.append(_(refusal.sentence))
        else:
            flash(_("The seal is lifted."), "success")
            return go_to(url_for("intake.list_seals", complaint_id=complaint_id))
    return render_page("intake/lift_seal.html", status=422 if form.is_submitted() else 200, complaint=complaint, seal=seal,
                       form=form, names=names_of({seal.user_id, seal.sealed_by}))


def _show(complaint: Complaint, form: SealForm, status: int = 200):
    seals = queries.list_seals(current_scope(), complaint.id)
    names = names_of({who for seal in seals for who in (seal.user_id, seal.sealed_by, seal.lifted_by)} - {None})
    return render_page("intake/list_seals.html", fragment="intake/_seals.html", status=status, complaint=complaint, form=form,
                       seals=seals, names=names)
