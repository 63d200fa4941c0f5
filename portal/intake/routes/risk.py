"""The warning of repeated danger: matters that share a phone, a house or an accused, for those who have this matter."""

import uuid

from portal.access.guard import current_actor, current_scope, guard
from portal.audit import trail
from portal.core.keys import current_vault
from portal.core.pages import render_page
from portal.intake.queries.risk import repeat_risk
from portal.intake.routes.blueprint import bp
from portal.intake.routes.complaints import open_complaint
from portal.intake.rules.risk import SIGNS
from portal.intake.rules.states import STATES
from portal.intake.rules.vocabularies import NATURES


@bp.get("/complaints/<uuid:complaint_id>/repeat")
@guard("intake:risk:see")
def show_repeat_risk(complaint_id: uuid.UUID):
    """Other matters with the same woman, accused, phone or house; tokens, never names. The look is in the trail."""
    complaint = open_complaint(complaint_id, "intake:risk:see")
    risk = repeat_risk(current_scope(), current_vault(), complaint)
    trail.record_read(current_actor(), "intake:risk:seen", subject=("complaint", complaint.id), unit_id=complaint.unit_id,
                      hits=len(risk.matches), outside=risk.exists_outside or None)
    return render_page("intake/show_repeat_risk.html", fragment="intake/_repeat_risk.html", complaint=complaint, risk=risk,
                       signs=SIGNS, natures=NATURES, states=STATES)
