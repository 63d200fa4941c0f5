"""What an officer does with the own account: sessions, password, second factor, role."""

import uuid

from flask import Response, flash, g, request, url_for
from flask_babel import gettext as _
from wtforms.fields.choices import SelectChoice

from portal.access.guard import current_actor, guard
from portal.accounts import actions, queries, sessions
from portal.accounts import sign_in as attempts
from portal.accounts.forms import ChangePasswordForm, ConfirmForm, DoorForm, RoleForm
from portal.accounts.fresh import NOT_PROVED, proved_lately
from portal.accounts.routes import bp
from portal.accounts.routes.door import WRONG, refuse
from portal.accounts.routes.enrolment import confirm_enrolment, offer_enrolment, show_enrolment
from portal.accounts.rules import session as rules
from portal.accounts.rules.password import least_length
from portal.core.errors import NotFound
from portal.core.htmx import go_to
from portal.core.pages import render_page

OWN = "accounts:own:change"


@bp.get("/session/mine")
@guard(OWN)
def own() -> Response:
    """The own account."""
    user = g.login.user
    return render_page(
        "accounts/own.html", user=user, login=g.login, sittings=queries.list_sessions(user.id),
        roles=queries.roles_today(user.id), codes_left=queries.count_recovery_codes(user.id),
        factor_needed=queries.needs_factor(user))


@bp.post("/session/mine/<uuid:login_id>/end")
@guard(OWN)
def end_session(login_id: uuid.UUID) -> Response:
    """Ends one of the own sessions."""
    found = next((one for one in queries.list_sessions(g.actor.user_id) if one.id == login_id), None)
    if found is None:
        raise NotFound()
    sessions.end(found, "by_user", terminal=g.login.terminal)
    return go_to(url_for("accounts.own"))


@bp.route("/session/mine/password", methods=["GET", "POST"])
@guard(OWN)
def change_password() -> Response:
    """A new password; the present one is asked."""
    form, user, page = ChangePasswordForm(), g.login.user, "accounts/change_password.html"
    least = least_length(actions.has_factor(user))
    if not form.validate_on_submit():
        return render_page(page, form=form, least=least, status=422 if form.is_submitted() else 200)
    if attempts.try_password(user.personnel_no, form.present.data) is None:
        return refuse(form, page, WRONG, least=least)
    faults = actions.password_faults(user, form.password.data)
    if faults:
        form.password.errors = [_(fault, count=least) for fault in faults]
        return render_page(page, form=form, least=least, status=422)
    actions.set_password(current_actor(), user, form.password.data)
    sessions.end_all(user.id, "by_user", terminal=g.login.terminal, but=g.login)
    sessions.prove_by_password(g.login)
    flash(_("Your password was changed."), "success")
    return go_to(url_for("accounts.own"))


@bp.route("/session/mine/second-factor", methods=["GET", "POST"])
@guard(OWN)
def own_factor() -> Response:
    """Turns the second factor on."""
    if request.method == "GET":
        return show_enrolment(url_for("accounts.own_factor_start"))
    codes, answer = confirm_enrolment(g.login.user, current_actor(), url_for("accounts.own_factor"))
    if codes is None:
        return answer
    sessions.prove_again(g.login)
    return render_page("accounts/recovery_codes.html", codes=codes, onward=url_for("accounts.own"))


@bp.post("/session/mine/second-factor/start")
@guard(OWN)
@proved_lately
def own_factor_start() -> Response:
    """Shows the secret, once."""
    return offer_enrolment(g.login.user, url_for("accounts.own_factor"))


@bp.route("/session/mine/second-factor/off", methods=["GET", "POST"])
@guard(OWN)
@proved_lately
def drop_factor() -> Response:
    """Turns the second factor off."""
    form = DoorForm()
    if form.validate_on_submit():
        actions.drop_factor(current_actor(), g.login.user)
        flash(_("The second factor is off."), "success")
        return go_to(url_for("accounts.own"))
    return render_page("accounts/drop_factor.html", form=form)


@bp.route("/session/role", methods=["GET", "POST"])
@guard(OWN)
def change_role() -> Response:
    """Works on in another of the roles held today."""
    form, roles = RoleForm(), queries.roles_today(g.actor.user_id)
    form.role_held.choices = [SelectChoice(str(held.id)) for held in roles]
    if form.validate_on_submit():
        g.login.role_held = next(held for held in roles if str(held.id) == form.role_held.data)
        g.login.role_held_id = g.login.role_held.id
        sessions.record(g.login, "accounts:role:chosen")
        sessions.renew(g.login)
        return go_to("/")
    return render_page("accounts/change_role.html", form=form, roles=roles, status=422 if form.is_submitted() else 200)


@bp.route("/session/confirm", methods=["GET", "POST"])
@guard(OWN, query=("next",))
def confirm() -> Response:
    """The second factor, or else the password, once more, before a grave step."""
    form, page = ConfirmForm(next=rules.safe_path(request.args.get("next"), doors=True)), "accounts/confirm.html"
    has_factor = g.login.user.has_factor
    if has_factor:
        form.password.label.text = _("Code")
    if not form.validate_on_submit():
        return render_page(page, form=form, has_factor=has_factor, status=422 if form.is_submitted() else 200)
    if not attempts.try_again(g.login, form.password.data):
        return refuse(form, page, NOT_PROVED, has_factor=has_factor)
    sessions.prove_again(g.login)
    return go_to(rules.safe_path(form.next.data, doors=True) or "/")
