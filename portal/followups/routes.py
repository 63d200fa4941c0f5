"""Pages of following up: panels on the complaint, forms of each step, and the lists of what is due."""

import uuid

from flask import Blueprint, flash, request, url_for
from flask_babel import gettext as _

from portal.access.guard import current_actor, current_scope, guard, require
from portal.accounts.queries import names_of
from portal.core import clock
from portal.core.db import db
from portal.core.forms import ActionForm
from portal.core.htmx import go_to
from portal.core.pages import page_by_key, render_page
from portal.followups import actions, queries, rules
from portal.followups.forms import CallForm, DiaryForm, DisposalForm, PromiseEndForm, PromiseForm, ReopenForm
from portal.followups.models import Disposal, Promise
from portal.intake.queries.gate import gate_facts
from portal.intake.rules.states import gate

bp = Blueprint("followups", __name__)


def _to_matter(complaint_id: uuid.UUID):
    return go_to(url_for("intake.show_complaint", complaint_id=complaint_id))


@bp.get("/complaints/<uuid:complaint_id>/diary")
@guard("intake:complaint:open")
def show_diary(complaint_id: uuid.UUID):
    """What was done in the matter, in order of time."""
    matter = queries.get_matter(current_scope(), complaint_id)
    entries = queries.list_diary(matter)
    return render_page("followups/show_diary.html", fragment="followups/_diary.html", matter=matter, entries=entries,
                       kinds=rules.DIARY_KINDS, names=names_of({entry.written_by for entry in entries}))


@bp.route("/complaints/<uuid:complaint_id>/diary/new", methods=["GET", "POST"])
@guard("followups:diary:add")
def add_diary(complaint_id: uuid.UUID):
    """Writes one line of the diary."""
    matter = queries.get_matter(current_scope(), complaint_id)
    require("followups:diary:add", matter)
    form = DiaryForm()
    if form.validate_on_submit():
        actions.write_diary(current_actor(), matter, kind=form.kind.data, text=form.text.data, now=clock.now(),
                            happened_at=form.happened_at(), late_reason=form.late_reason.data or "")
        flash(_("Written in the diary."))
        return _to_matter(complaint_id)
    return render_page("followups/add_diary.html", status=422 if form.errors else 200, form=form, matter=matter)


@bp.get("/complaints/<uuid:complaint_id>/promises")
@guard("intake:complaint:open")
def show_promises(complaint_id: uuid.UUID):
    """What was promised to her in this matter."""
    matter = queries.get_matter(current_scope(), complaint_id)
    promises = queries.list_promises_of(matter)
    return render_page("followups/show_promises.html", fragment="followups/_promises.html", matter=matter, promises=promises,
                       outcomes=rules.OUTCOMES, today=clock.today(), names=names_of({one.promised_by for one in promises}))


@bp.route("/complaints/<uuid:complaint_id>/promises/new", methods=["GET", "POST"])
@guard("followups:promise:keep")
def add_promise(complaint_id: uuid.UUID):
    """Writes down a promise with its day."""
    matter = queries.get_matter(current_scope(), complaint_id)
    require("followups:promise:keep", matter)
    form = PromiseForm()
    if form.validate_on_submit():
        actions.make_promise(current_actor(), matter, text=form.text.data, due_on=form.due_on.data, now=clock.now())
        flash(_("The promise is on the list of what is due."))
        return _to_matter(complaint_id)
    return render_page("followups/add_promise.html", status=422 if form.errors else 200, form=form, matter=matter)


@bp.route("/promises/<uuid:promise_id>/end", methods=["GET", "POST"])
@guard("followups:promise:keep")
def end_promise(promise_id: uuid.UUID):
    """Kept or withdrawn, with words."""
    promise, matter = queries.get_promise(current_scope(), promise_id)
    require("followups:promise:keep", matter)
    form = PromiseEndForm()
    if form.validate_on_submit():
        actions.end_promise(current_actor(), matter, promise, outcome=form.outcome.data, text=form.text.data, now=clock.now())
        flash(_("Written down."))
        return _to_matter(matter.id)
    return render_page("followups/end_promise.html", status=422 if form.errors else 200, form=form, matter=matter,
                       promise=promise)


@bp.get("/complaints/<uuid:complaint_id>/disposal")
@guard("intake:complaint:open")
def show_disposal(complaint_id: uuid.UUID):
    """How the matter was disposed of, who called her, what she said, and what can be done next."""
    matter = queries.get_matter(current_scope(), complaint_id)
    disposals, calls, reopenings = queries.list_disposals(matter), queries.list_calls(matter), queries.list_reopenings(matter)
    people = {one.disposed_by for one in disposals} | {one.called_by for one in calls} | {one.reopened_by for one in reopenings}
    waiting = next((one for one in disposals if one.outcome == "waiting"), None)
    tries = [(clock.to_ist(call.called_at).date(), call.is_reached)
             for call in calls if waiting and call.disposal_id == waiting.id]
    return render_page("followups/show_disposal.html", fragment="followups/_disposal.html", matter=matter, disposals=disposals,
                       calls=calls, reopenings=reopenings, manners=rules.MANNERS, satisfaction=rules.SATISFACTION,
                       names=names_of(people), waiting=waiting, may_give_up=rules.may_give_up(tries), form=ActionForm(),
                       tries_left=rules.tries_left(tries))


@bp.route("/complaints/<uuid:complaint_id>/dispose", methods=["GET", "POST"])
@guard("followups:disposal:propose")
def dispose(complaint_id: uuid.UUID):
    """Proposes the end of a matter."""
    matter = queries.get_matter(current_scope(), complaint_id)
    require("followups:disposal:propose", matter)
    form = DisposalForm()
    if form.validate_on_submit():
        actions.dispose(current_actor(), matter, manner=form.manner.data, report=form.report.data, now=clock.now())
        flash(_("Disposed. It reads “not verified” until someone else has called her."))
        return _to_matter(complaint_id)
    verdict = gate("dispose", **vars(gate_facts(current_scope(), matter, clock.now())))
    return render_page("followups/dispose.html", status=422 if form.errors else 200, form=form, matter=matter, verdict=verdict)


@bp.route("/complaints/<uuid:complaint_id>/call", methods=["GET", "POST"])
@guard("followups:call:record")
def record_call(complaint_id: uuid.UUID):
    """Records a verification call; the safe-contact plan is one step before it."""
    matter = queries.get_matter(current_scope(), complaint_id)
    require("followups:call:record", matter)
    form = CallForm()
    if form.validate_on_submit() and form.fits_month(("feedback",), matter.unit_id, form.happened_at(), form.happened_on):
        actions.record_call(current_actor(), matter, is_reached=form.is_reached.data == "yes", now=clock.now(),
                            satisfaction=form.satisfaction.data or "", her_words=form.her_words.data,
                            called_at=form.happened_at())
        flash(_("The call is in the feedback register."))
        return _to_matter(complaint_id)
    return render_page("followups/record_call.html", status=422 if form.errors else 200, form=form, matter=matter)


@bp.post("/complaints/<uuid:complaint_id>/call/give-up")
@guard("followups:call:record")
def give_up_calling(complaint_id: uuid.UUID):
    """Ends calling after three tries on two days."""
    matter = queries.get_matter(current_scope(), complaint_id)
    require("followups:call:record", matter)
    if ActionForm().validate_on_submit():
        actions.give_up_calling(current_actor(), matter, clock.now())
        flash(_("Written down: she could not be reached."))
    return _to_matter(complaint_id)


@bp.route("/complaints/<uuid:complaint_id>/reopen", methods=["GET", "POST"])
@guard("followups:matter:reopen")
def reopen(complaint_id: uuid.UUID):
    """Opens a disposed matter again."""
    matter = queries.get_matter(current_scope(), complaint_id)
    require("followups:matter:reopen", matter)
    form = ReopenForm()
    if form.validate_on_submit():
        actions.reopen(current_actor(), matter, reason=form.reason.data, now=clock.now())
        flash(_("The matter is open again."))
        return _to_matter(complaint_id)
    return render_page("followups/reopen.html", status=422 if form.errors else 200, form=form, matter=matter)


@bp.get("/due/promises")
@guard("followups:promise:list", query=("after", "before"))
def list_promises():
    """What was promised and is not done, overdue first."""
    page = page_by_key(db.session, queries.select_open_promises(current_scope()), (Promise.due_on, Promise.id),
                       key_of=lambda row: (row.due_on, row.id), descending=False)
    return render_page("followups/list_promises.html", page=page, today=clock.today(),
                       names=names_of({row.promised_by for row in page.items}))


@bp.get("/due/calls")
@guard("followups:promise:list", query=("due", "after", "before"))
def list_calls():
    """Disposals that wait for a call to her, due first; with due=now only those whose day has come."""
    due_by = clock.today() if request.args.get("due") == "now" else None
    page = page_by_key(db.session, queries.select_waiting_calls(current_scope(), due_by), (Disposal.call_due_on, Disposal.id),
                       key_of=lambda row: (row.call_due_on, row.id), descending=False)
    return render_page("followups/list_calls.html", page=page, today=clock.today(), manners=rules.MANNERS)
