"""Tables of the tree of units and of the lists that were brought in."""

import uuid
from datetime import date, datetime

from sqlalchemy import JSON, Boolean, CheckConstraint, Date, ForeignKey, Index, Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Model, UtcDateTime, id_column
from portal.core.words import N_
from portal.units import rules

# Compared byte by byte on both engines, so that everything below a unit is one range of the index.
_Path = String(120).with_variant(String(120, collation="C"), "postgresql")

IMPORT_STATES = {"seen": N_("Not applied yet"), "applied": N_("Applied"), "cancelled": N_("Put aside")}


class Unit(Model):
    """A unit of the police. *path* is its place in the tree, "/UP/LKZ/…/"; it follows when the unit moves.

    A unit with a closing date is closed, and *is_active* says so for lists and choices.
    """

    __tablename__ = "units"
    __table_args__ = (
        CheckConstraint("(parent_id IS NULL) = (kind = 'state')", name="only_a_state_has_no_parent"),
        Index("ix_units_path", "path", "kind", "id"),  # a reach is read from the index alone
    )
    id: Mapped[uuid.UUID] = id_column()
    code: Mapped[str] = mapped_column(String(12), unique=True)
    kind: Mapped[str] = mapped_column(String(16), index=True)
    name_hi: Mapped[str] = mapped_column(String(rules.NAME_LENGTH))
    name_en: Mapped[str] = mapped_column(String(rules.NAME_LENGTH))
    parent_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("units.id"), index=True)
    path: Mapped[str] = mapped_column(_Path, unique=True)
    phone: Mapped[str] = mapped_column(String(20), default="")
    is_active: Mapped[bool] = mapped_column(Boolean, default=True)
    is_womens_station: Mapped[bool] = mapped_column(Boolean, default=False)
    in_commissionerate: Mapped[bool] = mapped_column(Boolean, default=False)
    opened_on: Mapped[date | None] = mapped_column(Date)
    closed_on: Mapped[date | None] = mapped_column(Date)
    version: Mapped[int] = mapped_column(Integer)
    __mapper_args__ = {"version_id_col": version}

    @property
    def kind_title(self) -> str:
        """What the unit's kind is called here (msgid)."""
        return rules.kind_title(self.kind, self.in_commissionerate)

    def name_in(self, language: str) -> str:
        """The unit's name in *language* ("hi" or "en")."""
        return self.name_en if language == "en" else self.name_hi


class UnitImport(Model):
    """A list as it was read and judged, kept so that exactly what was seen is applied, once."""

    __tablename__ = "unit_imports"
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("units.id"), index=True)
    uploaded_by: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    uploaded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    file_sha256: Mapped[str] = mapped_column(String(64))
    rows: Mapped[list] = mapped_column(JSON)  # [line, {field: text}]
    unread_heads: Mapped[list] = mapped_column(JSON)
    verdicts: Mapped[list] = mapped_column(JSON)  # as rules.Verdict, by line
    counts: Mapped[dict] = mapped_column(JSON)
    state: Mapped[str] = mapped_column(String(10), default="seen")  # seen | applied | cancelled
    decided_by: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    applied_at: Mapped[datetime | None] = mapped_column(UtcDateTime)

    @property
    def state_title(self) -> str:
        """What was decided about the list (msgid)."""
        return IMPORT_STATES[self.state]
