"""What stands in the database about a case, for the tests of all its steps."""

from sqlalchemy import select

from portal.audit.models import TrailEntry
from portal.cases.models import CaseDuty
from portal.core.db import db


def entries(file, action: str) -> list[TrailEntry]:
    """The entries of the trail about that case under *action*."""
    db.session.commit()
    return list(db.session.scalars(select(TrailEntry).where(TrailEntry.action == action,
                                                            TrailEntry.subject_id == str(file.case.id))))


def open_clocks(file) -> set[str]:
    """The clocks of the law that run in that case."""
    return {row.clock_id for row in db.session.scalars(select(CaseDuty).where(
        CaseDuty.case_id == file.case.id, CaseDuty.state == "open"))}
