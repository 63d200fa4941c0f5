"""A real sitting without typing a password, for the tests of all features."""

import hashlib
import secrets
import uuid

from portal.accounts.models import LoginSession
from portal.accounts.rules.session import OPEN
from portal.core import clock
from portal.core.db import db, new_id

TERMINAL = "127.0.0.1"


def sign_in_as(client, user_id: uuid.UUID, role_held_id: uuid.UUID) -> LoginSession:
    """Opens a sitting in the database and puts its token in the client's signed cookie (a PageClient or Flask's own)."""
    now, token = clock.now(), secrets.token_urlsafe(32)
    login = LoginSession(
        id=new_id(), token_hash=hashlib.sha256(token.encode()).hexdigest(), user_id=user_id, role_held_id=role_held_id,
        step=OPEN, factor_proven=True, terminal=TERMINAL, created_at=now, proven_at=now, last_active_at=now)
    db.session.add(login)
    db.session.commit()
    with getattr(client, "http", client).session_transaction() as cookie:
        cookie["_user_id"] = token
    return login
