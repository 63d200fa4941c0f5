"""An officer's own wishes for days of a roster that is not published yet."""

import uuid

from flask import flash, url_for
from flask_babel import gettext as _

from portal.access.guard import current_actor, guard
from portal.core import clock
from portal.core.forms import ActionForm
from portal.core.htmx import go_to
from portal.core.pages import render_page
from portal.roster.actions import norms as actions
from portal.roster.forms import WISHES, WishForm
from portal.roster.queries import calendar as queries
from portal.roster.routes.blueprint import WISH, bp


@bp.route("/roster/wishes", methods=["GET", "POST"])
@guard(WISH)
def list_wishes():
    """One's own wishes from today on, and a new one."""
    actor, form = current_actor(), WishForm()
    if form.validate_on_submit():
        actions.ask_wish(actor, form.day.data, form.duty.data)
        flash(_("Your wish is noted. Whether it can be kept is seen when the roster is published."), "success")
        return go_to(url_for("roster.list_wishes"))
    officer_id, unit_id = queries.posted_self(actor.personnel_no, clock.today())
    return render_page("roster/list_wishes.html", status=422 if form.errors else 200, form=form, wishes=WISHES,
                       is_posted=unit_id is not None, rows=queries.list_wishes(officer_id, clock.today()) if officer_id else [])


@bp.post("/roster/wishes/<uuid:wish_id>/withdraw")
@guard(WISH)
def withdraw_wish(wish_id: uuid.UUID):
    """Takes a wish of one's own back."""
    wish = queries.get_own_wish(current_actor().personnel_no, wish_id)
    if ActionForm().validate_on_submit():
        actions.withdraw_wish(current_actor(), wish)
        flash(_("The wish was taken back."))
    return go_to(url_for("roster.list_wishes"))
