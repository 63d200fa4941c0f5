"""Tables of printing: papers with the bytes as they were printed, and each copy with who, when and why."""

import uuid
from datetime import datetime

from sqlalchemy import Boolean, ForeignKey, Index, Integer, LargeBinary, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Model, UtcDateTime, id_column, unit_column


class Paper(Model):
    """A document as it was printed: its sealed bytes and the code by which anyone can ask whether it is genuine."""

    __tablename__ = "papers"
    __table_args__ = (UniqueConstraint("code"), Index("ix_papers_subject", "subject_id", "document", "superseded_at"))
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    document: Mapped[str] = mapped_column(String(40))
    subject_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    arguments: Mapped[str] = mapped_column(String(300), default="")
    language: Mapped[str] = mapped_column(String(5))
    is_open: Mapped[bool] = mapped_column(Boolean, default=False)
    code: Mapped[str] = mapped_column(String(16))
    sealed: Mapped[bytes] = mapped_column(LargeBinary, deferred=True)
    sha256: Mapped[str] = mapped_column(String(64))
    pages: Mapped[int] = mapped_column(Integer)
    # The last link of the unit's trail when the paper was drawn: a short form of it stands on a receipt.
    trail_seq: Mapped[int | None] = mapped_column(Integer)
    trail_hash: Mapped[str] = mapped_column(String(64), default="", server_default="")
    made_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    superseded_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class PaperCopy(Model):
    """A line of the print log: which copy of which paper, by whom, when, why."""

    __tablename__ = "paper_copies"
    __table_args__ = (
        UniqueConstraint("paper_id", "copy_no"),
        UniqueConstraint("unit_id", "year", "serial"),
        Index("ix_paper_copies_unit_id_printed_at", "unit_id", "printed_at", "id"),
    )
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    paper_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("papers.id"))
    year: Mapped[int] = mapped_column(Integer)
    serial: Mapped[int] = mapped_column(Integer)
    copy_no: Mapped[int] = mapped_column(Integer)
    reason: Mapped[str] = mapped_column(String(300), default="")
    printed_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    printed_at: Mapped[datetime] = mapped_column(UtcDateTime)
