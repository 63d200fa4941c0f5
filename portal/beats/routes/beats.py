"""Pages of a beat: the list, one beat with its places and officers."""

from portal.access.guard import current_scope, guard
from portal.beats.queries import reach
from portal.beats.routes.blueprint import LIST, bp
from portal.core.pages import render_page


@bp.get("/beats")
@guard(LIST)
def list_beats():
    """The beats in reach."""
    return render_page("beats/list_beats.html", rows=reach.list_beats(current_scope()))
