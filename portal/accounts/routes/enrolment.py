"""The pages by which a second factor is set up, at the door and from the own account alike."""

from flask import Response
from flask_babel import gettext as _

from portal.access.actor import Actor
from portal.accounts import actions, second_factor
from portal.accounts.forms import FactorForm
from portal.accounts.models import User
from portal.core.pages import render_page
from portal.core.words import N_

NOT_THE_CODE = N_("This is not the code that the telephone shows now. Check the telephone's clock and type the next code.")


def show_enrolment(start_url: str) -> Response:
    """What a second factor is and how it is set up; nothing is made yet."""
    return render_page("accounts/enrol.html", start_url=start_url)


def offer_enrolment(user: User, confirm_url: str) -> Response:
    """The secret as a picture and as letters, with the place for the first code."""
    secret = second_factor.offer_secret(user)
    return _secret_page(user, secret, FactorForm(formdata=None), confirm_url, 200)


def confirm_enrolment(user: User, actor: Actor | None, confirm_url: str) -> tuple[list[str] | None, Response | None]:
    """The recovery codes when the first code was right; else the page with the secret once more."""
    form = FactorForm()
    if user.totp_offered is None:
        return None, show_enrolment(confirm_url + "/start")
    if form.validate_on_submit():
        codes = actions.enrol_factor(actor, user, form.code.data)
        if codes is not None:
            return codes, None
        form.form_errors.append(_(NOT_THE_CODE))
    return None, _secret_page(user, second_factor.offered_secret(user), form, confirm_url, 422)


def _secret_page(user: User, secret: str, form: FactorForm, confirm_url: str, status: int) -> Response:
    letters = " ".join(secret[at:at + 4] for at in range(0, len(secret), 4))
    return render_page("accounts/enrol_secret.html", form=form, confirm_url=confirm_url, letters=letters, status=status,
                       qr=second_factor.qr_code(user, secret))
