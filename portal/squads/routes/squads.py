"""Pages that keep squads: the list, one squad, its members and plan, the spots with their coverage."""

import uuid
from datetime import timedelta

from flask import request, url_for
from flask_babel import gettext as _

from portal.access.guard import current_actor, current_scope, guard
from portal.core import clock
from portal.core.calendar import week_of
from portal.core.db import db
from portal.core.filters import ist_date
from portal.core.pages import page_by_key, render_page
from portal.squads import actions, forms
from portal.squads.queries import field, oversight, weeks
from portal.squads.routes.blueprint import CHANGE, LIST, WORDS, WRITE, bp, fill, language
from portal.squads.rules import days_since
from portal.units.queries import kendra_of


@bp.get("/squads")
@guard(LIST)
def list_squads():
    """The squads in reach."""
    return render_page("squads/list_squads.html", rows=field.list_squads(current_scope()))


@bp.get("/squads/today")
@guard(WRITE)
def show_today():
    """What the squads in reach have before them today: the plan, and the outings that are not closed."""
    rows, today = field.list_squads(current_scope()), clock.today()
    return render_page("squads/show_today.html", fragment="squads/_today.html", rows=rows, today=today, words=WORDS,
                       plan=field.list_plans([row.id for row in rows], today, today), outings=field.list_open(current_scope()))


@bp.get("/squads/<uuid:squad_id>")
@guard(LIST)
def show_squad(squad_id: uuid.UUID):
    """One squad: members, the plan of this week, its last outings."""
    squad = field.get_squad(current_scope(), squad_id)
    today = clock.today()
    monday, sunday = week_of(today)
    outings = field.select_outings(current_scope(), squad.id).order_by(field.Outing.day.desc(), field.Outing.id.desc()).limit(20)
    return render_page("squads/show_squad.html", squad=squad, members=field.list_members(squad), words=WORDS,
                       today=today, plan=field.list_plan(squad, monday, sunday), outings=db.session.execute(outings).all())


@bp.route("/squads/new", methods=["GET", "POST"])
@guard(CHANGE)
def enter_squad():
    """A new squad."""
    form = forms.SquadForm()

    def act():
        made = actions.enter_squad(current_actor(), form.name.data)
        return url_for("squads.show_squad", squad_id=made.id), _("The squad is entered. Put its members in.")
    kendra_of(current_scope())
    return fill(form, act, title=_("New squad"), back=url_for("squads.list_squads"))


@bp.route("/squads/<uuid:squad_id>/members/new", methods=["GET", "POST"])
@guard(CHANGE)
def add_member(squad_id: uuid.UUID):
    """An officer of kendra or station for the squad."""
    squad, form = field.get_squad(current_scope(), squad_id), forms.MemberForm()
    form.officer.choices = forms.officers(field.staff_of(squad.unit_id, clock.today()), language())
    back = url_for("squads.show_squad", squad_id=squad.id)

    def act():
        actions.add_member(current_actor(), squad, uuid.UUID(form.officer.data), form.from_on.data,
                           is_leader=form.is_leader.data)
        return back, _("The officer is in the squad.")
    return fill(form, act, title=_("Add a member"), back=back)


@bp.route("/squads/<uuid:squad_id>/members/end", methods=["GET", "POST"])
@guard(CHANGE)
def end_member(squad_id: uuid.UUID):
    """The last day of a member."""
    squad, form = field.get_squad(current_scope(), squad_id), forms.EndMemberForm()
    here = {str(one.id): one for one in field.list_members(squad) if one.to_on is None}
    form.member.choices = [(key, one.name_en if language() == "en" else one.name_hi) for key, one in here.items()]
    back = url_for("squads.show_squad", squad_id=squad.id)

    def act():
        actions.end_member(current_actor(), squad, here[form.member.data].id, form.to_on.data)
        return back, _("The last day is written down.")
    return fill(form, act, title=_("End a membership"), back=back)


@bp.route("/squads/<uuid:squad_id>/plan", methods=["GET", "POST"])
@guard(CHANGE)
def plan_spot(squad_id: uuid.UUID):
    """A line of the weekly plan."""
    squad, form = field.get_squad(current_scope(), squad_id), forms.PlanForm()
    form.spot.choices = [(str(one.id), one.name) for one in field.list_spots(squad.unit_id, clock.today())]

    def act():
        actions.plan_spot(current_actor(), squad, uuid.UUID(form.spot.data), form.day.data, form.from_time.data)
        return url_for("squads.show_plan", squad_id=squad.id, on=ist_date(form.day.data)), _("The place is planned.")
    return fill(form, act, title=_("Plan a place"), back=url_for("squads.show_plan", squad_id=squad.id))


@bp.route("/squads/<uuid:squad_id>/plan/drop", methods=["GET", "POST"])
@guard(CHANGE)
def drop_plan(squad_id: uuid.UUID):
    """Takes a line from today on out of the plan; what was planned for a day that is over stays."""
    squad, form = field.get_squad(current_scope(), squad_id), forms.DropPlanForm()
    today, back = clock.today(), url_for("squads.show_plan", squad_id=squad.id)
    form.line.choices = [(str(one.id), f"{ist_date(one.day)} {one.from_time:%H:%M} {one.name}")
                         for one in field.list_plan(squad, today, today + timedelta(days=31)) if not one.is_done]

    def act():
        actions.drop_plan(current_actor(), squad, uuid.UUID(form.line.data))
        return back, _("The place is out of the plan.")
    return fill(form, act, title=_("Take a place out of the plan"), back=back)


@bp.get("/squads/<uuid:squad_id>/week")
@guard(LIST, query=("on",))
def show_plan(squad_id: uuid.UUID):
    """The plan of a week beside the published roster, with what does not fit."""
    squad, form = field.get_squad(current_scope(), squad_id), forms.WeekFilter()
    is_right = form.validate()
    day = (form.on.data if is_right else None) or clock.today()
    return render_page("squads/show_plan.html", status=200 if is_right else 400, form=form, squad=squad, words=WORDS,
                       days=weeks.read_plan(current_scope(), squad, day), turn=timedelta(days=7), day=day)


@bp.get("/squads/spots")
@guard("squads:oversight:list", query=("kind", "after", "before"))
def list_spots():
    """The spots, the longest uncovered first, with plan against actual of this week; or those that ended."""
    form, today = forms.SpotFilter(), clock.today()
    is_right = form.validate()
    statement, keys = oversight.select_coverage(current_scope(), today, form.kind.data if is_right else "now")
    page = page_by_key(db.session, statement, keys, key_of=lambda row: (row.seen_at, row.id), descending=False)
    return render_page("squads/list_spots.html", status=200 if is_right else 400, form=form, page=page, words=WORDS,
                       lines=oversight.lines_of(page.items, today), today=today, days_since=days_since)


@bp.route("/squads/spots/new", methods=["GET", "POST"])
@guard(CHANGE)
def enter_spot():
    """A new sensitive spot."""
    form = forms.SpotForm()

    def act():
        actions.enter_spot(current_actor(), form.facts())
        return url_for("squads.list_spots"), _("The place is entered.")
    kendra_of(current_scope())
    return fill(form, act, title=_("New sensitive spot"), back=url_for("squads.list_spots"))


@bp.route("/squads/spots/<uuid:spot_id>", methods=["GET", "POST"])
@guard(CHANGE)
def change_spot(spot_id: uuid.UUID):
    """What is known of a spot now: its risk changes with the season and with what is told."""
    spot = field.get_spot(current_scope(), spot_id, for_change=request.method == "POST")
    form = forms.SpotForm(obj=spot)

    def act():
        actions.change_spot(current_actor(), spot, form.facts())
        return url_for("squads.list_spots"), _("The place is changed.")
    return fill(form, act, title=_("Change a sensitive spot"), back=url_for("squads.list_spots"))


@bp.route("/squads/spots/<uuid:spot_id>/end", methods=["GET", "POST"])
@guard(CHANGE)
def end_spot(spot_id: uuid.UUID):
    """The last day of a spot, and why."""
    spot = field.get_spot(current_scope(), spot_id, for_change=request.method == "POST")
    form = forms.EndSpotForm()

    def act():
        actions.end_spot(current_actor(), spot, form.to_on.data, form.reason.data)
        return url_for("squads.list_spots"), _("The last day is written down.")
    return fill(form, act, title=_("Last day of a sensitive spot"), lead=spot.name, back=url_for("squads.list_spots"))


@bp.route("/squads/spots/<uuid:spot_id>/resume", methods=["GET", "POST"])
@guard(CHANGE)
def resume_spot(spot_id: uuid.UUID):
    """A spot that ended is one again."""
    spot = field.get_spot(current_scope(), spot_id, for_change=request.method == "POST")

    def act():
        actions.resume_spot(current_actor(), spot)
        return url_for("squads.list_spots"), _("The place is a sensitive spot again.")
    return fill(forms.ResumeForm(), act, title=_("Take a sensitive spot up again"), lead=spot.name,
                label=_("Take it up again"), back=url_for("squads.list_spots", kind="ended"))
