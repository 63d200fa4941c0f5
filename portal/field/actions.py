"""Claims a sending from the field: the first time it makes a record, every later time it is the same record."""

import uuid

from sqlalchemy import insert
from sqlalchemy.dialects import postgresql, sqlite

from portal.access.actor import Actor
from portal.core.db import db, new_id
from portal.core.errors import RuleBroken
from portal.field import rules
from portal.field.models import FieldEntry
from portal.field.queries import find_entry


def claim(actor: Actor, stamp: rules.Stamp, kind: str, unit_id: uuid.UUID) -> tuple[uuid.UUID, bool]:
    """(id of the record, whether it is new). RuleBroken when the id was used by somebody else or for something else.

    A parallel sending of the same id waits here for the first, on both engines. What is refused later in the same
    transaction takes its claim back, so that a mended entry keeps its id.
    """
    on = {"sqlite": sqlite.insert, "postgresql": postgresql.insert}.get(db.session.get_bind().dialect.name, insert)
    made = new_id()
    written = db.session.scalar(on(FieldEntry).values(
        id=new_id(), unit_id=unit_id, entry_id=stamp.entry_id, kind=kind, record_id=made, noted_at=stamp.noted_at,
        recorded_at=stamp.now, recorded_by=actor.user_id)
        .on_conflict_do_nothing(index_elements=["entry_id"]).returning(FieldEntry.record_id))
    if written is not None:
        return made, True
    earlier = find_entry(stamp.entry_id)
    if earlier is None or (earlier.kind, earlier.recorded_by, earlier.unit_id) != (kind, actor.user_id, unit_id):
        raise RuleBroken(rules.SAY_ENTRY_TAKEN)
    return earlier.record_id, False
