"""What was sent from the field before."""

import uuid

from sqlalchemy import select

from portal.core.db import db
from portal.field.models import FieldEntry


def find_entry(entry_id: uuid.UUID) -> FieldEntry | None:
    """What was sent with that id before, by whomever: the actions say whether it is the same."""
    return db.session.scalar(select(FieldEntry).where(FieldEntry.entry_id == entry_id))


def record_sent(actor_id: uuid.UUID, entry_id: uuid.UUID, kind: str) -> uuid.UUID | None:
    """The record that came of the actor's own earlier sending of that kind; None when there is none.

    A telephone that wrote several entries without a line names the first by the id that it made itself.
    """
    return db.session.scalar(select(FieldEntry.record_id).where(
        FieldEntry.entry_id == entry_id, FieldEntry.kind == kind, FieldEntry.recorded_by == actor_id))
