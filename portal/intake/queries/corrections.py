"""The earlier texts of a complaint."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select

from portal.access.scope import Scope
from portal.core.db import db
from portal.intake.models import ComplaintVersion
from portal.intake.queries.complaints import get_complaint
from portal.intake.rules.corrections import changed, snapshot


@dataclass(frozen=True)
class Change:
    """One correction: who, when, why, and the values of the changed fields before and after."""

    by: uuid.UUID
    at: datetime
    reason: str
    names: list[str]
    earlier: Mapping[str, Any]
    later: Mapping[str, Any]


def list_changes(scope: Scope, complaint_id: uuid.UUID) -> list[Change]:
    """Every correction of a complaint in reach, the latest first."""
    complaint = get_complaint(scope, complaint_id)
    versions = db.session.scalars(select(ComplaintVersion).where(ComplaintVersion.complaint_id == complaint.id)
                                  .order_by(ComplaintVersion.version)).all()
    texts = [version.values for version in versions] + [snapshot(complaint)]
    return [Change(version.replaced_by, version.replaced_at, version.reason, changed(version.values, later),
                   version.values, later)
            for version, later in reversed(list(zip(versions, texts[1:], strict=True)))]
