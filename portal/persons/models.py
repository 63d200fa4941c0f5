"""Tables of the identity vault: sealed identities and their versions, the keyed index, safe-contact plans."""

import uuid
from datetime import datetime

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    String,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Model, UtcDateTime, id_column, unit_column


class Person(Model):
    """Somebody known to a unit. *identity* is sealed as a whole; in clear stands only what is counted.

    There is no merging: two rows stay two people. A repeat visit points here only if the officer chose her.
    """

    __tablename__ = "persons"
    __table_args__ = (
        CheckConstraint("kind IN ('woman', 'opposite_party', 'other')", name="kind_known"),
        Index("ix_persons_unit_id", "unit_id", "id"),
        Index("ix_persons_key_id", "key_id"),
    )
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    kind: Mapped[str] = mapped_column(String(16))
    gender: Mapped[str] = mapped_column(String(16), default="")
    age_years: Mapped[int | None] = mapped_column(Integer)
    is_minor: Mapped[bool] = mapped_column(Boolean, default=False)
    identity: Mapped[bytes] = mapped_column(LargeBinary)
    key_id: Mapped[str] = mapped_column(String(8))
    version: Mapped[int] = mapped_column(Integer, default=1)
    recorded_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class PersonVersion(Model):
    """An identity as it stood before a correction; *identity* is the very bytes of the person's row then."""

    __tablename__ = "person_versions"
    __table_args__ = (UniqueConstraint("person_id", "version"), Index("ix_person_versions_key_id", "key_id"))
    id: Mapped[uuid.UUID] = id_column()
    person_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("persons.id"))
    unit_id: Mapped[uuid.UUID] = unit_column()
    version: Mapped[int] = mapped_column(Integer)
    gender: Mapped[str] = mapped_column(String(16))
    age_years: Mapped[int | None] = mapped_column(Integer)
    is_minor: Mapped[bool] = mapped_column(Boolean)
    identity: Mapped[bytes] = mapped_column(LargeBinary)
    key_id: Mapped[str] = mapped_column(String(8))
    reason: Mapped[str] = mapped_column(String(300))
    replaced_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    replaced_at: Mapped[datetime] = mapped_column(UtcDateTime)


class PersonIndex(Model):
    """Keyed tokens by which a person is found. A corrected value leaves its row here, no longer current.

    *field*: name (a bucket that many names of the unit share), phone, safe_phone, address (one house of the unit).
    """

    __tablename__ = "person_index"
    __table_args__ = (Index("ix_person_index_token", "field", "token", "unit_id", "person_id"),)
    person_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("persons.id"), primary_key=True)
    field: Mapped[str] = mapped_column(String(10), primary_key=True)
    token: Mapped[str] = mapped_column(String(12), primary_key=True)
    unit_id: Mapped[uuid.UUID] = unit_column()
    is_current: Mapped[bool] = mapped_column(Boolean, default=True)


class SafeContact(Model):
    """A safe-contact plan, sealed; a change adds a row with the next version.

    *reason* says why it replaced the one before; *confirmed_…* when she was last asked whether it is still right.
    """

    __tablename__ = "safe_contacts"
    __table_args__ = (UniqueConstraint("person_id", "version"), Index("ix_safe_contacts_key_id", "key_id"))
    id: Mapped[uuid.UUID] = id_column()
    person_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("persons.id"))
    unit_id: Mapped[uuid.UUID] = unit_column()
    version: Mapped[int] = mapped_column(Integer)
    plan: Mapped[bytes] = mapped_column(LargeBinary)
    key_id: Mapped[str] = mapped_column(String(8))
    reason: Mapped[str] = mapped_column(String(300), default="")
    confirmed_by: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    recorded_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
