"""Tables of the gate: permission to enquire first, reasons written against the rule, labels of a later day."""

import uuid
from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Index, Integer, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Model, UtcDateTime, id_column, unit_column


class EnquiryPermission(Model):
    """A preliminary enquiry asked of, and given or refused by, an officer of a Deputy Superintendent's rank or above."""

    __tablename__ = "enquiry_permissions"
    __table_args__ = (Index("ix_enquiry_permissions_waiting", "unit_id", "answered_at", "asked_at", "id"),)
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    complaint_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("complaints.id"), index=True)
    triage_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("triage_records.id"))
    reason: Mapped[str] = mapped_column(Text)
    asked_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answer: Mapped[str] = mapped_column(String(10), default="")  # "" waits | given | refused
    answer_note: Mapped[str] = mapped_column(String(500), default="")
    order_ref: Mapped[str] = mapped_column(String(60), default="")
    answered_by: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    until_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class GateReason(Model):
    """Why a matter ends without an FIR although the facts disclose a cognizable offence; read by those above the writer.

    It counts for the triage it was written on: other facts ask for another reason.
    """

    __tablename__ = "gate_reasons"
    __table_args__ = (Index("ix_gate_reasons_unit_id_written_at", "unit_id", "written_at", "id"),)
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    complaint_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("complaints.id"), index=True)
    triage_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("triage_records.id"))
    category: Mapped[str] = mapped_column(String(30))
    text: Mapped[str] = mapped_column(Text)
    written_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    sho_seen_by: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    sho_seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    circle_seen_by: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    circle_seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class LaterLabel(Model):
    """What an officer of rank found after her own statement: untrue information, or an adult who went by her own will."""

    __tablename__ = "later_labels"
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    complaint_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("complaints.id"), index=True)
    triage_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("triage_records.id"))
    kind: Mapped[str] = mapped_column(String(30))  # false_information | went_by_own_will
    her_statement_on: Mapped[date] = mapped_column(Date)
    age_proof: Mapped[str] = mapped_column(String(120), default="")
    age_proved: Mapped[int | None] = mapped_column(Integer)
    reason: Mapped[str] = mapped_column(Text)
    set_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    set_at: Mapped[datetime] = mapped_column(UtcDateTime)
