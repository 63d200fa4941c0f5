"""Tables of accounts: officers, the roles they hold, their sittings, and what keeps guessing slow."""

import uuid
from datetime import date, datetime

from sqlalchemy import JSON, Boolean, CheckConstraint, Date, ForeignKey, Index, Integer, LargeBinary, String, Uuid, true
from sqlalchemy.orm import Mapped, mapped_column, relationship

from portal.access.roles import ROLES
from portal.accounts.rules import officer
from portal.core import clock
from portal.core.db import Model, UtcDateTime, id_column, unit_column
from portal.units.models import Unit


def _user_column(*, nullable: bool = False, index: bool = False) -> Mapped[uuid.UUID]:
    return mapped_column(Uuid, ForeignKey("users.id"), nullable=nullable, index=index)


class User(Model):
    """A named officer. An empty password hash opens to no password; only a one-time code leads in."""

    __tablename__ = "users"
    id: Mapped[uuid.UUID] = id_column()
    personnel_no: Mapped[str] = mapped_column(String(15), unique=True)
    name_hi: Mapped[str] = mapped_column(String(120))
    name_en: Mapped[str] = mapped_column(String(120))
    rank: Mapped[str] = mapped_column(String(10))
    phone: Mapped[str] = mapped_column(String(20), default="")
    is_woman: Mapped[bool] = mapped_column(Boolean, default=False)
    password_hash: Mapped[str] = mapped_column(String(200), default="")
    must_change_password: Mapped[bool] = mapped_column(Boolean, default=False)
    password_set_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    totp_secret: Mapped[bytes | None] = mapped_column(LargeBinary)  # sealed by the vault
    totp_offered: Mapped[bytes | None] = mapped_column(LargeBinary)  # shown, not yet proved; sealed by the vault
    totp_last_step: Mapped[int | None] = mapped_column(Integer)
    is_active: Mapped[bool] = mapped_column(Boolean, default=True)
    language: Mapped[str] = mapped_column(String(2), default="hi")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    last_used_at: Mapped[datetime] = mapped_column(UtcDateTime, default=clock.now)
    version: Mapped[int] = mapped_column(Integer)
    __mapper_args__ = {"version_id_col": version}

    @property
    def has_factor(self) -> bool:
        """Whether a second factor is asked at sign-in."""
        return self.totp_secret is not None

    @property
    def rank_title(self) -> str:
        """The rank as the officer is called (msgid)."""
        return officer.rank_title(self.rank, self.is_woman)

    def name_in(self, language: str) -> str:
        """The officer's name in *language* ("hi" or "en")."""
        return self.name_en if language == "en" else self.name_hi


class RoleHeld(Model):
    """A role held at a unit by a posting order, from a day to a day, both included."""

    __tablename__ = "roles_held"
    __table_args__ = (
        Index("ix_roles_held_unit_role", "unit_id", "role"),
        CheckConstraint("to_on IS NULL OR to_on >= from_on", name="ends_after_beginning"),
    )
    id: Mapped[uuid.UUID] = id_column()
    user_id: Mapped[uuid.UUID] = _user_column(index=True)
    role: Mapped[str] = mapped_column(String(30))
    unit_id: Mapped[uuid.UUID] = unit_column()
    from_on: Mapped[date] = mapped_column(Date)
    to_on: Mapped[date | None] = mapped_column(Date)
    order_no: Mapped[str] = mapped_column(String(80))
    granted_by: Mapped[uuid.UUID | None] = _user_column(nullable=True)
    # A high role counts only when a second administrator has confirmed it.
    is_confirmed: Mapped[bool] = mapped_column(Boolean, default=True, server_default=true())
    confirmed_by: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    confirmed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_by: Mapped[uuid.UUID | None] = _user_column(nullable=True)
    user: Mapped[User] = relationship(foreign_keys=user_id, viewonly=True)
    unit: Mapped[Unit] = relationship(viewonly=True)

    @property
    def title(self) -> str:
        """The role's title (msgid)."""
        return ROLES[self.role].title


class LoginSession(Model):
    """A sitting at a terminal; the browser holds a random token, the row only its hash."""

    __tablename__ = "login_sessions"
    __table_args__ = (Index("ix_login_sessions_user", "user_id", "ended_at"),)
    id: Mapped[uuid.UUID] = id_column()
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    user_id: Mapped[uuid.UUID] = _user_column()
    role_held_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("roles_held.id"))
    step: Mapped[str] = mapped_column(String(10))
    factor_proven: Mapped[bool] = mapped_column(Boolean, default=False)
    terminal: Mapped[str] = mapped_column(String(60))
    return_to: Mapped[str] = mapped_column(String(300), default="")
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    proven_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_active_at: Mapped[datetime] = mapped_column(UtcDateTime)
    locked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    end_reason: Mapped[str] = mapped_column(String(20), default="")
    end_terminal: Mapped[str] = mapped_column(String(60), default="")
    user: Mapped[User] = relationship()
    role_held: Mapped[RoleHeld | None] = relationship()

    @property
    def mark(self) -> str:
        """The short name of this sitting in the trail."""
        return self.id.hex[-16:]


class Throttle(Model):
    """Tries counted under one key (a hash: of account, terminal or both), shared by all workers, kept over a restart."""

    __tablename__ = "throttles"
    key: Mapped[str] = mapped_column(String(64), primary_key=True)
    tries: Mapped[int] = mapped_column(Integer)
    since: Mapped[datetime] = mapped_column(UtcDateTime)
    last_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class RecoveryCode(Model):
    """A code that stands in once for a lost telephone."""

    __tablename__ = "recovery_codes"
    id: Mapped[uuid.UUID] = id_column()
    user_id: Mapped[uuid.UUID] = _user_column(index=True)
    code_hash: Mapped[str] = mapped_column(String(64))
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class PasswordReset(Model):
    """A one-time code by which an officer sets a password; who made it never learns that password."""

    __tablename__ = "password_resets"
    id: Mapped[uuid.UUID] = id_column()
    user_id: Mapped[uuid.UUID] = _user_column(index=True)
    code_hash: Mapped[str] = mapped_column(String(64))
    made_by: Mapped[uuid.UUID | None] = _user_column(nullable=True)
    made_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime)
    used_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class Notice(Model):
    """Something about the account that the officer is told at the next sign-in; *details* fill the sentence of *kind*."""

    __tablename__ = "notices"
    id: Mapped[uuid.UUID] = id_column()
    user_id: Mapped[uuid.UUID] = _user_column(index=True)
    kind: Mapped[str] = mapped_column(String(30))
    details: Mapped[dict] = mapped_column(JSON, default=dict)
    at: Mapped[datetime] = mapped_column(UtcDateTime)
    seen_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
