"""Correcting who the people of a matter are: each page that shows them comes by POST and is in the trail as an opening."""

import uuid
from collections.abc import Callable, Mapping
from typing import Any

from flask import Response, flash, url_for
from flask_babel import gettext as _

from portal.access.guard import current_actor, current_scope, guard
from portal.accounts.queries import names_of
from portal.core import clock
from portal.core.errors import InvalidValues, RuleBroken, StaleEdit
from portal.core.htmx import go_to
from portal.core.keys import current_vault
from portal.core.pages import render_page
from portal.core.unsent import kept_at
from portal.intake.actions import parties as actions
from portal.intake.actions.identity import record_opening
from portal.intake.forms.people import NewPartyForm, PartyCorrectionForm, WithdrawForm, WomanForm
from portal.intake.models import Complaint, OppositeParty
from portal.intake.queries import identity as queries
from portal.intake.queries import people_changes as changes
from portal.intake.queries.complaints import list_parties
from portal.intake.routes.blueprint import bp
from portal.intake.routes.complaints import WORDS, open_complaint
from portal.intake.routes.identity import goes_back
from portal.intake.rules import people as rules
from portal.intake.rules.corrections import Piece, difference
from portal.intake.rules.identity import CORRECTED_SECONDS, CORRECTION

CORRECT = "intake:identity:correct"


@bp.get("/complaints/<uuid:complaint_id>/people")
@guard(CORRECT)
def ask_people(complaint_id: uuid.UUID):
    """What may be opened to correct it, and what was corrected so far; nothing of the people is on this page."""
    complaint, scope = open_complaint(complaint_id, CORRECT), current_scope()
    done = changes.list_people_changes(scope, complaint)
    return render_page("intake/ask_people.html", complaint=complaint, parties=list_parties(scope, complaint_id), done=done,
                       words=WORDS, names=names_of({change.by for change in done}), minutes=CORRECTED_SECONDS // 60)


@bp.post("/complaints/<uuid:complaint_id>/people/woman/open")
@guard(CORRECT)
def open_woman(complaint_id: uuid.UUID):
    """Writes the opening down, then shows what is recorded of her, to be corrected."""
    complaint = open_complaint(complaint_id, CORRECT)
    record_opening(current_actor(), complaint, CORRECTION, "", clock.now())
    now = queries.get_woman(current_scope(), current_vault(), complaint)
    state = rules.woman_state(now.identity, now.plan)
    return _show_woman(complaint, WomanForm(formdata=kept_at(url_for("intake.correct_woman", complaint_id=complaint_id)),
                                            data={**state, "version": now.mark}), now=now)


@bp.post("/complaints/<uuid:complaint_id>/people/woman")
@guard(CORRECT)
def correct_woman(complaint_id: uuid.UUID):
    """Keeps what was recorded before as a version; when someone else was faster, both texts come back."""
    complaint, form = open_complaint(complaint_id, CORRECT, to_change=True), WomanForm()
    if not form.validate_on_submit():
        return _show_woman(complaint, form, 422)
    actor, vault = current_actor(), current_vault()
    now = queries.get_woman(actor.scope, vault, complaint)
    status = _try(form, now.mark, lambda: actions.correct_woman(actor, vault, complaint, now, form.told(), form.reason.data))
    if status == 409:
        return _show_woman(complaint, form, 409, now, _conflicts(complaint, rules.OF_WOMAN,
                                                                 rules.woman_state(now.identity, now.plan), form.told()))
    return _show_woman(complaint, form, status) if status else _kept(complaint, _("Corrected. What was there before is kept."))


@bp.post("/complaints/<uuid:complaint_id>/people/<uuid:party_id>/open")
@guard(CORRECT)
def open_party(complaint_id: uuid.UUID, party_id: uuid.UUID):
    """As open_woman, for an opposite party."""
    complaint, scope = open_complaint(complaint_id, CORRECT), current_scope()
    party = queries.get_party(scope, complaint_id, party_id)
    record_opening(current_actor(), complaint, CORRECTION, "", clock.now())
    now = queries.open_party(scope, current_vault(), party)
    state = rules.party_state(now.relation, now.identity)
    return _show_party(complaint, party, PartyCorrectionForm(
        formdata=kept_at(url_for("intake.correct_party", complaint_id=complaint_id, party_id=party_id)),
        data={**state, "version": now.mark}), now=now)


@bp.post("/complaints/<uuid:complaint_id>/people/<uuid:party_id>")
@guard(CORRECT)
def correct_party(complaint_id: uuid.UUID, party_id: uuid.UUID):
    """As correct_woman, for an opposite party."""
    complaint, form = open_complaint(complaint_id, CORRECT, to_change=True), PartyCorrectionForm()
    actor, vault = current_actor(), current_vault()
    party = queries.get_party(actor.scope, complaint_id, party_id)
    if not form.validate_on_submit():
        return _show_party(complaint, party, form, 422)
    now = queries.open_party(actor.scope, vault, party)
    status = _try(form, now.mark, lambda: actions.correct_party(actor, vault, complaint, now, form.told(), form.reason.data))
    if status == 409:
        return _show_party(complaint, party, form, 409, now, _conflicts(
            complaint, rules.OF_PARTY, rules.party_state(now.relation, now.identity), form.told()))
    if status:
        return _show_party(complaint, party, form, status)
    return _kept(complaint, _("Corrected. What was there before is kept."))


@bp.route("/complaints/<uuid:complaint_id>/people/new", methods=["GET", "POST"])
@guard(CORRECT)
def add_party(complaint_id: uuid.UUID):
    """One more opposite party, with the reason."""
    form = NewPartyForm()
    complaint = open_complaint(complaint_id, CORRECT, to_change=form.is_submitted())
    if form.validate_on_submit():
        try:
            actions.add_party(current_actor(), current_vault(), complaint, form.told(), form.reason.data)
            return _kept(complaint, _("The opposite party is added."))
        except InvalidValues as wrong:
            form.add_faults(wrong.faults)
    return render_page("intake/add_party.html", status=422 if form.errors else 200, complaint=complaint, form=form)


@bp.route("/complaints/<uuid:complaint_id>/people/<uuid:party_id>/withdraw", methods=["GET", "POST"])
@guard(CORRECT)
def withdraw_party(complaint_id: uuid.UUID, party_id: uuid.UUID):
    """Strikes an opposite party through, with the reason."""
    form = WithdrawForm()
    complaint = open_complaint(complaint_id, CORRECT, to_change=form.is_submitted())
    party = queries.get_party(current_scope(), complaint_id, party_id)
    if form.validate_on_submit():
        actions.withdraw_party(current_actor(), complaint, party, form.reason.data)
        return _kept(complaint, _("The opposite party is struck through. The line stays."))
    return render_page("intake/withdraw_party.html", status=422 if form.errors else 200, complaint=complaint, party=party,
                       form=form, words=WORDS)


def _try(form: WomanForm | PartyCorrectionForm, mark: str, act: Callable[[], None]) -> int:
    """Does *act* unless the record moved on since *form* was shown: 0 done, 409 moved on, 422 refused for what the form says."""
    try:
        form.check_version(mark)
        act()
    except StaleEdit:
        form.version.data = mark
        return 409
    except InvalidValues as wrong:
        form.add_faults(wrong.faults)
        return 422
    except RuleBroken as refusal:
        form.form_errors.append(_(refusal.sentence))
        return 422
    return 0


def _kept(complaint: Complaint, sentence: str) -> Response:
    flash(sentence, "success")
    return go_to(url_for("intake.ask_people", complaint_id=complaint.id))


def _show_woman(complaint: Complaint, form: WomanForm, status: int = 200, now: queries.WomanNow | None = None, conflicts=None):
    """The form; what was there before stands below it only when this very page is written down as an opening (*now*)."""
    earlier = changes.list_woman_changes(current_scope(), current_vault(), complaint, now) if now else []
    return _form_page("intake/correct_woman.html", status, complaint, form, conflicts, rules.OF_WOMAN, earlier)


def _show_party(complaint: Complaint, party: OppositeParty, form: PartyCorrectionForm, status: int = 200,
                now: queries.PartyNow | None = None, conflicts=None):
    """As _show_woman."""
    earlier = changes.list_party_changes(current_scope(), current_vault(), now) if now else []
    return _form_page("intake/correct_party.html", status, complaint, form, conflicts, rules.OF_PARTY, earlier, party=party)


def _form_page(template: str, status: int, complaint: Complaint, form, conflicts, labels: Mapping[str, str],
               earlier: list[changes.OpenChange], **more: Any) -> Response:
    told = [(change, _differences(labels, change.earlier, change.later)) for change in earlier]
    response = render_page(template, status=status, complaint=complaint, form=form, conflicts=conflicts, earlier=told,
                           names=names_of({change.by for change in earlier}), minutes=CORRECTED_SECONDS // 60, **more)
    return goes_back(response, url_for("intake.ask_people", complaint_id=complaint.id), CORRECTED_SECONDS)


def _conflicts(complaint: Complaint, labels: Mapping[str, str], now: Mapping[str, Any], mine: Mapping[str, Any]):
    """What differs between the record and the form. It shows the record again, so it is one more opening, kept though refused."""
    record_opening(current_actor(), complaint, CORRECTION, "", clock.now(), kind="read")
    return _differences(labels, now, mine)


def _differences(labels: Mapping[str, str], earlier: Mapping[str, Any],
                 later: Mapping[str, Any]) -> list[tuple[str, list[Piece]]]:
    """(label, pieces) for every field that differs, in the reader's words."""
    def said(name: str, value: Any) -> str:
        text = rules.shown(name, value)
        return ", ".join(_(part) for part in text if part) if isinstance(text, list) else text
    return [(labels[name], difference(said(name, earlier.get(name)), said(name, later[name])))
            for name in rules.changed(earlier, later)]
