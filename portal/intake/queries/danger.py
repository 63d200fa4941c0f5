"""Questions about danger: the alerts that a supervisor has not acknowledged."""

import uuid

from sqlalchemy import Select, func, select

from portal.access.scope import Scope
from portal.core.db import db, only
from portal.intake.models import Complaint, DangerAlert
from portal.intake.queries.complaints import in_reach


def list_danger_alerts(scope: Scope) -> Select:
    """Open alerts in reach with the token of their matter, the latest first."""
    return (select(DangerAlert.id, DangerAlert.raised_at, DangerAlert.complaint_id, Complaint.token, Complaint.nature,
                   Complaint.is_minor)
            .join(Complaint, Complaint.id == DangerAlert.complaint_id)
            .where(in_reach(scope), DangerAlert.acknowledged_at.is_(None)))


def count_danger_alerts(scope: Scope) -> int:
    """How many alerts list_danger_alerts has."""
    return db.session.scalar(select(func.count()).select_from(list_danger_alerts(scope).subquery()))


def get_alert(scope: Scope, alert_id: uuid.UUID) -> DangerAlert:
    """The alert, or NotFound when there is none in the reader's reach."""
    return only(select(DangerAlert).join(Complaint, Complaint.id == DangerAlert.complaint_id)
                .where(DangerAlert.id == alert_id, in_reach(scope)))


def find_open_alert(scope: Scope, complaint_id: uuid.UUID) -> DangerAlert | None:
    """The alert of a complaint in reach that nobody has acknowledged, if there is one."""
    return db.session.scalar(select(DangerAlert).join(Complaint, Complaint.id == DangerAlert.complaint_id).where(
        in_reach(scope), DangerAlert.complaint_id == complaint_id, DangerAlert.acknowledged_at.is_(None)).limit(1))
