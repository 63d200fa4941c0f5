"""Pages of preventive action: the list, what is due, one action with its timeline, its steps, and the panel of a complaint."""

import uuid

from flask import Blueprint, flash, request, url_for
from flask_babel import gettext as _

from portal.access.guard import current_actor, current_scope, guard, require
from portal.access.policy import holds
from portal.accounts.queries import names_of
from portal.core import clock
from portal.core.db import db
from portal.core.errors import BadRequest, NotFound, RuleBroken
from portal.core.forms import refuse_unknown_fields
from portal.core.htmx import go_to
from portal.core.keys import current_vault
from portal.core.pages import KeyPage, page_by_key, render_page
from portal.core.words import N_
from portal.intake.forms.entry import MOST_PARTIES
from portal.intake.forms.identity import OpenIdentityForm
from portal.intake.models import Complaint
from portal.intake.queries.complaints import find_by_token
from portal.intake.rules.identity import SHOWN_SECONDS
from portal.intake.rules.vocabularies import RELATIONS
from portal.law.queries import pack_of, signed_off
from portal.law.rules.limits import limit_words
from portal.preventive import actions, queries
from portal.preventive.forms import LIST_FILTERS, ActionFilterForm, NewActionForm, StepForm
from portal.preventive.models import PreventiveAction
from portal.preventive.rules.judging import Verdict, judge, offered
from portal.preventive.rules.kinds import KINDS, REPORTED, TITLES, limit_of
from portal.preventive.rules.periods import minutes_left
from portal.preventive.rules.projecting import ITEM_NOTES, ITEMS, alert_values
from portal.preventive.rules.steps import STATES, STEP_TITLES, STEPS, open_steps
from portal.units.queries import codes_for

bp = Blueprint("preventive", __name__)
LIST, READ, WRITE = "preventive:action:list", "preventive:action:read", "preventive:action:write"
WORDS = {"titles": TITLES, "states": STATES, "relations": RELATIONS, "steps": STEP_TITLES}
NO_SUCH_TOKEN = N_("No complaint with this token is in your reach. Compare it with the receipt.")


@bp.get("/preventive")
@guard(LIST, query=(*LIST_FILTERS, "after", "before"))
def list_actions():
    """The actions in reach, the latest first; a filter that is not understood shows nothing, and says why."""
    form = ActionFilterForm()
    is_right = form.validate()
    page = KeyPage(()) if not is_right else page_by_key(
        db.session, queries.select_actions(current_scope(), form.data),
        (PreventiveAction.recorded_at, PreventiveAction.id), key_of=lambda row: (row.recorded_at, row.id))
    return render_page("preventive/list_actions.html", status=200 if is_right else 400, form=form, page=page, words=WORDS,
                       codes=_codes(page))


def _codes(page: KeyPage) -> dict[uuid.UUID, str]:
    return codes_for(current_scope(), (row.unit_id for row in page.items))


@bp.get("/preventive/due")
@guard(LIST, query=("item", "after", "before"))
def list_due():
    """What is due, one item at a time; without a choice the first that has rows."""
    scope = current_scope()
    counts = queries.count_items(scope)
    item = request.args.get("item") or next((name for name in ITEMS if counts[name]), next(iter(ITEMS)))
    if item not in ITEMS:
        raise BadRequest(N_("The address holds a part that this page does not know."))
    column = queries.due_column(item)
    page = page_by_key(db.session, queries.select_due(scope, item), (column, PreventiveAction.id), descending=False,
                       key_of=lambda row: (getattr(row, column.key), row.id))
    now = clock.now()
    left = {row.id: minutes_left(row.release_due_at, now) for row in page.items if row.release_due_at}
    return render_page("preventive/list_due.html", item=item, items=ITEMS, counts=counts, page=page, words=WORDS, left=left,
                       codes=_codes(page), note=_(ITEM_NOTES[item], **alert_values(queries.read_alert_days())), column=column.key)


@bp.route("/preventive/new", methods=["GET", "POST"])
@guard(WRITE)
def new_action():
    """An action that stands on no complaint."""
    return _new(None)


@bp.route("/complaints/<uuid:complaint_id>/preventive/new", methods=["GET", "POST"])
@guard(WRITE)
def new_for_complaint(complaint_id: uuid.UUID):
    """An action in a complaint: its opposite parties are offered, not typed again."""
    return _new(queries.get_matter(current_scope(), complaint_id))


def _new(matter: Complaint | None):
    form = NewActionForm.of(queries.list_known_parties(current_scope(), matter) if matter else None)
    if _rearranged(form):
        return _show_new(form, matter, 200)
    if not form.validate_on_submit():
        return _show_new(form, matter, 422 if form.errors else 200)
    people = form.told()
    if matter is not None:
        relations = {party.person_id: party.relation for party in queries.list_known_parties(current_scope(), matter)}
        people = [{"person_id": (one := uuid.UUID(text)), "relation": relations[one]} for text in form.known.data] + people
        if not form.complainant_reason.data and actions.names_complainant(current_actor(), current_vault(), matter, people):
            form.complainant_reason.errors = [_(actions.BOTH_SIDES)]
            return _show_new(form, matter, 422)
    made = actions.enter_action(
        current_actor(), current_vault(), kind=form.kind.data, reason=form.reason.data, people=people, now=clock.now(),
        matter=matter, authority=form.authority.data or "", reference=form.reference.data or "",
        complainant_reason=form.complainant_reason.data or "" if matter else "")
    flash(_("Entered under number %(number)s.", number=made.number), "success")
    return go_to(url_for("preventive.show_action", action_id=made.id))


def _rearranged(form: NewActionForm) -> bool:
    """Does what the add and remove buttons of the page ask; nothing is saved."""
    if not {"_add", "_remove"} & set(request.form):
        return False
    refuse_unknown_fields(form)
    if "_add" in request.form and len(form.people.entries) < MOST_PARTIES:
        form.people.append_entry()
    if "_remove" in request.form:
        form.people.entries = [entry for entry in form.people.entries if entry.id != request.form["_remove"]]
    return True


def _show_new(form: NewActionForm, matter: Complaint | None, status: int):
    return render_page("preventive/new_action.html", status=status, form=form, matter=matter, kinds=KINDS)


@bp.get("/preventive/new/person")
@guard(WRITE, query=("index",))
def new_person():
    """One more empty block for a person."""
    index = request.args.get("index", "")
    if not index.isascii() or not index.isdigit() or int(index) >= MOST_PARTIES:
        raise BadRequest(N_("No more persons fit on this page."))
    form = NewActionForm(formdata=None)
    form.people.last_index = int(index) - 1
    form.people.append_entry()
    return render_page("preventive/_person.html", form=form)


@bp.get("/preventive/<uuid:action_id>")
@guard(READ)
def show_action(action_id: uuid.UUID):
    """One action: what it is, against how many, its timeline, and the steps that are open."""
    scope = current_scope()
    action = queries.get_action(scope, action_id)
    steps, kind, pack = queries.list_steps(action), KINDS[action.kind], pack_of(action.law_pack_version)
    row = pack.clocks.get(kind.clock_id)
    limit = limit_of(kind, {row.id: row.limit} if row else {})
    is_signed = bool(row and row.needs_check and ("clock", row.id) in signed_off(action.law_pack_version))
    names = names_of({action.recorded_by, action.enquiry_officer_id, *(step.written_by for step in steps)})
    token = queries.token_of(action)
    return render_page(
        "preventive/show_action.html", action=action, kind=kind, steps=steps, names=names, words=WORDS, token=token,
        persons=queries.list_persons(action.id), limit=_limit_said(limit), row=row, is_signed=is_signed,
        open_steps=offered(queries.standing(action, steps), action.state), all_steps=STEPS, today=clock.today(),
        has_report=action.kind in REPORTED,
        left=minutes_left(action.release_due_at, clock.now()) if action.release_due_at else None)


def _limit_said(limit: str) -> str:
    sentence, number = limit_words(limit) if limit else ("", 0)
    return _(sentence, n=number) if sentence else ""


@bp.get("/preventive/<uuid:action_id>/earlier")
@guard(READ)
def list_earlier(action_id: uuid.UUID):
    """Other actions against the same people, or men of the same name or phone."""
    scope = current_scope()
    action = queries.get_action(scope, action_id)
    others = queries.list_others_against(scope, current_vault(), [one.person_id for one in queries.list_persons(action.id)],
                                         except_action=action.id)
    return render_page("preventive/list_earlier.html", fragment="preventive/_others.html", action=action, others=others,
                       words=WORDS)


@bp.route("/preventive/<uuid:action_id>/steps/<step>", methods=["GET", "POST"])
@guard(WRITE, query=("token",))
def add_step(action_id: uuid.UUID, step: str):
    """One step. The impossible is refused beside its field, what is only out of order is asked once more."""
    action = queries.get_action(current_scope(), action_id, to_change=request.method == "POST")
    require(WRITE, action)
    kind = KINDS[action.kind]
    wanted = next((one for one in open_steps(kind.family, action.state) if one.code == step), None)
    if step not in STEPS:
        raise NotFound()
    if wanted is None:
        raise RuleBroken(N_("This step is not open now; look at the state of the action and at what was written before."))
    form, verdict, matter = StepForm.of(wanted), Verdict((), ()), None
    if request.method == "GET" and "matter_token" in form:
        form.matter_token.data = request.args.get("token", "")
    is_right = form.validate_on_submit()
    if form.is_submitted() and not form.errors.keys() & {"happened_on", "happened_at_hour"}:
        verdict, matter = _judged(action, step, form), _new_matter(form)
        if form.take(verdict, queries.spoken) and is_right and not form.errors:
            _write(action, step, form, matter)
            flash(_("Written down."), "success")
            return go_to(url_for("preventive.show_action", action_id=action.id))
    return render_page("preventive/add_step.html", status=422 if form.errors else 200, form=form, action=action, step=wanted,
                       kind=kind, warnings=[_(sentence, **queries.spoken(values)) for sentence, values in verdict.warnings])


def _judged(action: PreventiveAction, step: str, form: StepForm) -> Verdict:
    happened = form.happened_at()
    return judge(queries.standing(action), step, form.typed(), happened_at=happened, day=clock.to_ist(happened).date(),
                 now=clock.now())


def _new_matter(form: StepForm) -> Complaint | None:
    """The complaint whose token was typed; a token of nothing is a mistake beside the field."""
    text = form.matter_token.data if "matter_token" in form else ""
    if not text:
        return None
    found = find_by_token(current_scope(), text)
    if not found:
        form.matter_token.errors = [_(NO_SUCH_TOKEN)]
    return found[0] if found else None


def _write(action: PreventiveAction, step: str, form: StepForm, matter: Complaint | None) -> None:
    actions.write_step(current_actor(), action, step, form.typed(), happened_at=form.happened_at(), evidence=form.evidence.data,
                       now=clock.now(), note=form.note.data or "", late_reason=form.late_reason.data or "", new_matter=matter)


@bp.route("/preventive/<uuid:action_id>/persons", methods=["GET", "POST"])
@guard("preventive:person:open")
def open_persons(action_id: uuid.UUID):
    """Asks for what, writes the opening down, then shows for a minute who it is against."""
    action, form = queries.get_action(current_scope(), action_id), OpenIdentityForm()
    back = url_for("preventive.show_action", action_id=action.id)
    if not form.validate_on_submit():
        return render_page("preventive/ask_persons.html", status=422 if form.errors else 200, action=action, form=form)
    actions.record_opening(current_actor(), action, form.reason.data, form.other.data or "", clock.now())
    response = render_page("preventive/open_persons.html", action=action, words=WORDS, seconds=SHOWN_SECONDS,
                           people=queries.open_persons(current_scope(), current_vault(), action))
    response.headers["Refresh"] = f"{SHOWN_SECONDS}; url={back}"
    return response


@bp.get("/complaints/<uuid:complaint_id>/preventive")
@guard(LIST)
def show_for_complaint(complaint_id: uuid.UUID):
    """The actions taken in a complaint, and bonds in force against its opposite parties from elsewhere."""
    scope = current_scope()
    matter = queries.get_matter(scope, complaint_id)
    require(LIST, matter)
    parties = [party.person_id for party in queries.list_known_parties(scope, matter)]
    others = queries.list_others_against(scope, current_vault(), parties, except_complaint=matter.id)
    now = clock.now()
    return render_page("preventive/show_for_complaint.html", fragment="preventive/_of_complaint.html", matter=matter,
                       rows=queries.list_of_complaint(scope, matter.id), words=WORDS, may_open=holds(current_actor(), READ),
                       bound=[row for row in others if queries.is_in_force(row, now)])
