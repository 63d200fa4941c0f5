"""The doors of the offline page: its empty shell for everybody, plans and the taking of entries for who is signed in."""

import hashlib
import json
import uuid
from typing import Any

from flask import Blueprint, Response, current_app, jsonify, redirect, render_template, request, url_for
from flask_babel import force_locale, gettext
from flask_wtf.csrf import generate_csrf

from portal.access.actor import Actor
from portal.access.guard import current_actor, guard, public
from portal.access.policy import holds
from portal.audit import trail
from portal.core import clock
from portal.core.feature import declared
from portal.core.i18n import LANGUAGES
from portal.core.keys import current_vault
from portal.field import actions, rules
from portal.field.words import WORDS

bp = Blueprint("field", __name__)
SEND = "field:entry:send"
EMPTY = "the empty page holds no record; a telephone fetches it before sign-in and after"
FILES = ("field/field.css", "field/store.js", "field/send.js", "field/pages.js", "icons/portal.svg")


def label_of(actor: Actor) -> str:
    """By what a telephone tells officers apart: it names nobody, and no other installation has the same."""
    return current_vault().index("field officer", str(actor.user_id), bits=64)


def _page() -> str:
    words = {}
    for language in LANGUAGES:
        with force_locale(language):
            words[language] = {name: gettext(said) for name, said in WORDS.items()}
    return render_template("field/show_shell.html", words=words, asset=current_app.jinja_env.globals["asset"])


@bp.get("/field/")
@public(EMPTY)
def show_shell():
    """The page that works without a line; the same bytes for everybody."""
    response = current_app.make_response(_page())
    response.headers["Permissions-Policy"] = "camera=(), microphone=(), geolocation=(self), payment=(), usb=()"
    return response


@bp.get("/field/sw.js")
@public(EMPTY)
def show_worker():
    """What answers on the telephone when there is no line: exactly the files of the page, named by their content."""
    asset = current_app.jinja_env.globals["asset"]
    files = [url_for("field.show_shell"), *(asset(name) for name in FILES)]
    mark = hashlib.sha256((_page() + " ".join(files)).encode()).hexdigest()[:16]
    text = render_template("field/sw.js", files=json.dumps(files), mark=json.dumps(f"field-{mark}"))
    return Response(text, mimetype="text/javascript")


@bp.get("/field/manifest.webmanifest")
@public(EMPTY)
def show_manifest():
    """What lets the page stand on the telephone's own screen."""
    asset, home, title = current_app.jinja_env.globals["asset"], url_for("field.show_shell"), WORDS["title"]
    with force_locale("hi"):
        name = gettext(title)
    icons = [{"src": asset(f"icons/field-{size}.png"), "sizes": f"{size}x{size}", "type": "image/png"} for size in (192, 512)]
    return Response(json.dumps({"name": name, "short_name": name, "lang": "hi", "id": home, "start_url": home, "scope": home,
                                "display": "standalone", "background_color": "#f3f5f9", "theme_color": "#17305c",
                                "icons": icons}, ensure_ascii=False), mimetype="application/manifest+json")


@bp.get("/field/back")
@guard(SEND)
def come_back():
    """Where sign-in leads back to, for who came from the offline page."""
    return redirect(url_for("field.show_shell"), code=303)


@bp.get("/field/ticket")
@guard(SEND)
def read_ticket():
    """Whose sitting it is, what allows a sending, and the portal's clock."""
    return jsonify(label=label_of(current_actor()), csrf=generate_csrf(), now=clock.now().isoformat(), version=rules.VERSION)


@bp.get("/field/pack")
@guard(SEND)
def read_pack():
    """What the officer needs outside, in both languages: plans, places, the questions of each kind of entry. No identity."""
    actor, packs = current_actor(), {}
    for language in LANGUAGES:
        with force_locale(language):
            packs[language] = {one.key: one.build(actor.scope) for one in declared("field_packs")
                               if holds(actor, one.permission)}
    return jsonify(label=label_of(actor), now=clock.now().isoformat(), packs=packs)


@bp.post("/field/entries")
@guard(SEND)
def take_entries():
    """Entries of a telephone, each with its verdict; nothing at all when the body is no whole list of the officer's own."""
    if (request.content_length or 0) > rules.MOST_BYTES:
        return _refuse(rules.SAY_TOO_MUCH, 413)
    sent = _body()
    entries = sent.get("entries")
    if not isinstance(entries, list):
        return _refuse(rules.SAY_HALF_SENT, 400)
    if len(entries) > rules.MOST_ENTRIES:
        return _refuse(rules.SAY_TOO_MUCH, 413)
    actor, kinds = current_actor(), {one.key: one for one in declared("field_kinds")}
    if sent.get("label") != label_of(actor):
        return _refuse(rules.SAY_OTHER_OFFICER, 409)
    return jsonify(verdicts=[_verdict(actor, one, kinds) for one in entries])


@bp.post("/field/spare-key")
@guard(SEND)
def give_spare_key():
    """The second key of the officer's own locked box, for when she forgets her secret; the telephone asks for it by a
    random name and keeps it nowhere."""
    try:
        box = uuid.UUID(_body().get("box"))
    except (ValueError, TypeError, AttributeError):
        return _refuse(rules.SAY_HALF_SENT, 400)
    actor = current_actor()
    trail.record(actor, "field:key:given", subject=("telephone", box))
    key = current_vault().index("field spare key", f"{actor.user_id}|{box}", bits=256)
    return jsonify(label=label_of(actor), key=key)


def _body() -> dict[str, Any]:
    """What was sent; empty when it was cut short or is no object."""
    try:
        sent = json.loads(request.get_data(cache=False))
    except (ValueError, RecursionError):
        return {}
    return sent if isinstance(sent, dict) else {}


def _verdict(actor: Actor, sent: Any, kinds: dict[str, Any]) -> dict[str, Any]:
    entry = rules.read_entry(sent)
    name = sent.get("id") if isinstance(sent, dict) else None
    if entry is None:
        return {"id": name, "taken": False, "said": gettext(rules.SAY_SHAPE), "faults": {}}
    found = actions.take(actor, entry, kinds)
    return {"id": name, "taken": found.is_taken, "said": found.said, "faults": found.faults}


def _refuse(sentence: str, status: int) -> Response:
    response = jsonify(sentence=gettext(sentence))
    response.status_code = status
    return response
