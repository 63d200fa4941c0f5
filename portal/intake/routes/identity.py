"""Opening identities: with a relation and a reason, in an emergency with an alert, and the officers above who review."""

import uuid

from flask import Response, current_app, flash, url_for
from flask_babel import gettext as _

from portal.access.guard import current_actor, current_scope, guard
from portal.access.policy import holds
from portal.accounts.limits import WHAT
from portal.accounts.queries import names_of
from portal.audit import trail
from portal.audit.models import TrailEntry
from portal.audit.words import ACTIONS
from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.htmx import go_to
from portal.core.keys import current_vault
from portal.core.pages import page_by_key, render_page
from portal.intake.actions import identity as actions
from portal.intake.forms.identity import (
    OPENING_FILTERS,
    BreakGlassForm,
    ExplainedOpeningForm,
    OpenIdentityForm,
    OpeningFilterForm,
    ReleaseForm,
    ReviewForm,
)
from portal.intake.models import Complaint, IdentityOpening
from portal.intake.queries import identity as queries
from portal.intake.routes.blueprint import bp
from portal.intake.routes.complaints import WORDS, open_complaint
from portal.intake.rules import identity as rules
from portal.persons.rules.identity import KINSHIP, MAY_CALL

RELATED = "intake:identity:open"
EMERGENCY = "intake:identity:break_glass"


@bp.get("/complaints/<uuid:complaint_id>/identity")
@guard(RELATED)
def ask_identity(complaint_id: uuid.UUID):
    """Asks for what; nothing of her is on this page."""
    complaint = open_complaint(complaint_id, RELATED)
    return _ask(complaint, _form_for(complaint), "open_identity")


@bp.post("/complaints/<uuid:complaint_id>/identity")
@guard(RELATED)
def open_identity(complaint_id: uuid.UUID):
    """Writes the opening down, then shows the identity for a minute; the commit comes before the first byte."""
    return _open(open_complaint(complaint_id, RELATED), "open_identity", None)


@bp.get("/complaints/<uuid:complaint_id>/emergency")
@guard(EMERGENCY)
def ask_emergency(complaint_id: uuid.UUID):
    """Asks why the identity is needed now; while the hour lasts, for what it is opened this time."""
    complaint, now = _without_relation(complaint_id), clock.now()
    glass = queries.find_glass(current_scope(), complaint_id, now)
    if glass is not None:
        return _ask(complaint, OpenIdentityForm(), "open_in_emergency", glass)
    return render_page("intake/ask_emergency.html", complaint=complaint, form=BreakGlassForm())


@bp.post("/complaints/<uuid:complaint_id>/emergency")
@guard(EMERGENCY)
def break_glass(complaint_id: uuid.UUID):
    """Begins the hour; the officers above see it from this moment."""
    complaint, form = _without_relation(complaint_id), BreakGlassForm()
    if not form.validate_on_submit():
        return render_page("intake/ask_emergency.html", status=422, complaint=complaint, form=form)
    actions.break_glass(current_actor(), complaint, form.category.data, form.reason.data, clock.now())
    flash(_("Open to you for one hour. The officers above you have been told."), "warning")
    return go_to(url_for("intake.ask_emergency", complaint_id=complaint_id))


@bp.post("/complaints/<uuid:complaint_id>/emergency/identity")
@guard(EMERGENCY)
def open_in_emergency(complaint_id: uuid.UUID):
    """As open_identity, within the hour of an emergency opening."""
    complaint = _without_relation(complaint_id)
    glass = queries.find_glass(current_scope(), complaint_id, clock.now())
    if glass is None:
        raise RuleBroken(rules.NO_GLASS)
    return _open(complaint, "open_in_emergency", glass)


@bp.get("/identity-openings")
@guard("intake:identity:review", query=(*OPENING_FILTERS, "after", "before"))
def list_openings():
    """Emergency openings by officers below; those that wait first."""
    form, scope = OpeningFilterForm(), current_scope()
    form.validate()
    page = page_by_key(db.session, queries.list_openings(scope, only_waiting=form.only_waiting()),
                       (IdentityOpening.opened_at, IdentityOpening.id), key_of=lambda row: (row[0].opened_at, row[0].id))
    names = names_of({who for opening, _ in page.items for who in (opening.user_id, opening.reviewed_by)} - {None})
    return render_page("intake/list_openings.html", form=form, page=page, names=names, categories=rules.CATEGORIES | rules.OF_LOT,
                       review_due=rules.review_due, now=clock.now())


@bp.get("/identity-openings/<uuid:opening_id>")
@guard("intake:identity:review")
def show_opening(opening_id: uuid.UUID):
    """One emergency opening with the form of its review."""
    return _opening(queries.get_opening(current_scope(), opening_id), ReviewForm())


@bp.post("/identity-openings/<uuid:opening_id>")
@guard("intake:identity:review")
def review_opening(opening_id: uuid.UUID):
    """Keeps what the officer above found."""
    opening, form = queries.get_opening(current_scope(), opening_id), ReviewForm()
    if not form.validate_on_submit():
        return _opening(opening, form, 422)
    actions.review_opening(current_actor(), opening, form.note.data, clock.now())
    flash(_("The review is kept."), "success")
    return go_to(url_for("intake.list_openings"))


@bp.get("/complaints/<uuid:complaint_id>/looks")
@guard("intake:look:list")
def list_looks(complaint_id: uuid.UUID):
    """Who looked at the matter, when and for what; this look is written down too."""
    complaint = open_complaint(complaint_id, "intake:look:list")
    entries = queries.list_looks(current_scope(), complaint_id)
    trail.record_read(current_actor(), "intake:look:listed", subject=("complaint", complaint.id), unit_id=complaint.unit_id)
    return render_page("intake/list_looks.html", complaint=complaint, entries=entries, actions=ACTIONS,
                       who={str(one): name for one, name in names_of({entry.user_id for entry in entries}).items()},
                       reasons=rules.REASONS | rules.OF_CORRECTION | rules.CATEGORIES)


@bp.get("/identity-openings/limits")
@guard("intake:identity:review", query=("after", "before"))
def list_overruns():
    """Limits and quotas that officers below have reached in the last seven days."""
    page = page_by_key(db.session, queries.select_overruns(current_scope(), clock.now()), (TrailEntry.at, TrailEntry.id),
                       key_of=lambda row: (row.at, row.id))
    return render_page("intake/list_overruns.html", page=page, what=WHAT, since=rules.shift_began(clock.now()),
                       over_quota=queries.OVER_QUOTA, may_grant=rules.may_grant,
                       names={str(one): name for one, name in names_of({row.user_id for row in page.items}).items()})


@bp.route("/identity-openings/limits/<uuid:officer_id>", methods=["GET", "POST"])
@guard("intake:identity:release")
def release_quota(officer_id: uuid.UUID):
    """Grants more openings in the present shift to an officer whose quota is used up."""
    now, form = clock.now(), ReleaseForm()
    refusal = queries.get_over_quota(current_scope(), officer_id, now)
    if form.validate_on_submit():
        actions.release_quota(current_actor(), refusal, form.reason.data, now)
        flash(_("Granted. She can go on now."), "success")
        return go_to(url_for("intake.list_overruns"))
    return render_page("intake/release_quota.html", status=422 if form.is_submitted() else 200, form=form, refusal=refusal,
                       more=rules.MORE, name=names_of({officer_id}).get(officer_id, ""))


def _without_relation(complaint_id: uuid.UUID) -> Complaint:
    complaint = open_complaint(complaint_id, EMERGENCY)
    if holds(current_actor(), RELATED, complaint):
        raise RuleBroken(rules.HAS_RELATION)
    return complaint


def _ask(complaint: Complaint, form: OpenIdentityForm, endpoint: str, glass: IdentityOpening | None = None,
         status: int = 200):
    return render_page("intake/ask_identity.html", status=status, complaint=complaint, form=form, glass=glass,
                       action=url_for(f"intake.{endpoint}", complaint_id=complaint.id))


def _form_for(complaint: Complaint, glass: IdentityOpening | None = None) -> OpenIdentityForm:
    """An emergency is reviewed anyway."""
    return OpenIdentityForm() if glass else form_of_opening(complaint.id)


def form_of_opening(subject_id: uuid.UUID) -> OpenIdentityForm:
    """The form of the actor's next opening of a complaint or case: the lot chooses some to be explained."""
    is_drawn = queries.is_next_drawn(current_actor(), subject_id, str(current_app.secret_key).encode())
    return ExplainedOpeningForm() if is_drawn else OpenIdentityForm()


def _open(complaint: Complaint, endpoint: str, glass: IdentityOpening | None) -> Response:
    form, now, actor = _form_for(complaint, glass), clock.now(), current_actor()
    if not form.validate_on_submit():
        return _ask(complaint, form, endpoint, glass, 422)
    is_drawn = isinstance(form, ExplainedOpeningForm)
    lot = (actions.explain_opening(actor, ("complaint", complaint.id), complaint.unit_id, form.explanation.data, now)
           if is_drawn else None)
    actions.record_opening(actor, complaint, form.reason.data, form.other.data or "", now, glass=glass, lot=lot)
    shown = queries.open_identity(current_scope(), current_vault(), complaint.id)
    response = render_page("intake/open_identity.html", complaint=complaint, shown=shown, glass=glass, kinship=KINSHIP,
                           may_call=MAY_CALL, words=WORDS, seconds=rules.SHOWN_SECONDS)
    return goes_back(response, url_for("intake.show_complaint", complaint_id=complaint.id))


def goes_back(response: Response, url: str, seconds: int = rules.SHOWN_SECONDS) -> Response:
    """The browser itself leaves the page after *seconds*, also without script (a header, so nothing is inline)."""
    response.headers["Refresh"] = f"{seconds}; url={url}"
    return response


def _opening(opening: IdentityOpening, form: ReviewForm, status: int = 200):
    return render_page("intake/show_opening.html", status=status, opening=opening, form=form,
                       names=names_of({opening.user_id, opening.reviewed_by} - {None}), lot=rules.DRAWN,
                       categories=rules.CATEGORIES | rules.OF_LOT, due=rules.review_due(opening.opened_at, opening.category),
                       looks=queries.list_looks_under(current_scope(), opening))
