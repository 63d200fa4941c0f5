"""Small transactions apart from the handler's own: what must stand even when the answer is a refusal."""

from collections.abc import Iterator
from contextlib import contextmanager

from flask import has_request_context, request

from portal.core.db import db, will_write
from portal.core.transactions import SAFE_METHODS


@contextmanager
def own_transaction() -> Iterator[None]:
    """What is written inside stands when it ends. Nothing of the handler may be waiting in the session before it.

    No lock is held after it, so that a password is never hashed while others wait for the database.
    """
    db.session.rollback()
    will_write(True)
    try:
        yield
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise
    finally:
        will_write(not has_request_context() or request.method not in SAFE_METHODS)
