"""The table of sendings from the field."""

import uuid
from datetime import datetime

from sqlalchemy import Index, String, UniqueConstraint, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Model, UtcDateTime, id_column, unit_column


def index_of_days(name: str, where: str, in_sqlite: str = "") -> Index:
    """The index of those days in the field (patrols, outings) that a list of supervision asks for: few among all, so that a
    whole state walks them newest first. *in_sqlite*: the same where SQLAlchemy asks SQLite with a number for a truth."""
    return Index(name, "day", "id", "unit_id", sqlite_where=text(in_sqlite or where), postgresql_where=text(where))


class FieldEntry(Model):
    """One sending from the field. The page makes *entry_id*; whoever sends it again gets the record made first.
    *noted_at* is the telephone's clock, *recorded_at* ours."""

    __tablename__ = "field_entries"
    __table_args__ = (UniqueConstraint("entry_id"),)
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    entry_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    kind: Mapped[str] = mapped_column(String(24))
    record_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    noted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_by: Mapped[uuid.UUID] = mapped_column(Uuid)
