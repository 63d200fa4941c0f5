"""Questions about triage: the versions of the facts, the ways taken, FIR numbers, and what nobody has looked at yet."""

import uuid
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, exists, func, select

from portal.access.scope import Scope
from portal.core import clock
from portal.core.db import db
from portal.core.settings import read_setting
from portal.intake.models import Complaint, FirReference, LaterLabel, RegistrationRefusal, RouteDecision, TriageRecord
from portal.intake.queries.complaints import in_reach
from portal.intake.rules.states import OPEN_STATES
from portal.intake.rules.triage import NORM_SETTING, norm_hours


def _of(scope: Scope, model: Any, complaint_id: uuid.UUID) -> Select:
    """Rows of one complaint in reach, the latest first."""
    return (select(model).join(Complaint, Complaint.id == model.complaint_id)
            .where(model.complaint_id == complaint_id, in_reach(scope)).order_by(model.id.desc()))


def list_triages(scope: Scope, complaint_id: uuid.UUID) -> list[TriageRecord]:
    """Every version of the facts, the latest first."""
    statement = (select(TriageRecord).join(Complaint, Complaint.id == TriageRecord.complaint_id)
                 .where(TriageRecord.complaint_id == complaint_id, in_reach(scope)).order_by(TriageRecord.version.desc()))
    return list(db.session.scalars(statement))


def latest_triage(scope: Scope, complaint_id: uuid.UUID) -> TriageRecord | None:
    """The version of the facts that holds."""
    return next(iter(list_triages(scope, complaint_id)), None)


def list_ways_taken(scope: Scope, complaint_id: uuid.UUID) -> list[RouteDecision]:
    """The ways the matter was sent, the latest first; the first one holds."""
    return list(db.session.scalars(_of(scope, RouteDecision, complaint_id)))


def list_firs(scope: Scope, complaint_id: uuid.UUID) -> list[FirReference]:
    """The FIRs this matter points at, the latest first."""
    return list(db.session.scalars(_of(scope, FirReference, complaint_id)))


def list_registration_refusals(scope: Scope, complaint_id: uuid.UUID) -> list[RegistrationRefusal]:
    """Where her information was refused, the latest first."""
    return list(db.session.scalars(_of(scope, RegistrationRefusal, complaint_id)))


def list_labels(scope: Scope, complaint_id: uuid.UUID) -> list[LaterLabel]:
    """What officers of rank found later, the latest first."""
    return list(db.session.scalars(_of(scope, LaterLabel, complaint_id)))


def hours_of_norm() -> int:
    """Within how many hours the house wants a complaint looked at."""
    return norm_hours(read_setting(NORM_SETTING))


def _is_untriaged(scope: Scope, now: datetime, hours: int) -> ColumnElement[bool]:
    looked_at = exists().where(TriageRecord.complaint_id == Complaint.id)
    return (in_reach(scope) & Complaint.state.in_(OPEN_STATES) & ~looked_at
            & (Complaint.received_at <= now - timedelta(hours=hours)))


def select_untriaged(scope: Scope, hours: int) -> Select:
    """Open complaints in reach, older than *hours*, of which no facts were ticked; page by received_at and id."""
    return (select(Complaint.id, Complaint.token, Complaint.nature, Complaint.state, Complaint.received_at, Complaint.is_minor)
            .where(_is_untriaged(scope, clock.now(), hours)))


def count_untriaged(scope: Scope) -> int:
    """How many rows select_untriaged has under the norm in force."""
    return db.session.scalar(select(func.count(Complaint.id)).where(_is_untriaged(scope, clock.now(), hours_of_norm())))
