"""Questions about complaints: the list, one matter with all that hangs on it, and the figures of the first page."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import ColumnElement, Select, bindparam, func, or_, select
from sqlalchemy.orm import joinedload

from portal.access.scope import Scope
from portal.core import clock
from portal.core.db import db, only
from portal.intake.models import Assignment, Complaint, DangerAnswer, OppositeParty
from portal.intake.rules.states import OPEN_STATES

LISTED = (Complaint.id, Complaint.token, Complaint.nature, Complaint.state, Complaint.received_at,
          Complaint.is_in_danger, Complaint.enquiry_officer_id, Complaint.receipt_given_at, Complaint.danger_answered_at)


@lru_cache(maxsize=256)
def in_reach(scope: Scope) -> ColumnElement[bool]:
    """The WHERE clause of every question about complaints; the same reader's is put together once. Who sees only what is
    assigned also reaches the own entry until its receipt is handed over: she took it down on the beat."""
    reached = scope.covers(Complaint.unit_id, Complaint.enquiry_officer_id, of_kendras=True)
    if not scope.only_assigned:
        return reached
    own = (Complaint.recorded_by == scope.user_id) & (Complaint.state == "recorded")
    return reached | (scope.in_units(Complaint.unit_id) & own & scope.unsealed("complaint", Complaint.id))


def get_complaint(scope: Scope, complaint_id: uuid.UUID) -> Complaint:
    """The complaint with its visit, or NotFound when there is none in the reader's reach."""
    return only(select(Complaint).where(Complaint.id == complaint_id, in_reach(scope))
                .options(joinedload(Complaint.visit, innerjoin=True)))


def list_complaints(scope: Scope, filters: Mapping[str, Any]) -> Select:
    """The complaints in reach that fit *filters*, as a SELECT of the columns a list shows, to be paged by key."""
    return select(*LISTED).where(in_reach(scope), *narrowed(scope, filters))


def count_complaints(scope: Scope, filters: Mapping[str, Any]) -> int:
    """How many rows list_complaints has for the same *filters*."""
    return db.session.scalar(select(func.count(Complaint.id)).where(in_reach(scope), *narrowed(scope, filters)))


def narrowed(scope: Scope, filters: Mapping[str, Any]) -> list[ColumnElement[bool]]:
    """The WHERE clauses of the filters state (a state, or "open"), nature, from_on, to_on, mine, danger."""
    clauses: list[ColumnElement[bool]] = []
    state = filters.get("state")
    if state:
        clauses.append(Complaint.state.in_(OPEN_STATES) if state == "open" else Complaint.state == state)
    if filters.get("nature"):
        clauses.append(Complaint.nature == filters["nature"])
    clauses += days_between(Complaint.received_at, filters)
    if filters.get("mine"):
        clauses.append(or_(Complaint.enquiry_officer_id == scope.user_id, Complaint.recorded_by == scope.user_id))
    if filters.get("danger"):
        clauses.append(Complaint.is_in_danger)
    return clauses


def days_between(column: Any, filters: Mapping[str, Any]) -> list[ColumnElement[bool]]:
    """Clauses for the days from_on to to_on (days in India, both included) on a column of moments."""
    begin, end = clock.period(filters.get("from_on"), filters.get("to_on"))
    return ([column >= begin] if begin else []) + ([column < end] if end else [])


def list_parties(scope: Scope, complaint_id: uuid.UUID, *, only_standing: bool = False) -> list[OppositeParty]:
    """The opposite parties of a complaint in reach, in the order she named them; *only_standing*: none withdrawn."""
    statement = _of_complaint(scope, OppositeParty, complaint_id).order_by(OppositeParty.place_in_list)
    return list(db.session.scalars(statement.where(OppositeParty.withdrawn_at.is_(None)) if only_standing else statement))


def list_danger_answers(scope: Scope, complaint_id: uuid.UUID) -> list[DangerAnswer]:
    """Every asking of the danger questions, the latest first."""
    return list(db.session.scalars(_of_complaint(scope, DangerAnswer, complaint_id).order_by(DangerAnswer.id.desc())))


def list_assignments(scope: Scope, complaint_id: uuid.UUID) -> list[Assignment]:
    """Who has enquired into the complaint, the latest first."""
    return list(db.session.scalars(_of_complaint(scope, Assignment, complaint_id).order_by(Assignment.id.desc())))


def _of_complaint(scope: Scope, model: Any, complaint_id: uuid.UUID) -> Select:
    return (select(model).join(Complaint, Complaint.id == model.complaint_id)
            .where(model.complaint_id == complaint_id, in_reach(scope)))


@dataclass(frozen=True)
class Sibling:
    """Another matter that belongs beside one: its id, token, nature, state and day."""

    id: uuid.UUID
    token: str
    nature: str
    state: str
    received_at: datetime


# Found first, then read: with an OR, SQLite walks through every complaint of the station to find a handful.
_SAME = select(Complaint.id).where(Complaint.visit_id == bindparam("visit")).union(
    select(Complaint.id).where(Complaint.person_id == bindparam("person"))).subquery()
_BESIDE = (select(Complaint.id, Complaint.token, Complaint.nature, Complaint.state, Complaint.received_at)
           .join(_SAME, _SAME.c.id == Complaint.id).where(Complaint.id != bindparam("own"))
           .order_by(Complaint.received_at.desc()).limit(20))


def list_siblings(scope: Scope, complaint: Complaint) -> list[Sibling]:
    """Other matters in reach of the same visit or of the same woman, the latest first."""
    rows = db.session.execute(_BESIDE.where(in_reach(scope)), {
        "visit": complaint.visit_id, "person": complaint.person_id, "own": complaint.id})
    return [Sibling(*row) for row in rows]


def list_tokens_of(scope: Scope, person_ids: list[uuid.UUID]) -> dict[uuid.UUID, list[Sibling]]:
    """The matters in reach of each of *person_ids*, the latest first."""
    rows = db.session.execute(
        select(Complaint.person_id, Complaint.id, Complaint.token, Complaint.nature, Complaint.state, Complaint.received_at)
        .where(in_reach(scope), Complaint.person_id.in_(person_ids)).order_by(Complaint.received_at.desc()))
    found: dict[uuid.UUID, list[Sibling]] = {}
    for person_id, *rest in rows:
        found.setdefault(person_id, []).append(Sibling(*rest))
    return found


def find_by_token(scope: Scope, token: str) -> list[Complaint]:
    """The complaint with exactly that token, written in any case and with gaps, if it is in reach."""
    plain = "".join(token.split()).upper()
    return list(db.session.scalars(select(Complaint).where(Complaint.token == plain, in_reach(scope))))


def find_by_persons(scope: Scope, person_ids: list[uuid.UUID]) -> list[Complaint]:
    """The complaints in reach that were brought by, or are against, one of *person_ids*; at most 50, the latest first."""
    if not person_ids:
        return []
    theirs = select(Complaint.id).where(Complaint.person_id.in_(person_ids)).union(
        select(OppositeParty.complaint_id).where(OppositeParty.person_id.in_(person_ids))).subquery()
    statement = (select(Complaint).join(theirs, theirs.c.id == Complaint.id).where(in_reach(scope))
                 .order_by(Complaint.received_at.desc()).limit(50))
    return list(db.session.scalars(statement))


def people_in_reach(scope: Scope) -> Select:
    """The ids of everybody behind a complaint in reach, as a SELECT."""
    hers = select(Complaint.person_id).where(in_reach(scope), Complaint.person_id.is_not(None))
    theirs = (select(OppositeParty.person_id).join(Complaint, Complaint.id == OppositeParty.complaint_id)
              .where(in_reach(scope), OppositeParty.person_id.is_not(None)))
    return hers.union(theirs)


def find_waiting_receipt(scope: Scope, *, except_visit: uuid.UUID | None = None) -> uuid.UUID | None:
    """The id of the reader's own oldest entry whose receipt was not given, if any; those of *except_visit* may still wait."""
    statement = select(Complaint.id).where(in_reach(scope), Complaint.recorded_by == scope.user_id,
                                           Complaint.state == "recorded")
    if except_visit is not None:
        statement = statement.where(Complaint.visit_id != except_visit)
    return db.session.scalar(statement.order_by(Complaint.received_at, Complaint.id).limit(1))
