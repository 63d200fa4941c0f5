"""Who holds the trainings that desk duty asks for, who is due, and how far each kendra is covered."""

import uuid
from collections import defaultdict
from collections.abc import Collection
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Date, Select, bindparam, func, join, literal, or_, select

from portal.access.scope import Scope
from portal.core.db import db
from portal.personnel.models import Officer, Posting
from portal.personnel.queries import stands_on
from portal.training.models import Nomination, Programme, TrainingSession
from portal.training.queries.programmes import Owner, counts_at
from portal.training.rules.validity import all_until
from portal.units.models import Unit

NEVER = date(1900, 1, 1)  # where a list is ordered by its end, who was never trained comes first


def _needed() -> ColumnElement[bool]:
    return Programme.is_active & Programme.is_for_desk & counts_at(Unit)


def _at_work(scope: Scope, day: date, unit_id: uuid.UUID | None) -> ColumnElement[bool]:
    """Postings in reach that count for the desk on *day*: who is diverted to other duty does not sit there."""
    clause = scope.covers(Posting.unit_id) & stands_on(day) & (Posting.kind != "diverted")
    return clause if unit_id is None else clause & (Posting.unit_id == unit_id)


def _passed(day: date | BindParameter) -> ColumnElement[bool]:
    return ((Nomination.officer_id == Posting.officer_id) & (Nomination.programme_id == Programme.id)
            & (Nomination.result == "passed") & (Nomination.passed_on <= day))


def _last(day: date | BindParameter) -> Any:
    return select(func.max(Nomination.valid_until)).where(_passed(day)).correlate(Posting, Programme).scalar_subquery()


def _asked(*columns: Any) -> Select:
    """*columns* for each posting with each programme that desk duty asks for there."""
    return (select(*columns).select_from(Posting).join(Unit, Unit.id == Posting.unit_id)
            .join(Programme, Programme.is_active & Programme.is_for_desk).outerjoin(Owner, Owner.id == Programme.unit_id)
            .where(counts_at(Unit)))


def _next(day: date) -> Any:
    """The first day of the next session of the programme that the officer is nominated for."""
    return (select(func.min(TrainingSession.from_on)).join(Nomination, Nomination.session_id == TrainingSession.id)
            .where(Nomination.officer_id == Posting.officer_id, Nomination.programme_id == Programme.id,
                   Nomination.withdrawn_at.is_(None), Nomination.attendance == "", TrainingSession.cancelled_at.is_(None),
                   TrainingSession.to_on >= day)
            .correlate(Posting, Programme).scalar_subquery())


def select_due(scope: Scope, day: date, until: date, unit_id: uuid.UUID | None = None) -> tuple[Select, list[Any]]:
    """Officers posted on *day* with a programme they never passed or whose end is on or before *until*; and the columns
    that order it, who was never trained first."""
    last = _last(day)
    rows = (_asked(Posting.id, Posting.unit_id, Posting.officer_id, Officer.personnel_no, Officer.name_hi, Officer.name_en,
                   Officer.rank, Officer.is_woman, Unit.name_hi.label("unit_hi"), Unit.name_en.label("unit_en"),
                   Programme.id.label("programme_id"), Programme.title_hi, Programme.title_en, last.label("valid_until"),
                   func.coalesce(last, literal(NEVER, Date), type_=Date).label("ends_on"), _next(day).label("next_on"))
            .join(Officer, Officer.id == Posting.officer_id).where(_at_work(scope, day, unit_id)).subquery())
    return select(rows).where(rows.c.ends_on <= until), [rows.c.ends_on, rows.c.id, rows.c.programme_id]


def count_due(scope: Scope, day: date, until: date) -> int:
    """How many rows select_due has."""
    holds = select(Nomination.id).where(_passed(day), Nomination.valid_until > until).correlate(Posting, Programme).exists()
    return db.session.scalar(_asked(func.count(Posting.id)).where(_at_work(scope, day, None), ~holds)) or 0


def _lacks(day: date) -> ColumnElement[bool]:
    """The WHERE clause for postings (with Unit in the statement) of officers who lack a programme on *day*."""
    holds = select(Nomination.id).where(_passed(day), Nomination.valid_until >= day).correlate(Posting, Programme).exists()
    return (select(Programme.id).outerjoin(Owner, Owner.id == Programme.unit_id).where(_needed(), ~holds)
            .correlate(Posting, Unit).exists())


def select_covered(scope: Scope, day: date, unit_id: uuid.UUID | None = None) -> Select:
    """Officers at work on *day* who hold everything desk duty asks for; page by from_on and id of the posting."""
    return (select(Posting.id, Posting.from_on, Posting.officer_id, Officer.personnel_no, Officer.name_hi, Officer.name_en,
                   Officer.rank, Officer.is_woman, Unit.name_hi.label("unit_hi"), Unit.name_en.label("unit_en"))
            .join(Officer, Officer.id == Posting.officer_id).join(Unit, Unit.id == Posting.unit_id)
            .where(_at_work(scope, day, unit_id), ~_lacks(day)))


def count_covered(scope: Scope, day: date) -> int:
    """How many rows select_covered has."""
    return db.session.scalar(select(func.count(Posting.id)).join(Unit, Unit.id == Posting.unit_id)
                             .where(_at_work(scope, day, None), ~_lacks(day))) or 0


def select_coverage(scope: Scope, day: date) -> Select:
    """The open kendras in reach with how many officers are posted and how many of them are covered; page by path."""
    here = select(func.count(Posting.id)).where(Posting.unit_id == Unit.id, stands_on(day), Posting.kind != "diverted")
    return (select(Unit.id, Unit.path, Unit.code, Unit.name_hi, Unit.name_en,
                   here.correlate(Unit).scalar_subquery().label("posted"),
                   here.where(~_lacks(day)).correlate(Unit).scalar_subquery().label("covered"))
            .where(scope.covers(Unit.id), Unit.kind == "kendra", Unit.is_active))


@lru_cache(maxsize=256)
def _select_ends(scope: Scope | None) -> Select:
    """Officer, whether nothing is asked at her posting, and the end of a programme that is: of the postings in reach, or of
    given ids; put together once."""
    day = bindparam("day", type_=Date)
    wanted = Posting.officer_id.in_(bindparam("ids", expanding=True)) if scope is None else scope.covers(Posting.unit_id)
    owned = join(Programme, Owner, Owner.id == Programme.unit_id, isouter=True)
    return (select(Posting.officer_id, Programme.id.is_(None), _last(day)).join(Unit, Unit.id == Posting.unit_id)
            .join(owned, _needed(), isouter=True).where(wanted, or_(Posting.to_on.is_(None), Posting.to_on >= day)))


def valid_until(who: Scope | Collection[uuid.UUID], day: date) -> dict[uuid.UUID, date | None]:
    """Officer id → last day on which all trainings that desk duty asks for hold together, as known on *day*.

    *who*: a scope (all officers with a posting in reach on *day* or later), or officer ids the caller has reached. None: one
    of them was never passed, or nothing is known of a posting. NOTHING_ENDS (date.max): desk duty asks for nothing there.
    """
    is_scope = isinstance(who, Scope)
    asked = {"day": day} if is_scope else {"day": day, "ids": list(who)}
    officers: dict[uuid.UUID, list[date | None]] = defaultdict(list)
    for officer_id, asks_nothing, until in db.session.execute(_select_ends(who if is_scope else None), asked):
        officers[officer_id] += [] if asks_nothing else [until]  # a posting at which nothing is asked counts too
    found: dict[uuid.UUID, date | None] = {} if is_scope else dict.fromkeys(who)
    return found | {officer_id: all_until(ends) for officer_id, ends in officers.items()}
