"""Tables of the law: packs that were loaded, and rows that a prosecution officer confirmed."""

import uuid
from datetime import date, datetime

from sqlalchemy import Date, Integer, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Model, UtcDateTime, id_column


class LawPackRow(Model):
    """A pack as it was loaded: the three texts as one JSON text. The pack that comes with the portal needs no row."""

    __tablename__ = "law_packs"
    id: Mapped[uuid.UUID] = id_column()
    version: Mapped[str] = mapped_column(String(12), unique=True)
    order: Mapped[int] = mapped_column("version_order", Integer, unique=True)  # 2026.12 → 2026012: follows the version
    issued_on: Mapped[date] = mapped_column(Date)
    content: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    loaded_by: Mapped[uuid.UUID | None] = mapped_column(Uuid)  # None: the operator at the server
    loaded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class LawSignOff(Model):
    """One row of one pack, confirmed by a prosecution officer, with what was compared."""

    __tablename__ = "law_sign_offs"
    __table_args__ = (UniqueConstraint("pack_version", "kind", "row_key"),)
    id: Mapped[uuid.UUID] = id_column()
    pack_version: Mapped[str] = mapped_column(String(12))
    kind: Mapped[str] = mapped_column(String(8))  # offence | clock
    row_key: Mapped[str] = mapped_column(String(40))
    note: Mapped[str] = mapped_column(Text)
    signed_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    signed_at: Mapped[datetime] = mapped_column(UtcDateTime)
