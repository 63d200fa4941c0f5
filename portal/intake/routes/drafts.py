"""Drafts: kept by the page's script while an officer types, thrown away by a button."""

from flask import jsonify, request, url_for

from portal.access.guard import current_actor, guard
from portal.core import unsent
from portal.core.errors import NotFound
from portal.core.filters import ist_time
from portal.core.htmx import go_to
from portal.core.keys import current_vault
from portal.intake.actions import drafts as actions
from portal.intake.routes.blueprint import bp
from portal.intake.routes.entry import ENTRY_DRAFT


@bp.post("/drafts/<form_key>")
@guard("intake:draft:keep")
def save_draft(form_key: str):
    """Keeps the fields of a form that was not sent, as `unsent` when its page has no draft of its own."""
    if form_key == "unsent":
        address = request.form.get(unsent.ADDRESS, "")
        if not unsent.is_kept(address):
            raise NotFound()
        form_key = unsent.key_of(address)
    saved_at = actions.save_draft(current_actor(), current_vault(), form_key, request.form.items(multi=True))
    return jsonify(saved_at=ist_time(saved_at))


@bp.post("/drafts/<form_key>/drop")
@guard("intake:draft:keep")
def drop_draft(form_key: str):
    """Throws the draft away and begins anew."""
    actions.drop_draft(current_actor(), form_key)
    if form_key == ENTRY_DRAFT or form_key.startswith(f"{ENTRY_DRAFT}-"):
        return go_to(url_for("intake.new_entry", origin=form_key[len(ENTRY_DRAFT) + 1:] or None))
    visit_id = form_key.removeprefix("intake-matter-")
    return go_to(f"/visits/{visit_id}/matters/new" if visit_id != form_key else "/")
