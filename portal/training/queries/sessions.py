"""Sessions of a month, who is nominated, and one officer's trainings.

A session is seen by those who reach its unit and by all below it: a district's training is for its kendras. A nomination is
seen by those who reach the officer's kendra and by those who hold the session.
"""

import uuid
from collections.abc import Collection
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, select

from portal.access.scope import Scope
from portal.core.db import db, only
from portal.personnel.models import Officer
from portal.training.models import Nomination, Programme, TrainingMark, TrainingSession
from portal.training.queries.programmes import paths_above
from portal.training.rules.sessions import Days
from portal.units.models import Unit

HISTORY_SHOWN = 200


def in_reach(scope: Scope) -> ColumnElement[bool]:
    """The WHERE clause for sessions the reader sees."""
    above = select(Unit.id).where(Unit.path.in_(paths_above(scope)))
    return scope.covers(TrainingSession.unit_id) | TrainingSession.unit_id.in_(above)


def _taken() -> Any:
    return (select(func.count(Nomination.id))
            .where(Nomination.session_id == TrainingSession.id, Nomination.withdrawn_at.is_(None))
            .correlate(TrainingSession).scalar_subquery())


def select_month(scope: Scope, days: Days, programme_id: uuid.UUID | None = None) -> Select:
    """The sessions with a day in *days*; page by from_on and id, the first first."""
    statement = (
        select(TrainingSession.id, TrainingSession.year, TrainingSession.serial, TrainingSession.from_on, TrainingSession.to_on,
               TrainingSession.place, TrainingSession.trainer, TrainingSession.capacity, TrainingSession.cancelled_at,
               _taken().label("taken"), Programme.title_hi, Programme.title_en, Unit.code, Unit.name_hi.label("unit_hi"),
               Unit.name_en.label("unit_en"))
        .join(Programme, Programme.id == TrainingSession.programme_id).join(Unit, Unit.id == TrainingSession.unit_id)
        .where(in_reach(scope), TrainingSession.from_on <= days.to_on, TrainingSession.to_on >= days.from_on))
    return statement if programme_id is None else statement.where(TrainingSession.programme_id == programme_id)


def get_session(scope: Scope, session_id: uuid.UUID, *, for_change: bool = False) -> TrainingSession:
    """A session the reader sees; NotFound otherwise. *for_change* holds its row until the transaction ends."""
    statement = select(TrainingSession).where(TrainingSession.id == session_id, in_reach(scope))
    return only(statement, for_change=for_change)


def get_own_session(scope: Scope, session_id: uuid.UUID, *, for_change: bool = False) -> TrainingSession:
    """A session held at a unit in reach; NotFound otherwise."""
    statement = scope.limit(select(TrainingSession).where(TrainingSession.id == session_id), TrainingSession.unit_id)
    return only(statement, for_change=for_change)


def holds_session(scope: Scope, session: TrainingSession) -> bool:
    """Whether the reader reaches the unit that holds the session, and so may change it and enter its results."""
    return bool(db.session.scalar(select(scope.covers(TrainingSession.unit_id)).where(TrainingSession.id == session.id)))



def count_taken(session_id: uuid.UUID) -> int:
    """How many places of a session are taken, by whomever."""
    return db.session.scalar(select(_taken()).where(TrainingSession.id == session_id)) or 0


def has_marks(session_id: uuid.UUID) -> bool:
    """Whether attendance was entered for anybody."""
    return db.session.scalar(select(Nomination.id).where(Nomination.session_id == session_id,
                                                         Nomination.attendance != "").limit(1)) is not None


def _nominees() -> Select:
    return (select(Nomination.id, Nomination.unit_id, Nomination.year, Nomination.serial, Nomination.attendance,
                   Nomination.result, Nomination.note, Nomination.valid_until, Nomination.withdrawn_at, Nomination.officer_id,
                   Officer.personnel_no, Officer.name_hi, Officer.name_en, Officer.rank, Officer.is_woman, Unit.code,
                   Unit.name_hi.label("unit_hi"), Unit.name_en.label("unit_en"))
            .join(Officer, Officer.id == Nomination.officer_id).join(Unit, Unit.id == Nomination.unit_id)
            .join(TrainingSession, TrainingSession.id == Nomination.session_id))


def _of_reader(scope: Scope) -> ColumnElement[bool]:
    return scope.covers(Nomination.unit_id) | scope.covers(TrainingSession.unit_id)


def list_nominees(scope: Scope, session_id: uuid.UUID) -> list[Any]:
    """Those nominated for a session whom the reader sees, by kendra and number; a session has at most 500 places."""
    return list(db.session.execute(
        _nominees().where(Nomination.session_id == session_id, _of_reader(scope))
        .order_by(Unit.code, Officer.personnel_no, Nomination.id)).all())


def get_nomination(scope: Scope, nomination_id: uuid.UUID, *, for_change: bool = False) -> Nomination:
    """A nomination the reader sees; NotFound otherwise."""
    statement = (select(Nomination).join(TrainingSession, TrainingSession.id == Nomination.session_id)
                 .where(Nomination.id == nomination_id, _of_reader(scope)))
    return only(statement.with_for_update(of=Nomination) if for_change else statement)


def get_own_nomination(scope: Scope, nomination_id: uuid.UUID) -> Nomination:
    """The nomination of an officer of a kendra in reach; NotFound otherwise."""
    return only(scope.limit(select(Nomination).where(Nomination.id == nomination_id), Nomination.unit_id))


def programme_of(session: TrainingSession) -> Programme:
    """What a session teaches."""
    return db.session.get_one(Programme, session.programme_id)


def unit_of(thing: TrainingSession | Nomination) -> Unit:
    """The unit of a session or a nomination already reached."""
    return db.session.get_one(Unit, thing.unit_id)


def session_of(nomination: Nomination) -> TrainingSession:
    """The session of a nomination already reached."""
    return db.session.get_one(TrainingSession, nomination.session_id)


def officer_of(nomination: Nomination) -> Officer:
    """Whom a nomination, already reached, is about."""
    return db.session.get_one(Officer, nomination.officer_id)


def list_marks(nomination_id: uuid.UUID) -> list[TrainingMark]:
    """Everything that was written of a nomination already reached, the latest first."""
    return list(db.session.scalars(select(TrainingMark).where(TrainingMark.nomination_id == nomination_id)
                                   .order_by(TrainingMark.recorded_at.desc(), TrainingMark.id.desc())))


def find_clash(officer_ids: Collection[uuid.UUID], days: Days, but: uuid.UUID) -> Any | None:
    """One of those officers who is nominated elsewhere on these days (personnel_no, code, serial, year), or None: a clash
    outside the actor's reach counts too. *but*: the session that is not meant."""
    return db.session.execute(
        select(Officer.personnel_no, Unit.code, TrainingSession.serial, TrainingSession.year)
        .join(Nomination, Nomination.officer_id == Officer.id)
        .join(TrainingSession, TrainingSession.id == Nomination.session_id).join(Unit, Unit.id == TrainingSession.unit_id)
        .where(Officer.id.in_(officer_ids), Nomination.withdrawn_at.is_(None), TrainingSession.cancelled_at.is_(None),
               TrainingSession.id != but, TrainingSession.from_on <= days.to_on, TrainingSession.to_on >= days.from_on)
        .order_by(Officer.personnel_no).limit(1)).first()


def nominated_ids(session_id: uuid.UUID) -> set[uuid.UUID]:
    """The officers who have a place in a session."""
    return set(db.session.scalars(select(Nomination.officer_id).where(Nomination.session_id == session_id,
                                                                      Nomination.withdrawn_at.is_(None))))


def list_history(scope: Scope, officer_id: uuid.UUID) -> list[Any]:
    """The trainings of an officer whom the reader has reached, wherever they were, the latest first; *may_open* where the
    reader sees the nomination itself."""
    return list(db.session.execute(
        select(Nomination.id, Nomination.year, Nomination.serial, Nomination.attendance, Nomination.result,
               Nomination.valid_until, Nomination.withdrawn_at, TrainingSession.from_on, TrainingSession.to_on,
               TrainingSession.cancelled_at, Programme.title_hi, Programme.title_en, Unit.code,
               _of_reader(scope).label("may_open"))
        .join(TrainingSession, TrainingSession.id == Nomination.session_id)
        .join(Programme, Programme.id == Nomination.programme_id).join(Unit, Unit.id == TrainingSession.unit_id)
        .where(Nomination.officer_id == officer_id)
        .order_by(TrainingSession.from_on.desc(), Nomination.id.desc()).limit(HISTORY_SHOWN)).all())


def last_passed(officer_ids: Collection[uuid.UUID], programme_id: uuid.UUID) -> dict[uuid.UUID, date]:
    """Until when these officers hold one programme; who never passed it is not in the answer."""
    return dict(db.session.execute(
        select(Nomination.officer_id, func.max(Nomination.valid_until))
        .where(Nomination.officer_id.in_(officer_ids), Nomination.programme_id == programme_id, Nomination.result == "passed")
        .group_by(Nomination.officer_id)).all())
