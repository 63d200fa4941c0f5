"""Tables of closed months: what a register said when it was closed, and the dated corrections after it."""

import uuid
from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, Integer, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Model, UtcDateTime, id_column, unit_column


class RegisterMonth(Model):
    """A month of a register as it stood when it was closed; its lines are never written again."""

    __tablename__ = "register_months"
    __table_args__ = (UniqueConstraint("unit_id", "register", "month"),)
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    register: Mapped[str] = mapped_column(String(20))
    month: Mapped[date] = mapped_column(Date)  # its first day
    content: Mapped[str] = mapped_column(Text)
    line_count: Mapped[int] = mapped_column(Integer)
    gap_count: Mapped[int] = mapped_column(Integer)
    gaps_because: Mapped[str] = mapped_column(Text)
    sha256: Mapped[str] = mapped_column(String(64))
    closed_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    closed_at: Mapped[datetime] = mapped_column(UtcDateTime)


class RegisterCorrection(Model):
    """A dated addition to a closed month: which line, what is right, and why."""

    __tablename__ = "register_corrections"
    __table_args__ = (Index("ix_register_corrections_month_id", "month_id", "added_at", "id"),)
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    month_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("register_months.id"))
    serial: Mapped[str] = mapped_column(String(20))
    text: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    added_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    added_at: Mapped[datetime] = mapped_column(UtcDateTime)
