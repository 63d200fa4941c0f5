"""Grave steps ask once more for a proof of who sits there; what was typed goes along, and the step is done with it."""

from collections.abc import Callable
from datetime import timedelta

from flask import Flask, Response, current_app, g, request, url_for
from flask_babel import gettext

from portal.access.policy import GRAVE
from portal.accounts import sessions, sign_in
from portal.accounts.forms import ProofForm
from portal.accounts.rules.session import FRESH_FOR, is_fresh
from portal.core import clock
from portal.core.db import db
from portal.core.htmx import go_to
from portal.core.pages import render_page
from portal.core.settings import read_setting
from portal.core.words import N_

SETTING = "proof-minutes"
NOT_PROVED = N_("This is not right, or there were too many tries. Type it again; after several tries wait up to 15 minutes.")


def proved_lately(view: Callable) -> Callable:
    """Declares that a page and its form want a fresh proof. What a permission of access.policy.GRAVE guards wants one
    for every POST without saying so."""
    view.wants_proof = True
    return view


def proved_lately_for(field: str) -> Callable:
    """Declares that a form wants a fresh proof when *field* of it is filled."""
    def declare(view: Callable) -> Callable:
        view.proof_field = field
        return view

    return declare


def init_app(app: Flask) -> None:
    """Asks after the guard and the CSRF check, and before a one-time token is claimed: the proof commits by itself."""
    app.before_request(_ask)


def is_proved() -> bool:
    """Whether the officer proved to be herself within the minutes of the setting (five unless it says otherwise)."""
    minutes = read_setting(SETTING)
    return is_fresh(g.login.proven_at, clock.now(), timedelta(minutes=int(minutes)) if minutes else FRESH_FOR)


def prove_first() -> Response:
    """Sends a reader to the proof, which leads back to this page."""
    return go_to(url_for("accounts.confirm", next=request.path))


def _ask() -> Response | None:
    view = current_app.view_functions.get(request.endpoint)
    if g.get("actor") is None or view is None or not _wants_proof(view) or is_proved():
        return None
    if request.method != "POST":
        return prove_first()
    typed = request.form.get(ProofForm.NAME)
    if typed is None:
        return _form_of_proof()
    if not sign_in.try_again(g.login, typed):
        return _form_of_proof(gettext(NOT_PROVED))
    sessions.prove_again(g.login)
    db.session.commit()
    return None


def _wants_proof(view: Callable) -> bool:
    if getattr(view, "wants_proof", False):
        return True
    if request.method != "POST":
        return False
    return view.permission in GRAVE or bool(request.form.get(getattr(view, "proof_field", "")))


def _form_of_proof(*faults: str) -> Response:
    """The question for the proof, with everything that was typed hidden behind it, to be sent to the same address."""
    form = ProofForm(formdata=None)
    if g.login.user.has_factor:
        form.password.label.text = gettext("Code")
    form.form_errors.extend(faults)
    typed = [(name, value.replace("\0", "")) for name, value in request.form.items(multi=True)
             if name not in ("csrf_token", ProofForm.NAME)]
    return render_page("accounts/prove.html", status=422, form=form, typed=typed, has_factor=g.login.user.has_factor)
