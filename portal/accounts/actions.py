"""What is done to accounts: officers entered, roles given and ended, codes made, passwords and second factors changed."""

from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import update

from portal.access.actor import Actor
from portal.accounts import passwords, queries, second_factor, sessions
from portal.accounts.models import PasswordReset, RoleHeld, User
from portal.accounts.rules import officer
from portal.accounts.rules import password as password_rules
from portal.audit import trail
from portal.core import clock
from portal.core.db import db, new_id
from portal.core.errors import RuleBroken
from portal.core.filters import ist_datetime
from portal.core.words import N_
from portal.units.models import Unit

CODE_HOLDS = timedelta(hours=24)
CONSOLE = N_("the administrator at the server")
SAY_NUMBER_TAKEN = N_("There is an officer with this personnel number already.")
SAY_NOT_ONESELF = N_("This cannot be done to one's own account. Ask another administrator.")
SAY_ROLE_ENDED = N_("This role has ended already.")
SAY_END_TOO_EARLY = N_("The last day lies before the first.")
SAY_SWITCHED_OFF = N_("The account is switched off. Switch it on first.")
SAY_FACTOR_NEEDED = N_("Your role needs the second factor.")


@dataclass(frozen=True)
class OfficerFacts:
    """What is written of an officer; *phone* is the office mobile."""

    personnel_no: str
    name_hi: str
    name_en: str
    rank: str
    phone: str = ""
    is_woman: bool = False


def create_user(actor: Actor | None, facts: OfficerFacts) -> User:
    """Enters an officer, without role and without password. *actor* None is the operator at the server's console."""
    number = officer.personnel_number(facts.personnel_no)
    if not number:
        raise RuleBroken(officer.SAY_NUMBER)
    if queries.find_by_number(number):
        raise RuleBroken(SAY_NUMBER_TAKEN)
    user = User(id=new_id(), personnel_no=number, name_hi=facts.name_hi, name_en=facts.name_en, rank=facts.rank,
                phone=facts.phone, is_woman=facts.is_woman)
    db.session.add(user)
    db.session.flush()
    _record(actor, "accounts:user:created", user)
    return user


def change_user(actor: Actor, user: User, facts: OfficerFacts) -> None:
    """Corrects what is written of an officer; the personnel number stays."""
    names = ("name_hi", "name_en", "rank", "phone", "is_woman")
    changed = [name for name in names if getattr(user, name) != getattr(facts, name)]
    for name in changed:
        setattr(user, name, getattr(facts, name))
    if changed:
        _record(actor, "accounts:user:changed", user, fields=changed)


def grant_role(actor: Actor | None, user: User, role: str, unit: Unit, order_no: str, from_on: date,
               to_on: date | None = None) -> RoleHeld:
    """Gives a role at a unit by a posting order; RuleBroken with the reason when the house does not allow it.

    A high role (rules.officer.needs_second_pair) counts only after confirm_role by another administrator.
    """
    held = [(one.role, one.unit_id == unit.id, one.from_on, one.to_on) for one in queries.list_roles_held(user.id)]
    fault = officer.grant_fault(role, unit.kind, from_on, to_on, held=held,
                                is_self=actor is not None and actor.user_id == user.id)
    if fault:
        raise RuleBroken(fault)
    waits = actor is not None and officer.needs_second_pair(role)  # at the server's console the operator stands for both
    granted = RoleHeld(id=new_id(), user_id=user.id, role=role, unit_id=unit.id, from_on=from_on, to_on=to_on,
                       order_no=order_no, granted_by=actor.user_id if actor else None, is_confirmed=not waits)
    db.session.add(granted)
    db.session.flush()
    trail.record(actor, "accounts:role:granted", subject=("user", user.id), unit_id=unit.id, role=role,
                 from_on=from_on, to_on=to_on, order_no=order_no, waits=waits or None)
    if not waits:
        _tell_of_role(actor, user)
    return granted


def confirm_role(actor: Actor, held: RoleHeld) -> None:
    """The second administrator's word: from now on the role counts."""
    fault = officer.confirm_fault(actor.user_id, held.user_id, held.granted_by, is_confirmed=held.is_confirmed)
    if fault:
        raise RuleBroken(fault)
    held.is_confirmed, held.confirmed_by, held.confirmed_at = True, actor.user_id, clock.now()
    trail.record(actor, "accounts:role:confirmed", subject=("user", held.user_id), unit_id=held.unit_id, role=held.role)
    _tell_of_role(actor, held.user)


def _tell_of_role(actor: Actor | None, user: User) -> None:
    if queries.list_sessions(user.id):  # at the very first sign-in a role is no news
        sessions.tell(user.id, "role", by=_called(actor), at=ist_datetime(clock.now()))


def end_role(actor: Actor, held: RoleHeld, to_on: date) -> None:
    """Ends a role with the day *to_on*; what lies in the past works from the next request on."""
    if actor.user_id == held.user_id:
        raise RuleBroken(SAY_NOT_ONESELF)
    if held.to_on is not None and held.to_on < clock.today():
        raise RuleBroken(SAY_ROLE_ENDED)
    if to_on < held.from_on:
        raise RuleBroken(SAY_END_TOO_EARLY)
    held.to_on, held.ended_by = to_on, actor.user_id
    trail.record(actor, "accounts:role:ended", subject=("user", held.user_id), unit_id=held.unit_id, role=held.role,
                 to_on=to_on)


def make_code(actor: Actor | None, user: User) -> str:
    """A one-time code, valid 24 hours, with which the officer sets a password. The old password is void at once."""
    _not_oneself(actor, user)
    if not user.is_active:
        raise RuleBroken(SAY_SWITCHED_OFF)
    now, code = clock.now(), second_factor.new_code()
    db.session.execute(update(PasswordReset).where(PasswordReset.user_id == user.id, PasswordReset.used_at.is_(None))
                       .values(expires_at=now))
    db.session.add(PasswordReset(user_id=user.id, code_hash=second_factor.code_hash(code), made_at=now,
                                 made_by=actor.user_id if actor else None, expires_at=now + CODE_HOLDS))
    user.password_hash, user.must_change_password, user.last_used_at = "", True, now
    sessions.end_all(user.id, "reset")
    _record(actor, "accounts:code:made", user)
    said = {"by": _called(actor), "at": ist_datetime(now)}
    sessions.tell(user.id, "reset", **said)
    for supervisor in queries.supervisors_of(user.id):
        sessions.tell(supervisor, "reset_of", whom=queries.display_name(user), **said)
    return code


def switch_off(actor: Actor, user: User) -> None:
    """Closes an account; every session of it ends by its next request."""
    _not_oneself(actor, user)
    user.is_active = False
    sessions.end_all(user.id, "off")
    _record(actor, "accounts:user:switched_off", user)


def switch_on(actor: Actor, user: User) -> None:
    """Opens an account again; a one-time code leads in."""
    _not_oneself(actor, user)
    user.is_active, user.password_hash = True, ""
    _record(actor, "accounts:user:switched_on", user)


def take_factor_off(actor: Actor, user: User) -> None:
    """For a lost telephone: the second factor and its recovery codes are void at once, and every session ends."""
    _not_oneself(actor, user)
    user.totp_secret = user.totp_offered = None
    second_factor.drop_recovery_codes(user)
    sessions.end_all(user.id, "off")
    sessions.tell(user.id, "factor_off", by=_called(actor), at=ist_datetime(clock.now()))
    _record(actor, "accounts:factor:taken_off", user)


def password_faults(user: User, password: str) -> list[str]:
    """Why the officer cannot take this password (msgids; SAY_SHORT wants %(count)s)."""
    own = [user.personnel_no, user.name_hi, user.name_en, user.phone]
    for held in queries.roles_today(user.id):
        own += [held.unit.code, held.unit.name_hi, held.unit.name_en]
    faults = password_rules.faults(password, has_factor=has_factor(user), common=passwords.common_passwords(), own_words=own)
    if not faults and user.password_hash and passwords.fits(user.password_hash, password):
        return [password_rules.SAY_SAME]
    return faults


def has_factor(user: User) -> bool:
    """Whether a second factor stands or will stand beside the password."""
    return user.has_factor or queries.needs_factor(user)


def set_password(actor: Actor | None, user: User, password: str) -> None:
    """Takes a password that was judged before."""
    user.password_hash, user.must_change_password = passwords.hash_password(password), False
    user.password_set_at = clock.now()
    _record(actor, "accounts:password:changed", user)


def enrol_factor(actor: Actor | None, user: User, typed: str) -> list[str] | None:
    """Turns the offered second factor on when *typed* is its code; gives the recovery codes, else None."""
    if user.totp_offered is None or not second_factor.accept_offer(user, typed):
        return None
    _record(actor, "accounts:factor:enrolled", user)
    return second_factor.new_recovery_codes(user)


def drop_factor(actor: Actor, user: User) -> None:
    """Turns one's own second factor off, if no role needs it."""
    if queries.needs_factor(user):
        raise RuleBroken(SAY_FACTOR_NEEDED)
    user.totp_secret = user.totp_offered = None
    second_factor.drop_recovery_codes(user)
    _record(actor, "accounts:factor:taken_off", user)


def choose_language(user: User, language: str) -> None:
    """Keeps the language in which the officer reads; no reason to call an open form stale, so the version stays."""
    db.session.execute(update(User).where(User.id == user.id).values(language=language))


def _record(actor: Actor | None, action: str, user: User, **details: object) -> None:
    trail.record(actor, action, subject=("user", user.id), **details)


def _not_oneself(actor: Actor | None, user: User) -> None:
    if actor is not None and actor.user_id == user.id:
        raise RuleBroken(SAY_NOT_ONESELF)


def _called(actor: Actor | None) -> str:
    return actor.name if actor else CONSOLE
