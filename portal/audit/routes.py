"""The viewer of the trail."""

from flask import Blueprint

from portal.access.guard import current_actor, current_scope, guard
from portal.access.roles import ROLES
from portal.audit import queries, trail
from portal.audit.forms import TrailFilter
from portal.audit.models import TrailEntry
from portal.audit.words import ACTIONS
from portal.core.db import db
from portal.core.pages import page_by_key, render_page

bp = Blueprint("audit", __name__)


@bp.get("/trail")
@guard("audit:entry:list", query=("kind", "action", "subject", "after", "before"))
def list_entries():
    """Entries of the reader's units, newest first; reading the trail is itself in the trail."""
    form = TrailFilter()
    form.validate()
    statement = queries.select_entries(current_scope(), form.kind.data or "", form.action.data or "", form.subject.data or "")
    page = page_by_key(db.session, statement, (TrailEntry.at, TrailEntry.id), key_of=lambda row: (row.at, row.id))
    trail.record_read(current_actor(), "audit:trail:read")
    return render_page("audit/list_entries.html", fragment="audit/_entries.html", form=form, page=page, sentences=ACTIONS,
                       roles={code: role.title for code, role in ROLES.items()})
