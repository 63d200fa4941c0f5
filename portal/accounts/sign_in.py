"""The door: a password or one-time code is tried here, with the same work and the same answer whatever is wrong."""

import hmac

from flask import current_app

from portal.accounts import passwords, queries, second_factor, throttles
from portal.accounts.apart import own_transaction
from portal.accounts.models import LoginSession, PasswordReset, User
from portal.accounts.rules.officer import is_dormant, personnel_number
from portal.accounts.sessions import terminal_here
from portal.audit import trail
from portal.core import clock
from portal.core.db import db


def try_password(typed_number: str, password: str) -> User | None:
    """The officer with that number and password, else None; the try is counted and the refusal recorded.

    The database is let go while the password is hashed.
    """
    number = personnel_number(typed_number)
    with own_transaction():
        user, keys, is_open = _knock(number)
    fits = passwords.fits(user.password_hash if user and is_open else None, password)
    if not (fits and _may_enter(user)):
        _refuse(user, "password", is_open)
        return None
    throttles.give_back(keys)
    if passwords.is_outdated(user.password_hash):
        user.password_hash = passwords.hash_password(password)
    return user


def try_code(typed_number: str, typed_code: str) -> User | None:
    """The officer with that number and one-time code, else None; the code is used up."""
    number = personnel_number(typed_number)
    with own_transaction():
        user, keys, is_open = _knock(number)
    found = _usable_code(user, second_factor.code_hash(typed_code)) if user and is_open and user.is_active else None
    if found is None:
        _refuse(user, "code", is_open)
        return None
    throttles.give_back(keys)
    found.used_at = clock.now()
    trail.record(None, "accounts:code:used", subject=("user", user.id), terminal=terminal_here())
    return user


def try_factor(login: LoginSession, typed: str) -> bool:
    """Whether *typed* is the officer's second factor now; a used one is used up."""
    keys = throttles.factor_keys(login.user_id)
    with own_transaction():
        is_open = throttles.take(keys)
    if not (is_open and second_factor.spend_code(login.user, typed)):
        _refuse(login.user, "factor", is_open)
        return False
    throttles.give_back(keys)
    return True


def try_again(login: LoginSession, typed: str) -> bool:
    """Whether the officer of *login* proves once more to be herself: by the second factor if she has one, else by the
    password. Counted and recorded as at the door."""
    if login.user.has_factor:
        return try_factor(login, typed)
    return try_password(login.user.personnel_no, typed) is not None


def _knock(number: str) -> tuple[User | None, throttles.Keys, bool]:
    terminal = terminal_here()
    user = queries.find_by_number(number)
    keys = throttles.door_keys(number, terminal, is_known_here=queries.is_known_at(number, terminal))
    return user, keys, throttles.take(keys)


def _may_enter(user: User) -> bool:
    sleeps = not current_app.config["DEMO"] and is_dormant(user.last_used_at, clock.now())
    return user.is_active and not sleeps


def _usable_code(user: User, typed_hash: str) -> PasswordReset | None:
    fitting = (reset for reset in queries.usable_resets(user.id) if hmac.compare_digest(reset.code_hash, typed_hash))
    return next(fitting, None)


def _refuse(user: User | None, what: str, is_open: bool) -> None:
    trail.record_refusal(None, "accounts:door:refused", subject=("user", user.id) if user else None, what=what,
                         why="wrong" if is_open else "too many tries", terminal=terminal_here())
    db.session.rollback()
