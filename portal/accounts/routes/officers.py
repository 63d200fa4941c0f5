"""What administrators do: officers entered and corrected, roles given and ended, codes made, accounts closed."""

import uuid

from flask import Response, flash, g, request, url_for
from flask_babel import gettext as _

from portal.access.guard import current_actor, current_scope, guard
from portal.accounts import actions, queries, sessions
from portal.accounts.forms import ChangeOfficerForm, EndRoleForm, GrantForm, NewOfficerForm, OfficersFilter
from portal.accounts.fresh import proved_lately
from portal.accounts.models import User
from portal.accounts.routes import bp
from portal.core import clock
from portal.core.db import db
from portal.core.errors import NotFound, RuleBroken
from portal.core.forms import ActionForm
from portal.core.htmx import go_to
from portal.core.pages import page_by_key, render_page
from portal.core.words import N_
from portal.units.queries import get_by_code

SEE, CHANGE = "accounts:user:list", "accounts:user:change"
SAY_NO_UNIT = N_("There is no unit with this code in your charge.")


def _facts(form, personnel_no: str) -> actions.OfficerFacts:
    return actions.OfficerFacts(personnel_no, form.name_hi.data, form.name_en.data, form.rank.data, form.phone.data,
                                form.is_woman.data)


def _page_of(user: User) -> Response:
    return go_to(url_for("accounts.show_user", user_id=user.id))


@bp.get("/officers")
@guard(SEE, query=("text", "role", "after", "before"))
def list_users() -> Response:
    """Officers of the unit and those below it."""
    form = OfficersFilter()
    form.validate()
    chosen = queries.list_users(current_scope(), text=form.text.data or "", role=form.role.data or "")
    page = page_by_key(db.session, chosen, [User.personnel_no, User.id], descending=False,
                       key_of=lambda row: (row.User.personnel_no, row.User.id))
    return render_page("accounts/list_users.html", form=form, page=page, users=[row.User for row in page.items])


@bp.route("/officers/new", methods=["GET", "POST"])
@guard(CHANGE)
def add_user() -> Response:
    """A new officer."""
    form = NewOfficerForm()
    if form.validate_on_submit():
        try:
            return _page_of(actions.create_user(current_actor(), _facts(form, form.personnel_no.data)))
        except RuleBroken as fault:
            form.personnel_no.errors = [_(fault.sentence)]
    return render_page("accounts/add_user.html", form=form, status=422 if form.is_submitted() else 200)


@bp.get("/officers/<uuid:user_id>")
@guard(SEE)
def show_user(user_id: uuid.UUID) -> Response:
    """An officer's account: roles, sessions, state."""
    user = queries.get_user(current_scope(), user_id)
    return render_page("accounts/show_user.html", user=user, roles=queries.list_roles_held(user.id),
                       sittings=queries.list_sessions(user.id), today=clock.today(),
                       in_charge=queries.is_charge(current_scope(), user))


@bp.route("/officers/<uuid:user_id>/change", methods=["GET", "POST"])
@guard(CHANGE)
def change_user(user_id: uuid.UUID) -> Response:
    """Corrections to what is written of an officer."""
    user = queries.get_charge(current_scope(), user_id)
    form = ChangeOfficerForm(obj=user)
    if form.validate_on_submit():
        form.check_version(user.version)
        actions.change_user(current_actor(), user, _facts(form, user.personnel_no))
        return _page_of(user)
    return render_page("accounts/change_user.html", form=form, user=user, status=422 if form.is_submitted() else 200)


@bp.route("/officers/<uuid:user_id>/roles/new", methods=["GET", "POST"])
@guard(CHANGE)
@proved_lately
def grant_role(user_id: uuid.UUID) -> Response:
    """A role at a unit by a posting order."""
    user, form = queries.get_user(current_scope(), user_id), GrantForm()
    if form.validate_on_submit():
        unit = get_by_code(current_scope(), form.unit_code.data.upper())
        try:
            if unit is None:
                raise RuleBroken(SAY_NO_UNIT)
            held = actions.grant_role(current_actor(), user, form.role.data, unit, form.order_no.data, form.from_on.data,
                                      form.to_on.data)
            if not held.is_confirmed:
                flash(_("Entered. The role counts as soon as another administrator has confirmed it."), "warning")
            return _page_of(user)
        except RuleBroken as fault:
            form.form_errors.append(_(fault.sentence))
    return render_page("accounts/grant_role.html", form=form, user=user, status=422 if form.is_submitted() else 200)


@bp.route("/officers/<uuid:user_id>/roles/<uuid:held_id>/end", methods=["GET", "POST"])
@guard(CHANGE)
@proved_lately
def end_role(user_id: uuid.UUID, held_id: uuid.UUID) -> Response:
    """The last day of a role."""
    user = queries.get_user(current_scope(), user_id)
    held, form = queries.get_role_held(current_scope(), user.id, held_id), EndRoleForm()
    if form.validate_on_submit():
        try:
            actions.end_role(current_actor(), held, form.to_on.data)
            return _page_of(user)
        except RuleBroken as fault:
            form.to_on.errors = [_(fault.sentence)]
    return render_page("accounts/end_role.html", form=form, user=user, held=held, status=422 if form.is_submitted() else 200)


@bp.get("/officers/roles-to-confirm")
@guard(CHANGE)
def list_unconfirmed() -> Response:
    """High roles that wait for a second administrator."""
    roles = queries.list_unconfirmed(current_scope())
    return render_page("accounts/list_unconfirmed.html", roles=roles, names=queries.names_of({one.granted_by for one in roles}))


@bp.route("/officers/<uuid:user_id>/roles/<uuid:held_id>/confirm", methods=["GET", "POST"])
@guard(CHANGE)
@proved_lately
def confirm_role(user_id: uuid.UUID, held_id: uuid.UUID) -> Response:
    """The word of the second administrator."""
    user = queries.get_user(current_scope(), user_id)
    held, form = queries.get_role_held(current_scope(), user.id, held_id), ActionForm()
    if form.validate_on_submit():
        actions.confirm_role(current_actor(), held)
        flash(_("The role is confirmed and counts from now on."), "success")
        return _page_of(user)
    return render_page("accounts/confirm_role.html", form=form, user=user, held=held, names=queries.names_of({held.granted_by}))


@bp.route("/officers/<uuid:user_id>/code", methods=["GET", "POST"])
@guard(CHANGE)
@proved_lately
def reset_user(user_id: uuid.UUID) -> Response:
    """A one-time code, shown once, to be handed to the officer."""
    user, form = queries.get_charge(current_scope(), user_id), ActionForm()
    if form.validate_on_submit():
        code = actions.make_code(current_actor(), user)
        return render_page("accounts/show_code.html", user=user, code=code)
    return render_page("accounts/reset_user.html", user=user, form=form)


@bp.route("/officers/<uuid:user_id>/switch", methods=["GET", "POST"])
@guard(CHANGE)
@proved_lately
def switch_user(user_id: uuid.UUID) -> Response:
    """Switches an account off, or on again."""
    user, form = queries.get_charge(current_scope(), user_id), ActionForm()
    if form.validate_on_submit():
        act = actions.switch_off if user.is_active else actions.switch_on
        act(current_actor(), user)
        return _page_of(user)
    return render_page("accounts/switch_user.html", user=user, form=form)


@bp.route("/officers/<uuid:user_id>/second-factor", methods=["GET", "POST"])
@guard(CHANGE)
@proved_lately
def take_factor_off(user_id: uuid.UUID) -> Response:
    """For a lost telephone."""
    user, form = queries.get_charge(current_scope(), user_id), ActionForm()
    if form.validate_on_submit():
        actions.take_factor_off(current_actor(), user)
        flash(_("The second factor is off."), "success")
        return _page_of(user)
    return render_page("accounts/take_factor_off.html", user=user, form=form)


@bp.post("/officers/<uuid:user_id>/sessions/<uuid:login_id>/end")
@guard(CHANGE)
def end_user_session(user_id: uuid.UUID, login_id: uuid.UUID) -> Response:
    """Ends a session of another officer."""
    user = queries.get_charge(current_scope(), user_id)
    found = next((one for one in queries.list_sessions(user.id) if one.id == login_id), None)
    if found is None or request.form.keys() - {"csrf_token", "once_token"}:
        raise NotFound()
    sessions.end(found, "by_user", terminal=g.login.terminal)
    return _page_of(user)
