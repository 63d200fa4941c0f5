"""Questions about leave: who waits, who is away on which days, one leave with its decisions, and diversions."""

import uuid
from datetime import date, datetime, time, timedelta
from functools import cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Date, Select, Uuid, bindparam, func, or_, select

from portal.access.scope import Scope
from portal.core import clock
from portal.core.db import db, only
from portal.leave.models import Diversion, Leave, LeaveDecision
from portal.leave.rules import AWAY_LEAVE, LIVING, Days
from portal.personnel.models import Officer, Posting
from portal.personnel.rules.postings import AWAY_DIVERTED
from portal.units.models import Unit


def granted(unit_id: uuid.UUID, from_on: date, to_on: date) -> list[Any]:
    """Granted leave of a unit's officers with a day in from_on … to_on (both included): rows (officer_id, from_on, to_on, kind),
    by first day. For the roster, whose caller has reached the unit; leave asked for at an earlier unit counts too."""
    return list(db.session.execute(_select_granted(), {"unit": unit_id, "first": from_on, "last": to_on}).all())


@cache
def _select_granted() -> Select:
    unit, first, last = bindparam("unit", type_=Uuid), bindparam("first", type_=Date), bindparam("last", type_=Date)
    return (select(Leave.officer_id, Leave.from_on, Leave.to_on, Leave.kind)
            .where(or_(Leave.unit_id == unit, Leave.officer_id.in_(_posted(unit, first, last))), Leave.state == "granted",
                   _within(first, last))
            .order_by(Leave.from_on, Leave.id))


def _posted(unit_id: uuid.UUID | BindParameter, from_on: date | BindParameter, to_on: date | BindParameter) -> Select:
    return select(Posting.officer_id).where(
        Posting.unit_id == unit_id, Posting.from_on <= to_on, or_(Posting.to_on.is_(None), Posting.to_on >= from_on))


def moments_of(days: Days) -> tuple[datetime, datetime]:
    """The days from their first midnight in India to the midnight after the last, which is not theirs any more (UTC)."""
    return (clock.from_ist(datetime.combine(days.from_on, time())),
            clock.from_ist(datetime.combine(days.to_on + timedelta(days=1), time())))


def away_on(scope: Scope, unit_id: uuid.UUID, day: date) -> dict[uuid.UUID, str]:
    """Officer id → why (msgid), of officers of a unit in reach on granted leave on *day*, or diverted for hours of it."""
    begin, end = moments_of(Days(day, day))
    diverted = db.session.scalars(select(Diversion.officer_id).where(
        or_(Diversion.unit_id == unit_id, Diversion.officer_id.in_(_posted(unit_id, day, day))), Diversion.withdrawn_at.is_(None),
        Diversion.from_at < end, Diversion.to_at > begin))
    return dict.fromkeys(diverted, AWAY_DIVERTED) | {row.officer_id: AWAY_LEAVE for row in granted(unit_id, day, day)}


def _within(from_on: date | BindParameter, to_on: date | BindParameter) -> ColumnElement[bool]:
    return (Leave.from_on <= to_on) & (Leave.to_on >= from_on)


def _rows() -> Select:
    return (select(Leave.id, Leave.unit_id, Leave.year, Leave.serial, Leave.officer_id, Leave.kind, Leave.asked_from_on,
                   Leave.asked_to_on, Leave.from_on, Leave.to_on, Leave.state, Officer.personnel_no,
                   Officer.name_hi, Officer.name_en, Officer.rank, Officer.is_woman, Unit.code, Unit.name_hi.label("unit_hi"),
                   Unit.name_en.label("unit_en"))
            .join(Officer, Officer.id == Leave.officer_id).join(Unit, Unit.id == Leave.unit_id))


def select_leaves(scope: Scope, which: str, today: date, days: Days | None = None, personnel_no: str = "") -> Select:
    """Leaves in reach of one of the rules' VIEWS, of a month and an officer if given; page by from_on and id."""
    statement = scope.limit(_rows(), Leave.unit_id).where(*_view(which, today))
    if days is not None:
        statement = statement.where(_within(days.from_on, days.to_on))
    return statement.where(Officer.personnel_no == personnel_no) if personnel_no else statement


def _view(which: str, today: date) -> list[ColumnElement[bool]]:
    if which == "waiting":
        return [Leave.state == "waiting"]
    if which == "coming":
        return [Leave.state == "granted", Leave.to_on >= today]
    return [Leave.state == "granted", _within(today, today)] if which == "away" else []


def count_leaves(scope: Scope, which: str, today: date) -> int:
    """How many rows select_leaves has of that view."""
    return db.session.scalar(scope.limit(select(func.count(Leave.id)).where(*_view(which, today)), Leave.unit_id))


def select_own(personnel_no: str) -> Select:
    """The leaves of the officer with that number, wherever she was posted: for herself alone."""
    return _rows().where(Officer.personnel_no == personnel_no)


def list_away(scope: Scope, unit_id: uuid.UUID, days: Days) -> list[Any]:
    """Leave of a unit in reach that takes or would take a day of *days*; granted before waiting, by officer."""
    return list(db.session.execute(scope.limit(_rows(), Leave.unit_id).where(
        Leave.unit_id == unit_id, Leave.state.in_(LIVING), _within(days.from_on, days.to_on))
        .order_by(Leave.state, Officer.name_en, Leave.from_on, Leave.id)).all())


def get_leave(scope: Scope, leave_id: uuid.UUID, *, for_change: bool = False) -> Leave:
    """A leave in reach; NotFound otherwise. *for_change* holds its row until the transaction ends."""
    statement = scope.limit(select(Leave).where(Leave.id == leave_id), Leave.unit_id)
    return only(statement, for_change=for_change)


def get_own(personnel_no: str, leave_id: uuid.UUID, *, for_change: bool = False) -> Leave:
    """A leave of the officer with that number; NotFound otherwise."""
    statement = (select(Leave).join(Officer, Officer.id == Leave.officer_id)
                 .where(Leave.id == leave_id, Officer.personnel_no == personnel_no))
    return only(statement.with_for_update(of=Leave) if for_change else statement)



def list_decisions(leave: Leave) -> list[LeaveDecision]:
    """Every decision on a leave, the first first."""
    return list(db.session.scalars(select(LeaveDecision).where(LeaveDecision.leave_id == leave.id)
                                   .order_by(LeaveDecision.decided_at, LeaveDecision.id)))


def officer_of(leave: Leave) -> Officer:
    """Whose leave it is."""
    return db.session.get_one(Officer, leave.officer_id)


def hold_officer(officer_id: uuid.UUID) -> Officer:
    """The officer with her row held, so that two requests for the same days cannot pass each other."""
    return only(select(Officer).where(Officer.id == officer_id).with_for_update())


def overlapping(officer_id: uuid.UUID, days: Days) -> Leave | None:
    """A leave of the officer, wherever, that takes one of *days* already."""
    return db.session.scalar(select(Leave).where(
        Leave.officer_id == officer_id, Leave.state.in_(LIVING), _within(days.from_on, days.to_on)).limit(1))


def granted_in(officer_id: uuid.UUID, days: Days) -> Leave | None:
    """A granted leave of the officer, wherever, that takes one of *days*."""
    return db.session.scalar(select(Leave).where(
        Leave.officer_id == officer_id, Leave.state == "granted", _within(days.from_on, days.to_on)).limit(1))


def diverted_in(officer_id: uuid.UUID, from_at: datetime, to_at: datetime) -> Diversion | None:
    """A diversion of the officer that stands and takes a moment from *from_at* until before *to_at*."""
    return db.session.scalar(select(Diversion).where(
        Diversion.officer_id == officer_id, Diversion.withdrawn_at.is_(None), Diversion.from_at < to_at,
        Diversion.to_at > from_at).limit(1))


def officer_numbered(personnel_no: str) -> Officer:
    """The officer with that personnel number; NotFound when the staff list has none."""
    return only(select(Officer).where(Officer.personnel_no == personnel_no))


def posting_on(officer_id: uuid.UUID, day: date, unit_id: uuid.UUID | None = None) -> Posting | None:
    """The officer's posting on *day*, at *unit_id* if given; the own posting before an attachment."""
    statement = select(Posting).where(Posting.officer_id == officer_id, Posting.from_on <= day,
                                      or_(Posting.to_on.is_(None), Posting.to_on >= day))
    if unit_id is not None:
        statement = statement.where(Posting.unit_id == unit_id)
    return db.session.scalar(statement.order_by(Posting.kind.desc(), Posting.from_on.desc()).limit(1))


def select_diversions(scope: Scope, unit_id: uuid.UUID | None = None,
                      span: tuple[datetime, datetime] | None = None) -> Select:
    """Diversions in reach, of a unit and of a span of moments (its end exclusive) if given; page by from_at and id."""
    statement = scope.limit(
        select(Diversion.id, Diversion.unit_id, Diversion.year, Diversion.serial, Diversion.kind, Diversion.from_at,
               Diversion.to_at, Diversion.place, Diversion.order_no, Diversion.withdrawn_at, Diversion.withdraw_reason,
               Officer.personnel_no, Officer.name_hi, Officer.name_en, Officer.rank, Officer.is_woman, Unit.code)
        .join(Officer, Officer.id == Diversion.officer_id).join(Unit, Unit.id == Diversion.unit_id), Diversion.unit_id)
    if span is not None:
        statement = statement.where(Diversion.from_at < span[1], Diversion.to_at > span[0])
    return statement if unit_id is None else statement.where(Diversion.unit_id == unit_id)


def list_diverted(scope: Scope, unit_id: uuid.UUID, days: Days) -> list[tuple[Days, Any]]:
    """The diversions that stand and take an hour of *days* at a unit in reach, by begin, each with the days it touches."""
    rows = db.session.execute(select_diversions(scope, unit_id, moments_of(days)).where(Diversion.withdrawn_at.is_(None))
                              .order_by(Diversion.from_at, Diversion.id)).all()
    return [(days_touched(row.from_at, row.to_at), row) for row in rows]


def days_touched(from_at: datetime, to_at: datetime) -> Days:
    """The days in India of which a span of moments takes an hour; one that ends at midnight ends with the day before."""
    return Days(clock.to_ist(from_at).date(), clock.to_ist(to_at - timedelta(microseconds=1)).date())


def get_diversion(scope: Scope, diversion_id: uuid.UUID, *, for_change: bool = False) -> Diversion:
    """A diversion in reach; NotFound otherwise."""
    statement = scope.limit(select(Diversion).where(Diversion.id == diversion_id), Diversion.unit_id)
    return only(statement, for_change=for_change)
