"""Pages of supervision: what was outside plan, time or conduct; the daily return; complaints about conduct."""

import uuid
from datetime import timedelta

from flask import request, url_for
from flask_babel import gettext as _

from portal.access.guard import current_actor, current_scope, guard
from portal.core import clock
from portal.core.calendar import week_of
from portal.core.db import db
from portal.core.errors import NotFound
from portal.core.filters import ist_date
from portal.core.keys import current_vault
from portal.core.pages import KeyPage, page_by_key, render_page
from portal.intake.forms.identity import OpenIdentityForm
from portal.persons.queries import get_identity
from portal.squads import actions, forms
from portal.squads.models import Outing, SquadComplaint
from portal.squads.queries import oversight, returns, weeks
from portal.squads.routes.blueprint import READ, WORDS, ask_to_open, bp, fill, language, show_opened
from portal.units.queries import choose_kendra, get_unit, list_kendras, unit_by_id


@bp.get("/squads/oversight")
@guard("squads:oversight:list", query=("kind", "after", "before"))
def list_oversight():
    """The outings that one kind of question asks for; nobody is ranked."""
    form = forms.OversightFilter()
    is_right = form.validate()
    page = page_by_key(db.session, oversight.select_oversight(current_scope(), form.kind.data), (Outing.day, Outing.id),
                       key_of=lambda row: (row.day, row.id)) if is_right else KeyPage(())
    return render_page("squads/list_oversight.html", status=200 if is_right else 400, form=form, page=page, words=WORDS)


@bp.get("/squads/weeks", defaults={"unit_id": None})
@bp.get("/squads/weeks/<uuid:unit_id>")
@guard("squads:oversight:list", query=("on",))
def show_week(unit_id: uuid.UUID | None):
    """Plan against actual of a week, coverage and conduct; each unit opens the next floor, nobody is ranked."""
    form, actor = forms.WeekFilter(), current_actor()
    is_right = form.validate()
    unit = get_unit(actor.scope, unit_id or actor.unit_id)
    day = (form.on.data if is_right else None) or clock.today()
    lines, total = weeks.read_week(actor.scope, unit, day)
    return render_page("squads/show_week.html", status=200 if is_right else 400, form=form, unit=unit, lines=lines, total=total,
                       week=week_of(day), turn=timedelta(days=7))


@bp.get("/squads/returns", defaults={"unit_id": None})
@bp.get("/squads/returns/<uuid:unit_id>")
@guard("squads:return:list", query=("on",))
def show_return(unit_id: uuid.UUID | None):
    """The return of a day for the units below one unit; each line opens the next floor."""
    form, actor = forms.ReturnFilter(), current_actor()
    is_right = form.validate()
    unit = get_unit(actor.scope, unit_id or actor.unit_id)
    day = (form.on.data if is_right else None) or clock.today()
    rows, total = returns.read_return(actor.scope, unit, day)
    return render_page("squads/show_return.html", status=200 if is_right else 400, form=form, unit=unit, day=day, rows=rows,
                       total=total)


@bp.route("/squads/complaints/new", methods=["GET", "POST"])
@guard("squads:complaint:send")
def send_complaint():
    """Sends a complaint about conduct past kendra and station; who sends it does not see it again."""
    form, kendras = forms.ComplaintForm(), list_kendras(current_scope())
    form.kendra.choices = [(str(one.id), one.name_en if language() == "en" else one.name_hi) for one in kendras]

    def act():
        who = {"name": form.name.data, "phone": form.phone.data}
        kendra = choose_kendra(kendras, form.kendra.data)
        actions.send_complaint(current_actor(), current_vault(), kendra.id, form.stamp(), who, form.facts())
        return url_for("squads.send_complaint"), _("The complaint went to the circle officer. It is not kept here.")
    return fill(form, act, title=_("Complaint about the conduct of a squad"), back=url_for("squads.send_complaint"),
                lead=_("It goes to the circle officer. Kendra and police station do not read it."), label=_("Send"))


@bp.get("/squads/complaints")
@guard(READ, query=("state", "after", "before"))
def list_complaints():
    """The complaints about conduct that came to the reader's unit or below."""
    form = forms.ComplaintFilter()
    is_right = form.validate()
    page = page_by_key(db.session, oversight.select_complaints(current_scope(), form.state.data),
                       (SquadComplaint.recorded_at, SquadComplaint.id),
                       key_of=lambda row: (row.recorded_at, row.id)) if is_right else KeyPage(())
    return render_page("squads/list_complaints.html", status=200 if is_right else 400, form=form, page=page, words=WORDS)


@bp.get("/squads/complaints/<uuid:conduct_id>")
@guard(READ)
def show_complaint(conduct_id: uuid.UUID):
    """One complaint and its answer; nobody's name."""
    told = oversight.get_complaint(current_scope(), conduct_id)
    return render_page("squads/show_complaint.html", told=told, kendra=unit_by_id(told.kendra_id))


@bp.route("/squads/complaints/<uuid:conduct_id>/answer", methods=["GET", "POST"])
@guard(READ)
def answer_complaint(conduct_id: uuid.UUID):
    """What was found and done about a complaint."""
    told = oversight.get_complaint(current_scope(), conduct_id, for_change=request.method == "POST")
    form, back = forms.NoteForm(), url_for("squads.show_complaint", conduct_id=told.id)

    def act():
        actions.answer_complaint(current_actor(), told, form.note.data, clock.now())
        return back, _("It is written down.")
    return fill(form, act, title=_("Answer a complaint about conduct"), back=back, facts=(
        (_("Day it happened"), ist_date(told.happened_on)), (_("Place"), told.place), (_("What happened"), told.account)))


@bp.route("/squads/complaints/<uuid:conduct_id>/open", methods=["GET", "POST"])
@guard("squads:complaint:open")
def open_complainant(conduct_id: uuid.UUID):
    """Asks for what, writes the opening down, then shows for a minute who complained."""
    told, form = oversight.get_complaint(current_scope(), conduct_id), OpenIdentityForm()
    back = url_for("squads.show_complaint", conduct_id=told.id)
    if told.person_id is None:
        raise NotFound
    if not form.validate_on_submit():
        return ask_to_open(form, back)
    actions.open_complainant(current_actor(), told, form.reason.data, form.other.data or "", clock.now())
    return show_opened(get_identity(current_scope(), current_vault(), told.person_id), back)
