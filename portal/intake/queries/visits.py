"""Questions about visits: the visitor register and one visit with its matters."""

import uuid
from collections.abc import Mapping
from typing import Any

from sqlalchemy import Select, func, select

from portal.access.scope import Scope
from portal.core.db import db, only
from portal.intake.models import Complaint, Visit
from portal.intake.queries.complaints import days_between

LISTED = (Visit.id, Visit.serial, Visit.year, Visit.purpose, Visit.channel, Visit.arrived_at, Visit.left_at, Visit.whom_met)


def get_visit(scope: Scope, visit_id: uuid.UUID) -> Visit:
    """The visit, or NotFound when there is none in the reader's reach."""
    return only(select(Visit).where(Visit.id == visit_id, scope.covers(Visit.unit_id)))


def list_visits(scope: Scope, filters: Mapping[str, Any]) -> Select:
    """The visits in reach that fit *filters* (purpose, from_on, to_on), to be paged by (arrived_at, id)."""
    clauses = days_between(Visit.arrived_at, filters)
    if filters.get("purpose"):
        clauses.append(Visit.purpose == filters["purpose"])
    return select(*LISTED).where(scope.covers(Visit.unit_id, of_kendras=True), *clauses)


def list_tokens(scope: Scope, visit_ids: list[uuid.UUID]) -> dict[uuid.UUID, list[tuple[uuid.UUID, str]]]:
    """(complaint id, token) of the matters of each visit, in the order of their numbers."""
    rows = db.session.execute(
        select(Complaint.visit_id, Complaint.id, Complaint.token)
        .where(scope.covers(Complaint.unit_id, Complaint.enquiry_officer_id), Complaint.visit_id.in_(visit_ids))
        .order_by(Complaint.year, Complaint.number))
    found: dict[uuid.UUID, list[tuple[uuid.UUID, str]]] = {}
    for visit_id, complaint_id, token in rows:
        found.setdefault(visit_id, []).append((complaint_id, token))
    return found


def count_inside(scope: Scope) -> int:
    """How many who came in person have not been entered as gone."""
    return db.session.scalar(select(func.count(Visit.id)).where(
        scope.covers(Visit.unit_id), Visit.channel == "walk_in", Visit.left_at.is_(None)))
