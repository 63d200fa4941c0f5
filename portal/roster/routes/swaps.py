"""Swaps as the officer in charge sees them: what waits, and the decision."""

import uuid
from typing import Any

from flask import flash, url_for
from flask_babel import gettext as _

from portal.access.guard import current_actor, current_scope, guard
from portal.accounts.queries import names_of
from portal.core.db import db
from portal.core.htmx import go_to
from portal.core.pages import page_by_key, render_page
from portal.roster.actions import swaps as actions
from portal.roster.duty_forms import DecideForm
from portal.roster.models import RosterSwap
from portal.roster.queries import swaps as queries
from portal.roster.routes.blueprint import bp
from portal.roster.routes.own import SWAP_TONES
from portal.roster.rules.plan import DUTIES
from portal.roster.rules.swaps import OPEN, STATES

DECIDE = "roster:swap:decide"


@bp.get("/roster/swaps")
@guard(DECIDE, query=("after", "before"))
def list_swaps():
    """Swaps in reach, the latest first."""
    page = page_by_key(db.session, queries.select_swaps(current_scope(), only_open=False), (RosterSwap.asked_at, RosterSwap.id),
                       key_of=lambda row: (row.asked_at, row.id))
    return render_page("roster/list_swaps.html", page=page, duties=DUTIES, states=STATES, tones=SWAP_TONES)


@bp.get("/roster/swaps/waiting")
@guard(DECIDE, query=("after", "before"))
def list_waiting_swaps():
    """Swaps in reach that both officers want and that wait for approval."""
    page = page_by_key(db.session, queries.select_swaps(current_scope(), only_open=True), (RosterSwap.asked_at, RosterSwap.id),
                       key_of=lambda row: (row.asked_at, row.id))
    return render_page("roster/list_swaps.html", page=page, duties=DUTIES, states=STATES, tones=SWAP_TONES, is_waiting=True)


@bp.route("/roster/swaps/<uuid:swap_id>/decide", methods=["GET", "POST"])
@guard(DECIDE)
def decide_swap(swap_id: uuid.UUID):
    """Shows what the swap would break, and approves it or not; an approved one is published at once."""
    form = DecideForm()
    swap = queries.get_swap(current_scope(), swap_id, for_change=form.is_submitted())
    if form.validate_on_submit():
        form.check_version(swap.version)
        actions.decide_swap(current_actor(), swap, form.answer.data, form.note.data or "")
        flash(_("The decision is recorded."))
        return go_to(url_for("roster.list_swaps"))
    form.version.data = swap.version
    officers, faults = queries.officers_of(swap), []
    if swap.state in OPEN:
        names = {str(key): one for key, one in officers.items()}
        found = actions.faults_of(current_scope(), swap.unit_id, queries.plain(swap))
        faults = [(fault.is_hard, _(fault.sentence, **_worded(actions.values_of(fault, names)))) for fault in found]
    return render_page("roster/decide_swap.html", status=422 if form.errors else 200, swap=swap, form=form, faults=faults,
                       duties=DUTIES, states=STATES, tones=SWAP_TONES, officers=officers,
                       names=names_of({swap.decided_by}))


def _worded(values: dict[str, Any]) -> dict[str, Any]:
    title = values["duty"]
    return values | {"duty": _(title) if title else ""}
