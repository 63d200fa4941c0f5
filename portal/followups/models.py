"""Tables of what follows: diary, promises, disposals and verification calls."""

import uuid
from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, Integer, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Model, UtcDateTime, id_column, unit_column


class DiaryEntry(Model):
    """One line of the action diary: when it happened, when it was written; never changed, only answered by another."""

    __tablename__ = "diary_entries"
    __table_args__ = (Index("ix_diary_entries_complaint_id_happened_at", "complaint_id", "happened_at", "id"),)
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    complaint_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("complaints.id"))
    kind: Mapped[str] = mapped_column(String(30))
    text: Mapped[str] = mapped_column(Text)
    late_reason: Mapped[str] = mapped_column(String(300), default="")
    happened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    written_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    corrects_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("diary_entries.id"))


class Promise(Model):
    """What was promised to her, by whom, by when; ends kept or withdrawn with words."""

    __tablename__ = "promises"
    __table_args__ = (Index("ix_promises_open", "unit_id", "ended_at", "due_on", "id"),)
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    complaint_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("complaints.id"), index=True)
    text: Mapped[str] = mapped_column(String(500))
    promised_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    due_on: Mapped[date] = mapped_column(Date)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    outcome: Mapped[str] = mapped_column(String(12), default="open")  # open | kept | withdrawn
    outcome_text: Mapped[str] = mapped_column(String(500), default="")
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_by: Mapped[uuid.UUID | None] = mapped_column(Uuid)


class Disposal(Model):
    """A proposed end of the matter with its report; `call_due_on` is the third working day after it."""

    __tablename__ = "disposals"
    __table_args__ = (Index("ix_disposals_waiting", "unit_id", "outcome", "call_due_on", "id"),)
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    complaint_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("complaints.id"), index=True)
    manner: Mapped[str] = mapped_column(String(30))
    report: Mapped[str] = mapped_column(Text)
    disposed_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    disposed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    call_due_on: Mapped[date] = mapped_column(Date)
    outcome: Mapped[str] = mapped_column(String(20), default="waiting")  # waiting | verified | unreachable | reopened
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class VerificationCall(Model):
    """A line of the feedback register: someone other than the enquiry officer called her, and what she said."""

    __tablename__ = "verification_calls"
    __table_args__ = (
        UniqueConstraint("unit_id", "year", "serial"),
        Index("ix_verification_calls_unit_id_called_at", "unit_id", "called_at", "id"),
    )
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    complaint_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("complaints.id"), index=True)
    disposal_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("disposals.id"), index=True)
    year: Mapped[int] = mapped_column(Integer)
    serial: Mapped[int] = mapped_column(Integer)
    is_reached: Mapped[bool] = mapped_column()
    satisfaction: Mapped[str] = mapped_column(String(20), default="")  # satisfied | partly | unsatisfied
    her_words: Mapped[str] = mapped_column(Text, default="")
    called_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    called_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Reopening(Model):
    """A disposed matter opened again: why, by whom, when."""

    __tablename__ = "reopenings"
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    complaint_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("complaints.id"), index=True)
    reason: Mapped[str] = mapped_column(String(500))
    reopened_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    reopened_at: Mapped[datetime] = mapped_column(UtcDateTime)
