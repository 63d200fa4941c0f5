"""The plan of a kendra's month as plain values, brought together from postings, leave, training, norms, needs and cells."""

import uuid
from calendar import monthrange
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from sqlalchemy import Date, Integer, Select, String, Uuid, bindparam, cast, or_, select

from portal.access.scope import Scope
from portal.core.db import db
from portal.leave.queries import granted
from portal.personnel.models import Officer as StaffOfficer
from portal.personnel.models import Posting
from portal.roster.models import RosterCell, RosterMonth, RosterVersion
from portal.roster.queries.orders import Orders, orders_of
from portal.roster.queries.published import cells_of, select_latest
from portal.roster.rules.changes import OFF
from portal.roster.rules.months import days_of
from portal.roster.rules.plan import Cell, Leave, Officer, Plan
from portal.training.queries import valid_until

HISTORY = timedelta(weeks=4)  # so far back the checks look
COUNTED = timedelta(weeks=13)  # so far back nights, Sundays and festivals are counted for fairness
ONE_DAY = timedelta(days=1)
RANK_OF = {"HG": "home_guard", "COUNS": "counsellor", "CONST": "constable", "HC": "head_constable", "SI": "sub_inspector",
           "INSP": "inspector"}
ABOVE = ("DSP", "ASP", "SP", "SSP", "DIG", "IG", "ADG", "DGP")


@dataclass(frozen=True)
class MonthRead:
    """A month as it was read: its plan, officer key → row (id, personnel_no, name_hi, name_en, rank, is_woman), the kinds of
    leave by (officer, day), the version published last, and what is in force."""

    plan: Plan
    staff: Mapping[str, Any]
    leave: Mapping[tuple[str, date], str]
    version: RosterVersion | None
    orders: Orders


@dataclass(frozen=True)
class _Selects:
    """The questions of a month, put together once for a reader: who is posted, what is entered, and what was published, each of
    a unit from first to last (days; of what was published, months counted from the year nought)."""

    staff: Select
    cells: Select
    published: Select


@lru_cache(maxsize=256)
def _selects(scope: Scope) -> _Selects:
    unit, first, last = bindparam("unit", type_=Uuid), bindparam("first", type_=Date), bindparam("last", type_=Date)
    staff = (select(StaffOfficer.id, StaffOfficer.personnel_no, StaffOfficer.name_hi, StaffOfficer.name_en, StaffOfficer.is_woman,
                    StaffOfficer.rank, Posting.from_on, Posting.to_on)
             .join(Posting, Posting.officer_id == StaffOfficer.id)
             .where(Posting.unit_id == unit, Posting.kind != "diverted", Posting.from_on <= last,
                    or_(Posting.to_on.is_(None), Posting.to_on >= first))
             .order_by(StaffOfficer.personnel_no, Posting.from_on))
    cell = RosterCell.__table__.c  # the table, not the model: a thousand rows need nothing of the ORM
    cells = (select(cast(cell.officer_id, String), cell.day, cell.duty, cell.is_fixed)
             .where(cell.unit_id == unit, cell.day >= first, cell.day <= last).order_by(cell.day, cell.id))
    number = RosterMonth.year * 12 + RosterMonth.month
    published = select_latest(scope).where(RosterVersion.unit_id == unit, number.between(
        bindparam("first", type_=Integer), bindparam("last", type_=Integer)))
    return _Selects(scope.limit(staff, Posting.unit_id), scope.limit(cells, cell.unit_id), published)


def plan_of(scope: Scope, unit_id: uuid.UUID, year: int, month: int) -> Plan:
    """The plan of a unit's month; a unit out of reach has no officers. Officers by personnel number, keys are ids as text."""
    return read_month(scope, unit_id, year, month, back=COUNTED).plan


def read_month(scope: Scope, unit_id: uuid.UUID, year: int, month: int, *, back: timedelta = HISTORY) -> MonthRead:
    """The month of a unit in reach with all that its pages say of it; *back* as far as its checks look, or farther where what
    officers carried before counts, as in a draft."""
    first, days = date(year, month, 1), monthrange(year, month)[1]
    dates = tuple(first + timedelta(days=number) for number in range(days))
    officers, absences, staff = _officers(scope, unit_id, first, dates[-1])
    rows = granted(unit_id, first - back, dates[-1]) if officers else []
    version, earlier, counted_days = _published(scope, unit_id, first, first - back)
    history = tuple(cell for cell in earlier if cell.day >= first - HISTORY)
    orders = orders_of(scope, unit_id, first - back, dates[-1])
    own = _cells(scope, unit_id, first, dates[-1])
    plan = Plan(
        first, days, officers, orders.needs(dates),
        (*absences, *(Leave(str(row.officer_id), row.from_on, row.to_on) for row in rows)),
        tuple(cell for cell in own if cell.duty != OFF), history, norms=orders.norms(first), duties=orders.duties(first),
        festivals=frozenset(orders.holidays), off=frozenset((cell.officer, cell.day) for cell in own if cell.duty == OFF))
    wishes = tuple(wish for wish in orders.wishes if wish.officer in staff and wish.day >= first)
    kinds = {(str(row.officer_id), day): row.kind for row in rows for day in dates if row.from_on <= day <= row.to_on}
    return MonthRead(replace(
        plan, wishes=wishes, nights_before=Counter(cell.officer for cell in earlier if cell.timed.is_night),
        sundays_before=Counter(cell.officer for cell in earlier if plan.is_holiday(cell.day)),
        there_before={officer.key: sum(not plan.is_away(officer, day) for day in counted_days) for officer in officers}),
        staff, kinds, version, orders)


def _officers(scope: Scope, unit_id: uuid.UUID, first: date, last: date) -> tuple[tuple[Officer, ...], list[Leave], dict]:
    """Who is posted on a day of the month; days between two postings of one officer count as days away."""
    rows = db.session.execute(_selects(scope).staff, {"unit": unit_id, "first": first, "last": last}).all()
    terms = defaultdict(list)
    for row in rows:
        terms[row.id].append(row)
    trained = valid_until(list(terms), first) if terms else {}
    officers, absences = [], []
    for key, own in terms.items():
        ends = None if any(row.to_on is None for row in own) else max(row.to_on for row in own)
        officers.append(Officer(str(key), own[0].is_woman, rank_of(own[0].rank), own[0].from_on, ends, trained[key]))
        absences += _between(str(key), own)
    return tuple(officers), absences, {str(key): own[0] for key, own in terms.items()}


def rank_of(code: str) -> str:
    """The rank of the staff list as the roster's rules weigh it: above an inspector counts as one, unknown as the lowest."""
    return "inspector" if code in ABOVE else RANK_OF.get(code, "home_guard")


def _between(key: str, terms: list) -> list[Leave]:
    found, reached = [], terms[0].to_on
    for row in terms[1:]:
        if reached is None:
            break
        if row.from_on > reached + ONE_DAY:
            found.append(Leave(key, reached + ONE_DAY, row.from_on - ONE_DAY))
        reached = None if row.to_on is None else max(reached, row.to_on)
    return found


def _cells(scope: Scope, unit_id: uuid.UUID, first: date, last: date) -> list[Cell]:
    rows = db.session.execute(_selects(scope).cells, {"unit": unit_id, "first": first, "last": last})
    return [Cell(_key(officer), day, duty, is_fixed) for officer, day, duty, is_fixed in rows]


@lru_cache(maxsize=4096)
def _key(written: str) -> str:
    """The officer's key of an id as the database writes it: a month names each of them in thirty cells."""
    return str(uuid.UUID(written))


def _published(scope: Scope, unit_id: uuid.UUID, first: date,
               begin: date) -> tuple[RosterVersion | None, tuple[Cell, ...], list[date]]:
    """The month's own latest version, the cells from *begin* to it as they were published, and the days of that time for
    which anything was."""
    months = {"first": begin.year * 12 + begin.month, "last": first.year * 12 + first.month}
    rows = db.session.execute(_selects(scope).published, {"unit": unit_id} | months).all()
    own = next((row.RosterVersion for row in rows if (row.year, row.month) == (first.year, first.month)), None)
    earlier = [cell for row in rows if row.RosterVersion is not own for cell in cells_of(row.RosterVersion) if cell.day >= begin]
    days = [day for row in rows if row.RosterVersion is not own for day in days_of(row.year, row.month) if day >= begin]
    return own, tuple(sorted(earlier, key=lambda cell: (cell.day, cell.duty, cell.officer))), days
