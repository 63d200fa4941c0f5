"""Tables of the desk: visits, complaints with their versions, parties, danger answers, rights told, assignments, drafts."""

import uuid
from datetime import date, datetime

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    Text,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.core.db import Model, UtcDateTime, id_column, unit_column


class Visit(Model):
    """A line of the visitor register: everyone who comes, calls or writes, with or without a complaint."""

    __tablename__ = "visits"
    __table_args__ = (UniqueConstraint("unit_id", "year", "serial"),
                      Index("ix_visits_unit_id_arrived_at", "unit_id", "arrived_at", "id"),
                      Index("ix_visits_arrived_at", "arrived_at", "id", "unit_id"))
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    year: Mapped[int] = mapped_column(Integer)
    serial: Mapped[int] = mapped_column(Integer)
    purpose: Mapped[str] = mapped_column(String(20))
    channel: Mapped[str] = mapped_column(String(30))
    channel_reference: Mapped[str] = mapped_column(String(60), default="")
    person_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("persons.id"))
    not_told: Mapped[dict] = mapped_column(JSON, default=dict)
    arrived_at: Mapped[datetime] = mapped_column(UtcDateTime)
    left_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    whom_met: Mapped[str] = mapped_column(String(120), default="")
    remark: Mapped[str] = mapped_column(Text, default="")
    recorded_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    complaints: Mapped[list["Complaint"]] = relationship(back_populates="visit", order_by="Complaint.number")


class Complaint(Model):
    """One matter with its token. `state` moves only by the table in portal/intake/rules.py."""

    __tablename__ = "complaints"
    __table_args__ = (
        UniqueConstraint("unit_id", "year", "number"),
        UniqueConstraint("token"),
        Index("ix_complaints_unit_id_received_at", "unit_id", "received_at", "id"),
        Index("ix_complaints_received_at", "received_at", "id", "unit_id"),  # for who reads several stations
        Index("ix_complaints_unit_id_state", "unit_id", "state", "received_at", "id"),
        Index("ix_complaints_enquiry_officer_id", "enquiry_officer_id", "state", "received_at", "id"),
        Index("ix_complaints_person_id", "person_id"),
        CheckConstraint("occurred_to_on IS NULL OR occurred_from_on IS NULL OR occurred_to_on >= occurred_from_on",
                        name="occurred_order"),
    )
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    visit_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("visits.id"), index=True)
    person_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("persons.id"))
    year: Mapped[int] = mapped_column(Integer)
    number: Mapped[int] = mapped_column(Integer)
    token: Mapped[str] = mapped_column(String(40))
    state: Mapped[str] = mapped_column(String(20))
    channel: Mapped[str] = mapped_column(String(30))
    received_at: Mapped[datetime] = mapped_column(UtcDateTime)
    nature: Mapped[str] = mapped_column(String(40))
    occurred_from_on: Mapped[date | None] = mapped_column(Date)
    occurred_to_on: Mapped[date | None] = mapped_column(Date)
    occurred_at_hour: Mapped[str] = mapped_column(String(5), default="")
    place: Mapped[str] = mapped_column(String(300), default="")
    gist: Mapped[str] = mapped_column(Text, default="")
    relief: Mapped[str] = mapped_column(Text, default="")
    not_told: Mapped[dict] = mapped_column(JSON, default=dict)  # field → reason code
    is_minor: Mapped[bool] = mapped_column(Boolean, default=False)
    has_disability: Mapped[bool] = mapped_column(Boolean, default=False)
    is_pregnant: Mapped[bool] = mapped_column(Boolean, default=False)
    needs_interpreter: Mapped[bool] = mapped_column(Boolean, default=False)
    is_in_danger: Mapped[bool] = mapped_column(Boolean, default=False)
    wants_woman_officer: Mapped[bool] = mapped_column(Boolean, default=False)
    danger_answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    enquiry_officer_id: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    receipt_given_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    receipt_given_how: Mapped[str] = mapped_column(String(30), default="")
    receipt_note: Mapped[str] = mapped_column(String(200), default="")
    disposed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    verified_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    recorded_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(Integer, default=1)
    visit: Mapped[Visit] = relationship(back_populates="complaints")
    parties: Mapped[list["OppositeParty"]] = relationship(order_by="OppositeParty.place_in_list")


class ComplaintVersion(Model):
    """The text of a complaint as it stood before a correction: nothing is overwritten."""

    __tablename__ = "complaint_versions"
    __table_args__ = (UniqueConstraint("complaint_id", "version"),)
    id: Mapped[uuid.UUID] = id_column()
    complaint_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("complaints.id"))
    unit_id: Mapped[uuid.UUID] = unit_column()
    version: Mapped[int] = mapped_column(Integer)
    values: Mapped[dict] = mapped_column(JSON)
    reason: Mapped[str] = mapped_column(String(300))
    replaced_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    replaced_at: Mapped[datetime] = mapped_column(UtcDateTime)


class OppositeParty(Model):
    """Someone the complaint is against: identity in the vault, relation here. Withdrawn, it stays and is struck through.

    *added_…* is empty for those she named on the day of the entry.
    """

    __tablename__ = "opposite_parties"
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    complaint_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("complaints.id"), index=True)
    person_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("persons.id"), index=True)
    place_in_list: Mapped[int] = mapped_column(Integer)
    relation: Mapped[str] = mapped_column(String(30))
    is_known: Mapped[bool] = mapped_column(Boolean, default=True)
    version: Mapped[int] = mapped_column(Integer, default=1)
    added_by: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    added_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    added_reason: Mapped[str] = mapped_column(String(300), default="")
    withdrawn_by: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    withdrawn_reason: Mapped[str] = mapped_column(String(300), default="")


class OppositePartyVersion(Model):
    """An opposite party as it stood before a correction; *person_version* is the identity of then, in the vault."""

    __tablename__ = "opposite_party_versions"
    __table_args__ = (UniqueConstraint("party_id", "version"),)
    id: Mapped[uuid.UUID] = id_column()
    party_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("opposite_parties.id"))
    unit_id: Mapped[uuid.UUID] = unit_column()
    version: Mapped[int] = mapped_column(Integer)
    relation: Mapped[str] = mapped_column(String(30))
    is_known: Mapped[bool] = mapped_column(Boolean)
    person_version: Mapped[int | None] = mapped_column(Integer)
    reason: Mapped[str] = mapped_column(String(300))
    replaced_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    replaced_at: Mapped[datetime] = mapped_column(UtcDateTime)


class DangerAnswer(Model):
    """One asking of the danger questions: answers by key (yes, no, unsure), and what was done at once."""

    __tablename__ = "danger_answers"
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    complaint_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("complaints.id"), index=True)
    answers: Mapped[dict] = mapped_column(JSON)
    level: Mapped[str] = mapped_column(String(10))  # now | high | watch | none
    done: Mapped[list] = mapped_column(JSON, default=list)
    answered_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    answered_at: Mapped[datetime] = mapped_column(UtcDateTime)


class DangerAlert(Model):
    """A danger that a supervisor has to see: on the in-charge's and station officer's first page until acknowledged."""

    __tablename__ = "danger_alerts"
    __table_args__ = (Index("ix_danger_alerts_open", "unit_id", "acknowledged_at", "raised_at"),)
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    complaint_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("complaints.id"), index=True)
    raised_at: Mapped[datetime] = mapped_column(UtcDateTime)
    acknowledged_by: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    acknowledged_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    note: Mapped[str] = mapped_column(String(300), default="")


class RightTold(Model):
    """One right that she was told of: which, by whom, when."""

    __tablename__ = "rights_told"
    __table_args__ = (UniqueConstraint("complaint_id", "right_key"),)
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    complaint_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("complaints.id"), index=True)
    right_key: Mapped[str] = mapped_column(String(40))
    told_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    told_at: Mapped[datetime] = mapped_column(UtcDateTime)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Assignment(Model):
    """An enquiry officer's time with a complaint; the open one has no end."""

    __tablename__ = "assignments"
    __table_args__ = (Index("ix_assignments_officer_id_ended_at", "officer_id", "ended_at"),)
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    complaint_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("complaints.id"), index=True)
    officer_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    reason: Mapped[str] = mapped_column(String(300), default="")
    exception: Mapped[str] = mapped_column(String(300), default="")  # why a man, where a woman officer is due
    handover_note: Mapped[str] = mapped_column(Text, default="")
    assigned_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    assigned_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class IdentityOpening(Model):
    """An opening of an identity without relation: the reason, the hour it ends, and the supervisor's review."""

    __tablename__ = "identity_openings"
    __table_args__ = (Index("ix_identity_openings_open", "unit_id", "reviewed_at", "opened_at"),)
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    complaint_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("complaints.id"), index=True)
    subject_kind: Mapped[str] = mapped_column(String(20), default="complaint")  # as the trail names it
    subject_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    label: Mapped[str] = mapped_column(String(60), default="")  # what a matter of a floor above is called; tokens are joined
    user_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    role: Mapped[str] = mapped_column(String(30))
    opened_from: Mapped[uuid.UUID] = unit_column()  # the opener's unit: an officer above it reviews the opening
    category: Mapped[str] = mapped_column(String(30))
    reason: Mapped[str] = mapped_column(String(500))
    opened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ends_at: Mapped[datetime] = mapped_column(UtcDateTime)
    reviewed_by: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    reviewed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    review_note: Mapped[str] = mapped_column(String(500), default="")


class Draft(Model):
    """Text on its way: the sealed fields of a form that was not sent yet; one for each officer and form."""

    __tablename__ = "drafts"
    __table_args__ = (UniqueConstraint("user_id", "form_key"),)
    id: Mapped[uuid.UUID] = id_column()
    user_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    unit_id: Mapped[uuid.UUID] = unit_column()
    form_key: Mapped[str] = mapped_column(String(80))
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    saved_at: Mapped[datetime] = mapped_column(UtcDateTime)
