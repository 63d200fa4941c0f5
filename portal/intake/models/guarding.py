"""Tables that guard her against those inside: complaints sealed from an officer, and more openings granted in a shift."""

import uuid
from datetime import datetime

from sqlalchemy import ForeignKey, Index, Integer, String, Uuid
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Model, UtcDateTime, id_column, unit_column


class ComplaintSeal(Model):
    """A complaint kept from one officer; portal/access/scope.py asks this table for every list, count, page and print."""

    __tablename__ = "complaint_seals"
    __table_args__ = (Index("ix_complaint_seals_user_id", "user_id", "lifted_at", "complaint_id"),)
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    complaint_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("complaints.id"), index=True)
    user_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    reason: Mapped[str] = mapped_column(String(300))
    sealed_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    sealed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    lift_reason: Mapped[str] = mapped_column(String(300), default="")
    lifted_by: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    lifted_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class QuotaRelease(Model):
    """More openings for one officer within one shift, granted by an officer above her."""

    __tablename__ = "quota_releases"
    __table_args__ = (Index("ix_quota_releases_user_id", "user_id", "released_at"),)
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    user_id: Mapped[uuid.UUID] = mapped_column(Uuid)
    more: Mapped[int] = mapped_column(Integer)
    reason: Mapped[str] = mapped_column(String(300))
    released_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    released_at: Mapped[datetime] = mapped_column(UtcDateTime)
