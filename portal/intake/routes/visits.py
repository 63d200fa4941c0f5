"""The visitor register on the screen, and the time of leaving."""

import uuid

from flask import flash, url_for
from flask_babel import gettext as _

from portal.access.guard import current_actor, current_scope, guard
from portal.core import clock
from portal.core.db import db
from portal.core.forms import ActionForm
from portal.core.htmx import go_to
from portal.core.pages import KeyPage, page_by_key, render_page
from portal.intake.actions.visits import end_visit as end
from portal.intake.forms.complaints import VISIT_FILTERS, VisitFilterForm
from portal.intake.models import Visit
from portal.intake.queries import visits as queries
from portal.intake.routes.blueprint import bp
from portal.intake.rules.vocabularies import CHANNELS, PURPOSES


@bp.get("/visits")
@guard("intake:visit:list", query=(*VISIT_FILTERS, "after", "before"))
def list_visits():
    """Everyone who came, the latest first; who is still inside has a button."""
    form, scope = VisitFilterForm(), current_scope()
    is_right = form.validate()
    page = KeyPage(()) if not is_right else page_by_key(
        db.session, queries.list_visits(scope, form.data), (Visit.arrived_at, Visit.id),
        key_of=lambda row: (row.arrived_at, row.id))
    tokens = queries.list_tokens(scope, [row.id for row in page.items])
    return render_page("intake/list_visits.html", status=200 if is_right else 400, form=form, page=page,
                       tokens=tokens, purposes=PURPOSES, channels=CHANNELS)


@bp.post("/visits/<uuid:visit_id>/end")
@guard("intake:visit:add")
def end_visit(visit_id: uuid.UUID):
    """Enters the present time as the time of leaving."""
    visit = queries.get_visit(current_scope(), visit_id)
    if not ActionForm().validate_on_submit():
        return go_to(url_for("intake.list_visits"))
    end(current_actor(), visit, clock.now())
    flash(_("The time of leaving is entered."), "success")
    return go_to(url_for("intake.list_visits"))
