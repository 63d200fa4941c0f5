"""The danger screen, and the supervisor's list of open alerts."""

import uuid

from flask import flash, url_for
from flask_babel import gettext as _

from portal.access.guard import current_actor, current_scope, guard
from portal.accounts.queries import names_of
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.htmx import go_to
from portal.core.pages import page_by_key, render_page
from portal.core.unsent import kept_at
from portal.core.words import N_
from portal.intake.actions import danger as actions
from portal.intake.forms.danger import AcknowledgeForm, DangerForm, DoneForm
from portal.intake.models import DangerAlert
from portal.intake.queries.complaints import list_danger_answers
from portal.intake.queries.danger import get_alert
from portal.intake.queries.danger import list_danger_alerts as select_alerts
from portal.intake.routes.blueprint import bp
from portal.intake.routes.complaints import open_complaint
from portal.intake.rules import danger as rules
from portal.intake.rules.vocabularies import NATURES

ANSWER_FIRST = N_("Ask the danger questions first.")


@bp.get("/complaints/<uuid:complaint_id>/danger")
@guard("intake:danger:answer")
def ask_danger(complaint_id: uuid.UUID):
    """The questions; after an answer, what is to be done stands above them."""
    kept = kept_at(url_for("intake.mark_danger_done", complaint_id=complaint_id))
    return _show(open_complaint(complaint_id, "intake:danger:answer"), DangerForm(), DoneForm(formdata=kept))


@bp.post("/complaints/<uuid:complaint_id>/danger")
@guard("intake:danger:answer")
def answer_danger(complaint_id: uuid.UUID):
    """Keeps the answers; "danger now" is on the supervisors' screens with this answer."""
    complaint, form = open_complaint(complaint_id, "intake:danger:answer", to_change=True), DangerForm()
    if not form.validate_on_submit():
        return _show(complaint, form, DoneForm(formdata=None), 422)
    actions.answer_danger(current_actor(), complaint, form.answers())
    return go_to(url_for("intake.ask_danger", complaint_id=complaint.id))


@bp.post("/complaints/<uuid:complaint_id>/danger/done")
@guard("intake:danger:answer")
def mark_danger_done(complaint_id: uuid.UUID):
    """Adds what was done to the latest asking."""
    complaint, form = open_complaint(complaint_id, "intake:danger:answer", to_change=True), DoneForm()
    answers = list_danger_answers(current_scope(), complaint_id)
    if not answers:
        raise RuleBroken(ANSWER_FIRST)
    if not form.validate_on_submit():
        return _show(complaint, DangerForm(formdata=None), form, 422)
    actions.mark_done(current_actor(), answers[0], form.done.data)
    flash(_("Written down what was done."), "success")
    return go_to(url_for("intake.ask_danger", complaint_id=complaint.id))


def _show(complaint, form: DangerForm, done_form: DoneForm, status: int = 200):
    answers = list_danger_answers(current_scope(), complaint.id)
    latest = answers[0] if answers else None
    due = rules.to_do(latest.answers) if latest else []
    marked = {entry["key"] for entry in latest.done} if latest else set()
    done_form.done.choices = [one for one in done_form.done.choices if one.value in due and one.value not in marked]
    return render_page("intake/ask_danger.html", status=status, complaint=complaint, form=form, done_form=done_form,
                       latest=latest, due=due, marked=marked, to_do=rules.TO_DO, levels=rules.LEVELS,
                       names=names_of({answer.answered_by for answer in answers}), answers=answers)


@bp.get("/danger-alerts")
@guard("intake:danger:acknowledge", query=("after", "before"))
def list_danger_alerts():
    """Matters with danger now that no supervisor has acknowledged."""
    page = page_by_key(db.session, select_alerts(current_scope()), (DangerAlert.raised_at, DangerAlert.id),
                       key_of=lambda row: (row.raised_at, row.id))
    return render_page("intake/list_danger_alerts.html", page=page, natures=NATURES)


@bp.get("/danger-alerts/<uuid:alert_id>")
@guard("intake:danger:acknowledge")
def show_danger_alert(alert_id: uuid.UUID):
    """One alert, to be acknowledged with a note."""
    return _show_alert(get_alert(current_scope(), alert_id), AcknowledgeForm())


@bp.post("/danger-alerts/<uuid:alert_id>")
@guard("intake:danger:acknowledge")
def acknowledge_danger_alert(alert_id: uuid.UUID):
    """Takes the alert off the first page."""
    alert, form = get_alert(current_scope(), alert_id), AcknowledgeForm()
    if not form.validate_on_submit():
        return _show_alert(alert, form, 422)
    actions.acknowledge_alert(current_actor(), alert, form.note.data)
    flash(_("Acknowledged."), "success")
    return go_to(url_for("intake.list_danger_alerts"))


def _show_alert(alert: DangerAlert, form: AcknowledgeForm, status: int = 200):
    complaint = open_complaint(alert.complaint_id)
    answers = list_danger_answers(current_scope(), complaint.id)
    due = rules.to_do(answers[0].answers) if answers else []
    return render_page("intake/show_danger_alert.html", status=status, alert=alert, form=form, complaint=complaint, due=due,
                       to_do=rules.TO_DO, natures=NATURES,
                       marked={entry["key"] for entry in answers[0].done} if answers else set())
