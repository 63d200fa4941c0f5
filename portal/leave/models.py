"""Tables of leave: the leave with its number, every decision on it, and diversions to duty elsewhere."""

import uuid
from datetime import date, datetime

from sqlalchemy import Boolean, CheckConstraint, Date, ForeignKey, Index, Integer, String, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Model, UtcDateTime, id_column, unit_column


class Leave(Model):
    """A leave asked for. *asked_…* is what she asked; *from_on* and *to_on* are the days that count now."""

    __tablename__ = "leaves"
    __table_args__ = (
        UniqueConstraint("unit_id", "year", "serial"),
        CheckConstraint("asked_to_on >= asked_from_on AND to_on >= from_on", name="day_order"),
        Index("ix_leaves_unit_id_state", "unit_id", "state", "from_on", "id"),
        Index("ix_leaves_unit_id_from_on", "unit_id", "from_on", "id"),
        Index("ix_leaves_officer_id", "officer_id", "from_on", "id"),
    )
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    year: Mapped[int] = mapped_column(Integer)
    serial: Mapped[int] = mapped_column(Integer)
    officer_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("officers.id"))
    kind: Mapped[str] = mapped_column(String(12))
    asked_from_on: Mapped[date] = mapped_column(Date)
    asked_to_on: Mapped[date] = mapped_column(Date)
    from_on: Mapped[date] = mapped_column(Date)
    to_on: Mapped[date] = mapped_column(Date)
    reason: Mapped[str] = mapped_column(String(500))
    is_paper: Mapped[bool] = mapped_column(Boolean)  # entered for her from her written application
    applied_on: Mapped[date] = mapped_column(Date)
    state: Mapped[str] = mapped_column(String(10))
    recorded_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(Integer)
    __mapper_args__ = {"version_id_col": version}

    @property
    def number(self) -> str:
        """The running number as it is written."""
        return f"{self.serial}/{self.year}"


class LeaveDecision(Model):
    """What was decided on a leave at one time: by whom, for which days, and why."""

    __tablename__ = "leave_decisions"
    __table_args__ = (Index("ix_leave_decisions_leave_id", "leave_id", "decided_at", "id"),)
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    leave_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("leaves.id"))
    kind: Mapped[str] = mapped_column(String(10))
    from_on: Mapped[date | None] = mapped_column(Date)
    to_on: Mapped[date | None] = mapped_column(Date)
    reason: Mapped[str] = mapped_column(String(500), default="")
    decided_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Diversion(Model):
    """Some hours of an officer's duty away from the kendra, by an order; taken back with a reason, never deleted."""

    __tablename__ = "diversions"
    __table_args__ = (
        UniqueConstraint("unit_id", "year", "serial"),
        CheckConstraint("to_at > from_at", name="hour_order"),
        Index("ix_diversions_unit_id_from_at", "unit_id", "from_at", "id"),
        Index("ix_diversions_officer_id", "officer_id", "from_at"),
    )
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    year: Mapped[int] = mapped_column(Integer)
    serial: Mapped[int] = mapped_column(Integer)
    officer_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("officers.id"))
    kind: Mapped[str] = mapped_column(String(12))
    from_at: Mapped[datetime] = mapped_column(UtcDateTime)
    to_at: Mapped[datetime] = mapped_column(UtcDateTime)
    place: Mapped[str] = mapped_column(String(160))
    order_no: Mapped[str] = mapped_column(String(60))
    recorded_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_by: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdraw_reason: Mapped[str] = mapped_column(String(300), default="")

    @property
    def number(self) -> str:
        """The running number as it is written."""
        return f"{self.serial}/{self.year}"
