"""Correcting the text of a complaint, and the page of its earlier texts."""

import uuid

from flask import flash, url_for
from flask_babel import gettext as _

from portal.access.guard import current_actor, current_scope, guard, require
from portal.accounts.queries import names_of
from portal.core.errors import RuleBroken, StaleEdit
from portal.core.htmx import go_to
from portal.core.pages import render_page
from portal.intake.actions import corrections as actions
from portal.intake.forms.corrections import CorrectionForm
from portal.intake.models import Complaint
from portal.intake.queries.corrections import list_changes
from portal.intake.queries.locks import get_for_change
from portal.intake.routes.blueprint import bp
from portal.intake.routes.complaints import WORDS, open_complaint
from portal.intake.rules import corrections as rules

CORRECT = "intake:complaint:correct"
READ = "intake:complaint:read"


@bp.get("/complaints/<uuid:complaint_id>/correct")
@guard(CORRECT)
def ask_correction(complaint_id: uuid.UUID):
    """The text as it stands, to be corrected."""
    complaint = open_complaint(complaint_id, CORRECT)
    return _ask(complaint, CorrectionForm.of(complaint))


@bp.post("/complaints/<uuid:complaint_id>/correct")
@guard(CORRECT)
def correct_complaint(complaint_id: uuid.UUID):
    """Keeps the earlier text as a version; when someone else was faster, both texts come back and nothing is lost."""
    complaint = get_for_change(current_scope(), complaint_id)
    require(CORRECT, complaint)
    form = CorrectionForm.of(complaint)
    if not form.validate_on_submit():
        return _ask(complaint, form, 422)
    try:
        form.check_version(complaint.version)
    except StaleEdit as stale:
        return _ask(complaint, form, 409, stale)
    try:
        actions.correct_complaint(current_actor(), complaint, form.corrected(), form.reason.data)
    except RuleBroken as refusal:
        form.form_errors.append(_(refusal.sentence))
        return _ask(complaint, form, 422)
    flash(_("Corrected. The earlier text is kept."), "success")
    return go_to(url_for("intake.show_complaint", complaint_id=complaint_id))


@bp.get("/complaints/<uuid:complaint_id>/history")
@guard(READ)
def list_changes_of(complaint_id: uuid.UUID):
    """Every correction: who, when, why, and the words that went and came."""
    complaint = open_complaint(complaint_id, READ)
    changes = list_changes(current_scope(), complaint_id)
    return render_page("intake/list_changes_of.html", complaint=complaint, changes=changes, difference=_difference,
                       names=names_of({change.by for change in changes}), fields=rules.CORRECTABLE)


def _ask(complaint: Complaint, form: CorrectionForm, status: int = 200, stale: StaleEdit | None = None):
    """The form; a stale one shows what differs and may be sent again, now against the text as it stands."""
    conflicts = []
    if stale is not None:
        now, mine = rules.snapshot(complaint), {name: rules.plain(name, value) for name, value in form.corrected().items()}
        conflicts = [(rules.CORRECTABLE[name], _difference(name, now, mine)) for name in rules.changed(now, mine)]
        form.version.data = str(complaint.version)
    return render_page("intake/ask_correction.html", status=status, complaint=complaint, form=form, conflicts=conflicts,
                       stale=stale, words=WORDS)


def _difference(name: str, earlier, later) -> list[rules.Piece]:
    """How one field differs, in the reader's words."""
    texts = [rules.shown(name, values.get(name)) for values in (earlier, later)]
    spoken = [", ".join(_(part) for part in text if part) if isinstance(text, list) else text for text in texts]
    return rules.difference(*spoken)
