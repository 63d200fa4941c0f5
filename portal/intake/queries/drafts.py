"""Questions about drafts: an officer reaches only the own ones."""

import json
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from portal.access.scope import Scope
from portal.core.db import db
from portal.core.vault import Vault
from portal.intake.models import Draft


@dataclass(frozen=True)
class OpenedDraft:
    """The fields of a form that was not sent, in their order, and when they were kept."""

    pairs: list[tuple[str, str]]
    saved_at: datetime


def draft_saved_at(scope: Scope, form_key: str) -> datetime | None:
    """When the reader's draft of that form was kept last, or None when there is none."""
    return db.session.scalar(select(Draft.saved_at).where(Draft.user_id == scope.user_id, Draft.form_key == form_key))


def open_draft(scope: Scope, vault: Vault, form_key: str) -> OpenedDraft | None:
    """The reader's draft of that form, opened; None when there is none."""
    row = db.session.execute(select(Draft.sealed, Draft.saved_at).where(
        Draft.user_id == scope.user_id, Draft.form_key == form_key)).first()
    if row is None:
        return None
    text = vault.open("drafts", "sealed", place_of(scope, form_key), row.sealed)
    return OpenedDraft([(name, value) for name, value in json.loads(text)], row.saved_at)


def place_of(scope: Scope, form_key: str) -> str:
    """What a draft is sealed for: one officer and one form, whichever row holds it."""
    return f"{scope.user_id}|{form_key}"
