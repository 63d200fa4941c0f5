"""One-time form tokens: a double click, a retry after a lost answer and a replay all give one record and one answer."""

import hashlib
import secrets
from datetime import datetime

from flask import Flask, Response, request
from sqlalchemy import String, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped, mapped_column

from portal.core import clock
from portal.core.db import Model, UtcDateTime, db
from portal.core.errors import RuleBroken
from portal.core.htmx import go_to
from portal.core.words import N_

FIELD = "once_token"
# The proof before a grave step rides along with its form; a password is hashed nowhere but where it is kept.
UNCOUNTED = {FIELD, "csrf_token", "_password"}


class OnceToken(Model):
    """A form that was sent: who owns it, what it said (a hash) and where its answer lies."""

    __tablename__ = "once_tokens"
    token: Mapped[str] = mapped_column(String(64), primary_key=True)
    owner: Mapped[str] = mapped_column(String(64))
    fingerprint: Mapped[str] = mapped_column(String(64))
    location: Mapped[str | None] = mapped_column(String(500))
    sent_at: Mapped[datetime] = mapped_column(UtcDateTime)


def new_token() -> str:
    """A token for one form on one page."""
    return secrets.token_urlsafe(24)


def init_app(app: Flask, owner_of_request) -> None:
    """Claims the token before the handler runs and keeps the answer in the same transaction."""

    @app.before_request
    def _claim() -> Response | None:
        token = request.form.get(FIELD, "") if request.method == "POST" else ""
        if not token or len(token) > 64 or not token.isascii():
            return None
        fingerprint, owner = _fingerprint(), owner_of_request()
        earlier = _earlier(token)
        if earlier is None:
            try:
                db.session.execute(insert(OnceToken).values(
                    token=token, owner=owner, fingerprint=fingerprint, sent_at=clock.now()))
                request.environ["portal.once"] = token
                return None
            except IntegrityError:  # its twin arrived first, and has committed by now
                db.session.rollback()
                earlier = _earlier(token)
        if earlier is None or earlier.owner != owner or earlier.fingerprint != fingerprint or not earlier.location:
            raise RuleBroken(N_("This form was sent already, with other text. Open the page again to enter something new."))
        return go_to(earlier.location)

    @app.after_request
    def _keep_answer(response: Response) -> Response:
        token = request.environ.get("portal.once")
        location = response.headers.get("Location") or response.headers.get("HX-Redirect")
        if token and response.status_code < 400 and location:
            db.session.execute(update(OnceToken).where(OnceToken.token == token).values(location=location))
        elif token and response.status_code < 400:
            # an answer without an address (a fragment) cannot be given again: the token stays free
            db.session.execute(OnceToken.__table__.delete().where(OnceToken.token == token))
        return response


def _earlier(token: str):
    return db.session.execute(
        select(OnceToken.owner, OnceToken.fingerprint, OnceToken.location).where(OnceToken.token == token)).first()


def _fingerprint() -> str:
    parts = [f"{request.path}"]
    parts += [f"{name}={value}" for name, value in sorted(request.form.items(multi=True)) if name not in UNCOUNTED]
    parts += sorted(f"{name}={file.filename}" for name, file in request.files.items(multi=True))
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
