"""Tables of preventive action: the action, the people it is against, and its steps, which are only ever added."""

import uuid
from datetime import date, datetime

from sqlalchemy import JSON, CheckConstraint, Date, ForeignKey, Index, Integer, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Model, UtcDateTime, id_column, unit_column


class PreventiveAction(Model):
    """One action with its running number. *state* moves by rules/steps.py; the columns from *amount* on are what the
    steps add up to (rules/projecting.py), kept here so that lists and figures need not read the steps."""

    __tablename__ = "preventive_actions"
    __table_args__ = (
        UniqueConstraint("unit_id", "year", "serial"),
        CheckConstraint("amount IS NULL OR amount > 0", name="amount_positive"),
        CheckConstraint("valid_until IS NULL OR valid_until >= valid_from", name="term_order"),
        Index("ix_preventive_actions_unit_id_recorded_at", "unit_id", "recorded_at", "id"),
        Index("ix_preventive_actions_unit_id_state", "unit_id", "state", "recorded_at", "id"),
        Index("ix_preventive_actions_unit_id_kind", "unit_id", "kind", "recorded_at", "id"),
        Index("ix_preventive_actions_valid_until", "unit_id", "state", "valid_until", "id"),
        Index("ix_preventive_actions_inquiry_due", "unit_id", "inquiry_due_on", "id"),
        Index("ix_preventive_actions_next_hearing", "unit_id", "next_hearing_on", "id"),
        Index("ix_preventive_actions_release_due", "unit_id", "release_due_at", "id"),
        Index("ix_preventive_actions_enquiry_officer_id", "enquiry_officer_id", "recorded_at", "id"),
    )
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    year: Mapped[int] = mapped_column(Integer)
    serial: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(String(20))
    state: Mapped[str] = mapped_column(String(12))
    authority: Mapped[str] = mapped_column(String(160))
    complaint_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("complaints.id"), index=True)
    reference: Mapped[str] = mapped_column(String(200), default="")
    reason: Mapped[str] = mapped_column(Text)
    complainant_reason: Mapped[str] = mapped_column(String(500), default="")  # why the complainant herself stands in it
    law_pack_version: Mapped[str] = mapped_column(String(40))
    report_no: Mapped[str] = mapped_column(String(60), default="")
    report_sent_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    enquiry_officer_id: Mapped[uuid.UUID] = mapped_column(Uuid)  # who keeps it, where no complaint says who does
    recorded_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    amount: Mapped[int | None] = mapped_column(Integer)
    valid_from: Mapped[date | None] = mapped_column(Date)
    valid_until: Mapped[date | None] = mapped_column(Date)
    next_hearing_on: Mapped[date | None] = mapped_column(Date)
    inquiry_due_on: Mapped[date | None] = mapped_column(Date)
    arrested_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    release_due_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def number(self) -> str:
        """The running number as it is written."""
        return f"{self.serial}/{self.year}"


class PreventivePerson(Model):
    """Somebody the action is taken against: identity in the vault, relation to the woman here."""

    __tablename__ = "preventive_persons"
    __table_args__ = (UniqueConstraint("action_id", "place_in_list"),)
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    action_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("preventive_actions.id"))
    person_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("persons.id"), index=True)
    place_in_list: Mapped[int] = mapped_column(Integer)
    relation: Mapped[str] = mapped_column(String(30))


class PreventiveStep(Model):
    """One step: when it happened, when it was written, what proves it. Never changed, only followed by another."""

    __tablename__ = "preventive_steps"
    __table_args__ = (Index("ix_preventive_steps_action_id_happened_at", "action_id", "happened_at", "id"),)
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    action_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("preventive_actions.id"))
    kind: Mapped[str] = mapped_column(String(20))
    happened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    written_at: Mapped[datetime] = mapped_column(UtcDateTime)
    written_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    late_reason: Mapped[str] = mapped_column(String(300), default="")
    evidence: Mapped[str] = mapped_column(String(120))
    note: Mapped[str] = mapped_column(Text, default="")
    report_no: Mapped[str] = mapped_column(String(60), default="")
    proceeding_no: Mapped[str] = mapped_column(String(60), default="")
    amount: Mapped[int | None] = mapped_column(Integer)
    sureties: Mapped[int | None] = mapped_column(Integer)
    term_months: Mapped[int | None] = mapped_column(Integer)
    from_on: Mapped[date | None] = mapped_column(Date)
    until_on: Mapped[date | None] = mapped_column(Date)
    next_on: Mapped[date | None] = mapped_column(Date)
    complaint_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("complaints.id"))  # the new matter of a breach
    out_of_order: Mapped[list] = mapped_column(JSON, default=list)  # warnings the officer confirmed (msgids)
