"""Opening the identities of a case: for a reason, for a minute, written down before the first byte."""

import uuid

from flask import Response, url_for
from flask_babel import gettext as _

from portal.access.guard import current_actor, current_scope, guard
from portal.cases.actions.identity import record_opening
from portal.cases.queries.people import open_people
from portal.cases.routes.blueprint import bp
from portal.cases.routes.cases import back_to, label_of, open_case
from portal.core import clock
from portal.core.keys import current_vault
from portal.core.pages import render_page
from portal.core.words import N_
from portal.intake.actions.identity import explain_opening
from portal.intake.forms.identity import ExplainedOpeningForm, OpenIdentityForm
from portal.intake.routes.identity import form_of_opening
from portal.intake.rules.identity import SHOWN_SECONDS
from portal.persons.rules.identity import KINSHIP, MAY_CALL

OPEN = "cases:identity:open"
PARTS = {"informant": N_("Informant"), "victim": N_("Victim"), "accused": N_("Accused")}


@bp.get("/cases/<uuid:case_id>/identity")
@guard(OPEN)
def ask_identity(case_id: uuid.UUID):
    """Asks for what; nothing of anybody is on this page."""
    file = open_case(case_id, OPEN)
    return _ask(file.case, form_of_opening(file.case.id))


@bp.post("/cases/<uuid:case_id>/identity")
@guard(OPEN)
def open_identity(case_id: uuid.UUID):
    """Writes the opening down, then shows the identities for a minute."""
    file, actor, now = open_case(case_id, OPEN), current_actor(), clock.now()
    form = form_of_opening(case_id)
    if not form.validate_on_submit():
        return _ask(file.case, form, 422)
    lot = (explain_opening(actor, ("case", case_id), file.case.unit_id, form.explanation.data, now, label=label_of(file.case))
           if isinstance(form, ExplainedOpeningForm) else None)
    record_opening(actor, file.case, form.reason.data, form.other.data or "", now, lot=lot)
    people = open_people(current_scope(), current_vault(), file.case)
    response = render_page("cases/open_identity.html", case=file.case, label=label_of(file.case), people=people, parts=PARTS,
                           kinship=KINSHIP, may_call=MAY_CALL, seconds=SHOWN_SECONDS)
    return _goes_back(response, back_to(file.case))


def _ask(case, form: OpenIdentityForm, status: int = 200):
    form.warnings = ()
    return render_page("cases/step.html", status=status, form=form, warns=False, title=_("Open the identities"),
                       lead=_("Name, address and phone are shown for one minute. Your opening and its reason are written down."),
                       label=label_of(case), back=back_to(case), button=_("Show for one minute"),
                       action=url_for("cases.open_identity", case_id=case.id))


def _goes_back(response: Response, url: str) -> Response:
    """The browser itself leaves the page after a minute, also without script (a header, so nothing is inline)."""
    response.headers["Refresh"] = f"{SHOWN_SECONDS}; url={url}"
    return response
