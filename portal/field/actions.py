"""Takes what telephones send: the first time an entry makes a record, every later time it is the same record."""

import logging
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field

from flask_babel import gettext
from sqlalchemy import insert
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import DBAPIError
from werkzeug.datastructures import MultiDict

from portal.access.actor import Actor
from portal.access.policy import holds
from portal.audit import trail
from portal.core.db import db, new_id
from portal.core.errors import NotFound, PortalError, RuleBroken
from portal.core.feature import FieldKind
from portal.core.transactions import is_storage_fault
from portal.field import rules
from portal.field.models import FieldEntry
from portal.field.queries import find_entry

log = logging.getLogger("portal.field")


@dataclass(frozen=True)
class Verdict:
    """What became of one entry: taken, or refused with a sentence and those of its fields."""

    is_taken: bool
    said: str
    faults: Mapping[str, list[str]] = field(default_factory=dict)


def take(actor: Actor, entry: rules.Entry, kinds: Mapping[str, FieldKind]) -> Verdict:
    """Writes one entry down in a savepoint of its own; whatever is wrong with it is said and harms no other entry.

    A telephone that missed the answer sends again: what it sent before counts as taken, whatever has changed since. The
    last word of a kind's key is the word by which its action claims ("squads.stop" claims "stop").
    """
    kind = kinds.get(entry.kind)
    if kind is None or not holds(actor, kind.permission):
        return Verdict(False, gettext(rules.SAY_KIND))
    earlier = find_entry(entry.entry_id)
    if earlier is not None and (earlier.kind, earlier.recorded_by) == (entry.kind.rpartition(".")[2], actor.user_id):
        return Verdict(True, gettext(rules.SAY_TAKEN))
    if entry.version != rules.VERSION:
        return Verdict(False, gettext(rules.SAY_OLDER))
    fields = MultiDict([("entry_id", str(entry.entry_id)), ("noted_at", entry.noted_at)])
    for name, values in entry.fields.items():
        fields.setlist(name, values)
    try:
        with db.session.begin_nested():
            return Verdict(True, kind.take(actor, actor.scope, fields))
    except Exception as fault:
        trail.drop_acts(db.session())
        return _refusal(fault, entry.kind)


def _refusal(fault: Exception, kind: str) -> Verdict:
    """The sentence for what stopped an entry; only a database that can keep nothing stops the others too."""
    if isinstance(fault, rules.Refused):
        return Verdict(False, gettext(rules.SAY_FAULTS), {name: list(said) for name, said in fault.faults.items()})
    if isinstance(fault, NotFound):
        return Verdict(False, gettext(rules.SAY_GONE))
    if isinstance(fault, PortalError):
        values = {name: gettext(value) if isinstance(value, str) and value else value for name, value in fault.values.items()}
        return Verdict(False, gettext(fault.sentence, **values))
    if isinstance(fault, DBAPIError | OSError) and is_storage_fault(fault):
        raise fault
    number = new_id().hex[-8:]
    log.error("fault %s: %s in a sending of %s", number, type(fault).__name__, kind)
    return Verdict(False, gettext(rules.SAY_FAULT, number=number))


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
