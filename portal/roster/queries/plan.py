"""The plan of a kendra's month as plain values, brought together from postings, leave, training, norms, needs and cells."""

import uuid
from calendar import monthrange
from collections import Counter, defaultdict
from datetime import date, timedelta

from sqlalchemy import or_, select

from portal.access.scope import Scope
from portal.core.db import db
from portal.leave.queries import granted
from portal.personnel.models import Officer as StaffOfficer
from portal.personnel.models import Posting
from portal.roster.models import RosterCell, RosterMonth, RosterNeed, RosterNorm
from portal.roster.rules.plan import DUTIES, NORMS, Cell, Leave, Need, Officer, Plan, Rule, desk_needs
from portal.training.queries import valid_until

HISTORY = timedelta(weeks=4)
ONE_DAY = timedelta(days=1)
RANK_OF = {"HG": "home_guard", "COUNS": "counsellor", "CONST": "constable", "HC": "head_constable", "SI": "sub_inspector",
           "INSP": "inspector"}


def plan_of(scope: Scope, unit_id: uuid.UUID, year: int, month: int) -> Plan:
    """The plan of a unit's month; a unit out of reach has no officers. Officers by personnel number, keys are ids as text."""
    first, days = date(year, month, 1), monthrange(year, month)[1]
    last = first + timedelta(days=days - 1)
    officers, absences = _officers(scope, unit_id, first, last)
    leave = [Leave(str(row.officer_id), row.from_on, row.to_on) for row in granted(unit_id, first, last)] if officers else []
    own, history = _cells(scope, unit_id, first, last)
    dates = tuple(first + timedelta(days=number) for number in range(days))
    return Plan(
        first, days, officers, _needs(scope, unit_id, dates), (*absences, *leave), own, history,
        norms=_norms(scope, unit_id, first),
        nights_before=Counter(cell.officer for cell in history if DUTIES[cell.duty].is_night),
        sundays_before=Counter(cell.officer for cell in history if cell.day.weekday() == 6))


def _officers(scope: Scope, unit_id: uuid.UUID, first: date, last: date) -> tuple[tuple[Officer, ...], list[Leave]]:
    """Who is posted on a day of the month; days between two postings of one officer count as days away."""
    rows = db.session.execute(scope.limit(
        select(StaffOfficer.id, StaffOfficer.is_woman, StaffOfficer.rank, Posting.from_on, Posting.to_on)
        .join(Posting, Posting.officer_id == StaffOfficer.id)
        .where(Posting.unit_id == unit_id, Posting.from_on <= last, or_(Posting.to_on.is_(None), Posting.to_on >= first)),
        Posting.unit_id).order_by(StaffOfficer.personnel_no, Posting.from_on)).all()
    terms = defaultdict(list)
    for row in rows:
        terms[row.id].append(row)
    trained = valid_until(list(terms), first) if terms else {}
    officers, absences = [], []
    for key, own in terms.items():
        ends = None if any(row.to_on is None for row in own) else max(row.to_on for row in own)
        officers.append(Officer(str(key), own[0].is_woman, RANK_OF[own[0].rank], own[0].from_on, ends, trained[key]))
        absences += _between(str(key), own)
    return tuple(officers), absences


def _between(key: str, terms: list) -> list[Leave]:
    found, reached = [], terms[0].to_on
    for row in terms[1:]:
        if reached is None:
            break
        if row.from_on > reached + ONE_DAY:
            found.append(Leave(key, reached + ONE_DAY, row.from_on - ONE_DAY))
        reached = None if row.to_on is None else max(reached, row.to_on)
    return found


def _cells(scope: Scope, unit_id: uuid.UUID, first: date, last: date) -> tuple[tuple[Cell, ...], tuple[Cell, ...]]:
    """The month's own cells, and those of the four weeks before it that were published."""
    rows = db.session.execute(scope.limit(
        select(RosterCell.officer_id, RosterCell.day, RosterCell.duty, RosterCell.is_fixed)
        .join(RosterMonth, RosterMonth.id == RosterCell.month_id)
        .where(RosterCell.unit_id == unit_id, RosterCell.day >= first - HISTORY, RosterCell.day <= last,
               or_(RosterCell.day >= first, RosterMonth.state == "published")), RosterCell.unit_id)
        .order_by(RosterCell.day, RosterCell.id))
    cells = [Cell(str(row.officer_id), row.day, row.duty, row.is_fixed) for row in rows]
    return tuple(cell for cell in cells if cell.day >= first), tuple(cell for cell in cells if cell.day < first)


def _needs(scope: Scope, unit_id: uuid.UUID, dates: tuple[date, ...]) -> tuple[Need, ...]:
    """What each day needs: of a duty's rows the latest counts, on one day that of the weekday; none at all: the desk plan."""
    rows = db.session.execute(scope.limit(
        select(RosterNeed.duty, RosterNeed.weekday, RosterNeed.least, RosterNeed.women, RosterNeed.rank, RosterNeed.of_rank,
               RosterNeed.from_on).where(RosterNeed.unit_id == unit_id, RosterNeed.from_on <= dates[-1]), RosterNeed.unit_id)
        .order_by(RosterNeed.from_on, RosterNeed.weekday.is_not(None), RosterNeed.id)).all()
    found: list[Need] = []
    for day in dates:
        known = [row for row in rows if row.from_on <= day]
        current = {row.duty: row for row in known if row.weekday in (None, day.weekday())}
        found += desk_needs((day,)) if not known else [
            Need(day, row.duty, row.least, row.women, row.rank, row.of_rank) for row in current.values() if row.least]
    return tuple(found)


def _norms(scope: Scope, unit_id: uuid.UUID, first: date) -> dict[str, Rule]:
    rows = db.session.execute(scope.limit(
        select(RosterNorm.rule, RosterNorm.is_hard, RosterNorm.weight, RosterNorm.limit)
        .where(RosterNorm.unit_id == unit_id, RosterNorm.from_on <= first), RosterNorm.unit_id).order_by(RosterNorm.from_on))
    return NORMS | {row.rule: Rule(row.is_hard, row.weight, row.limit) for row in rows}
