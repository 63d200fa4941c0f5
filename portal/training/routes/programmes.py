"""Pages of programmes: what is taught, how long it holds, what desk duty asks for."""

import uuid

from flask import flash, url_for
from flask_babel import gettext as _

from portal.access.guard import current_actor, current_scope, guard
from portal.core.htmx import go_to
from portal.core.pages import render_page
from portal.training import actions
from portal.training.forms import ProgrammeForm
from portal.training.queries import programmes as queries
from portal.training.routes.blueprint import LIST, PROGRAMME, bp


@bp.get("/training/programmes")
@guard(LIST)
def list_programmes():
    """Every programme that counts in the reader's reach."""
    scope = current_scope()
    return render_page("training/list_programmes.html", programmes=queries.list_programmes(scope),
                       changeable=queries.changeable_ids(scope))


@bp.route("/training/programmes/new", methods=["GET", "POST"])
@guard(PROGRAMME)
def enter_programme():
    """Enters a programme of the reader's unit."""
    form = ProgrammeForm()
    if form.validate_on_submit():
        actions.enter_programme(current_actor(), form.data)
        flash(_("The programme was entered."))
        return go_to(url_for("training.list_programmes"))
    return render_page("training/enter_programme.html", status=422 if form.errors else 200, form=form)


@bp.route("/training/programmes/<uuid:programme_id>/change", methods=["GET", "POST"])
@guard(PROGRAMME)
def change_programme(programme_id: uuid.UUID):
    """Changes a programme; what was passed before keeps its end."""
    programme = queries.get_programme(current_scope(), programme_id)
    form = ProgrammeForm(obj=programme)
    if form.validate_on_submit():
        form.check_version(programme.version)
        actions.change_programme(current_actor(), programme, form.data)
        flash(_("The programme was changed."))
        return go_to(url_for("training.list_programmes"))
    return render_page("training/change_programme.html", status=422 if form.errors else 200, form=form, programme=programme)
