"""Questions about the staff: who is posted where on which day, strength, tenure, and lists that were brought in."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, func, or_, select

from portal.access.scope import Scope
from portal.accounts.models import RoleHeld, User
from portal.core.db import db, only
from portal.core.feature import away_on
from portal.personnel.models import Officer, Posting, Sanction, StaffImport
from portal.personnel.rules import strength as strength_rules
from portal.personnel.rules.postings import AWAY_ATTACHED, AWAY_DIVERTED, COUNTED_AS, tenure_due_before
from portal.personnel.rules.staff_list import StaffFacts
from portal.units.models import Unit

LISTED = (Officer.id, Officer.personnel_no, Officer.name_hi, Officer.name_en, Officer.rank, Officer.is_woman, Officer.phone,
          Posting.id.label("posting_id"), Posting.unit_id, Posting.kind, Posting.is_in_charge, Posting.from_on, Posting.to_on)


def stands_on(day: date) -> ColumnElement[bool]:
    """The WHERE clause for postings that count on *day*."""
    return (Posting.from_on <= day) & or_(Posting.to_on.is_(None), Posting.to_on >= day)


def list_staff(scope: Scope, unit_id: uuid.UUID, day: date) -> list[Any]:
    """The officers posted at a unit in reach on a day: the in-charge first, then by rank and name."""
    rows = db.session.execute(scope.limit(
        select(*LISTED).join(Posting, Posting.officer_id == Officer.id)
        .where(Posting.unit_id == unit_id, stands_on(day)), Posting.unit_id)).all()
    order = {rank: place for place, rank in enumerate(strength_rules.STAFF_RANKS)}
    return sorted(rows, key=lambda row: (not row.is_in_charge, order.get(row.rank, 99), row.name_en, row.id))


def select_posted(paths: Sequence[str], day: date) -> Select:
    """Who is posted on *day* at one of the units at *paths*, each once, by name; the caller reached those units."""
    return (select(Officer.id, Officer.name_hi, Officer.name_en, Officer.rank, Officer.is_woman).distinct()
            .join(Posting, Posting.officer_id == Officer.id).join(Unit, Unit.id == Posting.unit_id)
            .where(Unit.path.in_(paths), stands_on(day)).order_by(Officer.name_en))


@dataclass(frozen=True)
class Standing:
    """An officer of a kendra on a day: her row of list_staff, and why she is away (msgid; "" when present)."""

    row: Any
    why: str


def list_standing(scope: Scope, unit_id: uuid.UUID, day: date) -> list[Standing]:
    """The officers of list_staff, each once, with why she is away on *day*: leave, other duty, attached to another unit."""
    rows = list_staff(scope, unit_id, day)
    first: dict[uuid.UUID, Any] = {}
    for row in sorted(rows, key=lambda one: COUNTED_AS.index(one.kind)):
        first.setdefault(row.id, row)
    elsewhere = db.session.scalars(select(Posting.officer_id).where(
        Posting.officer_id.in_(first), Posting.kind == "attached", Posting.unit_id != unit_id, stands_on(day)))
    away = dict.fromkeys(elsewhere, AWAY_ATTACHED) | {row.id: AWAY_DIVERTED for row in rows if row.kind == "diverted"}
    away |= away_on(scope, unit_id, day)
    return [Standing(row, away.get(row.id, "")) for row in rows if first[row.id] is row]


def get_officer(scope: Scope, officer_id: uuid.UUID) -> Officer:
    """The officer, if any posting of hers lies in reach; NotFound otherwise."""
    reached = scope.limit(select(Posting.id).where(Posting.officer_id == officer_id), Posting.unit_id).exists()
    return only(select(Officer).where(Officer.id == officer_id, reached))


def find_by_number(personnel_no: str) -> Officer | None:
    """The officer with that personnel number, wherever she is posted: the number exists once in the state."""
    return db.session.scalar(select(Officer).where(Officer.personnel_no == personnel_no))


def list_postings(officer_id: uuid.UUID) -> list[Any]:
    """All postings of an officer whom the caller has reached, with the unit's names, the latest first."""
    return list(db.session.execute(
        select(Posting, Unit.name_hi, Unit.name_en, Unit.code).join(Unit, Unit.id == Posting.unit_id)
        .where(Posting.officer_id == officer_id).order_by(Posting.from_on.desc(), Posting.id.desc())).all())


def get_posting(scope: Scope, posting_id: uuid.UUID, *, for_change: bool = False) -> Posting:
    """One posting at a unit in reach; NotFound otherwise."""
    statement = scope.limit(select(Posting).where(Posting.id == posting_id), Posting.unit_id)
    return only(statement, for_change=for_change)


def postings_of(officer_id: uuid.UUID) -> list[Posting]:
    """Every posting of an officer, wherever: an action must see a clash outside the actor's reach too."""
    return list(db.session.scalars(select(Posting).where(Posting.officer_id == officer_id).order_by(Posting.from_on)))


def in_charge_of(unit_id: uuid.UUID, first: date) -> Posting | None:
    """The in-charge of a unit on or after *first*, if there is one."""
    return db.session.scalar(select(Posting).where(
        Posting.unit_id == unit_id, Posting.is_in_charge, or_(Posting.to_on.is_(None), Posting.to_on >= first)).limit(1))


def sanctions_from(unit_id: uuid.UUID, group: str, day: date) -> list[Sanction]:
    """The lines of a group at a unit that would still count on *day* or later."""
    return list(db.session.scalars(select(Sanction).where(
        Sanction.unit_id == unit_id, Sanction.group == group, or_(Sanction.to_on.is_(None), Sanction.to_on >= day))))


def sanctioned_on(scope: Scope, unit_id: uuid.UUID, day: date) -> dict[str, int]:
    """Group → sanctioned posts at a unit in reach on a day; a group without an order is missing."""
    rows = db.session.execute(scope.limit(
        select(Sanction.group, Sanction.number).where(
            Sanction.unit_id == unit_id, Sanction.from_on <= day, or_(Sanction.to_on.is_(None), Sanction.to_on >= day)),
        Sanction.unit_id))
    return dict(rows.all())


def strength_of(scope: Scope, unit_id: uuid.UUID, day: date) -> tuple[list[strength_rules.Line], list[Standing]]:
    """The strength of a unit in reach on any day, past or to come, beside the norm of that day; and whom it counts."""
    staff = list_standing(scope, unit_id, day)
    members = [strength_rules.Member(one.row.rank, one.row.is_woman, one.row.is_in_charge, one.row.kind == "attached",
                                     bool(one.why)) for one in staff if one.row.kind != "diverted"]
    return strength_rules.strength(members, sanctioned_on(scope, unit_id, day), strength_rules.norms_on(day)), staff


def roles_left(officer: Officer, unit_id: uuid.UUID, day: date) -> int:
    """How many roles the officer's account holds at a unit after *day*: a posting that ends does not end them."""
    return db.session.scalar(select(func.count(RoleHeld.id)).join(User, User.id == RoleHeld.user_id).where(
        User.personnel_no == officer.personnel_no, User.is_active, RoleHeld.unit_id == unit_id,
        or_(RoleHeld.to_on.is_(None), RoleHeld.to_on > day)))


def _past_tenure(scope: Scope, day: date) -> ColumnElement[bool]:
    return (scope.covers(Posting.unit_id) & stands_on(day) & (Posting.kind == "posted")
            & (Posting.from_on <= tenure_due_before(day)))


def list_tenure_due(scope: Scope, day: date) -> Select:
    """Postings in reach with a full tenure behind them; page by from_on and id, the longest first."""
    return (select(Posting.id, Posting.from_on, Posting.unit_id, Posting.officer_id, Officer.personnel_no, Officer.name_hi,
                   Officer.name_en, Officer.rank, Officer.is_woman, Unit.name_hi.label("unit_hi"), Unit.name_en.label("unit_en"))
            .join(Officer, Officer.id == Posting.officer_id).join(Unit, Unit.id == Posting.unit_id)
            .where(_past_tenure(scope, day)))


def count_tenure_due(scope: Scope, day: date) -> int:
    """How many rows list_tenure_due has."""
    return db.session.scalar(select(func.count(Posting.id)).where(_past_tenure(scope, day)))


def list_imports(scope: Scope) -> list[StaffImport]:
    """The staff lists read at units in reach, the latest first."""
    return list(db.session.scalars(scope.limit(select(StaffImport), StaffImport.unit_id)
                                   .order_by(StaffImport.uploaded_at.desc()).limit(20)))


def get_import(scope: Scope, import_id: uuid.UUID) -> StaffImport:
    """One list; NotFound when it was read elsewhere."""
    return only(scope.limit(select(StaffImport).where(StaffImport.id == import_id), StaffImport.unit_id))


def known_staff(personnel_nos: Sequence[str], day: date) -> dict[str, dict[str, Any]]:
    """Personnel number → plain facts with the posting that stands on *day*, for those of a list that are known."""
    rows = db.session.execute(
        select(Officer, Posting, Unit.code).outerjoin(Posting, (Posting.officer_id == Officer.id) & stands_on(day)
                                                      & (Posting.kind == "posted"))
        .outerjoin(Unit, Unit.id == Posting.unit_id).where(Officer.personnel_no.in_(personnel_nos)))
    return {one.personnel_no: StaffFacts(
        one.personnel_no, one.name_hi, one.name_en, one.rank, one.is_woman, one.phone, code or "",
        posting.from_on.isoformat() if posting else "", posting.order_no if posting else "", tuple(one.skills),
        tuple(one.languages)).plain() for one, posting, code in rows}
