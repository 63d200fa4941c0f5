"""Reading a complaint for a change: the row stays locked until the transaction ends, so that changes follow each other."""

import uuid

from sqlalchemy import select

from portal.access.scope import Scope
from portal.core.db import only
from portal.intake.models import Complaint
from portal.intake.queries.complaints import in_reach


def get_for_change(scope: Scope, complaint_id: uuid.UUID) -> Complaint:
    """The complaint in reach as it stands now, locked; NotFound otherwise. SQLite's one writer needs no row lock."""
    statement = (select(Complaint).where(Complaint.id == complaint_id, in_reach(scope))
                 .with_for_update(of=Complaint).execution_options(populate_existing=True))
    return only(statement)
