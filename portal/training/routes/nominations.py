"""Pages of nominations: sending officers, one nomination with all its marks, taking it back, correcting a result."""

import uuid

from flask import flash, request, url_for
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from portal.access.guard import current_actor, current_scope, guard, require
from portal.accounts.queries import names_of
from portal.core import clock
from portal.core.htmx import go_to
from portal.core.pages import render_page
from portal.personnel.queries import list_staff
from portal.training import actions
from portal.training.forms import CorrectForm, NominateForm, ReasonForm
from portal.training.models import Nomination, TrainingSession
from portal.training.queries import sessions as queries
from portal.training.routes.blueprint import CHANGE, LIST, RECORD, bp, language, rank_word, spoken
from portal.training.rules.validity import STANDINGS, standing
from portal.units.queries import choose_kendra, list_kendras


@bp.route("/training/sessions/<uuid:session_id>/nominate", methods=["GET", "POST"])
@guard(CHANGE, query=("unit",))
def nominate(session_id: uuid.UUID):
    """Sends officers of one kendra; beside each name stands until when she holds the programme."""
    scope, form = current_scope(), NominateForm()
    session = queries.get_session(scope, session_id, for_change=request.method == "POST")
    kendras = list_kendras(scope)
    kendra = choose_kendra(kendras, request.args.get("unit"))
    form.officers.choices = _officers(session, list_staff(scope, kendra.id, session.from_on))
    if form.validate_on_submit():
        made = actions.nominate(current_actor(), session, kendra.id, [uuid.UUID(one) for one in form.officers.data])
        flash(_("Officers nominated: %(count)s.", count=len(made)))
        return go_to(url_for("training.show_session", session_id=session_id))
    return render_page("training/nominate.html", status=422 if form.errors else 200, form=form, session=session, kendra=kendra,
                       kendras=kendras, programme=queries.programme_of(session), taken=queries.count_taken(session_id))


def _officers(session: TrainingSession, staff) -> list[SelectChoice]:
    taken, ends = queries.nominated_ids(session.id), queries.last_passed([row.id for row in staff], session.programme_id)
    today = clock.today()

    def said(row) -> str:
        until = ends.get(row.id)
        name = row.name_en if language() == "en" else row.name_hi
        stands = _(STANDINGS[standing(until, today)])
        return f"{name}, {rank_word(row.rank, row.is_woman)} – {stands}" + (f" ({until:%d-%m-%Y})" if until else "")

    return [SelectChoice(str(row.id), said(row)) for row in staff if row.id not in taken]


@bp.get("/training/nominations/<uuid:nomination_id>")
@guard(LIST)
def show_nomination(nomination_id: uuid.UUID):
    """One nomination: who, which session, every mark, and the certificate."""
    scope = current_scope()
    nomination, session = _reached(nomination_id, LIST)
    marks = queries.list_marks(nomination_id)
    people = {nomination.nominated_by, *(mark.recorded_by for mark in marks)}
    return render_page("training/show_nomination.html", nomination=nomination, session=session, marks=marks,
                       officer=queries.officer_of(nomination), programme=queries.programme_of(session),
                       unit=queries.unit_of(nomination), names=names_of(people), today=clock.today(),
                       holds=queries.holds_session(scope, session), **spoken())


def _reached(nomination_id: uuid.UUID, permission: str) -> tuple[Nomination, TrainingSession]:
    nomination = queries.get_nomination(current_scope(), nomination_id, for_change=request.method == "POST")
    require(permission, nomination)
    return nomination, queries.session_of(nomination)


@bp.route("/training/nominations/<uuid:nomination_id>/withdraw", methods=["GET", "POST"])
@guard(CHANGE)
def withdraw(nomination_id: uuid.UUID):
    """Takes a nomination back, with the reason."""
    (nomination, session), form = _reached(nomination_id, CHANGE), ReasonForm()
    if form.validate_on_submit():
        actions.withdraw(current_actor(), nomination, form.reason.data)
        flash(_("The nomination was taken back."))
        return go_to(url_for("training.show_session", session_id=session.id))
    return render_page("training/withdraw.html", status=422 if form.errors else 200, form=form, nomination=nomination,
                       officer=queries.officer_of(nomination))


@bp.route("/training/nominations/<uuid:nomination_id>/correct", methods=["GET", "POST"])
@guard(RECORD)
def correct_result(nomination_id: uuid.UUID):
    """Corrects attendance or result, with the reason; those who hold the session may."""
    nomination, session = _reached(nomination_id, RECORD)
    queries.get_own_session(current_scope(), session.id)
    form = CorrectForm(obj=nomination)
    if form.validate_on_submit() and form.check(session, clock.today()):
        actions.correct_mark(current_actor(), session, nomination, form.mark(), form.reason.data)
        flash(_("The entry was corrected."))
        return go_to(url_for("training.show_nomination", nomination_id=nomination_id))
    return render_page("training/correct_result.html", status=422 if form.errors else 200, form=form, nomination=nomination,
                       officer=queries.officer_of(nomination))
