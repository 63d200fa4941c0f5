"""Tables of the staff: officers, postings, sanctioned posts, and staff lists that were brought in."""

import uuid
from datetime import date, datetime

from sqlalchemy import JSON, Boolean, CheckConstraint, Date, ForeignKey, Index, Integer, String, Text, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from portal.accounts.rules import officer
from portal.core.db import Model, UtcDateTime, id_column, unit_column
from portal.core.words import N_

IMPORT_STATES = {"seen": N_("Not applied yet"), "applied": N_("Applied"), "cancelled": N_("Put aside")}


class Officer(Model):
    """A member of the staff, with or without an account; the personnel number ties both together."""

    __tablename__ = "officers"
    id: Mapped[uuid.UUID] = id_column()
    personnel_no: Mapped[str] = mapped_column(String(15), unique=True)
    name_hi: Mapped[str] = mapped_column(String(120))
    name_en: Mapped[str] = mapped_column(String(120))
    rank: Mapped[str] = mapped_column(String(10))
    is_woman: Mapped[bool] = mapped_column(Boolean)
    phone: Mapped[str] = mapped_column(String(20), default="")
    skills: Mapped[list] = mapped_column(JSON, default=list)
    languages: Mapped[list] = mapped_column(JSON, default=list)
    version: Mapped[int] = mapped_column(Integer)
    __mapper_args__ = {"version_id_col": version}

    @property
    def rank_title(self) -> str:
        """The rank as the officer is called (msgid)."""
        return officer.rank_title(self.rank, self.is_woman)

    def name_in(self, language: str) -> str:
        """The officer's name in *language* ("hi" or "en")."""
        return self.name_en if language == "en" else self.name_hi


class Posting(Model):
    """An officer's time at a unit by an order; the open one has no last day."""

    __tablename__ = "postings"
    __table_args__ = (
        Index("ix_postings_unit_id_from_on", "unit_id", "from_on", "id"),
        Index("ix_postings_officer_id", "officer_id", "from_on"),
        CheckConstraint("to_on IS NULL OR to_on >= from_on", name="term_order"),
    )
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    officer_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("officers.id"))
    kind: Mapped[str] = mapped_column(String(12))
    is_in_charge: Mapped[bool] = mapped_column(Boolean, default=False)
    from_on: Mapped[date] = mapped_column(Date)
    to_on: Mapped[date | None] = mapped_column(Date)
    order_no: Mapped[str] = mapped_column(String(60))
    end_order_no: Mapped[str] = mapped_column(String(60), default="")
    hand_over_note: Mapped[str] = mapped_column(Text, default="")
    recorded_by: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Sanction(Model):
    """Sanctioned posts of one group at a unit, from a day to a day; a new order ends the earlier line."""

    __tablename__ = "sanctions"
    __table_args__ = (Index("ix_sanctions_unit_id_from_on", "unit_id", "from_on"),)
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    group: Mapped[str] = mapped_column("rank_group", String(16))
    number: Mapped[int] = mapped_column(Integer)
    order_no: Mapped[str] = mapped_column(String(60))
    from_on: Mapped[date] = mapped_column(Date)
    to_on: Mapped[date | None] = mapped_column(Date)
    recorded_by: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class StaffImport(Model):
    """A staff list as it was read and judged, kept so that exactly what was seen is applied, once."""

    __tablename__ = "staff_imports"
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    uploaded_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    uploaded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    file_sha256: Mapped[str] = mapped_column(String(64))
    unread_heads: Mapped[list] = mapped_column(JSON)
    rows: Mapped[list] = mapped_column(JSON)
    verdicts: Mapped[list] = mapped_column(JSON)
    counts: Mapped[dict] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(10))
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def state_title(self) -> str:
        """What became of the list (msgid)."""
        return IMPORT_STATES[self.state]
