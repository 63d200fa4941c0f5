"""Text that was typed into a form and not sent, because the screen had locked: kept for its officer under the address the form
is sent to, and filled in again when she opens the page."""

import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from flask import Flask, Response, current_app, flash, g, request
from flask_babel import gettext
from flask_wtf.csrf import validate_csrf
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException
from wtforms.validators import ValidationError

from portal.core import clock
from portal.core.errors import BadRequest, NotFound
from portal.core.filters import ist_time
from portal.core.htmx import wants_fragment
from portal.core.words import N_

FILLED_IN_FOR = timedelta(hours=8)
# The fields in which the page's script says what it sends to be kept: the address of a form, or the key of a draft of its own.
ADDRESS, OWN_DRAFT = "_at", "_draft"
FILLED_IN = N_("What you had typed here at %(time)s, before the screen locked, is filled in again. It has not been sent yet.")
KEPT = N_("The screen had locked before this was sent. What you typed is kept: open the same page, and it is filled in again.")


@dataclass(frozen=True)
class Keeper:
    """What the floors above do for this room: what may be kept, and the drafts themselves, by officer and key."""

    is_kept: Callable[[Any], bool]  # whether what is typed for a view may be kept
    own_key: Callable[[str], str]  # the key of a page that keeps a draft of its own and offers it; else an empty text
    find: Callable[[str], tuple[list[tuple[str, str]], datetime] | None]
    keep: Callable[[Any, str, Iterable[tuple[str, str]]], Any]
    drop: Callable[[str], None]


def init_app(app: Flask, keeper: Keeper) -> None:
    """A form that was sent well needs its kept text no more."""
    app.extensions["portal.unsent"] = keeper

    @app.after_request
    def _drop(response: Response) -> Response:
        is_done = response.status_code < 400 and ("Location" in response.headers or "HX-Redirect" in response.headers)
        if request.method == "POST" and is_done and g.get("actor") and not keeper.own_key(request.path) and is_kept(_here()):
            keeper.drop(key_of(_here()))
        return response


def key_of(address: str) -> str:
    """The key of what is kept for *address*, a path with its query; a digest, so that no address is too long for it."""
    own = _keeper().own_key(address.partition("?")[0])
    return own or f"unsent-{hashlib.sha256(address.encode()).hexdigest()[:32]}"


def is_kept(address: str) -> bool:
    """Whether a form is sent to *address* and what is typed into it may be kept."""
    try:
        endpoint, _ = current_app.url_map.bind("").match(address.partition("?")[0], method="POST")
    except HTTPException:
        return False
    return _keeper().is_kept(current_app.view_functions[endpoint])


def is_page(path: str) -> bool:
    """Whether what is sent to *path* has a page of its own there, to come back to."""
    return is_kept(path) and current_app.url_map.bind("").test(path, method="GET")


def keep_posted(actor: Any) -> None:
    """Keeps the form of this request, which cannot be taken because *actor*'s screen is locked. Only a form of ours."""
    address, own = request.form.get(ADDRESS) or _here(), request.form.get(OWN_DRAFT)
    if request.method != "POST" or not (own or is_kept(address)):
        return
    try:
        validate_csrf(request.form.get("csrf_token") or request.headers.get("X-CSRFToken"))
        _keeper().keep(actor, own or key_of(address), request.form.items(multi=True))
    except (ValidationError, BadRequest, NotFound):
        return
    if not request.path.startswith("/drafts/"):
        flash(gettext(KEPT), "info")


def kept_here() -> MultiDict | None:
    """The kept text for the form of the page that is being opened; None on every page that has none."""
    return kept_at(_here()) if request.method == "GET" and not wants_fragment() else None


def kept_at(address: str) -> MultiDict | None:
    """The kept text for a form on this page that is sent to *address*, said once to the reader; None when there is none."""
    if g.get("actor") is None or _keeper().own_key(address.partition("?")[0]):
        return None
    found = g.setdefault("unsent", {})
    if address not in found:
        kept = _keeper().find(key_of(address)) if is_kept(address) else None
        found[address] = kept if kept and clock.now() - kept[1] <= FILLED_IN_FOR else None
        if found[address]:
            flash(gettext(FILLED_IN, time=ist_time(found[address][1])), "info")
    return MultiDict(found[address][0]) if found[address] else None


def _keeper() -> Keeper:
    return current_app.extensions["portal.unsent"]


def _here() -> str:
    return request.full_path.removesuffix("?")
