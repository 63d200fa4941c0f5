"""Pages of supervision: what was outside plan, time or conduct; the daily return; complaints about conduct."""

import uuid
from datetime import timedelta

from flask import request, url_for
from flask_babel import gettext as _

from portal.access.guard import current_actor, current_scope, guard
from portal.core import clock
from portal.core.calendar import week_of
from portal.core.db import db
from portal.core.keys import current_vault
from portal.core.pages import KeyPage, page_by_key, render_page
from portal.squads import actions, forms
from portal.squads.models import Outing, SquadComplaint
from portal.squads.queries import oversight, returns, weeks
from portal.squads.routes.blueprint import WORDS, bp, fill, language
from portal.units.queries import choose_kendra, get_unit, list_kendras


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
@guard("squads:complaint:read", query=("after", "before"))
def list_complaints():
    """The complaints about conduct that came to the reader's unit or below."""
    page = page_by_key(db.session, oversight.select_complaints(current_scope()), (SquadComplaint.recorded_at, SquadComplaint.id),
                       key_of=lambda row: (row.recorded_at, row.id))
    return render_page("squads/list_complaints.html", page=page)


@bp.route("/squads/complaints/<uuid:conduct_id>", methods=["GET", "POST"])
@guard("squads:complaint:read")
def show_complaint(conduct_id: uuid.UUID):
    """One complaint and its answer."""
    told = oversight.get_complaint(current_scope(), conduct_id, for_change=request.method == "POST")
    form = forms.NoteForm(note=told.answer)
    here = url_for("squads.show_complaint", conduct_id=told.id)

    def act():
        actions.answer_complaint(current_actor(), told, form.note.data, clock.now())
        return here, _("It is written down.")
    return fill(form, act, title=_("Complaint about the conduct of a squad"), back=url_for("squads.list_complaints"),
                lead=told.account)
