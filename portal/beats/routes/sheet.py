"""The page that types a paper beat sheet."""

import uuid

from flask import flash, url_for
from flask_babel import gettext as _

from portal.access.guard import current_actor, current_scope, guard
from portal.beats.actions import days as actions
from portal.beats.forms import days as forms
from portal.beats.forms.sheet import CODES, SheetForm
from portal.beats.queries import days, reach
from portal.beats.routes.blueprint import WORDS, WRITE, bp, crumbs, language
from portal.beats.routes.days import may_start
from portal.core import clock
from portal.core.errors import RuleBroken
from portal.core.form_page import add_fault
from portal.core.htmx import go_to
from portal.core.pages import render_page
from portal.intake.rules.vocabularies import NATURES


@bp.route("/beats/<uuid:beat_id>/sheet", methods=["GET", "POST"])
@guard(WRITE)
def enter_sheet(beat_id: uuid.UUID):
    """Types a paper beat sheet in one go."""
    beat, form = reach.get_beat(current_scope(), beat_id), SheetForm()
    form.officer.choices = forms.officers(may_start(beat, form.day.data or clock.today()), language())
    places = days.list_codes(beat.unit_id)
    if form.is_right(places):
        try:
            made = actions.enter_sheet(current_actor(), beat, form.stamp(), form.sheet())
        except RuleBroken as fault:
            add_fault(form, fault)
        else:
            flash(_("The sheet is written down."))
            return go_to(url_for("beats.show_day", day_id=made.id))
    own = {code: one for code, one in places.items() if one.beat_id == beat.id}
    return render_page("beats/enter_sheet.html", status=422 if form.is_submitted() else 200, form=form, beat=beat, places=own,
                       codes=CODES, words=WORDS, natures=NATURES, crumbs=crumbs())
