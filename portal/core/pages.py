"""Pages: a whole page or the same answer as a fragment, lists paged by key, and what every answer carries."""

import base64
import gzip
import json
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from flask import Flask, Response, current_app, g, render_template, request, url_for
from sqlalchemy import ColumnElement, Select, literal, tuple_
from sqlalchemy.orm import Session

from portal.core.errors import BadRequest
from portal.core.htmx import wants_fragment
from portal.core.words import N_

CONTENT_SECURITY_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; "
    "form-action 'self'; manifest-src 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'")
HEADERS = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    "Strict-Transport-Security": "max-age=31536000",
}
GZIP_FROM_BYTES = 600


def render_page(template: str, *, fragment: str | None = None, status: int = 200, **context: Any) -> Response:
    """The page *template*, or when htmx asks for a piece, *fragment* (a `_partial.html` beside it) with the same context."""
    name = fragment if fragment and wants_fragment() else template
    response = current_app.make_response((render_template(name, **context), status))
    response.headers.add("Vary", "HX-Request")
    return response


@dataclass(frozen=True)
class KeyPage:
    """A page of a list: its items and where the next and the previous page begin."""

    items: Sequence[Any]
    next_url: str | None = None
    previous_url: str | None = None


def page_by_key(session: Session, statement: Select, keys: Sequence[ColumnElement], *, key_of: Callable[[Any], tuple],
                descending: bool = True, size: int = 50) -> KeyPage:
    """One page of *statement* ordered by *keys* (the last one unique), found by key, never by counting rows.

    Reads the query parameters `after` and `before`; the endpoint's guard must name them.
    """
    after, before = request.args.get("after"), request.args.get("before")
    backwards = before is not None
    falling = descending != backwards
    statement = statement.order_by(*(key.desc() if falling else key.asc() for key in keys)).limit(size + 1)
    cursor = before if backwards else after
    if cursor:
        place = tuple_(*(literal(value, key.type) for value, key in zip(_decode(cursor, len(keys)), keys, strict=True)))
        statement = statement.where(tuple_(*keys) < place if falling else tuple_(*keys) > place)
    rows = list(session.execute(statement).all())
    more, rows = len(rows) > size, rows[:size]
    if backwards:
        rows.reverse()
    has_next, has_previous = (bool(rows), more) if backwards else (more, bool(cursor))
    return KeyPage(
        rows,
        _page_url(after=_encode(key_of(rows[-1]))) if has_next and rows else None,
        _page_url(before=_encode(key_of(rows[0]))) if has_previous and rows else None)


def _page_url(**cursor: str) -> str:
    kept = {name: value for name, value in request.args.items() if name not in ("after", "before")}
    return url_for(request.endpoint, **(request.view_args or {}), **kept, **cursor)


def _encode(key: tuple) -> str:
    parts = [{"d": value.isoformat()} if isinstance(value, datetime) else {"u": value.hex} if isinstance(value, uuid.UUID)
             else {"t": value.isoformat()} if isinstance(value, date) else value for value in key]
    return base64.urlsafe_b64encode(json.dumps(parts, separators=(",", ":")).encode()).decode().rstrip("=")


def _decode(cursor: str, length: int) -> list[Any]:
    try:
        parts = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        if len(parts) != length:
            raise ValueError(parts)
        return [_value(part) for part in parts]
    except (ValueError, TypeError, KeyError) as fault:
        raise BadRequest(N_("The address of this page of the list is damaged. Open the list from its beginning.")) from fault


def _value(part: Any) -> Any:
    if isinstance(part, dict):
        (kind, text), = part.items()
        return {"d": datetime.fromisoformat, "u": uuid.UUID, "t": date.fromisoformat}[kind](text)
    if not isinstance(part, str | int):
        raise ValueError(part)
    return part


def init_app(app: Flask) -> None:
    """Headers, no-store and compression for every answer of the portal."""

    @app.after_request
    def _dress(response: Response) -> Response:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Request-Id"] = g.get("request_id", "")
        return _compress(response)


def _compress(response: Response) -> Response:
    if (response.direct_passthrough or response.mimetype not in {"text/html", "text/csv", "image/svg+xml", "application/json"}
            or "gzip" not in request.headers.get("Accept-Encoding", "") or response.content_length is None
            or response.content_length < GZIP_FROM_BYTES or "Content-Encoding" in response.headers):
        return response
    response.set_data(gzip.compress(response.get_data(), 6, mtime=0))
    response.headers["Content-Encoding"] = "gzip"
    response.headers.add("Vary", "Accept-Encoding")
    return response
