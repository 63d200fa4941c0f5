"""Pages of the gate: permission to enquire first, reasons, refused information, later labels, and what supervisors must see."""

import uuid

from flask import flash, url_for
from flask_babel import gettext as _

from portal.access.guard import current_actor, current_scope, guard
from portal.accounts.queries import names_of
from portal.audit.models import TrailEntry
from portal.core import clock
from portal.core.db import db
from portal.core.forms import ActionForm
from portal.core.htmx import go_to
from portal.core.pages import page_by_key, render_page
from portal.intake.actions import gate as actions
from portal.intake.actions.triage import Refused, record_refusal_to_register, set_label
from portal.intake.forms.triage import GateReasonForm, LabelForm, PermissionForm, RefusalForm
from portal.intake.models import Complaint, EnquiryPermission, GateReason
from portal.intake.queries import gate as queries
from portal.intake.queries import triage
from portal.intake.routes.blueprint import bp
from portal.intake.routes.complaints import open_complaint
from portal.intake.rules.states import GATED_STEPS
from portal.intake.rules.triage import LABELS, REASON_WORDS
from portal.intake.rules.vocabularies import NATURES


def to_triage(complaint: Complaint):
    """Back to the triage of the matter."""
    return go_to(url_for("intake.show_triage", complaint_id=complaint.id))


def _ask(template: str, complaint: Complaint, form, **context):
    return render_page(f"intake/{template}.html", status=422 if form.errors else 200, complaint=complaint, form=form, **context)


@bp.route("/complaints/<uuid:complaint_id>/triage/permission", methods=["GET", "POST"])
@guard("intake:triage:permit")
def answer_permission(complaint_id: uuid.UUID):
    """Permits or refuses the preliminary enquiry that was asked for."""
    complaint, form = open_complaint(complaint_id, "intake:triage:permit"), PermissionForm()
    asked = queries.list_permissions(current_scope(), complaint_id)
    if form.validate_on_submit():
        actions.answer_permission(current_actor(), complaint, answer=form.answer.data, order_ref=form.order_ref.data or "",
                                  note=form.note.data or "", now=clock.now())
        flash(_("Written down. The officer sees it in the matter."), "success")
        return to_triage(complaint)
    return _ask("answer_permission", complaint, form, asked=asked, latest=triage.latest_triage(current_scope(), complaint_id),
                names=names_of({one.asked_by for one in asked}))


@bp.route("/complaints/<uuid:complaint_id>/triage/reason", methods=["GET", "POST"])
@guard("intake:triage:route")
def write_reason(complaint_id: uuid.UUID):
    """The reasoned record why the matter ends without an FIR."""
    complaint, form = open_complaint(complaint_id, "intake:triage:route"), GateReasonForm()
    if form.validate_on_submit():
        actions.write_reason(current_actor(), complaint, category=form.category.data, text=form.text.data, now=clock.now())
        flash(_("Written. It stands on the first page of station officer and circle officer until they have read it."), "success")
        return to_triage(complaint)
    return _ask("write_reason", complaint, form)


@bp.post("/complaints/<uuid:complaint_id>/triage/reason/read")
@guard("intake:triage:see_reasons")
def mark_reasons_read(complaint_id: uuid.UUID):
    """Takes the reasons of a matter off the reader's first page."""
    complaint = open_complaint(complaint_id, "intake:triage:see_reasons")
    if ActionForm().validate_on_submit():
        actions.mark_reasons_read(current_actor(), complaint, clock.now())
        flash(_("Marked as read."), "success")
    return to_triage(complaint)


@bp.route("/complaints/<uuid:complaint_id>/refused", methods=["GET", "POST"])
@guard("intake:triage:record")
def record_refusal(complaint_id: uuid.UUID):
    """Writes down that her information was refused; her note is printed from here."""
    complaint, form = open_complaint(complaint_id, "intake:triage:record"), RefusalForm()
    if form.validate_on_submit():
        record_refusal_to_register(current_actor(), complaint, refused_on=form.refused_on.data, refused_by=form.refused_by.data,
                                   place=form.place.data, reason=form.reason.data, now=clock.now())
        flash(_("Written down. Print the note for her now: it shows her the way on."), "success")
        return go_to(url_for("intake.record_refusal", complaint_id=complaint.id))
    refusals = triage.list_registration_refusals(current_scope(), complaint_id)
    return _ask("record_refusal", complaint, form, refusals=refusals, names=names_of({one.recorded_by for one in refusals}))


@bp.route("/complaints/<uuid:complaint_id>/label", methods=["GET", "POST"])
@guard("intake:label:set")
def set_later_label(complaint_id: uuid.UUID):
    """What an officer of rank found, after her own statement and the proof of age."""
    complaint, form = open_complaint(complaint_id, "intake:label:set"), LabelForm()
    if form.validate_on_submit():
        try:
            set_label(current_actor(), complaint, kind=form.kind.data, her_statement_on=form.her_statement_on.data,
                      age_proof=form.age_proof.data or "", age_proved=form.age_proved.data, reason=form.reason.data,
                      now=clock.now())
        except Refused as refusal:
            form.blame(refusal.faults)
        else:
            flash(_("The finding is recorded."), "success")
            return to_triage(complaint)
    labels = triage.list_labels(current_scope(), complaint_id)
    return _ask("set_later_label", complaint, form, labels=labels, kinds=LABELS, names=names_of({one.set_by for one in labels}))


@bp.get("/triage/waiting")
@guard("intake:triage:record", query=("after", "before"))
def list_untriaged():
    """Complaints that nobody has looked at within the house's own norm."""
    hours = triage.hours_of_norm()
    page = page_by_key(db.session, triage.select_untriaged(current_scope(), hours), (Complaint.received_at, Complaint.id),
                       key_of=lambda row: (row.received_at, row.id), descending=False)
    return render_page("intake/list_untriaged.html", page=page, hours=hours, natures=NATURES)


@bp.get("/triage/reasons")
@guard("intake:triage:see_reasons", query=("after", "before"))
def list_gate_reasons():
    """Reasons against an FIR that the reader has not read."""
    page = page_by_key(db.session, queries.select_unread_reasons(current_scope()), (GateReason.written_at, GateReason.id),
                       key_of=lambda row: (row.written_at, row.id))
    return render_page("intake/list_gate_reasons.html", page=page, natures=NATURES, reasons=REASON_WORDS, form=ActionForm(),
                       names=names_of({row.written_by for row in page.items}))


@bp.get("/triage/permissions")
@guard("intake:triage:permit", query=("after", "before"))
def list_permissions():
    """Preliminary enquiries that wait for the permission, the oldest first."""
    page = page_by_key(db.session, queries.select_waiting_permissions(current_scope()),
                       (EnquiryPermission.asked_at, EnquiryPermission.id), key_of=lambda row: (row.asked_at, row.id),
                       descending=False)
    return render_page("intake/list_permissions.html", page=page, natures=NATURES,
                       names=names_of({row.asked_by for row in page.items}))


@bp.get("/triage/refusals")
@guard("intake:triage:see_reasons", query=("after", "before"))
def list_gate_refusals():
    """Attempts of the last days to end a matter against the gate."""
    page = page_by_key(db.session, queries.select_gate_refusals(current_scope()), (TrailEntry.at, TrailEntry.id),
                       key_of=lambda row: (row.at, row.id))
    return render_page("intake/list_gate_refusals.html", page=page, steps=GATED_STEPS,
                       names={str(one): name for one, name in names_of({row.user_id for row in page.items}).items()})
