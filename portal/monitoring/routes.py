"""The first page of the day, and the health page."""

from flask import Blueprint, Response, g, redirect, url_for
from sqlalchemy import text

from portal.access.guard import current_actor, public
from portal.access.policy import holds
from portal.audit import clock_guard
from portal.core import space
from portal.core.db import db
from portal.core.feature import declared
from portal.core.pages import render_page
from portal.monitoring import queries

bp = Blueprint("monitoring", __name__)


@bp.get("/")
@public("sends whoever has not signed in to the sign-in page")
def show_today():
    """What waits today, each figure opening the rows it counts."""
    if g.get("actor") is None:
        return redirect(url_for("accounts.sign_in"), code=303)
    actor = current_actor()
    panels = [panel for panel in declared("panels") if panel.slot == "today" and holds(actor, panel.permission)]
    return render_page("monitoring/show_today.html", tiles=queries.count_tiles(actor), panels=panels)


@bp.get("/health")
@public("a supervisor program asks it; it says only whether the database answers, the disk has room and the clock is right")
def show_health():
    """200 and "ok" when the database answers; then a line each for the room on the disk and the clock."""
    db.session.execute(text("SELECT 1"))
    lines = ("ok", f"space {space.level() or 'ok'}", f"clock {clock_guard.last_verdict(db.session()) or 'ok'}")
    return Response("\n".join(lines) + "\n", mimetype="text/plain")
