"""Tables of the trail: one hash chain per unit, so that stations merge and no statewide lock stands in the way."""

import uuid
from datetime import datetime

from sqlalchemy import JSON, BigInteger, Index, String, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Model, UtcDateTime, id_column


class TrailEntry(Model):
    """One event, sealed by the hash of itself and of the entry before it in its unit's chain."""

    __tablename__ = "trail_entries"
    __table_args__ = (
        UniqueConstraint("chain", "seq"),
        Index("ix_trail_entries_subject", "subject_id", "seq"),
        Index("ix_trail_entries_at", "at", "id"),
        # how often an officer did a thing of late: quotas count in the trail itself
        Index("ix_trail_entries_user", "user_id", "at"),
        # refusals are few among very many reads, and a supervisor's list asks for one kind of them
        Index("ix_trail_entries_refusals", "action", "at", "id", sqlite_where=text("kind = 'refusal'"),
              postgresql_where=text("kind = 'refusal'")),
    )
    id: Mapped[uuid.UUID] = id_column()
    chain: Mapped[str] = mapped_column(String(32))
    seq: Mapped[int] = mapped_column(BigInteger)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    kind: Mapped[str] = mapped_column(String(10))  # act | read | refusal
    action: Mapped[str] = mapped_column(String(80))
    user_id: Mapped[str] = mapped_column(String(36), default="")
    role: Mapped[str] = mapped_column(String(30), default="")
    unit_id: Mapped[str] = mapped_column(String(36), default="")
    session_mark: Mapped[str] = mapped_column(String(16), default="")
    terminal: Mapped[str] = mapped_column(String(60), default="")
    request_id: Mapped[str] = mapped_column(String(16), default="")
    subject_kind: Mapped[str] = mapped_column(String(40), default="")
    subject_id: Mapped[str] = mapped_column(String(36), default="")
    details: Mapped[dict] = mapped_column(JSON, default=dict)
    previous: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))


class TrailHead(Model):
    """The last link of each chain; its row is locked while an entry is added."""

    __tablename__ = "trail_heads"
    chain: Mapped[str] = mapped_column(String(32), primary_key=True)
    seq: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[str] = mapped_column(String(64))
