"""Pages of the law: offences and clocks to look up, rows to confirm, packs to bring in."""

import json
import uuid
from collections.abc import Callable, Sequence
from typing import Any

from flask import Blueprint, Response, flash, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _

from portal.access.guard import current_actor, guard
from portal.accounts.queries import names_of
from portal.core.errors import NotFound
from portal.core.forms import ActionForm
from portal.core.htmx import go_to
from portal.core.pages import KeyPage, render_page
from portal.law import actions, queries
from portal.law.forms import ClockFilter, OffenceFilter, PackForm, SignOffForm
from portal.law.models import PACK_STATES
from portal.law.rules import offences as words
from portal.law.rules.comparing import changes
from portal.law.rules.duties import duties_of
from portal.law.rules.limits import limit_words
from portal.law.rules.pack import PackError

bp = Blueprint("law", __name__)
ROWS_SHOWN = 40
FAULTS_SHOWN = 50


@bp.get("/law")
@guard("law:pack:read", query=("q", "act", "category", "check", "after"))
def list_offences():
    """The offences of the pack in force, found by section, old section or words in either language."""
    pack, form = queries.current_pack(), OffenceFilter()
    form.take(pack, str(get_locale()))
    wanted = (form.q.data or "", form.act.data or "", form.category.data or "")
    found = queries.find_offences(pack, *wanted, with_older=bool(form.check.data)) if form.validate() else []
    signed = queries.signed_off(pack.version)
    rows = [one for one in found if _fits(form.check.data, one.needs_check, ("offence", one.key) in signed)]
    return render_page("law/list_offences.html", fragment="law/_offences.html", form=form, pack=pack, signed=signed,
                       count=len(rows), page=_page(rows, lambda one: one.key), words=words)


@bp.get("/law/offences/<key>")
@guard("law:pack:read")
def show_offence(key: str):
    """One section: class, court, punishment, duties, the lists it stands on, and where it was read."""
    pack = queries.current_pack()
    offence = queries.row_of(pack, "offence", key)
    signed = queries.signed_off(pack.version).get(("offence", key))
    return render_page("law/show_offence.html", offence=offence, pack=pack, signed=signed, words=words,
                       divided=pack.in_place_of(key) if offence.act == "IPC" else (), duties=duties_of(offence),
                       names=names_of({signed.signed_by} if signed else set()))


@bp.get("/law/clocks")
@guard("law:pack:read", query=("q", "check", "after"))
def list_clocks():
    """The periods and duties of the pack in force."""
    pack, form = queries.current_pack(), ClockFilter()
    found = queries.find_clocks(pack, form.q.data or "") if form.validate() else []
    signed = queries.signed_off(pack.version)
    rows = [one for one in found if _fits(form.check.data, one.needs_check, ("clock", one.id) in signed)]
    return render_page("law/list_clocks.html", fragment="law/_clocks.html", form=form, pack=pack, signed=signed,
                       count=len(rows), page=_page(rows, lambda one: one.id), limit_words=limit_words)


@bp.get("/law/clocks/<key>")
@guard("law:pack:read")
def show_clock(key: str):
    """One period or duty with its trigger and the record that proves it."""
    pack = queries.current_pack()
    row = queries.row_of(pack, "clock", key)
    signed = queries.signed_off(pack.version).get(("clock", key))
    return render_page("law/show_clock.html", row=row, pack=pack, signed=signed, limit_words=limit_words, words=words,
                       names=names_of({signed.signed_by} if signed else set()))


@bp.route("/law/confirm/<kind>/<key>", methods=["GET", "POST"])
@guard("law:pack:sign_off")
def sign_off(kind: str, key: str):
    """A prosecution officer confirms one row."""
    row, form = queries.row_of(queries.current_pack(), kind, key), SignOffForm()
    back = url_for(f"law.show_{kind}", key=key)
    if form.validate_on_submit():
        actions.sign_off_row(current_actor(), kind, key, form.note.data)
        flash(_("Confirmed. The mark “to be verified” is gone from this row."), "success")
        return go_to(back)
    return render_page("law/sign_off.html", status=422 if form.errors else 200, form=form, row=row, kind=kind, key=key,
                       back=back, words=words, limit_words=limit_words)


@bp.route("/law/packs", methods=["GET", "POST"])
@guard("law:pack:load")
def load_pack():
    """Takes the files of a pack, names every fault, and shows what it would change."""
    form, faults = PackForm(), []
    if form.validate_on_submit():
        try:
            row = actions.load_pack(current_actor(), form.texts)
            return go_to(url_for("law.show_pack", pack_id=row.id))
        except PackError as fault:
            faults = fault.faults
    packs = queries.list_packs()
    return render_page("law/load_pack.html", status=422 if form.errors or faults else 200, form=form, packs=packs,
                       faults=faults[:FAULTS_SHOWN], fault_count=len(faults), pack=queries.current_pack(), states=PACK_STATES,
                       files=queries.FILES,
                       names=names_of({one.loaded_by for one in packs if one.loaded_by}))


@bp.get("/law/packs/in-force/<name>")
@guard("law:pack:load")
def download_file(name: str):
    """One file of the pack in force, to be corrected and brought in again."""
    texts = queries.current_texts()
    if name not in texts:
        raise NotFound()
    kind = "application/json" if name.endswith(".json") else "text/csv"
    return Response(texts[name], mimetype=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@bp.get("/law/packs/<uuid:pack_id>")
@guard("law:pack:load", query=("after",))
def show_pack(pack_id: uuid.UUID):
    """What a pack would change against the one in force."""
    row, current = queries.get_pack(pack_id), queries.current_pack()
    found = changes(current, queries.pack_of_texts(json.loads(row.content)))
    counts = {what: sum(one.what == what for one in found) for what in ("new", "changed", "gone")}
    return render_page("law/show_pack.html", row=row, current=current, counts=counts, states=PACK_STATES,
                       page=_page(found, lambda one: f"{one.kind}-{one.key}"))


@bp.post("/law/packs/<uuid:pack_id>/put-in-force")
@guard("law:pack:load")
def put_in_force(pack_id: uuid.UUID):
    """New decisions rest on this pack from now on."""
    if ActionForm().validate_on_submit():
        actions.put_in_force(current_actor(), queries.get_pack(pack_id))
        flash(_("In force. Earlier decisions keep the version they were made under."), "success")
    return go_to(url_for("law.show_pack", pack_id=pack_id))


@bp.post("/law/packs/<uuid:pack_id>/put-aside")
@guard("law:pack:load")
def put_aside(pack_id: uuid.UUID):
    """The pack is not used."""
    if ActionForm().validate_on_submit():
        actions.put_aside(current_actor(), queries.get_pack(pack_id))
        flash(_("The pack was put aside. The law in force did not change."), "info")
    return go_to(url_for("law.load_pack"))


def _fits(check: str | None, needs_check: bool, is_signed: bool) -> bool:
    if not check:
        return True
    return needs_check and is_signed == (check == "done")


def _page(rows: Sequence[Any], key_of: Callable[[Any], str]) -> KeyPage:
    """One page of rows that lie in memory, from behind the key `after` on; NotFound when no row has it."""
    keys, after, start = [key_of(row) for row in rows], request.args.get("after"), 0
    if after:
        if after not in keys:
            raise NotFound()
        start = keys.index(after) + 1
    end = start + ROWS_SHOWN
    before = max(start - ROWS_SHOWN, 0)
    return KeyPage(rows[start:end], _url(keys[end - 1]) if end < len(rows) else None,
                   _url(keys[before - 1] if before else None) if start else None)


def _url(after: str | None) -> str:
    kept = {name: value for name, value in request.args.items() if name != "after"}
    return url_for(request.endpoint, **(request.view_args or {}), **kept, **({"after": after} if after else {}))
