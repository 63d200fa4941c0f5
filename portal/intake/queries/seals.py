"""From whom a complaint is sealed."""

import uuid

from sqlalchemy import select

from portal.access.scope import Scope
from portal.core.db import db
from portal.core.errors import NotFound
from portal.intake.models import ComplaintSeal


def list_seals(scope: Scope, complaint_id: uuid.UUID) -> list[ComplaintSeal]:
    """The seals of a complaint in reach, those that stand first, the latest first."""
    return list(db.session.scalars(
        select(ComplaintSeal).where(ComplaintSeal.complaint_id == complaint_id, scope.covers(ComplaintSeal.unit_id))
        .order_by(ComplaintSeal.lifted_at.is_not(None), ComplaintSeal.id.desc())))


def get_seal(scope: Scope, complaint_id: uuid.UUID, seal_id: uuid.UUID) -> ComplaintSeal:
    """One seal of a complaint in reach, or NotFound."""
    found = next((seal for seal in list_seals(scope, complaint_id) if seal.id == seal_id), None)
    if found is None:
        raise NotFound
    return found


def is_sealed_from(complaint_id: uuid.UUID, user_id: uuid.UUID) -> bool:
    """Whether the complaint is kept from that officer now."""
    return db.session.scalar(select(ComplaintSeal.id).where(
        ComplaintSeal.complaint_id == complaint_id, ComplaintSeal.user_id == user_id,
        ComplaintSeal.lifted_at.is_(None)).limit(1)) is not None
