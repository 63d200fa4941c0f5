"""The entry page: one page for whoever comes, and further matters of the same visit."""

import re
import uuid
from collections.abc import Mapping
from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _
from werkzeug.datastructures import MultiDict

from portal.access.guard import current_actor, current_scope, guard
from portal.access.policy import holds
from portal.accounts import limits
from portal.audit import trail
from portal.core.errors import BadRequest, NotFound
from portal.core.feature import Origin, Told, find_origin
from portal.core.forms import refuse_unknown_fields
from portal.core.htmx import go_to, wants_fragment
from portal.core.keys import current_vault
from portal.core.pages import render_page
from portal.core.words import N_
from portal.intake.actions.complaints import register_complaint
from portal.intake.actions.drafts import drop_draft
from portal.intake.actions.visits import register_visit
from portal.intake.forms.entry import MOST_PARTIES, EntryForm, MatterForm
from portal.intake.queries import people
from portal.intake.queries.complaints import find_waiting_receipt
from portal.intake.queries.drafts import draft_saved_at, open_draft
from portal.intake.queries.visits import get_visit
from portal.intake.routes.blueprint import bp
from portal.intake.rules.entry import PLAN_MOVED, SAY_CHANGE
from portal.intake.rules.vocabularies import NATURES
from portal.persons.rules.identity import MAY_CALL
from portal.units.queries import kendra_of

ENTRY_DRAFT = "intake-entry"
RECEIPT_FIRST = N_("First hand over this receipt: the woman of your last entry has not got it yet.")
IS_COMPLAINT = N_("A complaint was made of this already.")
ONLY_COMPLAINT = N_("This was taken up as a complaint; choose complaint here, or leave it where it was told.")
SHORTEST_SEARCH = 3
WORDS = {"natures": NATURES, "may_call": MAY_CALL}


def matter_draft(visit_id: uuid.UUID) -> str:
    """The key of the draft of a further matter."""
    return f"intake-matter-{visit_id}"


def entry_draft(origin: str) -> str:
    """The key of the draft of the entry page; a matter told elsewhere (*origin*) has one of its own."""
    return f"{ENTRY_DRAFT}-{origin}" if origin else ENTRY_DRAFT


def own_draft_of(path: str) -> str:
    """The key of the draft that the page at *path* keeps and offers by itself; an empty text for other pages."""
    if path == "/intake/new":
        return ENTRY_DRAFT
    found = re.fullmatch(r"/visits/([0-9a-f-]{36})/matters/new", path)
    return matter_draft(uuid.UUID(found[1])) if found else ""


@bp.get("/intake/new")
@guard("intake:visit:add", query=("draft", "origin"))
def new_entry():
    """The page, empty or with what was told elsewhere; the one begun earlier is offered first, and a receipt that waits goes
    before everything."""
    origin = request.args.get("origin", "")
    told = _told(origin)
    if told and told.is_complaint:
        flash(_(IS_COMPLAINT), "warning")
        return redirect(told.url, code=303)
    begun = _begin(EntryForm, entry_draft(origin), origin=origin)
    return begun or _show_entry(_fresh(EntryForm, entry_draft(origin), {**told.values, "origin": origin} if told else {}))


@bp.post("/intake/new")
@guard("intake:visit:add")
def add_entry():
    """Registers the visit and, if it is one, the complaint. Other buttons of the page only rearrange it."""
    form = EntryForm()
    if wants_fragment() and request.form.get("_who") is not None and not form.purpose.raw_data:
        return render_page("intake/new_entry.html", fragment="intake/_matches.html", form=form, words=WORDS, **_search())
    if _rearranged(form):
        return _show_entry(form)
    is_right = form.validate_on_submit()
    if not _month_is_open(form) or not is_right or not _woman_is_known(form) or not _origin_is_open(form):
        return _show_entry(form, 422)
    actor, vault, values = current_actor(), current_vault(), form.values()
    values["person_id"] = uuid.UUID(form.person_id.data) if form.person_id.data else None
    visit = register_visit(actor, vault, values, form.not_told())
    drop_draft(actor, entry_draft(form.origin.data or ""))
    if visit.purpose != "complaint":
        flash(_("Entered in the visitor register under number %(serial)s.", serial=visit.serial), "success")
        return go_to(url_for("intake.list_visits"))
    complaint = register_complaint(actor, vault, visit, values, form.not_told())
    if form.origin.data:
        origin, record_id = _origin(form.origin.data)
        origin.tie(actor, record_id, complaint.id)
    return go_to(url_for("intake.receipt_step", complaint_id=complaint.id))


@bp.get("/visits/<uuid:visit_id>/matters/new")
@guard("intake:visit:add", query=("draft",))
def new_matter(visit_id: uuid.UUID):
    """One more matter of the same visit, with a token of its own."""
    visit = get_visit(current_scope(), visit_id)
    key = matter_draft(visit_id)
    return _begin(MatterForm, key, visit) or _show_matter(visit, _fresh(MatterForm, key))


@bp.post("/visits/<uuid:visit_id>/matters/new")
@guard("intake:visit:add")
def add_matter(visit_id: uuid.UUID):
    """Registers the further matter."""
    visit, form = get_visit(current_scope(), visit_id), MatterForm()
    if _rearranged(form):
        return _show_matter(visit, form)
    is_right = form.validate_on_submit()
    if not form.fits_month(("complaints",), visit.unit_id, visit.arrived_at) or not is_right:
        return _show_matter(visit, form, 422)
    actor = current_actor()
    complaint = register_complaint(actor, current_vault(), visit, form.values(), form.not_told())
    drop_draft(actor, matter_draft(visit_id))
    return go_to(url_for("intake.receipt_step", complaint_id=complaint.id))


@bp.get("/intake/new/party")
@guard("intake:visit:add", query=("index",))
def new_party():
    """One more empty block for an opposite party."""
    index = request.args.get("index", "")
    if not index.isascii() or not index.isdigit() or int(index) >= MOST_PARTIES:
        raise BadRequest(N_("No more opposite parties fit on this page. Enter the others as a further matter."))
    form = MatterForm(formdata=None)
    form.parties.last_index = int(index) - 1
    form.parties.append_entry()
    return render_page("intake/_party.html", form=form)


def _begin(kind, draft_key: str, visit=None, origin: str = ""):
    """What goes before an empty page: a receipt that waits, or a draft on offer; None when there is neither."""
    scope = current_scope()
    waiting = find_waiting_receipt(scope, except_visit=visit.id if visit else None)
    if waiting is not None:
        flash(_(RECEIPT_FIRST), "warning")
        return redirect(url_for("intake.receipt_step", complaint_id=waiting), code=303)
    saved_at = None if request.args.get("draft") else draft_saved_at(scope, draft_key)
    if saved_at is None:
        return None
    return render_page("intake/offer_draft.html", draft_key=draft_key, saved_at=saved_at, is_entry=visit is None,
                       origin=origin or None)


def _fresh(kind, draft_key: str, values: Mapping[str, Any] | None = None):
    """The form, with *values* or, when the reader asked to continue, the draft in it."""
    draft = open_draft(current_scope(), current_vault(), draft_key) if request.args.get("draft") else None
    return kind(formdata=MultiDict(draft.pairs) if draft else None, data=values)


def _origin(text: str) -> tuple[Origin, uuid.UUID]:
    """Where the matter was told before; NotFound when there is no such place or it is not the reader's."""
    found = find_origin(text)
    if found is None or not holds(current_actor(), found[0].permission):
        raise NotFound
    return found


def _told(text: str, *, for_change: bool = False) -> Told | None:
    """What was told there; None for a matter that was told nowhere before."""
    if not text:
        return None
    origin, record_id = _origin(text)
    return origin.read(current_scope(), record_id, for_change=for_change)


def _origin_is_open(form: EntryForm) -> bool:
    """Whether a complaint may be made of what was told elsewhere; it stays locked until it is."""
    told = _told(form.origin.data or "", for_change=True)
    if told is None:
        return True
    if told.is_complaint:
        form.form_errors.append(_(IS_COMPLAINT))
    elif form.purpose.data != "complaint":
        form.purpose.errors = [_(ONLY_COMPLAINT)]
    return not told.is_complaint and form.purpose.data == "complaint"


def _month_is_open(form: EntryForm) -> bool:
    """Whether the day of receipt lies in a month that is still open, or the officer has read that it is closed."""
    if form.received_on.errors or form.received_at.errors:
        return True  # the day is to be corrected first
    keys = ("visitors", "complaints") if form.purpose.data == "complaint" else ("visitors",)
    return form.fits_month(keys, kendra_of(current_scope()), form.values()["received_at"], form.received_on)


def _show_entry(form: EntryForm, status: int = 200):
    scope, vault = current_scope(), current_vault()
    chosen = people.get_chosen(scope, vault, form.person_id.data or "")
    plan = people.get_closed_plan(scope, vault, chosen.person_id) if chosen else None
    if plan and form.plan_version.data != str(plan.version):  # chosen just now, or changed while this page was open
        form.plan_version.data, form.may_call.data, form.plan_answer.data = str(plan.version), plan.may_call, None
    origin = form.origin.data or ""
    return render_page("intake/new_entry.html", status=status, form=form, chosen=chosen, plan=plan, told=_told(origin),
                       told_where=_origin(origin)[0].label if origin else "", draft_key=entry_draft(origin), words=WORDS,
                       **(_search() if chosen is None else {"who": "", "found": None}))


def _show_matter(visit, form: MatterForm, status: int = 200):
    return render_page("intake/new_matter.html", status=status, form=form, visit=visit, draft_key=matter_draft(visit.id))


def _search() -> dict:
    """What the search box says: the text, the women found, and whether there are more beyond the reader's reach."""
    who = request.form.get("_who", "").strip()
    if len(who) < SHORTEST_SEARCH:
        return {"who": who, "found": None}
    limits.spend(current_actor(), "search")
    found = people.find_women(current_scope(), current_vault(), who)
    trail.record_read(current_actor(), "intake:people:searched", letters=len(who), hits=len(found.women))
    return {"who": who, "found": found}


def _woman_is_known(form: EntryForm) -> bool:
    """Whether the woman chosen, if any, is one the reader may choose, and was asked about the plan that is in force."""
    scope, vault, wanted = current_scope(), current_vault(), form.person_id.data or ""
    chosen = people.get_chosen(scope, vault, wanted) if wanted else None
    if wanted and chosen is None:
        form.person_id.errors = [_("This woman cannot be chosen. Search for her again.")]
    elif chosen and form.plan_version.data != str(people.get_closed_plan(scope, vault, chosen.person_id).version):
        form.plan_answer.errors = [_(PLAN_MOVED)]
    elif chosen and form.plan_answer.data == "changed" and not people.says_change(scope, vault, chosen.person_id, form.values()):
        form.plan_answer.errors = [_(SAY_CHANGE)]
    else:
        return True
    return False


def _rearranged(form: MatterForm) -> bool:
    """Does what one of the page's other buttons asks: find, choose, add or remove a party. Nothing is saved."""
    pressed = {name for name in ("_find", "_choose", "_add", "_remove") if name in request.form}
    if not pressed:
        return False
    refuse_unknown_fields(form)
    if "_choose" in pressed and isinstance(form, EntryForm):
        form.person_id.data = request.form["_choose"]
    if "_add" in pressed and len(form.parties.entries) < MOST_PARTIES:
        form.parties.append_entry()
    if "_remove" in pressed:
        form.parties.entries = [entry for entry in form.parties.entries if entry.id != request.form["_remove"]]
    return True
