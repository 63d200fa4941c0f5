"""Naming the enquiry officer, the reasons given where a man was named, and the files of officers who left."""

import uuid

from flask import flash, url_for
from flask_babel import gettext as _

from portal.access.guard import current_actor, current_scope, guard, require
from portal.accounts.queries import names_of
from portal.core.db import db
from portal.core.htmx import go_to
from portal.core.pages import page_by_key, render_page
from portal.intake.actions import assignment as actions
from portal.intake.actions.assignment import AssignmentRefused
from portal.intake.forms.assignment import AssignForm, HandOverForm
from portal.intake.models import Assignment, Complaint
from portal.intake.queries import assignment as queries
from portal.intake.queries.complaints import list_assignments
from portal.intake.queries.locks import get_for_change
from portal.intake.routes.blueprint import bp
from portal.intake.routes.complaints import WORDS, open_complaint
from portal.intake.rules.assignment import in_order
from portal.intake.rules.states import next_state

ASSIGN = "intake:complaint:assign"


@bp.get("/complaints/<uuid:complaint_id>/assign")
@guard(ASSIGN)
def ask_officer(complaint_id: uuid.UUID):
    """Who can take it, with what she carries already, and who had it before."""
    complaint = open_complaint(complaint_id, ASSIGN)
    next_state(complaint.state, "assign")
    return _ask(complaint, _form(complaint))


@bp.post("/complaints/<uuid:complaint_id>/assign")
@guard(ASSIGN)
def assign_complaint(complaint_id: uuid.UUID):
    """Names the officer; she sees the matter from this moment, the former one no more."""
    complaint = get_for_change(current_scope(), complaint_id)
    require(ASSIGN, complaint)
    form = _form(complaint)
    if not form.validate_on_submit():
        return _ask(complaint, form, 422)
    try:
        actions.assign_complaint(current_actor(), complaint, form.chosen(), exception=form.text("exception"),
                                 reason=form.text("reason"), is_party=form.text("is_party"))
    except AssignmentRefused as refusal:
        form.blame(refusal.faults)
        return _ask(complaint, form, 422)
    flash(_("The enquiry officer is named and sees the matter now."), "success")
    return go_to(url_for("intake.show_complaint", complaint_id=complaint_id))


@bp.get("/assignments/exceptions")
@guard(ASSIGN, query=("after", "before"))
def list_exceptions():
    """Open matters in which a man was named although a woman officer is due, each with its reason."""
    page = page_by_key(db.session, queries.list_exceptions(current_scope()), (Assignment.assigned_at, Assignment.id),
                       key_of=lambda row: (row[0].assigned_at, row[0].id))
    names = names_of({who for row in page.items for who in (row[0].officer_id, row[0].assigned_by)})
    return render_page("intake/list_exceptions.html", page=page, names=names, words=WORDS)


@bp.get("/handover")
@guard(ASSIGN)
def list_left_behind():
    """Open files of officers whose posting here has ended."""
    rows = queries.list_left_behind(current_scope())
    return render_page("intake/list_left_behind.html", rows=rows, names=names_of({row.officer_id for row in rows}))


@bp.get("/handover/<uuid:unit_id>/<uuid:officer_id>")
@guard(ASSIGN)
def ask_hand_over(unit_id: uuid.UUID, officer_id: uuid.UUID):
    """All open files of one officer in one kendra, ticked."""
    return _files_page(unit_id, officer_id, HandOverForm(), is_new=True)


@bp.post("/handover/<uuid:unit_id>/<uuid:officer_id>")
@guard(ASSIGN)
def hand_over_files(unit_id: uuid.UUID, officer_id: uuid.UUID):
    """Gives the ticked files to another officer; a file that she may not have stays and is named."""
    form, scope = HandOverForm(), current_scope()
    files = queries.list_files_of(scope, officer_id, unit_id, for_change=True)
    form.offer(files, _candidates(unit_id, officer_id), tick_all=False)
    if not form.validate_on_submit():
        return _files_page(unit_id, officer_id, form, status=422)
    done = actions.hand_over_files(current_actor(), files, form.chosen_files(), form.chosen(), form.note.data)
    if done.moved:
        flash(_("%(count)s files were handed over.", count=len(done.moved)), "success")
    for token, sentence in done.kept.items():
        flash(f"{token}: {_(sentence)}", "warning")
    is_left = len(done.moved) < len(files)
    return go_to(url_for("intake.ask_hand_over", unit_id=unit_id, officer_id=officer_id) if is_left
                 else url_for("intake.list_left_behind"))


def _form(complaint: Complaint) -> AssignForm:
    form, ground = AssignForm(), actions.ground_of(complaint)
    candidates = [one for one in queries.list_candidates(current_scope(), complaint.unit_id)
                  if one.officer_id != complaint.enquiry_officer_id]
    form.offer(in_order(candidates, ground), has_ground=ground is not None,
               asks_party=actions.is_against_official(current_actor(), complaint),
               is_change=complaint.enquiry_officer_id is not None)
    return form


def _ask(complaint: Complaint, form: AssignForm, status: int = 200):
    earlier = list_assignments(current_scope(), complaint.id)
    names = names_of({who for one in earlier for who in (one.officer_id, one.assigned_by)})
    return render_page("intake/ask_officer.html", status=status, complaint=complaint, form=form, earlier=earlier,
                       names=names, ground=actions.ground_of(complaint), words=WORDS)


def _candidates(unit_id: uuid.UUID, officer_id: uuid.UUID):
    candidates = queries.list_candidates(current_scope(), unit_id)
    return in_order([one for one in candidates if one.officer_id != officer_id], None)


def _files_page(unit_id: uuid.UUID, officer_id: uuid.UUID, form: HandOverForm, *, is_new: bool = False, status: int = 200):
    files = queries.list_files_of(current_scope(), officer_id, unit_id)
    if is_new:
        form.offer(files, _candidates(unit_id, officer_id), tick_all=True)
    return render_page("intake/ask_hand_over.html", status=status, form=form, files=files, unit_id=unit_id,
                       officer_id=officer_id, name=names_of({officer_id}).get(officer_id, ""), words=WORDS)
