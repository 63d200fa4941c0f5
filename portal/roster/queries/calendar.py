"""Questions about months: which kendra's is asked for, one month or version in reach, kendras and their state, who saw it."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Integer, Select, and_, bindparam, func, select

from portal.access.scope import Scope
from portal.core.db import db, only
from portal.core.errors import NotFound
from portal.core.filters import ist_date
from portal.personnel.models import Officer, Posting
from portal.personnel.queries import stands_on
from portal.roster.models import DraftRun, RosterAcknowledgement, RosterCell, RosterMonth, RosterVersion, RosterWish
from portal.roster.queries.published import select_latest
from portal.roster.rules.checks import Fault
from portal.roster.rules.marks import CHOICES
from portal.units.models import Unit


@dataclass(frozen=True)
class Place:
    """A kendra in reach with its month, None while nothing is entered, and the latest draft run of it."""

    unit: Any
    month: RosterMonth | None
    run: DraftRun | None

    @property
    def version(self) -> int:
        """What a form of this month carries, so that nobody overwrites unseen changes; a month begins with 1."""
        return self.month.version if self.month else 1


@lru_cache(maxsize=256)
def _select_place(scope: Scope) -> Select:
    """The first kendra in reach with its month and the last draft of that; the same reader's is put together once."""
    last_run = (select(DraftRun.id).where(DraftRun.month_id == RosterMonth.id)
                .order_by(DraftRun.started_at.desc(), DraftRun.id.desc()).limit(1).correlate(RosterMonth).scalar_subquery())
    statement = (select(Unit.id, Unit.code, Unit.name_hi, Unit.name_en, RosterMonth, DraftRun)
                 .outerjoin(RosterMonth, _is_month(bindparam("year", type_=Integer), bindparam("month", type_=Integer)))
                 .outerjoin(DraftRun, DraftRun.id == last_run).where(Unit.kind == "kendra"))
    return scope.limit(statement, Unit.id).order_by(Unit.path).limit(1)


def find_place(scope: Scope, asked: str | None, year: int, month: int) -> Place:
    """The kendra asked for (the text of an id), or the first in reach, with its month; NotFound when there is none."""
    statement = _select_place(scope)
    if asked:
        statement = statement.where(Unit.id == _id(asked))
    row = db.session.execute(statement, {"year": year, "month": month}).first()
    if row is None:
        raise NotFound
    return Place(row, row.RosterMonth, row.DraftRun)


def _is_month(year: int | BindParameter, month: int | BindParameter) -> ColumnElement[bool]:
    return and_(RosterMonth.unit_id == Unit.id, RosterMonth.year == year, RosterMonth.month == month)


def _id(text: str) -> uuid.UUID:
    try:
        return uuid.UUID(text)
    except ValueError:
        raise NotFound from None


def select_kendras(scope: Scope, year: int, month: int) -> Select:
    """The open kendras in reach with the state of their month and what was published last; page by path."""
    newest = (select(RosterVersion.month_id, func.max(RosterVersion.number).label("number"))
              .group_by(RosterVersion.month_id).subquery())
    return scope.limit(
        select(Unit.id, Unit.path, Unit.code, Unit.name_hi, Unit.name_en, RosterMonth.state, RosterVersion.number,
               RosterVersion.gaps, RosterVersion.published_at)
        .outerjoin(RosterMonth, _is_month(year, month))
        .outerjoin(newest, newest.c.month_id == RosterMonth.id)
        .outerjoin(RosterVersion, and_(RosterVersion.month_id == newest.c.month_id, RosterVersion.number == newest.c.number))
        .where(Unit.kind == "kendra", Unit.is_active), Unit.id)


def _one(statement: Select, *, for_change: bool = False) -> Any:
    return only(_held(statement) if for_change else statement)


def _held(statement: Select) -> Select:
    """The rows held until the transaction ends, and as they are now, even if they were read before."""
    return statement.with_for_update().execution_options(populate_existing=True)


def get_month(scope: Scope, month_id: uuid.UUID, *, for_change: bool = False) -> RosterMonth:
    """A month in reach; *for_change* holds its row until the transaction ends. NotFound otherwise."""
    return _one(scope.limit(select(RosterMonth).where(RosterMonth.id == month_id), RosterMonth.unit_id), for_change=for_change)


def get_run(scope: Scope, run_id: uuid.UUID, *, for_change: bool = False) -> DraftRun:
    """A draft run in reach; NotFound otherwise."""
    return _one(scope.limit(select(DraftRun).where(DraftRun.id == run_id), DraftRun.unit_id), for_change=for_change)


def unit_of(row: RosterMonth | DraftRun) -> Unit:
    """The kendra of a month or run that was reached."""
    return db.session.get_one(Unit, row.unit_id)


def first_of(month: RosterMonth) -> date:
    """The first day of a month."""
    return date(month.year, month.month, 1)


def live_cells(month: RosterMonth) -> list[RosterCell]:
    """The cells of a month as they stand now."""
    return list(db.session.scalars(select(RosterCell).where(RosterCell.month_id == month.id)
                                   .order_by(RosterCell.day, RosterCell.id)))


def list_versions(month: RosterMonth) -> list[RosterVersion]:
    """What was published of a month that was reached, the latest first."""
    return list(db.session.scalars(select(RosterVersion).where(RosterVersion.month_id == month.id)
                                   .order_by(RosterVersion.number.desc())))


def officers_of(keys: set[str]) -> dict[str, Officer]:
    """Officer key → officer, for keys of versions that were reached."""
    found = db.session.scalars(select(Officer).where(Officer.id.in_([uuid.UUID(key) for key in keys]))) if keys else ()
    return {str(one.id): one for one in found}


def seen_by(version: RosterVersion) -> dict[str, Any]:
    """Officer key → when she has seen the version."""
    rows = db.session.execute(select(RosterAcknowledgement.officer_id, RosterAcknowledgement.acknowledged_at)
                              .where(RosterAcknowledgement.version_id == version.id))
    return {str(row.officer_id): row.acknowledged_at for row in rows}


def version_of_own(personnel_no: str, version_id: uuid.UUID) -> tuple[RosterVersion, Officer]:
    """A version that is the latest of its month and holds a duty of the officer with that number; NotFound otherwise."""
    row = db.session.execute(
        select(RosterVersion, Officer).join(Officer, Officer.personnel_no == personnel_no)
        .where(RosterVersion.id == version_id)).first()
    if row is None or str(row.Officer.id) not in {cell[0] for cell in row.RosterVersion.cells}:
        raise NotFound
    return row.RosterVersion, row.Officer


def is_latest(version: RosterVersion) -> bool:
    """Whether nothing was published of the month after *version*."""
    later = select(RosterVersion.id).where(RosterVersion.month_id == version.month_id, RosterVersion.number > version.number)
    return db.session.scalar(later.limit(1)) is None


def latest_of(scope: Scope, month: RosterMonth) -> RosterVersion | None:
    """The month of a unit in reach as it was published last."""
    return db.session.scalar(select_latest(scope).where(RosterVersion.month_id == month.id))


def posted_self(personnel_no: str, day: date) -> tuple[uuid.UUID | None, uuid.UUID | None]:
    """(officer, kendra) of the officer with that number on a day; None where she is on no staff list or posted at no kendra."""
    row = db.session.execute(
        select(Officer.id, Unit.id.label("unit_id"))
        .outerjoin(Posting, and_(Posting.officer_id == Officer.id, stands_on(day), Posting.kind != "diverted"))
        .outerjoin(Unit, and_(Unit.id == Posting.unit_id, Unit.kind == "kendra"))
        .where(Officer.personnel_no == personnel_no).order_by(Unit.id.is_(None), Posting.from_on.desc()).limit(1)).first()
    return (row.id, row.unit_id) if row else (None, None)


def get_own_wish(personnel_no: str, wish_id: uuid.UUID) -> RosterWish:
    """A wish of the officer with that number, its row held; NotFound otherwise."""
    return _one(select(RosterWish).join(Officer, Officer.id == RosterWish.officer_id)
                .where(RosterWish.id == wish_id, Officer.personnel_no == personnel_no).with_for_update(of=RosterWish))


def list_wishes(officer_id: uuid.UUID, first: date) -> list[RosterWish]:
    """An officer's own wishes from *first* on that she has not taken back."""
    return list(db.session.scalars(select(RosterWish).where(
        RosterWish.officer_id == officer_id, RosterWish.withdrawn_at.is_(None), RosterWish.day >= first)
        .order_by(RosterWish.day, RosterWish.id)))


def wishes_on(unit_id: uuid.UUID, officer: str, day: date) -> list[RosterWish]:
    """What an officer of a unit that was reached wishes for a day."""
    return list(db.session.scalars(select(RosterWish).where(
        RosterWish.unit_id == unit_id, RosterWish.officer_id == uuid.UUID(officer), RosterWish.day == day,
        RosterWish.withdrawn_at.is_(None)).order_by(RosterWish.id)))


def month_at(unit_id: uuid.UUID, year: int, month: int, *, for_change: bool = False) -> RosterMonth | None:
    """The month of a unit that was reached, if something is entered."""
    statement = select(RosterMonth).where(RosterMonth.unit_id == unit_id, RosterMonth.year == year, RosterMonth.month == month)
    return db.session.scalar(_held(statement) if for_change else statement)


def facts_of(fault: Fault, staff: Mapping[str, Any], language: str) -> dict[str, Any]:
    """The values of a fault's sentence: day as it is written, the officer's name, the duty's msgid, and the figures."""
    row = staff.get(fault.officer)
    name = "" if row is None else row.name_en if language == "en" else row.name_hi
    return {"day": ist_date(fault.day), "officer": name, "duty": CHOICES.get(fault.duty, fault.duty), **fault.values}
