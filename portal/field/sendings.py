"""What the sendings of squads and beats have in common: which record one names, and what is open on a telephone."""

import uuid
from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from sqlalchemy import Select, select

from portal.core.db import db
from portal.core.errors import NotFound
from portal.core.filters import ist_date
from portal.field.forms import RefField
from portal.field.models import FieldEntry
from portal.field.queries import record_sent


def record_named(actor_id: uuid.UUID, field: RefField, kind: str) -> uuid.UUID:
    """The record that a sending names, by its own id or by the sending of *kind* that the same telephone sent before."""
    try:
        ref = field.ref()
    except (ValueError, TypeError):
        raise NotFound from None
    return record_sent(actor_id, ref, kind) or ref


def list_threads(days: Select, table: Any, kind: str, actor_id: uuid.UUID, states: Mapping[str, str]) -> list[tuple[Any, dict]]:
    """What stands on a telephone of the days of *table* that are not closed, the latest twenty, each with its row. What the
    officer's own telephone began by a sending of *kind* keeps the id that the telephone gave it."""
    own = (select(FieldEntry.entry_id).where(FieldEntry.record_id == table.id, FieldEntry.kind == kind,
                                             FieldEntry.recorded_by == actor_id).scalar_subquery())
    rows = db.session.execute(days.add_columns(own.label("entry_id")).where(table.state != "closed")
                              .order_by(table.day.desc(), table.id.desc()).limit(20))
    return [(row, {"ref": str(row.entry_id or row.id), "label": f"{row.name} · {ist_date(row.day)} · {row.serial}/{row.year}",
                   "state": gettext(states[row.state])}) for row in rows]
