"""Tables of triage: facts with the sections an officer chose, the way the matter takes, FIR numbers, refused information."""

import uuid
from datetime import date, datetime

from sqlalchemy import JSON, Boolean, Date, ForeignKey, Integer, String, Text, UniqueConstraint, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Model, UtcDateTime, id_column, unit_column


class TriageRecord(Model):
    """The facts ticked at one time and what an officer made of them. A correction adds the next version.

    What the law pack of the day disclosed stands here as well (*disclosed*, *ways* and the marks the gate asks), so that
    a later pack changes nothing about why a step was open or shut.
    """

    __tablename__ = "triage_records"
    __table_args__ = (UniqueConstraint("complaint_id", "version"),)
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    complaint_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("complaints.id"))
    version: Mapped[int] = mapped_column(Integer)
    facts: Mapped[list] = mapped_column(JSON)
    chosen_code: Mapped[str] = mapped_column(String(10), default="")
    informant: Mapped[str] = mapped_column(String(20), default="")  # who gives the information, where the class turns on it
    law_pack_version: Mapped[str] = mapped_column(String(40))
    disclosed: Mapped[list] = mapped_column(JSON)  # keys of the sections the facts disclose
    sections: Mapped[list] = mapped_column(JSON)  # keys of those the officer decided on
    ways: Mapped[list] = mapped_column(JSON)  # keys of the ways that were open
    is_cognizable: Mapped[bool] = mapped_column(Boolean)
    is_sexual: Mapped[bool] = mapped_column(Boolean)
    is_child: Mapped[bool] = mapped_column(Boolean)
    child_answers: Mapped[dict] = mapped_column(JSON, default=dict)  # cwc and pocso → {answer, by, on}
    note: Mapped[str] = mapped_column(Text, default="")
    decided_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime)


class RouteDecision(Model):
    """The way a matter takes, with the details that this way asks; the latest one holds."""

    __tablename__ = "route_decisions"
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    complaint_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("complaints.id"), index=True)
    triage_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("triage_records.id"))
    way: Mapped[str] = mapped_column(String(30))
    details: Mapped[dict] = mapped_column(JSON, default=dict)
    reason: Mapped[str] = mapped_column(Text, default="")
    decided_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    decided_at: Mapped[datetime] = mapped_column(UtcDateTime)


class FirReference(Model):
    """A pointer to an FIR in CCTNS: its number there. This portal gives out no such number."""

    __tablename__ = "fir_references"
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    complaint_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("complaints.id"), index=True)
    number: Mapped[int] = mapped_column(Integer)
    year: Mapped[int] = mapped_column(Integer)
    is_zero: Mapped[bool] = mapped_column(Boolean, default=False)
    station_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("units.id"))
    station_name: Mapped[str] = mapped_column(String(120), default="")
    registered_at: Mapped[datetime] = mapped_column(UtcDateTime)
    noted_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    noted_at: Mapped[datetime] = mapped_column(UtcDateTime)


class RegistrationRefusal(Model):
    """Her information was refused somewhere: when, by whom, why. The note printed from it tells her what she can do."""

    __tablename__ = "registration_refusals"
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    complaint_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("complaints.id"), index=True)
    refused_on: Mapped[date] = mapped_column(Date)
    refused_by: Mapped[str] = mapped_column(String(120))  # the officer's name and rank as she or the paper says
    refused_at_place: Mapped[str] = mapped_column(String(120))
    reason: Mapped[str] = mapped_column(Text)
    recorded_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
