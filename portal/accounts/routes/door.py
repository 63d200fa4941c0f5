"""The door: sign-in step by step, the locked screen, sign-out, language."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from flask import Response, g, request, session, url_for
from flask_babel import gettext as _
from flask_babel import refresh
from flask_login import logout_user
from wtforms.fields.choices import SelectChoice

from portal.access.guard import public
from portal.accounts import actions, queries, sessions
from portal.accounts import sign_in as attempts
from portal.accounts.forms import (
    CodeForm,
    DoorForm,
    FactorForm,
    LanguageForm,
    NewPasswordForm,
    RoleForm,
    SignInForm,
    UnlockForm,
)
from portal.accounts.models import LoginSession, User
from portal.accounts.routes import bp
from portal.accounts.routes.enrolment import confirm_enrolment, offer_enrolment, show_enrolment
from portal.accounts.rules import session as rules
from portal.accounts.rules.password import least_length
from portal.core.htmx import go_to
from portal.core.pages import render_page
from portal.core.words import N_

BEFORE = "It stands before sign-in and checks the step of the sign-in itself."
WRONG = N_("The personnel number or what you typed with it is not right, or there were too many tries. Type both again; "
           "after several tries wait up to 15 minutes.")
WRONG_FACTOR = N_("This code is not right, was used before, or there were too many tries. Wait for the next code; "
                  "after several tries wait five minutes.")
NO_ROLE = N_("You hold no role at any unit today. Ask your administrator to enter your posting order.")


def at_step(step: str) -> Callable:
    """Lets in only who has come to this step of the sign-in; everybody else is sent to theirs."""
    def declare(view: Callable) -> Callable:
        @wraps(view)
        def ask(*args: Any, **kwargs: Any) -> Any:
            if g.actor is not None:
                return go_to("/")
            if g.login is None or g.login.step != step or g.login.locked_at:
                return sessions.sign_in_first()
            return view(*args, **kwargs)

        return ask

    return declare


def onward(login: LoginSession) -> Response:
    """To the next step, or to work."""
    return go_to(where_next(login))


def where_next(login: LoginSession) -> str:
    """The address of the next step, or of the page the officer came for."""
    if login.step == rules.OPEN:
        return login.return_to or "/"
    return url_for(sessions.STEP_PAGES[login.step])


def refuse(form: DoorForm, template: str, sentence: str, **context: Any) -> Response:
    """The same page again with one sentence."""
    form.form_errors.append(_(sentence))
    return render_page(template, form=form, status=422, **context)


def let_in(user: User, form: DoorForm, template: str, return_to: str) -> Response:
    """Begins the sitting of *user*, who must hold a role today."""
    if not queries.roles_today(user.id):
        return refuse(form, template, NO_ROLE)
    return onward(sessions.begin(user, return_to))


@bp.route("/sign-in", methods=["GET", "POST"])
@public(BEFORE, query=("next",))
def sign_in() -> Response:
    """Personnel number and password."""
    form, page = SignInForm(next=rules.safe_path(request.args.get("next"))), "accounts/sign_in.html"
    if request.method == "GET":
        return go_to("/") if g.actor else render_page(page, form=form)
    if not form.validate_on_submit():
        return render_page(page, form=form, status=422)
    user = attempts.try_password(form.number.data, form.password.data)
    if user is None:
        return refuse(form, page, WRONG)
    return let_in(user, form, page, rules.safe_path(form.next.data))


@bp.route("/sign-in/code", methods=["GET", "POST"])
@public(BEFORE)
def use_code() -> Response:
    """Whom to ask when the password is forgotten, and the place for the one-time code."""
    form, page = CodeForm(), "accounts/use_code.html"
    if request.method == "GET":
        return render_page(page, form=form)
    if not form.validate_on_submit():
        return render_page(page, form=form, status=422)
    user = attempts.try_code(form.number.data, form.code.data)
    if user is None:
        return refuse(form, page, WRONG)
    return let_in(user, form, page, "")


@bp.route("/sign-in/second-factor", methods=["GET", "POST"])
@public(BEFORE)
@at_step(rules.FACTOR)
def second_factor() -> Response:
    """The code of the telephone, or a recovery code."""
    form, page = FactorForm(), "accounts/second_factor.html"
    if request.method == "GET":
        return render_page(page, form=form)
    if not form.validate_on_submit():
        return render_page(page, form=form, status=422)
    if not attempts.try_factor(g.login, form.code.data):
        return refuse(form, page, WRONG_FACTOR)
    g.login.factor_proven = True
    sessions.prove_again(g.login)
    sessions.advance(g.login)
    return onward(g.login)


@bp.route("/sign-in/new-password", methods=["GET", "POST"])
@public(BEFORE)
@at_step(rules.PASSWORD)
def new_password() -> Response:
    """The first password, or a new one after a one-time code."""
    form, user = NewPasswordForm(), g.login.user
    least = least_length(actions.has_factor(user))
    if form.validate_on_submit():
        faults = actions.password_faults(user, form.password.data)
        if not faults:
            actions.set_password(None, user, form.password.data)
            sessions.prove_again(g.login)
            sessions.advance(g.login)
            return onward(g.login)
        form.password.errors = [_(fault, count=least) for fault in faults]
    return render_page("accounts/new_password.html", form=form, least=least, is_aged=not user.must_change_password,
                       status=422 if form.is_submitted() else 200)


@bp.route("/sign-in/enrol", methods=["GET", "POST"])
@public(BEFORE)
@at_step(rules.ENROL)
def enrol() -> Response:
    """The second factor that the role needs: explanation, then the code that proves it."""
    if request.method == "GET":
        return show_enrolment(url_for("accounts.enrol_start"))
    codes, answer = confirm_enrolment(g.login.user, None, url_for("accounts.enrol"))
    if codes is None:
        return answer
    g.login.factor_proven = True
    sessions.prove_again(g.login)
    sessions.advance(g.login)
    return render_page("accounts/recovery_codes.html", codes=codes, onward=where_next(g.login))


@bp.post("/sign-in/enrol/start")
@public(BEFORE)
@at_step(rules.ENROL)
def enrol_start() -> Response:
    """Shows the secret, once."""
    return offer_enrolment(g.login.user, url_for("accounts.enrol"))


@bp.route("/sign-in/role", methods=["GET", "POST"])
@public(BEFORE)
@at_step(rules.ROLE)
def choose_role() -> Response:
    """In which of several roles the officer works now."""
    form, roles = RoleForm(), queries.roles_today(g.login.user_id)
    form.role_held.choices = [SelectChoice(str(held.id)) for held in roles]
    if form.validate_on_submit():
        g.login.role_held = next(held for held in roles if str(held.id) == form.role_held.data)
        g.login.role_held_id = g.login.role_held.id
        sessions.advance(g.login)
        return onward(g.login)
    return render_page("accounts/choose_role.html", form=form, roles=roles, status=422 if form.is_submitted() else 200)


@bp.route("/session/locked", methods=["GET", "POST"])
@public("The locked screen lets its own officer go on and another one in; it shows nothing of either.")
def locked() -> Response:
    """The locked screen."""
    login, form, page = g.login, UnlockForm(), "accounts/locked.html"
    if login is None or not login.locked_at:
        return go_to("/")
    if request.method == "GET":
        return render_page(page, form=form)
    if not form.validate_on_submit():
        return render_page(page, form=form, status=422)
    user = attempts.try_password(form.number.data or login.user.personnel_no, form.password.data)
    if user is None:
        return refuse(form, page, WRONG)
    if user.id != login.user_id:
        return let_in(user, form, page, "")
    return unlock(login)


def unlock(login: LoginSession) -> Response:
    """Back to where the officer was."""
    sessions.prove_by_password(login)
    sessions.record(login, "accounts:session:unlocked")
    return go_to(login.return_to or "/")


@bp.post("/session/lock")
@public("A screen can always be locked.")
def lock() -> Response:
    """Locks the screen; what was typed is kept as a draft by the page itself."""
    return _lock("by hand")


@bp.post("/session/switch")
@public("A screen can always be locked.")
def switch() -> Response:
    """Hands the screen to another officer: it locks, and the other signs in on it."""
    return _lock("change of user")


def _lock(why: str) -> Response:
    if g.login is not None:
        sessions.lock(g.login, why, rules.safe_path(request.form.get("next")))
    answer = go_to(url_for("accounts.locked"))
    answer.headers["Clear-Site-Data"] = '"cache"'
    return answer


@bp.post("/session/end")
@public("Whoever has come in can go.")
def sign_out() -> Response:
    """Ends the sitting and leaves nothing in the browser."""
    if g.login is not None:
        sessions.end(g.login, "signed out")
    language = session.get("language")
    logout_user()
    session.clear()
    if language:
        session["language"] = language
    answer = go_to(url_for("accounts.sign_in"))
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@bp.post("/session/active")
@public("It answers 401 when nobody works here.")
def active() -> Response:
    """A key was pressed: the screen stays open."""
    if g.actor is None:
        return Response(status=401, mimetype="text/plain", headers={"HX-Redirect": url_for("accounts.locked")})
    return Response(status=204, mimetype="text/plain")


@bp.post("/session/language")
@public("Everybody chooses the language, before sign-in too.")
def language() -> Response:
    """Hindi or English, kept with the account and in the browser."""
    form = LanguageForm()
    if form.validate_on_submit():
        session["language"] = form.locale.data
        refresh()
        if g.actor is not None:
            actions.choose_language(g.login.user, form.locale.data)
    return go_to(rules.safe_path(form.next.data, doors=True) or "/")
