"""Who could take a complaint and what she carries already; and the files of officers who have left."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, exists, func, or_, select

from portal.access.scope import Scope
from portal.accounts.models import RoleHeld, User
from portal.accounts.queries import holds_today, list_officers
from portal.core import clock
from portal.core.db import db
from portal.core.feature import present_until
from portal.intake.models import Assignment, Complaint
from portal.intake.queries.complaints import in_reach
from portal.intake.rules.assignment import ENQUIRY_ROLES, Candidate
from portal.intake.rules.states import OPEN_STATES
from portal.units.models import Unit


def list_candidates(scope: Scope, unit_id: uuid.UUID) -> list[Candidate]:
    """Officers posted today at the kendra or its station who can enquire, each once, with her load everywhere, and who of
    them is on duty now."""
    officers = {row.id: row for row in list_officers(scope, unit_id, ENQUIRY_ROLES)}
    loads, until = _loads(list(officers)), present_until(scope, unit_id, clock.now())
    return [Candidate(row.id, row.name, row.role, row.is_woman, *loads.get(row.id, (0, None)),
                      on_duty_until=until.get(row.personnel_no)) for row in officers.values()]


def _loads(officer_ids: list[uuid.UUID]) -> dict[uuid.UUID, tuple[int, datetime]]:
    """Officer → how many open complaints she has and since when the oldest waits; a load is no secret of one unit."""
    rows = db.session.execute(
        select(Complaint.enquiry_officer_id, func.count(Complaint.id), func.min(Complaint.received_at))
        .where(Complaint.enquiry_officer_id.in_(officer_ids), Complaint.state.in_(OPEN_STATES))
        .group_by(Complaint.enquiry_officer_id))
    return {officer_id: (count, oldest) for officer_id, count, oldest in rows}


def get_open_assignment(scope: Scope, complaint_id: uuid.UUID) -> Assignment | None:
    """The assignment of a complaint in reach that has not ended."""
    return db.session.scalar(select(Assignment).join(Complaint, Complaint.id == Assignment.complaint_id).where(
        Assignment.complaint_id == complaint_id, Assignment.ended_at.is_(None), in_reach(scope)))


def _left_behind(scope: Scope) -> ColumnElement[bool]:
    """Open complaints in reach whose officer holds no enquiry role today at their kendra or its station."""
    station_of = select(Unit.parent_id).where(Unit.id == Complaint.unit_id).scalar_subquery()
    is_posted = exists().where(
        RoleHeld.user_id == Complaint.enquiry_officer_id, RoleHeld.role.in_(ENQUIRY_ROLES), holds_today(),
        or_(RoleHeld.unit_id == Complaint.unit_id, RoleHeld.unit_id == station_of),
        exists().where(User.id == RoleHeld.user_id, User.is_active))
    return (in_reach(scope) & Complaint.enquiry_officer_id.is_not(None) & Complaint.state.in_(OPEN_STATES) & ~is_posted)


@dataclass(frozen=True)
class LeftBehind:
    """An officer who has gone, the unit whose files she held, and how many are open there."""

    officer_id: uuid.UUID
    unit_id: uuid.UUID
    count: int
    oldest_at: datetime


def list_left_behind(scope: Scope) -> list[LeftBehind]:
    """Officers in reach who hold open files without a posting there, the one with the oldest file first."""
    rows = db.session.execute(
        select(Complaint.enquiry_officer_id, Complaint.unit_id, func.count(Complaint.id), func.min(Complaint.received_at))
        .where(_left_behind(scope)).group_by(Complaint.enquiry_officer_id, Complaint.unit_id)
        .order_by(func.min(Complaint.received_at)))
    return [LeftBehind(*row) for row in rows]


def count_left_behind(scope: Scope) -> int:
    """How many open files in reach are with officers who have gone."""
    return db.session.scalar(select(func.count(Complaint.id)).where(_left_behind(scope)))


def list_files_of(scope: Scope, officer_id: uuid.UUID, unit_id: uuid.UUID, *,
                  for_change: bool = False) -> list[Complaint]:
    """The open complaints in reach that an officer holds in one kendra, oldest first, posted there or not."""
    statement = select(Complaint).where(
        in_reach(scope), Complaint.enquiry_officer_id == officer_id, Complaint.unit_id == unit_id,
        Complaint.state.in_(OPEN_STATES)).order_by(Complaint.received_at, Complaint.id)
    if for_change:
        statement = statement.with_for_update(of=Complaint).execution_options(populate_existing=True)
    return list(db.session.scalars(statement))


def _excepted(scope: Scope) -> ColumnElement[bool]:
    return (in_reach(scope) & (Assignment.exception != "") & Assignment.ended_at.is_(None)
            & Complaint.state.in_(OPEN_STATES))


def list_exceptions(scope: Scope) -> Select:
    """Open matters in which a man was named although a woman officer is due, with the reason; page by assigned_at and id."""
    return (select(Assignment, Complaint.token, Complaint.nature)
            .join(Complaint, Complaint.id == Assignment.complaint_id).where(_excepted(scope)))


def count_exceptions(scope: Scope) -> int:
    """How many rows list_exceptions has."""
    return db.session.scalar(select(func.count(Assignment.id))
                             .join(Complaint, Complaint.id == Assignment.complaint_id).where(_excepted(scope)))
