"""One commit per request, made here after a good answer; reads and refusals are recorded even when nothing else is."""

import logging
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flask import Flask, Response, current_app, request
from flask import session as cookie
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.orm import Session

from portal.core import space
from portal.core.db import db, will_write
from portal.core.errors import NotSaved
from portal.core.words import N_

SAFE_METHODS = {"GET", "HEAD", "OPTIONS"}
NOT_SAVED = N_("Not saved. The computer could not keep this entry. Your text is below: try again, or write it on paper now.")
log = logging.getLogger("portal.transactions")


class GetWrote(AssertionError):
    """A request that only reads left changes behind; the handler must become a POST."""


def has_changes(session: Session) -> bool:
    """Whether the session holds rows to insert, change or delete."""
    return bool(session.new or session.dirty or session.deleted)


def init_app(app: Flask, keep_standing: Callable[[Session], bool], drop_acts: Callable[[Session], None]) -> None:
    """Registers the commit. *keep_standing* says whether entries wait that outlive a rollback (reads, refusals);
    *drop_acts* forgets the entries of acts that did not happen."""

    @app.before_request
    def _say_intent() -> None:
        will_write(request.method not in SAFE_METHODS)

    @app.after_request
    def _finish(response: Response) -> Response:
        try:
            return _settle(response)
        except (DBAPIError, OSError) as fault:
            return _refuse_to_pretend(fault)

    def _settle(response: Response) -> Response:
        is_act = request.method not in SAFE_METHODS
        if is_act and response.status_code < 400:
            db.session.commit()
            return response
        if not is_act and has_changes(db.session()):
            db.session.rollback()
            raise GetWrote(f"GET {request.endpoint} left unsaved changes")
        db.session.rollback()
        drop_acts(db.session())
        if keep_standing(db.session()):
            will_write(True)
            db.session.commit()
        return response

    def _refuse_to_pretend(fault: Exception) -> Response:
        log.error("not committed: %s in %s", type(fault).__name__, request.endpoint)
        try:
            db.session.rollback()
        except DBAPIError:  # after "disk full" SQLite has rolled back already and says so
            db.session.remove()
        drop_acts(db.session())
        db.session.info.clear()
        space.release_reserve()
        cookie.pop("_flashes", None)  # "saved" must not be said later
        return current_app.make_response(current_app.handle_user_exception(NotSaved(NOT_SAVED)))


@contextmanager
def reading_first() -> Iterator[None]:
    """Within a POST: read without the writer's lock, for slow work (a print) before a short write.

    What the handler changed before is given up; the reading ends with the block, the write begins after it.
    """
    db.session.rollback()
    will_write(False)
    try:
        yield
    finally:
        db.session.rollback()
        will_write(True)


def is_storage_fault(fault: BaseException) -> bool:
    """Whether *fault* says that the disk is full, the file is locked or the server is away."""
    return isinstance(fault, OperationalError | sqlite3.OperationalError | OSError)
