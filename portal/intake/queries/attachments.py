"""Which files a reader reaches: those of the complaints in reach."""

import uuid
from collections.abc import Sequence

from portal.access.scope import Scope
from portal.core import attachments
from portal.core.attachments import Attachment
from portal.intake.models import Complaint
from portal.intake.queries.complaints import get_complaint

OWNER = "complaint"


def list_attachments(scope: Scope, complaint_id: uuid.UUID) -> Sequence[Attachment]:
    """The files of a complaint in reach, oldest first. What their senders called them stays sealed: it is often her name."""
    get_complaint(scope, complaint_id)
    return attachments.list_of(OWNER, complaint_id)


def get_attachment(scope: Scope, attachment_id: uuid.UUID) -> tuple[Attachment, Complaint]:
    """One file and the complaint it belongs to; NotFound when that complaint is out of reach."""
    row = attachments.get(attachment_id, OWNER)
    return row, get_complaint(scope, row.owner_id)
