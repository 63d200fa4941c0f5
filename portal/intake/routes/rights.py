"""The rights she is told: the list read out to her, and who told which."""

import uuid

from flask import flash, url_for
from flask_babel import gettext as _

from portal.access.guard import current_actor, current_scope, guard
from portal.accounts.queries import names_of
from portal.core.forms import moment_of
from portal.core.htmx import go_to
from portal.core.pages import render_page
from portal.intake.actions.rights import tell_rights as tell
from portal.intake.forms.rights import RightsForm
from portal.intake.queries.rights import list_rights_told
from portal.intake.routes.blueprint import bp
from portal.intake.routes.complaints import open_complaint
from portal.intake.rules.rights import RIGHTS


@bp.get("/complaints/<uuid:complaint_id>/rights")
@guard("intake:rights:tell")
def show_rights(complaint_id: uuid.UUID):
    """Every right in plain words with its section; those told before carry who and when."""
    return _show(open_complaint(complaint_id, "intake:rights:tell"), RightsForm())


@bp.post("/complaints/<uuid:complaint_id>/rights")
@guard("intake:rights:tell")
def tell_rights(complaint_id: uuid.UUID):
    """Records the rights told now."""
    complaint, form = open_complaint(complaint_id, "intake:rights:tell", to_change=True), RightsForm()
    if not form.validate_on_submit():
        return _show(complaint, form, 422)
    told = tell(current_actor(), complaint, form.rights.data, moment_of(form.told_on.data, form.told_at.data))
    flash(_("%(count)s rights recorded as told.", count=len(told)), "success")
    return go_to(url_for("intake.receipt_step", complaint_id=complaint.id) if complaint.state == "recorded"
                 else url_for("intake.show_rights", complaint_id=complaint.id))


def _show(complaint, form: RightsForm, status: int = 200):
    told = list_rights_told(current_scope(), complaint.id)
    form.rights.choices = [one for one in form.rights.choices if one.value not in told]
    return render_page("intake/show_rights.html", status=status, complaint=complaint, form=form, told=told, rights=RIGHTS,
                       names=names_of({one.told_by for one in told.values()}))
