"""The receipt step: the token, the sitting that still has to be done, and the handing over."""

import uuid

from flask import flash, url_for
from flask_babel import gettext as _

from portal.access.guard import current_actor, current_scope, guard
from portal.access.policy import holds
from portal.core.htmx import go_to
from portal.core.pages import render_page
from portal.intake.actions.receipts import hand_over_receipt
from portal.intake.forms.receipts import HandOverForm
from portal.intake.queries.complaints import list_danger_answers
from portal.intake.queries.rights import list_rights_told
from portal.intake.routes.blueprint import bp
from portal.intake.routes.complaints import WORDS, open_complaint
from portal.intake.rules.sitting import STEPS, Sitting


@bp.get("/complaints/<uuid:complaint_id>/receipt")
@guard("intake:receipt:hand_over")
def receipt_step(complaint_id: uuid.UUID):
    """The token in large letters and what comes next in the sitting."""
    return _show(open_complaint(complaint_id, "intake:receipt:hand_over"), HandOverForm())


@bp.post("/complaints/<uuid:complaint_id>/receipt")
@guard("intake:receipt:hand_over")
def hand_over(complaint_id: uuid.UUID):
    """Records how the receipt reached her; from now on the matter waits for its officer."""
    complaint, form = open_complaint(complaint_id, "intake:receipt:hand_over", to_change=True), HandOverForm()
    if not form.validate_on_submit():
        return _show(complaint, form, 422)
    hand_over_receipt(current_actor(), complaint, form.how.data, form.note.data or "")
    flash(_("Handed over. The matter now waits for its enquiry officer."), "success")
    may_open = holds(current_actor(), "intake:complaint:open", complaint)
    return go_to(url_for("intake.show_complaint", complaint_id=complaint.id) if may_open else "/")


def _show(complaint, form: HandOverForm, status: int = 200):
    scope = current_scope()
    told = list_rights_told(scope, complaint.id)
    sitting = Sitting(complaint.danger_answered_at is not None, bool(told), complaint.receipt_given_at is not None,
                      complaint.enquiry_officer_id is not None)
    answers = list_danger_answers(scope, complaint.id)
    return render_page("intake/receipt_step.html", status=status, complaint=complaint, form=form, sitting=sitting,
                       steps=STEPS, told=told, level=answers[0].level if answers else "", words=WORDS)
