"""Pages of those named in an outing: warned, red card, proceeded against; their names only when opened with a reason."""

import uuid

from flask import request, url_for
from flask_babel import gettext as _
from sqlalchemy import select

from portal.access.guard import current_actor, current_scope, guard, require
from portal.core import clock
from portal.core.errors import RuleBroken
from portal.core.keys import current_vault
from portal.core.pages import render_page
from portal.intake.forms.identity import OpenIdentityForm
from portal.persons.queries import get_identity
from portal.squads import actions, forms, rules
from portal.squads.queries import field
from portal.squads.routes.blueprint import LIST, WORDS, WRITE, ask_to_open, bp, fill, language, show_opened


@bp.route("/squads/outings/<uuid:outing_id>/people/new", methods=["GET", "POST"])
@guard(WRITE)
def name_person(outing_id: uuid.UUID):
    """Names somebody, only when something is done against him."""
    outing = field.get_outing(current_scope(), outing_id, for_change=request.method == "POST")
    require(WRITE, outing)
    if outing.started_at is None:
        raise RuleBroken(rules.SAY_STATE, state=_(rules.STATES[outing.state]))
    form = forms.PersonForm()
    form.officer.choices = forms.officers(field.staff_of(outing.unit_id, outing.day), language())

    def act():
        made = actions.name_person(current_actor(), current_vault(), outing, form.stamp(), form.who(),
                                   form.facts(outing.started_at))
        said = _("He had a red card before: the in-charge sees this now.") if made.is_repeat else _("It is written down.")
        return url_for("squads.show_named", named_id=made.id), said
    return fill(form, act, title=_("A person warned or proceeded against"),
                back=url_for("squads.show_outing", outing_id=outing.id),
                lead=_("Only who is warned, given a red card or proceeded against for an act is named here."))


@bp.get("/squads/people/<uuid:named_id>")
@guard(LIST)
def show_named(named_id: uuid.UUID):
    """What was done, without the name; of a repeat, on which earlier card it rests."""
    named = field.get_named(current_scope(), named_id)
    earlier = field.earlier_cards(current_scope(), current_vault(), named) if named.is_repeat else None
    return render_page("squads/show_named.html", named=named, earlier=earlier,
                       officer=field.find_officer(named.officer_id), words=WORDS)


@bp.route("/squads/people/<uuid:named_id>/link", methods=["GET", "POST"])
@guard(WRITE)
def link_named(named_id: uuid.UUID):
    """What followed: FIR, arrest, preventive action, the guardian told."""
    named = field.get_named(current_scope(), named_id, for_change=request.method == "POST")
    require(WRITE, named)
    form, back = forms.LinkForm(obj=named), url_for("squads.show_named", named_id=named.id)

    def act():
        facts = {name: form[name].data for name in ("guardian", "fir_no", "is_arrested", "preventive_section")}
        if form.preventive_no.data:
            serial, year = (int(part) for part in form.preventive_no.data.split("/"))
            facts["preventive_id"] = field.find_preventive(named.unit_id, serial, year)
            if facts["preventive_id"] is None:
                raise RuleBroken(rules.SAY_PREVENTIVE, number=form.preventive_no.data)
        actions.link_person(current_actor(), named, facts)
        return back, _("It is written down.")
    return fill(form, act, title=_("What followed"), back=back)


@bp.route("/squads/people/<uuid:named_id>/settle", methods=["GET", "POST"])
@guard("squads:repeat:settle")
def settle_repeat(named_id: uuid.UUID):
    """The in-charge decides on a repeat."""
    named = field.get_named(current_scope(), named_id, for_change=request.method == "POST")
    form, back = forms.NoteForm(), url_for("squads.show_named", named_id=named.id)

    def act():
        actions.settle_repeat(current_actor(), named, form.note.data, clock.now())
        return back, _("It is written down.")
    return fill(form, act, title=_("Repeat after a red card"), back=back,
                lead=_("Say what is done now: FIR, preventive action, or why neither."))


@bp.route("/squads/people/<uuid:named_id>/open", methods=["GET", "POST"])
@guard("squads:person:open")
def open_named(named_id: uuid.UUID):
    """Asks for what, writes the opening down, then shows the name for a minute."""
    named, form = field.get_named(current_scope(), named_id), OpenIdentityForm()
    back = url_for("squads.show_named", named_id=named.id)
    if not form.validate_on_submit():
        return ask_to_open(form, back)
    actions.record_opening(current_actor(), named, form.reason.data, form.other.data or "", clock.now())
    through = select(field.SquadPerson.person_id).where(field.SquadPerson.id == named.id)
    return show_opened(get_identity(current_scope(), current_vault(), named.person_id, through), back)
