"""Tables of the law: packs that were brought in, and rows that a prosecution officer confirmed."""

import uuid
from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Integer, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Model, UtcDateTime, id_column
from portal.core.words import N_

PACK_STATES = {"seen": N_("Not in force yet"), "in_force": N_("In force"), "put_aside": N_("Put aside")}


class LawPackRow(Model):
    """A pack as it was brought in: its three texts as one JSON text. The pack that comes with the portal needs no row."""

    __tablename__ = "law_packs"
    __table_args__ = (UniqueConstraint("version", "sha256"),)
    id: Mapped[uuid.UUID] = id_column()
    version: Mapped[str] = mapped_column(String(12))
    version_order: Mapped[int] = mapped_column(Integer, index=True)  # 2026.12 → 2026012
    issued_on: Mapped[date] = mapped_column(Date)
    content: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    state: Mapped[str] = mapped_column(String(10))
    loaded_by: Mapped[uuid.UUID | None] = mapped_column(Uuid)  # None: the operator at the server
    loaded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    decided_by: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class LawSignOff(Model):
    """One row of the law confirmed by a prosecution officer. It holds for every pack in which the row says the same."""

    __tablename__ = "law_sign_offs"
    __table_args__ = (UniqueConstraint("kind", "row_key", "row_sha256"),)
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("units.id"))
    pack_version: Mapped[str] = mapped_column(String(12))
    kind: Mapped[str] = mapped_column(String(8))  # offence | clock
    row_key: Mapped[str] = mapped_column(String(40))
    row_sha256: Mapped[str] = mapped_column(String(64))
    note: Mapped[str] = mapped_column(Text)
    signed_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    signed_at: Mapped[datetime] = mapped_column(UtcDateTime)
