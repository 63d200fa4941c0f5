"""Pages of sessions: the calendar, one session, planning, changing, cancelling, attendance and results."""

import uuid

from flask import flash, request, url_for
from flask_babel import format_date
from flask_babel import gettext as _

from portal.access.guard import current_actor, current_scope, guard
from portal.core import clock
from portal.core.calendar import month_text
from portal.core.db import db
from portal.core.errors import NotFound
from portal.core.htmx import go_to
from portal.core.pages import KeyPage, page_by_key, render_page
from portal.training import actions
from portal.training.forms import CalendarFilter, ChangeSessionForm, MarksForm, PlanForm, ReasonForm
from portal.training.models import TrainingSession
from portal.training.queries import programmes
from portal.training.queries import sessions as queries
from portal.training.routes.blueprint import CHANGE, LIST, RECORD, bp, language, spoken
from portal.training.rules.marks import Mark, is_open
from portal.training.rules.sessions import month_days
from portal.units.queries import list_kendras


@bp.get("/training")
@guard(LIST, query=("month", "programme", "after", "before"))
def show_calendar():
    """The sessions of a month, day by day; a filter that is not understood shows nothing, and says why."""
    form = CalendarFilter.of(programmes.list_programmes(current_scope()), language())
    is_right = form.validate()
    chosen = uuid.UUID(form.programme.data) if is_right and form.programme.data else None
    page = KeyPage(()) if not is_right else page_by_key(
        db.session, queries.select_month(current_scope(), month_days(form.first), chosen),
        (TrainingSession.from_on, TrainingSession.id), key_of=lambda row: (row.from_on, row.id), descending=False)
    return render_page("training/show_calendar.html", status=200 if is_right else 400, form=form, page=page,
                       title=format_date(form.first, "MMMM y"), today=clock.today(),
                       months=[month_text(form.first, shift) for shift in (-1, 0, 1)])


@bp.route("/training/sessions/new", methods=["GET", "POST"])
@guard(CHANGE)
def plan_session():
    """Plans a session at the reader's unit or at a kendra below it."""
    actor = current_actor()
    kendras = [(one.id, one.name_en if language() == "en" else one.name_hi) for one in list_kendras(actor.scope)
               if one.id != actor.unit_id]
    form = PlanForm.of(programmes.list_offered(actor.scope), [(actor.unit_id, actor.unit_name), *kendras], language())
    if form.validate_on_submit():
        made = actions.plan_session(actor, uuid.UUID(form.unit.data), uuid.UUID(form.programme.data), form.facts())
        flash(_("Session %(number)s is planned. Nominate the officers.", number=made.number))
        return go_to(url_for("training.show_session", session_id=made.id))
    return render_page("training/plan_session.html", status=422 if form.errors else 200, form=form)


@bp.get("/training/sessions/<uuid:session_id>")
@guard(LIST)
def show_session(session_id: uuid.UUID):
    """One session and those nominated whom the reader sees."""
    scope = current_scope()
    session = queries.get_session(scope, session_id)
    return render_page("training/show_session.html", session=session, programme=queries.programme_of(session),
                       unit=queries.unit_of(session), nominees=queries.list_nominees(scope, session_id),
                       taken=queries.count_taken(session_id), holds=queries.holds_session(scope, session),
                       today=clock.today(), **spoken())


@bp.route("/training/sessions/<uuid:session_id>/change", methods=["GET", "POST"])
@guard(CHANGE)
def change_session(session_id: uuid.UUID):
    """Other days, place, trainers or places."""
    session = queries.get_own_session(current_scope(), session_id, for_change=request.method == "POST")
    form = ChangeSessionForm(obj=session)
    if form.validate_on_submit():
        form.check_version(session.version)
        actions.change_session(current_actor(), session, form.facts())
        flash(_("The session was changed."))
        return go_to(url_for("training.show_session", session_id=session_id))
    return render_page("training/change_session.html", status=422 if form.errors else 200, form=form, session=session,
                       programme=queries.programme_of(session))


@bp.route("/training/sessions/<uuid:session_id>/cancel", methods=["GET", "POST"])
@guard(CHANGE)
def cancel_session(session_id: uuid.UUID):
    """Cancels a session, with the reason."""
    session, form = queries.get_own_session(current_scope(), session_id, for_change=request.method == "POST"), ReasonForm()
    if form.validate_on_submit():
        actions.cancel_session(current_actor(), session, form.reason.data)
        flash(_("The session was cancelled."))
        return go_to(url_for("training.show_session", session_id=session_id))
    return render_page("training/cancel_session.html", status=422 if form.errors else 200, form=form, session=session,
                       programme=queries.programme_of(session))


@bp.route("/training/sessions/<uuid:session_id>/results", methods=["GET", "POST"])
@guard(RECORD)
def record_results(session_id: uuid.UUID):
    """Attendance and results of all who wait for an entry; nobody finds her own line."""
    actor = current_actor()
    session = queries.get_own_session(actor.scope, session_id, for_change=request.method == "POST")
    nominees = {str(one.id): one for one in queries.list_nominees(actor.scope, session_id)
                if one.withdrawn_at is None and one.personnel_no != actor.personnel_no}
    form = MarksForm.of(one for one in nominees.values() if is_open(Mark(one.attendance, one.result, one.note)))
    if not {entry.form.nomination.data for entry in form.marks.entries} <= nominees.keys():
        raise NotFound()
    if form.is_right(session):
        count = actions.record_marks(actor, session, {nominees[key].id: mark for key, mark in form.told().items()})
        flash(_("Entries made: %(count)s.", count=count))
        return go_to(url_for("training.show_session", session_id=session_id))
    return render_page("training/record_results.html", status=422 if form.is_submitted() else 200, form=form, session=session,
                       programme=queries.programme_of(session), nominees=nominees, **spoken())
