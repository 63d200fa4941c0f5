"""Tables of training: programmes, sessions, nominations, and every mark that was ever given."""

import uuid
from datetime import date, datetime

from sqlalchemy import Boolean, CheckConstraint, Date, ForeignKey, Index, Integer, String, Text, UniqueConstraint, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Model, UtcDateTime, id_column, unit_column


class Programme(Model):
    """What can be taught, and for how many months it holds. A programme of a unit counts there and below; those without
    a unit came with the portal and count everywhere."""

    __tablename__ = "training_programmes"
    __table_args__ = (CheckConstraint("months BETWEEN 1 AND 120", name="months_range"),)
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("units.id"), index=True)
    title_hi: Mapped[str] = mapped_column(String(120))
    title_en: Mapped[str] = mapped_column(String(120))
    months: Mapped[int] = mapped_column(Integer)
    is_for_desk: Mapped[bool] = mapped_column(Boolean)  # desk duty asks for it
    is_active: Mapped[bool] = mapped_column(Boolean, default=True)
    version: Mapped[int] = mapped_column(Integer)
    recorded_by: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    __mapper_args__ = {"version_id_col": version}

    def title_in(self, language: str) -> str:
        """The title in *language* ("hi" or "en")."""
        return self.title_en if language == "en" else self.title_hi


class TrainingSession(Model):
    """A programme taught at a place on some days. *months* is what the programme said when the session was planned."""

    __tablename__ = "training_sessions"
    __table_args__ = (
        UniqueConstraint("unit_id", "year", "serial"),
        CheckConstraint("to_on >= from_on", name="day_order"),
        CheckConstraint("capacity > 0", name="capacity_positive"),
        Index("ix_training_sessions_from_on", "from_on", "id"),
        Index("ix_training_sessions_unit_id_from_on", "unit_id", "from_on", "id"),
    )
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    year: Mapped[int] = mapped_column(Integer)
    serial: Mapped[int] = mapped_column(Integer)
    programme_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("training_programmes.id"))
    months: Mapped[int] = mapped_column(Integer)
    from_on: Mapped[date] = mapped_column(Date)
    to_on: Mapped[date] = mapped_column(Date)
    place: Mapped[str] = mapped_column(String(160))
    trainer: Mapped[str] = mapped_column(String(300), default="")
    capacity: Mapped[int] = mapped_column(Integer)
    cancelled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    cancel_reason: Mapped[str] = mapped_column(String(300), default="")
    version: Mapped[int] = mapped_column(Integer)
    recorded_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    __mapper_args__ = {"version_id_col": version}

    @property
    def number(self) -> str:
        """The running number as it is written."""
        return f"{self.serial}/{self.year}"


class Nomination(Model):
    """An officer sent to a session, with the running number of the register of her kendra (*unit_id*). Attendance, result
    and end are what the last mark says, kept here so that lists and figures need not read the marks."""

    __tablename__ = "training_nominations"
    __table_args__ = (
        UniqueConstraint("unit_id", "year", "serial"),
        Index("ix_training_nominations_session_id", "session_id", "id"),
        Index("uq_training_nominations_once", "session_id", "officer_id", unique=True,
              sqlite_where=text("withdrawn_at IS NULL"), postgresql_where=text("withdrawn_at IS NULL")),
        Index("ix_training_nominations_officer_id", "officer_id", "programme_id", "result", "valid_until"),
        Index("ix_training_nominations_unit_id_nominated_at", "unit_id", "nominated_at", "id"),
    )
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    year: Mapped[int] = mapped_column(Integer)
    serial: Mapped[int] = mapped_column(Integer)
    session_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("training_sessions.id"))
    programme_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("training_programmes.id"))
    officer_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("officers.id"))
    nominated_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    nominated_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdraw_reason: Mapped[str] = mapped_column(String(300), default="")
    attendance: Mapped[str] = mapped_column(String(8), default="")
    result: Mapped[str] = mapped_column(String(8), default="")
    note: Mapped[str] = mapped_column(Text, default="")
    passed_on: Mapped[date | None] = mapped_column(Date)
    valid_until: Mapped[date | None] = mapped_column(Date)

    @property
    def number(self) -> str:
        """The running number as it is written."""
        return f"{self.serial}/{self.year}"


class TrainingMark(Model):
    """Attendance and result as they were written at one time; a correction is another mark with its reason."""

    __tablename__ = "training_marks"
    __table_args__ = (Index("ix_training_marks_nomination_id", "nomination_id", "recorded_at", "id"),)
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    nomination_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("training_nominations.id"))
    attendance: Mapped[str] = mapped_column(String(8))
    result: Mapped[str] = mapped_column(String(8))
    note: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(String(300), default="")
    recorded_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
