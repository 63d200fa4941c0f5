"""Sittings: from the browser's random token to the Actor of the request, their beginning, lock and end."""

import hashlib
import secrets
import uuid
from datetime import timedelta
from typing import Any

from flask import Flask, Response, current_app, flash, g, redirect, request, session, url_for
from flask_babel import gettext, refresh
from flask_login import LoginManager, UserMixin, current_user, login_user, logout_user
from sqlalchemy import bindparam, select, update
from sqlalchemy.orm import joinedload

from portal.access.actor import Actor
from portal.accounts import queries
from portal.accounts.apart import own_transaction
from portal.accounts.models import LoginSession, Notice, RoleHeld, User
from portal.accounts.rules import session as rules
from portal.accounts.rules.officer import holds_on
from portal.audit import trail
from portal.core import clock, unsent
from portal.core.db import db, new_id
from portal.core.i18n import chosen_language
from portal.core.words import N_
from portal.units.models import Unit
from portal.units.queries import below

FEW_UNITS = 3
STEP_PAGES = {rules.FACTOR: "accounts.second_factor", rules.PASSWORD: "accounts.new_password",
              rules.ENROL: "accounts.enrol", rules.ROLE: "accounts.choose_role"}
# What a browser is told whose sitting was ended by others than its user; the rest needs no explanation.
ENDED = {
    "elsewhere": N_("You signed in at another terminal (%(terminal)s), so the session here has ended."),
    "by_user": N_("This session was ended from another terminal (%(terminal)s)."),
    "expired": N_("Eight hours have passed since you signed in. Sign in again."),
    "off": N_("Your role at this unit has ended, or your account was changed. Sign in again; if that fails ask your "
              "administrator."),
}
TOLD = {
    "elsewhere": N_("Your session at another terminal (%(terminal)s) was ended, because you signed in here."),
    "reset": N_("A one-time code for your account was made by %(by)s on %(at)s. If you did not ask for it, tell your "
                "officer in charge."),
    "reset_of": N_("A one-time code for the account of %(whom)s was made by %(by)s on %(at)s."),
    "role": N_("You were given a new role by %(by)s on %(at)s."),
    "factor_off": N_("Your second factor was taken off by %(by)s on %(at)s."),
}
manager = LoginManager()
manager.session_protection = None  # phones change their address in the middle of a beat


class SignedIn(UserMixin):
    """The officer behind this browser, for Flask-Login. Its id is the sitting's random token, never the officer's."""

    def __init__(self, login: LoginSession, token: str):
        self.login, self.user, self.token = login, login.user, token

    def get_id(self) -> str:
        """What the signed cookie holds."""
        return self.token

    @property
    def is_active(self) -> bool:
        """Whether the account is switched on; Flask-Login lets nobody else in."""
        return self.user.is_active

    @property
    def is_authenticated(self) -> bool:
        """That the token is known; whether the sitting still stands is judged at each request."""
        return True


def init_app(app: Flask) -> None:
    """Finds the actor of each request; comes before the guard and before anything that writes."""
    manager.init_app(app)
    app.before_request(_meet)
    app.extensions["portal.sign_in_first"] = sign_in_first
    app.jinja_env.globals["idle_seconds"] = app.config["IDLE_SECONDS"]


# Asked for every page: put together once.
_BY_TOKEN = select(LoginSession).where(LoginSession.token_hash == bindparam("token_hash")).options(
    joinedload(LoginSession.user), joinedload(LoginSession.role_held).joinedload(RoleHeld.unit))


@manager.user_loader
def _find(token: str) -> SignedIn | None:
    login = db.session.scalar(_BY_TOKEN, {"token_hash": _hash(token)})
    return SignedIn(login, token) if login else None


def _meet() -> None:
    g.actor = g.login = None
    if "_user_id" not in session:
        return
    if not current_user.is_authenticated:
        logout_user()
        return
    login, now = current_user.login, clock.now()
    state = rules.state_of(_sitting(login), now, idle_limit())
    if state not in ("ended", "expired") and not _still_holds(login):
        state = "off"
    if state != "standing":
        _keep_typed(login)
    if state in ("ended", "expired", "off"):
        _say_why(login, state)
        _end_alone(login, state)
        logout_user()
        return
    if state == "idle":
        _lock_alone(login)
    elif state == "standing" and login.step == rules.OPEN:
        g.language = login.user.language
        g.actor = build_actor(login.role_held, mark=login.mark, terminal=login.terminal)
        if "X-Poll" not in request.headers and rules.is_worth_noting(login.last_active_at, now):
            note_activity(login)
    g.login = login


def _sitting(login: LoginSession) -> rules.Sitting:
    return rules.Sitting(login.step, login.created_at, login.last_active_at, login.locked_at is not None,
                         login.ended_at is not None)


def _still_holds(login: LoginSession) -> bool:
    held = login.role_held
    if not login.user.is_active:
        return False
    return held is None or (holds_on(held.from_on, held.to_on, clock.today()) and held.unit.is_active)


def idle_limit() -> timedelta:
    """How long a screen stays open without a key pressed."""
    return timedelta(seconds=current_app.config["IDLE_SECONDS"])


def build_actor(held: RoleHeld, *, mark: str = "", terminal: str = "") -> Actor:
    """The actor who works in the role *held*."""
    user, unit = held.user, held.unit
    few = _few_units(unit)
    kendras = [one for one, kind in few or () if kind == "kendra"]
    return Actor(
        user_id=user.id, name=queries.display_name(user), personnel_no=user.personnel_no, role=held.role, unit_id=unit.id,
        unit_name=unit.name_in(chosen_language()), unit_kind=unit.kind, unit_path=unit.path,
        unit_ids=tuple(one for one, _kind in few) if few else None, posting_id=held.id, session_mark=mark, terminal=terminal,
        is_woman=user.is_woman, kendra_id=kendras[0] if len(kendras) == 1 else None)


def actor_of(role_held_id: uuid.UUID) -> Actor:
    """The actor of a role held, outside a sitting (commands, demonstration, tests)."""
    return build_actor(db.session.get_one(RoleHeld, role_held_id))


def _few_units(unit: Unit) -> list[tuple[uuid.UUID, str]] | None:
    """Id and kind of the unit and of those below it; None when they are not few."""
    if unit.kind == "kendra":
        return [(unit.id, unit.kind)]
    rows = db.session.execute(select(Unit.id, Unit.kind).where(below(unit.path)).order_by(Unit.path).limit(FEW_UNITS + 1)).all()
    return [(row.id, row.kind) for row in rows] if len(rows) <= FEW_UNITS else None


def sign_in_first() -> Response:
    """Sends whoever may not see the page to the step that comes first; htmx gets a 401 that says where."""
    login = g.get("login")
    if login is None:
        here = rules.safe_path(request.path) if _is_page() else ""
        url = url_for("accounts.sign_in", next=here if here not in ("", "/") else None)
    else:
        url = url_for("accounts.locked" if login.locked_at else STEP_PAGES[login.step])
    if request.htmx:
        return Response(status=401, mimetype="text/plain", headers={"HX-Redirect": url})
    return redirect(url, code=303)


def _is_page() -> bool:
    return request.method == "GET" or unsent.is_page(request.path)


def terminal_here() -> str:
    """The terminal of this request: its address on the network."""
    return (request.remote_addr or "?")[:60]


def begin(user: User, return_to: str = "") -> LoginSession:
    """Begins a sitting for an officer who proved a password or one-time code, and gives the browser a new token."""
    now, earlier = clock.now(), g.get("login")
    if earlier is not None:
        end(earlier, "switched")
    login = LoginSession(
        id=new_id(), token_hash="", user_id=user.id, step=rules.ROLE, terminal=terminal_here(), return_to=return_to,
        created_at=now, proven_at=now, last_active_at=now)
    login.user = user
    kept = {name: session[name] for name in ("language",) if name in session}
    session.clear()
    session.update(kept)
    _give_token(login)
    db.session.add(login)
    advance(login)
    return login


def advance(login: LoginSession) -> None:
    """Moves a sitting to its next step; opens it when nothing is left to ask."""
    user, roles = login.user, queries.roles_today(login.user_id)
    if login.role_held_id is None and len(roles) == 1:
        login.role_held = roles[0]
        login.role_held_id = roles[0].id
    login.step = rules.next_step(
        factor_on=user.has_factor, factor_proven=login.factor_proven, must_change=queries.must_change_password(user),
        needs_factor=queries.needs_factor(user), role_chosen=login.role_held_id is not None)
    if login.step == rules.OPEN:
        _open(login)


def _open(login: LoginSession) -> None:
    user, now = login.user, clock.now()
    for other in end_all(user.id, "elsewhere", terminal=login.terminal, but=login):
        if other.step == rules.OPEN:
            tell(user.id, "elsewhere", terminal=other.terminal)
    login.created_at = login.last_active_at = now
    db.session.execute(update(User).where(User.id == user.id).values(last_used_at=now))
    session["language"] = g.language = user.language
    refresh()
    actor = build_actor(login.role_held, mark=login.mark, terminal=login.terminal)
    trail.record(actor, "accounts:session:opened", subject=("user", user.id), role=actor.role)
    _give_token(login)
    for notice in queries.unseen_notices(user.id):
        flash(gettext(TOLD[notice.kind], **notice.details), "info")
        notice.seen_at = now


def prove_again(login: LoginSession) -> None:
    """Notes that the officer proved to be herself just now, and changes the token."""
    login.proven_at = clock.now()
    _wake(login)


def prove_by_password(login: LoginSession) -> None:
    """The same after the password alone: beside a second factor it opens the screen and is no proof for a grave step."""
    if not login.user.has_factor:
        login.proven_at = clock.now()
    _wake(login)


def _wake(login: LoginSession) -> None:
    login.last_active_at, login.locked_at = clock.now(), None
    _give_token(login)


def renew(login: LoginSession) -> None:
    """Changes the token, after what the officer may do has changed."""
    _give_token(login)


def record(login: LoginSession, action: str, **details: Any) -> None:
    """Writes down an act of the officer of *login* on the own account."""
    trail.record(_actor_of(login), action, subject=("user", login.user_id), **details)


def _give_token(login: LoginSession) -> None:
    token = secrets.token_urlsafe(32)
    login.token_hash = _hash(token)
    login_user(SignedIn(login, token))
    for needless in ("_id", "_fresh"):  # a hash of the browser's name is nothing the cookie needs to carry
        session.pop(needless, None)


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).hexdigest()


def lock(login: LoginSession, why: str, return_to: str = "") -> None:
    """Locks the screen; the token changes, so that a page from the browser's memory cannot come back to life."""
    if login.step != rules.OPEN:
        return
    if login.locked_at is not None:
        login.return_to = login.return_to or return_to  # it locked by itself; the page says now where it stood
        return
    login.locked_at, login.return_to = clock.now(), return_to
    record(login, "accounts:session:locked", why=why)
    _give_token(login)


def end(login: LoginSession, why: str, *, terminal: str = "") -> None:
    """Ends a sitting for good: a token of it never opens anything again."""
    if login.ended_at is not None:
        return
    login.ended_at, login.end_reason, login.end_terminal = clock.now(), why, terminal
    record(login, "accounts:session:ended", why=why)


def end_all(user_id: uuid.UUID, why: str, *, terminal: str = "", but: LoginSession | None = None) -> list[LoginSession]:
    """Ends every sitting of an officer, but one if it is named; gives those that it ended."""
    standing = list(db.session.scalars(select(LoginSession).where(
        LoginSession.user_id == user_id, LoginSession.ended_at.is_(None))))
    ended = [login for login in standing if but is None or login.id != but.id]
    for login in ended:
        end(login, why, terminal=terminal)
    return ended


def note_activity(login: LoginSession) -> None:
    """Writes down, in a transaction of its own, that somebody works here; a sitting that has ended stays ended."""
    with own_transaction():
        db.session.execute(update(LoginSession).where(
            LoginSession.id == login.id, LoginSession.ended_at.is_(None), LoginSession.locked_at.is_(None))
            .values(last_active_at=clock.now()))


def tell(user_id: uuid.UUID, kind: str, **details: Any) -> None:
    """Leaves a notice for the officer's next sign-in; *kind* is a key of TOLD."""
    db.session.add(Notice(user_id=user_id, kind=kind, details=details, at=clock.now()))


def _keep_typed(login: LoginSession) -> None:
    """What was sent while the screen was locked already is not taken, and not lost."""
    if request.method == "POST" and login.step == rules.OPEN and login.role_held is not None:
        with own_transaction():
            unsent.keep_posted(build_actor(login.role_held))


def _lock_alone(login: LoginSession) -> None:
    with own_transaction():
        here = rules.safe_path(request.path) if _is_page() and not request.htmx else ""
        lock(login, "idle", here)


def _end_alone(login: LoginSession, why: str) -> None:
    if login.ended_at is None:
        with own_transaction():
            end(login, why)


def _say_why(login: LoginSession, state: str) -> None:
    reason = login.end_reason if state == "ended" else state
    if reason in ENDED:
        flash(gettext(ENDED[reason], terminal=login.end_terminal), "warning")


def _actor_of(login: LoginSession) -> Actor | None:
    if login.role_held is None:
        return None
    return build_actor(login.role_held, mark=login.mark, terminal=login.terminal)
