"""Questions about officers: who holds which role where today, and what they are called."""

import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from flask_babel import get_locale, gettext
from sqlalchemy import ColumnElement, Select, bindparam, func, or_, select
from sqlalchemy.orm import joinedload

from portal.access.scope import Scope
from portal.accounts.models import LoginSession, Notice, PasswordReset, RecoveryCode, RoleHeld, User
from portal.accounts.rules import officer, session
from portal.accounts.rules.password import is_aged
from portal.core import clock
from portal.core.db import db, only
from portal.core.errors import NotFound
from portal.core.i18n import chosen_language
from portal.core.settings import read_setting
from portal.units.models import Unit
from portal.units.queries import below, kendras_of, station_of

FACTOR_ROLES, PASSWORD_DAYS = "second-factor-roles", "password-days"  # settings
KNOWN_FOR = timedelta(days=30)
SESSIONS_SHOWN = 20


@dataclass(frozen=True)
class OfficerRow:
    """An officer in a role at a unit, as lists and choices show her; *name* is in the reader's language, with rank."""

    id: uuid.UUID
    name: str
    rank: str
    is_woman: bool
    role: str
    phone: str
    personnel_no: str


def holds_today(on: date | None = None) -> ColumnElement[bool]:
    """The WHERE clause for roles that count on a day (default today in India): their days, and confirmed where that is due."""
    day = on or clock.today()
    return (RoleHeld.from_on <= day) & or_(RoleHeld.to_on.is_(None), RoleHeld.to_on >= day) & RoleHeld.is_confirmed


def display_name(user: User) -> str:
    """Rank and name in the reader's language."""
    return f"{gettext(user.rank_title)} {user.name_in(chosen_language())}"


def list_officers(scope: Scope, unit_id: uuid.UUID, roles: Collection[str] = ()) -> list[OfficerRow]:
    """Officers who today hold one of *roles* (none given: any) at the unit or, for a kendra, at its station.

    For a station its kendras are looked at too. Empty when the unit is out of the reader's reach.
    """
    unit = db.session.scalar(select(Unit).where(Unit.id == unit_id, scope.covers(Unit.id)))
    if unit is None:
        return []
    station = station_of(unit)
    places = {unit.id} if station is None else {unit.id, station.id}
    if unit.kind == "station":
        places |= {kendra.id for kendra in kendras_of(unit)}
    statement = select(User, RoleHeld.role).join(RoleHeld, RoleHeld.user_id == User.id).where(
        RoleHeld.unit_id.in_(places), holds_today(), User.is_active).order_by(User.name_en, User.id)
    if roles:
        statement = statement.where(RoleHeld.role.in_(roles))
    return [OfficerRow(user.id, display_name(user), user.rank, user.is_woman, role, user.phone, user.personnel_no)
            for user, role in db.session.execute(statement)]


_NAMES = (select(User.id, User.rank, User.is_woman, User.name_hi, User.name_en)
          .where(User.id.in_(bindparam("ids", expanding=True))))


def names_of(user_ids: Iterable[uuid.UUID | str | None]) -> dict[uuid.UUID, str]:
    """Rank and name of each officer in the language in force, the reader's or the paper's; ids that are nobody's are left out."""
    wanted = {one if isinstance(one, uuid.UUID) else uuid.UUID(one) for one in user_ids if one}
    if not wanted:
        return {}
    name = "name_en" if get_locale().language == "en" else "name_hi"
    return {row.id: f"{gettext(officer.rank_title(row.rank, row.is_woman))} {getattr(row, name)}"
            for row in db.session.execute(_NAMES, {"ids": list(wanted)})}


def is_posted(user_id: uuid.UUID, unit_id: uuid.UUID, on: date) -> bool:
    """Whether the officer held any role at the unit on that day."""
    return db.session.scalar(select(RoleHeld.id).where(
        RoleHeld.user_id == user_id, RoleHeld.unit_id == unit_id, holds_today(on)).limit(1)) is not None


def get_officer(user_id: uuid.UUID) -> User:
    """The officer, or NotFound. Names and ranks of officers are no secret, so no scope limits it."""
    user = db.session.get(User, user_id)
    if user is None:
        raise NotFound()
    return user


def find_by_number(number: str) -> User | None:
    """The officer with that personnel number, for sign-in and commands."""
    return db.session.scalar(select(User).where(User.personnel_no == number))


def list_roles_held(user_id: uuid.UUID) -> list[RoleHeld]:
    """All roles the officer holds, held or will hold, latest first."""
    return list(db.session.scalars(select(RoleHeld).where(RoleHeld.user_id == user_id)
                                   .order_by(RoleHeld.from_on.desc(), RoleHeld.id.desc())))


def roles_today(user_id: uuid.UUID) -> list[RoleHeld]:
    """The roles that count today at units that are open."""
    return list(db.session.scalars(select(RoleHeld).join(Unit, Unit.id == RoleHeld.unit_id).where(
        RoleHeld.user_id == user_id, holds_today(), Unit.is_active).order_by(RoleHeld.from_on, RoleHeld.id)))


def get_role_held(scope: Scope, user_id: uuid.UUID, held_id: uuid.UUID) -> RoleHeld:
    """One of the officer's roles at a unit in reach, or NotFound."""
    return only(select(RoleHeld).join(Unit, Unit.id == RoleHeld.unit_id).where(
        RoleHeld.id == held_id, RoleHeld.user_id == user_id, below(scope.unit_path)))


def _unconfirmed(scope: Scope) -> Select:
    """Roles in reach that wait for the reader: not given by her, nor to her."""
    return select(RoleHeld).join(Unit, Unit.id == RoleHeld.unit_id).where(
        ~RoleHeld.is_confirmed, or_(RoleHeld.to_on.is_(None), RoleHeld.to_on >= clock.today()), below(scope.unit_path),
        RoleHeld.user_id != scope.user_id, RoleHeld.granted_by != scope.user_id)


def list_unconfirmed(scope: Scope) -> list[RoleHeld]:
    """Roles that wait for the reader as the second administrator, the oldest first."""
    return list(db.session.scalars(_unconfirmed(scope).options(joinedload(RoleHeld.user), joinedload(RoleHeld.unit))
                                   .order_by(RoleHeld.id)))


def count_unconfirmed(scope: Scope) -> int:
    """How many rows list_unconfirmed has."""
    return db.session.scalar(select(func.count()).select_from(_unconfirmed(scope).subquery()))


def list_users(scope: Scope, *, text: str = "", role: str = "") -> Select:
    """Officers who hold, held or will hold a role at a unit in reach, or none anywhere; paged by number and id."""
    held = select(RoleHeld.id).join(Unit, Unit.id == RoleHeld.unit_id).where(RoleHeld.user_id == User.id)
    here = held.where(below(scope.unit_path))
    if role:
        statement = select(User).where(here.where(RoleHeld.role == role, holds_today()).exists())
    else:
        statement = select(User).where(or_(here.exists(), ~held.exists()))
    if text:
        statement = statement.where(or_(
            User.personnel_no.startswith(text.upper(), autoescape=True), User.name_hi.contains(text, autoescape=True),
            User.name_en.icontains(text, autoescape=True)))
    return statement


def get_user(scope: Scope, user_id: uuid.UUID) -> User:
    """The officer if the list above would show her, else NotFound."""
    return only(list_users(scope).where(User.id == user_id))


def is_charge(scope: Scope, user: User) -> bool:
    """Whether every role the officer holds today or later lies in reach.

    Who once served at a small station is in its list, but its administrator must not open the account she has now.
    """
    elsewhere = select(RoleHeld.id).join(Unit, Unit.id == RoleHeld.unit_id).where(
        RoleHeld.user_id == user.id, or_(RoleHeld.to_on.is_(None), RoleHeld.to_on >= clock.today()), ~below(scope.unit_path))
    return db.session.scalar(elsewhere.limit(1)) is None


def get_charge(scope: Scope, user_id: uuid.UUID) -> User:
    """An officer in the reader's charge (see is_charge), or NotFound."""
    user = get_user(scope, user_id)
    if not is_charge(scope, user):
        raise NotFound()
    return user


def is_known_at(number: str, terminal: str) -> bool:
    """Whether the officer with that number worked at the terminal within the last 30 days."""
    return db.session.scalar(
        select(LoginSession.id).join(User, User.id == LoginSession.user_id)
        .where(User.personnel_no == number, LoginSession.terminal == terminal, LoginSession.step == session.OPEN,
               LoginSession.created_at > clock.now() - KNOWN_FOR).limit(1)) is not None


def list_sessions(user_id: uuid.UUID) -> list[LoginSession]:
    """The officer's sittings, latest first; at most 20."""
    return list(db.session.scalars(select(LoginSession).where(
        LoginSession.user_id == user_id, LoginSession.step == session.OPEN)
        .order_by(LoginSession.id.desc()).limit(SESSIONS_SHOWN)))


def unseen_notices(user_id: uuid.UUID) -> list[Notice]:
    """What the officer was not yet told, oldest first."""
    return list(db.session.scalars(select(Notice).where(Notice.user_id == user_id, Notice.seen_at.is_(None))
                                   .order_by(Notice.id)))


def count_recovery_codes(user_id: uuid.UUID) -> int:
    """How many recovery codes are left."""
    return len(db.session.scalars(select(RecoveryCode.id).where(
        RecoveryCode.user_id == user_id, RecoveryCode.used_at.is_(None))).all())


def usable_resets(user_id: uuid.UUID) -> list[PasswordReset]:
    """One-time codes that may still be used."""
    return list(db.session.scalars(select(PasswordReset).where(
        PasswordReset.user_id == user_id, PasswordReset.used_at.is_(None), PasswordReset.expires_at > clock.now())))


def supervisors_of(user_id: uuid.UUID) -> list[uuid.UUID]:
    """Who else must know when an officer's account is reset: station officer and in-charge of where she is posted."""
    units = [held.unit for held in roles_today(user_id)]
    places = {place.id for unit in units for place in (unit, station_of(unit)) if place is not None}
    statement = select(RoleHeld.user_id).where(
        RoleHeld.unit_id.in_(places), RoleHeld.role.in_(("sho", "kendra_incharge")), holds_today(),
        RoleHeld.user_id != user_id)
    return sorted(set(db.session.scalars(statement)))


def must_change_password(user: User) -> bool:
    """Whether a new password comes before work: it was asked for, or it is older than setting PASSWORD_DAYS allows."""
    days = int(read_setting(PASSWORD_DAYS) or 0)
    return user.must_change_password or is_aged(user.password_set_at or user.created_at, clock.now(), days)


def needs_factor(user: User) -> bool:
    """Whether a role the officer holds today asks for a second factor (setting FACTOR_ROLES)."""
    asking = officer.roles_with_second_factor(read_setting(FACTOR_ROLES))
    return any(held.role in asking for held in roles_today(user.id))
