"""Pages of printing: choose, print, fetch the bytes, the log, and verification by anyone."""

import uuid

from flask import Blueprint, Response, g, redirect, request, url_for
from flask_babel import force_locale, gettext

from portal.access.guard import current_actor, current_scope, guard, public, require
from portal.accounts import limits
from portal.accounts.apart import own_transaction
from portal.accounts.fresh import is_proved, prove_first, proved_lately_for
from portal.accounts.queries import names_of
from portal.audit import trail
from portal.audit.queries import holds_link
from portal.core import clock, space
from portal.core.db import db
from portal.core.errors import BadRequest
from portal.core.forms import refuse_unknown_fields
from portal.core.htmx import go_to
from portal.core.keys import current_vault
from portal.core.pages import page_by_key, render_page
from portal.core.settings import is_demo
from portal.core.transactions import reading_first
from portal.core.words import N_
from portal.printing import actions, queries, rules
from portal.printing.forms import PrintForm, VerifyForm
from portal.printing.models import PaperCopy

bp = Blueprint("printing", __name__)
ARGUMENTS = ("register", "from_on", "to_on", "first_page", "on", "duty", "milestone")


def _wish(document_key: str, subject_id: uuid.UUID, form: PrintForm) -> actions.Wish:
    document = queries.get_document(document_key)
    arguments = {name: request.args[name] for name in document.arguments if request.args.get(name)}
    if set(request.args) - set(document.arguments):
        raise BadRequest(N_("The address holds a part that this page does not know."))
    is_open = bool(form.is_open.data and document.has_open_copy)
    return actions.Wish(document, subject_id, form.language.data or "both", is_open, form.reason.data or "", arguments)


def _build(wish: actions.Wish, *, is_open: bool):
    """What the paper says; NotFound or Forbidden for whom it is not."""
    options = {"language": wish.language, "is_open": wish.is_open, "reason": wish.reason, "arguments": wish.arguments}
    with force_locale("en" if wish.language == "en" else "hi"):  # the paper's language, not the screen's
        built = wish.document.build(current_scope(), current_actor(), wish.subject_id, options)
    require(wish.document.permission, built.thing)
    if is_open:
        require("printing:document:print_open", built.thing)
    return built


@bp.get("/print/<document>/<uuid:subject_id>")
@guard("printing:document:print", query=ARGUMENTS)
def choose_print(document: str, subject_id: uuid.UUID):
    """How to print one document, and what was printed of it before."""
    form = PrintForm()
    wish = _wish(document, subject_id, form)
    return _choose(form, wish, _build(wish, is_open=False), 200)


def _choose(form: PrintForm, wish: actions.Wish, built, status: int):
    copies = queries.list_copies_of(current_scope(), wish.document.key, wish.subject_id)
    return render_page("printing/choose_print.html", status=status, form=form, document=wish.document, copies=copies,
                       built=built, subject_id=wish.subject_id, languages=rules.LANGUAGES,
                       names=names_of({copy.printed_by for copy in copies}), arguments=wish.arguments)


@bp.post("/print/<document>/<uuid:subject_id>")
@guard("printing:document:print", query=ARGUMENTS)
@proved_lately_for("is_open")
def print_document(document: str, subject_id: uuid.UUID):
    """Prints: a copy of the paper in force, or a new paper. The drawing holds no lock."""
    form = PrintForm()
    refuse_unknown_fields(form)
    made = None
    space.keep_for_entries()
    with own_transaction():  # counted before the slow drawing, whatever becomes of it
        limits.spend(current_actor(), "print")
    with reading_first():
        wish = _wish(document, subject_id, form)
        built = _build(wish, is_open=wish.is_open)
        if not form.validate():
            return _choose(form, wish, built, 422)
        if actions.paper_in_force(current_scope(), wish) is None:
            made = actions.render(wish, built, verify_url=url_for("printing.verify", _external=True),
                                  printed_by=g.actor.personnel_no, is_demo=is_demo())
    copy = actions.write_down(current_actor(), current_scope(), current_vault(), wish, built.unit_id, made, clock.now())
    return go_to(url_for("printing.show_copy", copy_id=copy.id))


@bp.get("/print/copies/<uuid:copy_id>")
@guard("printing:document:print")
def show_copy(copy_id: uuid.UUID):
    """The bytes of one copy, as kept, for whoever could print it today; each fetching is in the trail."""
    copy, paper = queries.get_copy(current_scope(), copy_id)
    _build(actions.wish_of(paper), is_open=paper.is_open)
    if paper.is_open and not is_proved():
        return prove_first()
    pdf = actions.bytes_of(current_vault(), paper, copy)
    trail.record_read(current_actor(), "printing:copy:fetched", subject=("paper", paper.id), unit_id=paper.unit_id,
                      copy_no=copy.copy_no, is_open=paper.is_open)
    return Response(pdf, mimetype="application/pdf", headers={
        "Content-Disposition": f'inline; filename="{paper.document}-{copy.copy_no}.pdf"'})


@bp.get("/print/log")
@guard("printing:log:list", query=("after", "before"))
def list_copies():
    """The print log: who printed what, which copy, why."""
    page = page_by_key(db.session, queries.select_log(current_scope()), (PaperCopy.printed_at, PaperCopy.id),
                       key_of=lambda row: (row.printed_at, row.id))
    names = names_of({row.printed_by for row in page.items})
    labels = {document.key: document.label for document in queries.declared("documents")}
    return render_page("printing/list_copies.html", page=page, names=names, labels=labels, languages=rules.LANGUAGES)


@bp.get("/verify")
@bp.get("/verify/<code>")
@public("whoever holds a paper may ask whether it is genuine; the answer never says more", query=("code",))
def verify(code: str = ""):
    """Genuine, superseded or unknown, with the kind of paper and its day."""
    form = VerifyForm()
    if not code and "code" in request.args and form.validate():
        return redirect(url_for("printing.verify", code=rules.plain_code(form.code.data) or "0"), code=303)
    plain = rules.plain_code(code)
    found = queries.find_by_code(plain) if plain else None
    verdict = rules.UNKNOWN if found is None else rules.SUPERSEDED if found.superseded_at else rules.GENUINE
    label = gettext(queries.get_document(found.document).label) if found else ""
    has_link = found is not None and found.trail_seq is not None
    return render_page("printing/verify.html", form=form, asked=bool(code), verdict=verdict, label=label,
                       made_at=found.made_at if found else None,
                       link=rules.short_link(found.trail_seq, found.trail_hash) if has_link else "",
                       is_held=has_link and holds_link(found.unit_id, found.trail_seq, found.trail_hash))
