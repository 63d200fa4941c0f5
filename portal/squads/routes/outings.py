"""Pages of an outing in its order: briefing, going out, stops, foot patrol, conduct, closing."""

import uuid

from flask import flash, request, url_for
from flask_babel import gettext as _

from portal.access.guard import current_actor, current_scope, guard, require
from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.form_page import add_fault
from portal.core.htmx import go_to
from portal.core.pages import page_by_key, render_page
from portal.field.rules import CLOCK_SLACK, moment_after
from portal.squads import actions, forms, rules
from portal.squads.models import Outing
from portal.squads.queries import field
from portal.squads.routes.blueprint import LIST, WORDS, WRITE, bp, fill, language
from portal.squads.sheet_forms import SheetForm


def _reach(outing_id: uuid.UUID, *, must_be_out: bool = True) -> Outing:
    """The outing, locked when something is sent; a page before the squad went out says so."""
    outing = field.get_outing(current_scope(), outing_id, for_change=request.method == "POST")
    require(WRITE, outing)
    if must_be_out and outing.started_at is None:
        raise RuleBroken(rules.SAY_STATE, state=_(rules.STATES[outing.state]))
    return outing


def _back(outing: Outing) -> str:
    return url_for("squads.show_outing", outing_id=outing.id)


@bp.get("/squads/outings")
@guard(LIST, query=("after", "before"))
def list_outings():
    """The outings in reach, the latest first."""
    page = page_by_key(db.session, field.select_outings(current_scope()), (Outing.day, Outing.id),
                       key_of=lambda row: (row.day, row.id))
    return render_page("squads/list_outings.html", page=page, words=WORDS)


@bp.get("/squads/outings/<uuid:outing_id>")
@guard(LIST)
def show_outing(outing_id: uuid.UUID):
    """One outing with everything written of it; no name."""
    outing = field.get_outing(current_scope(), outing_id)
    return render_page("squads/show_outing.html", outing=outing, stops=field.list_stops(outing), words=WORDS,
                       briefer=field.find_officer(outing.briefed_by), people=field.list_named(outing),
                       conduct=field.conduct_of(outing))


@bp.route("/squads/<uuid:squad_id>/outings/new", methods=["GET", "POST"])
@guard(WRITE)
def brief_outing(squad_id: uuid.UUID):
    """The briefing, before the squad goes out."""
    squad, form = field.get_squad(current_scope(), squad_id), forms.BriefForm()
    form.officer.choices = forms.officers(field.staff_of(squad.unit_id, clock.today(), to_brief=True), language())

    def act():
        made = actions.brief(current_actor(), squad, form.stamp(), day=form.day.data, at=form.moment(),
                             officer_id=uuid.UUID(form.officer.data), text=form.briefing.data)
        return _back(made), _("The briefing is written down. Now write when the squad goes out.")
    return fill(form, act, title=_("Briefing before going out"), lead=squad.name,
                back=url_for("squads.show_squad", squad_id=squad.id))


@bp.route("/squads/<uuid:squad_id>/sheet", methods=["GET", "POST"])
@guard(WRITE)
def enter_sheet(squad_id: uuid.UUID):
    """Types a paper outing sheet in one go."""
    squad, form = field.get_squad(current_scope(), squad_id), SheetForm()
    form.officer.choices = forms.officers(field.staff_of(squad.unit_id, clock.today(), to_brief=True), language())
    codes, back = field.list_codes(squad.unit_id), url_for("squads.show_squad", squad_id=squad.id)
    if form.is_right(codes):
        try:
            made = actions.enter_sheet(current_actor(), squad, form.stamp(), form.sheet())
        except RuleBroken as fault:
            add_fault(form, fault)
        else:
            flash(_("The sheet is written down."))
            return go_to(url_for("squads.name_person", outing_id=made.id) if made.state == "out" else _back(made))
    return render_page("squads/enter_sheet.html", status=422 if form.is_submitted() else 200, form=form, squad=squad,
                       codes=codes, back=back)


@bp.route("/squads/outings/<uuid:outing_id>/go-out", methods=["GET", "POST"])
@guard(WRITE)
def go_out(outing_id: uuid.UUID):
    """When the squad went out."""
    outing, form = _reach(outing_id, must_be_out=False), forms.TimeForm()

    def act():
        at = moment_after(clock.to_ist(outing.briefed_at), form.at.data)
        actions.go_out(current_actor(), outing, form.stamp(), at)
        return _back(outing), _("The squad is out.")
    return fill(form, act, title=_("Going out"), back=_back(outing), lead=outing.number)


@bp.route("/squads/outings/<uuid:outing_id>/stops/new", methods=["GET", "POST"])
@guard(WRITE)
def add_stop(outing_id: uuid.UUID):
    """A stop at a spot: counts, nobody's name."""
    outing, form = _reach(outing_id), forms.StopForm()
    form.spot.choices = [(str(one.id), one.name) for one in field.list_spots(outing.unit_id, outing.day)]

    def act():
        actions.add_stop(current_actor(), outing, form.stamp(), form.facts(outing.started_at))
        return _back(outing), _("The stop is written down.")
    return fill(form, act, title=_("A stop at a place"), back=_back(outing), lead=_("Numbers only. Couples are not recorded."))


@bp.route("/squads/outings/<uuid:outing_id>/foot-patrol/new", methods=["GET", "POST"])
@guard(WRITE)
def add_foot_patrol(outing_id: uuid.UUID):
    """A stretch of foot patrol: counts, nobody's name."""
    outing, form = _reach(outing_id), forms.FootForm()

    def act():
        actions.add_stop(current_actor(), outing, form.stamp(), form.facts(outing.started_at))
        return _back(outing), _("The foot patrol is written down.")
    return fill(form, act, title=_("Foot patrol"), back=_back(outing), lead=_("Numbers only. Couples are not recorded."))


@bp.route("/squads/outings/<uuid:outing_id>/conduct", methods=["GET", "POST"])
@guard(WRITE)
def record_conduct(outing_id: uuid.UUID):
    """How the squad behaved."""
    outing, form = _reach(outing_id), forms.ConductForm()

    def act():
        actions.record_conduct(current_actor(), outing, form.stamp(), form.facts())
        return _back(outing), _("The conduct record is written down.")
    return fill(form, act, title=_("Conduct record"), back=_back(outing), lead=_("Without it the outing is not closed."))


@bp.route("/squads/outings/<uuid:outing_id>/close", methods=["GET", "POST"])
@guard(WRITE)
def close_outing(outing_id: uuid.UUID):
    """The squad is back."""
    outing, form = _reach(outing_id), forms.CloseForm()

    def act():
        last = field.last_out(outing) or outing.started_at
        at = moment_after(clock.to_ist(last) + CLOCK_SLACK, form.at.data)
        actions.close(current_actor(), outing, form.stamp(), at, form.note.data or "")
        return _back(outing), _("The outing is closed.")
    return fill(form, act, title=_("Close the outing"), back=_back(outing), lead=outing.number)
