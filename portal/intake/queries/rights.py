"""Questions about rights told."""

import uuid

from sqlalchemy import select

from portal.access.scope import Scope
from portal.core.db import db
from portal.intake.models import Complaint, RightTold
from portal.intake.queries.complaints import in_reach


def list_rights_told(scope: Scope, complaint_id: uuid.UUID) -> dict[str, RightTold]:
    """Key of the right → who told it and when, for a complaint in reach."""
    rows = db.session.scalars(select(RightTold).join(Complaint, Complaint.id == RightTold.complaint_id)
                              .where(in_reach(scope), RightTold.complaint_id == complaint_id))
    return {row.right_key: row for row in rows}
