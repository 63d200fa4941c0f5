"""The files of a complaint: the list with its form, the picture, and the copy as it was sent."""

import uuid

from flask import Response, flash, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage

from portal.access.guard import current_actor, current_scope, guard, require
from portal.accounts.queries import names_of
from portal.audit import trail
from portal.core import attachments
from portal.core.htmx import go_to
from portal.core.pages import render_page
from portal.core.transactions import reading_first
from portal.core.upload_check import MAX_BYTES, Checked, Refused, check_upload, label_of
from portal.intake.actions.attachments import attach_files
from portal.intake.forms.attachments import AttachForm
from portal.intake.models import Complaint
from portal.intake.queries import attachments as queries
from portal.intake.queries.locks import get_for_change
from portal.intake.routes.blueprint import bp
from portal.intake.routes.complaints import open_complaint


@bp.get("/complaints/<uuid:complaint_id>/attachments")
@guard("intake:attachment:open")
def list_attachments(complaint_id: uuid.UUID):
    """The files with what they are; a picture loads only when it is asked for."""
    return _show(open_complaint(complaint_id, "intake:attachment:open"), AttachForm())


@bp.post("/complaints/<uuid:complaint_id>/attachments")
@guard("intake:attachment:add")
def add_attachments(complaint_id: uuid.UUID):
    """Checks each file without holding the database, then keeps the good ones; each gets its own verdict."""
    form = AttachForm()
    if not form.validate_on_submit():
        return _show(open_complaint(complaint_id, "intake:attachment:add"), form, 422)
    with reading_first():
        open_complaint(complaint_id, "intake:attachment:add")
        judged = [_judge(file) for file in form.sent()]
    complaint = get_for_change(current_scope(), complaint_id)
    require("intake:attachment:add", complaint)
    verdicts = attach_files(current_actor(), complaint, judged)
    if not all(verdict.is_kept for verdict in verdicts):
        return _show(complaint, form, 200 if any(verdict.is_kept for verdict in verdicts) else 422, verdicts)
    flash(_("%(count)s attached.", count=len(verdicts)), "success")
    return go_to(url_for("intake.list_attachments", complaint_id=complaint_id))


@bp.get("/attachments/<uuid:attachment_id>/preview")
@guard("intake:attachment:open")
def preview_attachment(attachment_id: uuid.UUID):
    """The re-encoded picture, without what the telephone wrote into it."""
    row, complaint = _open(attachment_id, "intake:attachment:previewed")
    return _download(attachments.preview(row), "image/jpeg", complaint, row)


@bp.get("/attachments/<uuid:attachment_id>/original")
@guard("intake:attachment:open")
def download_attachment(attachment_id: uuid.UUID):
    """The file exactly as it was sent, under a name of ours."""
    row, complaint = _open(attachment_id, "intake:attachment:downloaded")
    return _download(attachments.original(row), row.media_type, complaint, row)


def _open(attachment_id: uuid.UUID, action: str) -> tuple[attachments.Attachment, Complaint]:
    row, complaint = queries.get_attachment(current_scope(), attachment_id)
    require("intake:attachment:open", complaint)
    trail.record_read(current_actor(), action, subject=("complaint", complaint.id), unit_id=complaint.unit_id,
                      attachment=row.id, sha256=row.sha256)
    return row, complaint


def _download(content: bytes, media_type: str, complaint: Complaint, row: attachments.Attachment) -> Response:
    return attachments.download(content, media_type, f"{complaint.token}-{row.number}")


def _judge(file: FileStorage) -> Checked | tuple[str, Refused]:
    try:
        return check_upload(file.filename, file.stream.read(MAX_BYTES + 1))
    except Refused as refusal:
        return label_of(file.filename), refusal


def _show(complaint: Complaint, form: AttachForm, status: int = 200, verdicts=()):
    rows = queries.list_attachments(current_scope(), complaint.id)
    return render_page("intake/list_attachments.html", fragment="intake/_attachments.html", status=status, form=form,
                       complaint=complaint, rows=rows, verdicts=verdicts, names=names_of({row.added_by for row in rows}))
