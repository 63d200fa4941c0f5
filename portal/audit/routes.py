"""The viewer of the trail, and its proof."""

from flask import Blueprint
from flask_babel import gettext as _

from portal.access.guard import current_actor, current_scope, guard
from portal.access.roles import ROLES
from portal.audit import queries, trail
from portal.audit.forms import TrailFilter
from portal.audit.models import TrailEntry
from portal.audit.words import ACTIONS
from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.forms import ActionForm
from portal.core.pages import KeyPage, page_by_key, render_page
from portal.core.transactions import reading_first

bp = Blueprint("audit", __name__)


@bp.get("/trail")
@guard("audit:entry:list", query=("officer", "from_on", "to_on", "kind", "action", "subject", "after", "before"))
def list_entries():
    """Entries of the reader's units, newest first; reading the trail is itself in the trail."""
    form, page = TrailFilter(), KeyPage(())
    is_right = form.validate()
    if is_right:
        statement = queries.select_entries(
            current_scope(), form.kind.data or "", form.action.data or "", form.subject.data or "", form.officer.data or "",
            clock.period(form.from_on.data, form.to_on.data))
        page = page_by_key(db.session, statement, (TrailEntry.at, TrailEntry.id), key_of=lambda row: (row.at, row.id))
    trail.record_read(current_actor(), "audit:trail:read")
    return render_page("audit/list_entries.html", fragment="audit/_entries.html", status=200 if is_right else 400, form=form,
                       page=page, sentences=ACTIONS, roles={code: role.title for code, role in ROLES.items()},
                       officers=queries.officers_of(row.user_id for row in page.items))


@bp.route("/trail/proof", methods=["GET", "POST"])
@guard("audit:entry:list")
def prove():
    """Recomputes every chain in the reader's reach and says whether anything was altered, and where."""
    form, proof, refused = ActionForm(), None, ""
    if form.validate_on_submit():
        try:
            with reading_first():  # seconds of reading hold nobody's entry up
                proof = queries.prove(current_scope())
            trail.record_read(current_actor(), "audit:trail:proved", entries=proof.entries, faults=len(proof.faults))
        except RuleBroken as refusal:
            refused = _(refusal.sentence, **refusal.values)
    return render_page("audit/prove.html", status=409 if refused else 200, proof=proof, refused=refused)
