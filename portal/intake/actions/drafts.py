"""Keeping and throwing away drafts: sealed, one for each officer and form."""

import json
import re
from collections.abc import Iterable
from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.dialects import postgresql, sqlite

from portal.access.actor import Actor
from portal.core import clock
from portal.core.db import db, new_id
from portal.core.errors import BadRequest, NotFound
from portal.core.vault import Vault
from portal.core.words import N_
from portal.intake.models import Draft
from portal.intake.queries.drafts import place_of

FORM_KEY = re.compile(r"[a-z0-9-]{1,80}")
MOST_BYTES = 200_000
UNKEPT = {"csrf_token", "once_token"}


def save_draft(actor: Actor, vault: Vault, form_key: str, pairs: Iterable[tuple[str, str]]) -> datetime:
    """Keeps *pairs* (field, text) as the draft of that form, in place of an earlier one; gives the time it was kept.

    NotFound for a key that no form can have, BadRequest when there is too much. The trail is not told of drafts:
    they are typing, not acts.
    """
    if not FORM_KEY.fullmatch(form_key):
        raise NotFound()
    kept = [(name, value) for name, value in pairs if name not in UNKEPT and not name.startswith("_") and "password" not in name]
    text = json.dumps(kept, ensure_ascii=True)
    if len(text) > MOST_BYTES:
        raise BadRequest(N_("This text is too long to be kept as a draft."))
    now = clock.now()
    values = {"id": new_id(), "user_id": actor.user_id, "unit_id": actor.unit_id, "form_key": form_key, "saved_at": now,
              "sealed": vault.seal("drafts", "sealed", place_of(actor.scope, form_key), text)}
    insert = postgresql.insert if db.session.get_bind().dialect.name == "postgresql" else sqlite.insert
    # Two savings of one form may cross: the later one stays, neither fails.
    db.session.execute(insert(Draft).values(values).on_conflict_do_update(
        index_elements=["user_id", "form_key"],
        set_={name: values[name] for name in ("unit_id", "saved_at", "sealed")}))
    return now


def drop_draft(actor: Actor, form_key: str) -> None:
    """Throws the actor's draft of that form away, if there is one."""
    db.session.execute(delete(Draft).where(Draft.user_id == actor.user_id, Draft.form_key == form_key))
