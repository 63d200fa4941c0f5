"""Who may be named investigating officer, and the open cases of one officer."""

import uuid
from dataclasses import dataclass

from sqlalchemy import func, select

from portal.access.scope import Scope
from portal.accounts.models import RoleHeld, User
from portal.accounts.queries import display_name, holds_today
from portal.cases.models import Case, InvestigatingOfficer
from portal.cases.queries.cases import in_reach
from portal.cases.rules.kinds import IO_ROLES, SENIOR_IO_ROLES
from portal.core.db import db
from portal.units.models import Unit


@dataclass(frozen=True)
class Candidate:
    """An officer who may investigate: name with rank in the reader's language, and how many open cases she has."""

    user_id: uuid.UUID
    name: str
    rank: str
    is_woman: bool
    role: str
    open_count: int


def list_candidates(unit_id: uuid.UUID) -> list[Candidate]:
    """Officers posted today at the kendra, its station or, of a circle officer's rank, its circle; each once.

    The caller has reached the case; who is posted where is no secret.
    """
    kendra = db.session.get(Unit, unit_id)
    station = db.session.get(Unit, kendra.parent_id) if kendra and kendra.parent_id else None
    near = [unit.id for unit in (kendra, station) if unit]
    above = [station.parent_id] if station and station.parent_id else []
    here = RoleHeld.unit_id.in_(near) & RoleHeld.role.in_(IO_ROLES)
    there = RoleHeld.unit_id.in_(above) & RoleHeld.role.in_(SENIOR_IO_ROLES)
    rows = db.session.execute(select(User, RoleHeld.role).join(RoleHeld, RoleHeld.user_id == User.id).where(
        here | there, holds_today(), User.is_active).order_by(User.name_en, User.id)).all()
    loads = dict(db.session.execute(select(Case.io_id, func.count(Case.id)).where(
        Case.io_id.in_({user.id for user, _ in rows}), Case.closed_at.is_(None)).group_by(Case.io_id)).all())
    return list({user.id: Candidate(user.id, display_name(user), user.rank, user.is_woman, role, loads.get(user.id, 0))
                 for user, role in rows}.values())


def list_open_cases_of(scope: Scope, user_id: uuid.UUID, *, to_change: bool = False) -> list[Case]:
    """The open cases in reach of one investigating officer, oldest first."""
    statement = select(Case).where(in_reach(scope), Case.io_id == user_id, Case.closed_at.is_(None)).order_by(
        Case.registered_at, Case.id)
    if to_change:
        statement = statement.with_for_update(of=Case).execution_options(populate_existing=True)
    return list(db.session.scalars(statement))


def get_open_term(case: Case) -> InvestigatingOfficer | None:
    """The term of the officer who has the case now."""
    return db.session.scalar(select(InvestigatingOfficer).where(
        InvestigatingOfficer.case_id == case.id, InvestigatingOfficer.ended_at.is_(None)))


def list_left_behind(scope: Scope) -> list[tuple[uuid.UUID, int]]:
    """Officers with open cases in reach who hold no investigating role today at their kendra, its station or circle."""
    rows = db.session.execute(
        select(Case.io_id, func.count(Case.id)).where(
            in_reach(scope), Case.closed_at.is_(None), Case.io_id.is_not(None),
            ~select(RoleHeld.id).where(RoleHeld.user_id == Case.io_id, RoleHeld.role.in_((*IO_ROLES, *SENIOR_IO_ROLES)),
                                       holds_today()).exists())
        .group_by(Case.io_id))
    return [(user_id, count) for user_id, count in rows]


def list_loads(scope: Scope) -> list[tuple[uuid.UUID, int]]:
    """Officers with open cases in reach and how many each has, the most first."""
    rows = db.session.execute(select(Case.io_id, func.count(Case.id).label("count")).where(
        in_reach(scope), Case.closed_at.is_(None), Case.io_id.is_not(None)).group_by(Case.io_id)
        .order_by(func.count(Case.id).desc()))
    return [(user_id, count) for user_id, count in rows]


def count_left_behind(scope: Scope) -> int:
    """How many open cases in reach are with officers who hold no investigating role any more."""
    return sum(count for _, count in list_left_behind(scope))
