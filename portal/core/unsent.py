"""Text that was typed into a form and not sent, because the screen had locked: kept for its officer, and filled in again
when she opens the page. Only for pages that are opened and sent at one address."""

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
from portal.core.filters import ist_time
from portal.core.htmx import wants_fragment
from portal.core.words import N_

FILLED_IN_FOR = timedelta(hours=8)
FILLED_IN = N_("What you had typed here at %(time)s, before the screen locked, is filled in again. It has not been sent yet.")
KEPT = N_("The screen had locked before this was sent. What you typed is kept: open the same page, and it is filled in again.")


@dataclass(frozen=True)
class Keeper:
    """What the floors above do for this room: who may keep what, and the drafts themselves, by officer and key."""

    is_kept: Callable[[Any], bool]  # whether the text typed on the page of a view may be kept
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
        if request.method == "POST" and is_done and g.get("actor") and not keeper.own_key(request.path) and is_page(request.path):
            keeper.drop(key_of(request.path))
        return response


def key_of(path: str) -> str:
    """Under which key the text of the page at *path* is kept."""
    return current_app.extensions["portal.unsent"].own_key(path) or "unsent" + path.replace("/", "-")


def is_page(path: str) -> bool:
    """Whether there is a page at *path* that is opened and sent there, and whose text may be kept."""
    adapter = current_app.url_map.bind("")
    try:
        endpoints = {adapter.match(path, method=method)[0] for method in ("GET", "POST")}
    except HTTPException:
        return False
    return all(current_app.extensions["portal.unsent"].is_kept(current_app.view_functions[one]) for one in endpoints)


def keep_posted(actor: Any) -> None:
    """Keeps the form of this request, which cannot be taken because *actor*'s screen is locked. Only a form of ours."""
    if request.method != "POST" or not is_page(request.path):
        return
    try:
        validate_csrf(request.form.get("csrf_token"))
    except ValidationError:
        return
    current_app.extensions["portal.unsent"].keep(actor, key_of(request.path), request.form.items(multi=True))
    flash(gettext(KEPT), "info")


def kept_here() -> MultiDict | None:
    """The kept text for the form of this page, said once to the reader; None on every page that has none."""
    if (request.method != "GET" or wants_fragment() or g.get("actor") is None
            or current_app.extensions["portal.unsent"].own_key(request.path)):
        return None
    if "unsent" not in g:
        g.unsent = current_app.extensions["portal.unsent"].find(key_of(request.path)) if is_page(request.path) else None
        if g.unsent and clock.now() - g.unsent[1] > FILLED_IN_FOR:
            g.unsent = None
        if g.unsent:
            flash(gettext(FILLED_IN, time=ist_time(g.unsent[1])), "info")
    return MultiDict(g.unsent[0]) if g.unsent else None
