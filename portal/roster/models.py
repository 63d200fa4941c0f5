"""Tables of the roster: dated norms, needs, hours and holidays, wishes, months with their cells, published versions, who has seen
them, drafts, who came, and swaps of duties."""

import uuid
from datetime import date, datetime

from sqlalchemy import JSON, Boolean, CheckConstraint, Date, ForeignKey, Index, Integer, String, UniqueConstraint, Uuid, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Model, UtcDateTime, id_column, unit_column


class RosterNorm(Model):
    """How one rule counts at a unit from a day on; a later row takes the place of an earlier one."""

    __tablename__ = "roster_norms"
    __table_args__ = (UniqueConstraint("unit_id", "rule", "from_on"),)
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    rule: Mapped[str] = mapped_column(String(20))
    is_hard: Mapped[bool] = mapped_column(Boolean)
    weight: Mapped[int] = mapped_column(Integer)
    limit: Mapped[int] = mapped_column("rule_limit", Integer)
    from_on: Mapped[date] = mapped_column(Date)


class RosterNeed(Model):
    """What a duty needs at a unit from a day on; *weekday* 0 is Monday, None every day; *least* 0 ends the need."""

    __tablename__ = "roster_needs"
    __table_args__ = (
        Index("ix_roster_needs_unit_id_from_on", "unit_id", "from_on", "id"),
        CheckConstraint("weekday IS NULL OR weekday BETWEEN 0 AND 6", name="weekday"),
    )
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    duty: Mapped[str] = mapped_column(String(12))
    weekday: Mapped[int | None] = mapped_column(Integer)
    least: Mapped[int] = mapped_column(Integer)
    women: Mapped[int] = mapped_column(Integer, default=0)
    rank: Mapped[str] = mapped_column("least_rank", String(16), default="")
    of_rank: Mapped[int] = mapped_column(Integer, default=0)
    from_on: Mapped[date] = mapped_column(Date)


class RosterShift(Model):
    """The hours of a duty at a unit from a day on, in minutes: *begins* after midnight of its day, *lasts* until its end."""

    __tablename__ = "roster_shifts"
    __table_args__ = (
        UniqueConstraint("unit_id", "duty", "from_on"),
        CheckConstraint("begins BETWEEN 0 AND 1439", name="begins"),
        CheckConstraint("lasts BETWEEN 60 AND 1440", name="lasts"),
    )
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    duty: Mapped[str] = mapped_column(String(12))
    begins: Mapped[int] = mapped_column(Integer)
    lasts: Mapped[int] = mapped_column(Integer)
    from_on: Mapped[date] = mapped_column(Date)


class RosterHoliday(Model):
    """A festival or public holiday at a unit: for fairness it counts as a Sunday does. One taken back stays with its time."""

    __tablename__ = "roster_holidays"
    __table_args__ = (Index("ix_roster_holidays_unit_id_day", "unit_id", "day", "id"),)
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    day: Mapped[date] = mapped_column(Date)
    title: Mapped[str] = mapped_column(String(80))
    recorded_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class RosterWish(Model):
    """What an officer wishes for one day before the roster is published: to be free (*duty* empty) or to have a duty."""

    __tablename__ = "roster_wishes"
    __table_args__ = (
        Index("ix_roster_wishes_unit_id_day", "unit_id", "day"),
        Index("ix_roster_wishes_officer_id_day", "officer_id", "day", "id"),
    )
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    officer_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("officers.id"))
    day: Mapped[date] = mapped_column(Date)
    duty: Mapped[str] = mapped_column(String(12), default="")
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    withdrawn_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class RosterMonth(Model):
    """The roster of a unit for one month; *state* is draft or published. Each change of a cell makes its version grow."""

    __tablename__ = "roster_months"
    __table_args__ = (
        UniqueConstraint("unit_id", "year", "month"),
        CheckConstraint("month BETWEEN 1 AND 12", name="month"),
        CheckConstraint("state IN ('draft', 'published')", name="state"),
    )
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    year: Mapped[int] = mapped_column(Integer)
    month: Mapped[int] = mapped_column(Integer)
    state: Mapped[str] = mapped_column(String(10))
    changed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    version: Mapped[int] = mapped_column(Integer)
    __mapper_args__ = {"version_id_col": version}


class RosterCell(Model):
    """One officer on one duty on one day, "off" for a day kept free by hand; the draft never moves a fixed one."""

    __tablename__ = "roster_cells"
    __table_args__ = (
        UniqueConstraint("month_id", "officer_id", "day", "duty"),
        Index("ix_roster_cells_unit_id_day", "unit_id", "day"),
        Index("ix_roster_cells_officer_id_day", "officer_id", "day"),
    )
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    month_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("roster_months.id"))
    officer_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("officers.id"))
    day: Mapped[date] = mapped_column(Date)
    duty: Mapped[str] = mapped_column(String(12))
    is_fixed: Mapped[bool] = mapped_column(Boolean, default=False)


class RosterVersion(Model):
    """A month as it was published: *cells* is frozen ([officer, day, duty], without days kept free), *hours* too (duty → begin
    and length in minutes, where they are not the house's); *gaps* counts empty posts, *reason* says why it went out with them."""

    __tablename__ = "roster_versions"
    __table_args__ = (UniqueConstraint("month_id", "number"),)
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    month_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("roster_months.id"))
    number: Mapped[int] = mapped_column(Integer)
    cells: Mapped[list] = mapped_column(JSON)
    hours: Mapped[dict] = mapped_column(JSON, default=dict)
    gaps: Mapped[int] = mapped_column(Integer, default=0)
    reason: Mapped[str] = mapped_column(String(500), default="")
    published_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    published_at: Mapped[datetime] = mapped_column(UtcDateTime)


class RosterAcknowledgement(Model):
    """An officer has seen a published version."""

    __tablename__ = "roster_acknowledgements"
    __table_args__ = (UniqueConstraint("version_id", "officer_id"),)
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    version_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("roster_versions.id"))
    officer_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("officers.id"))
    acknowledged_at: Mapped[datetime] = mapped_column(UtcDateTime)


class DraftRun(Model):
    """One run of the solver for a month: how far it is, whether it was asked to stop, and what it found. *heard_at* is its
    last sign of life."""

    __tablename__ = "roster_draft_runs"
    __table_args__ = (
        Index("ix_roster_draft_runs_month_id", "month_id", "started_at", "id"),
        Index("ix_roster_draft_runs_state", "state", "started_at", "id"),
        CheckConstraint("state IN ('queued', 'running', 'done', 'stopped', 'failed')", name="state"),
    )
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    month_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("roster_months.id"))
    state: Mapped[str] = mapped_column(String(10))
    progress: Mapped[dict] = mapped_column(JSON, default=dict)
    is_stop_asked: Mapped[bool] = mapped_column(Boolean, default=False)
    result: Mapped[dict | None] = mapped_column(JSON)
    started_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    heard_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class RosterMark(Model):
    """Whether an officer was there for a duty of a day. A correction is a new row; the one it takes the place of stays.

    *came_at* for who came late, *note* why absent or where to she was diverted, *hours* of the diversion.
    """

    __tablename__ = "roster_marks"
    __table_args__ = (
        Index("uq_roster_marks_standing", "officer_id", "day", "duty", unique=True, sqlite_where=text("replaced_at IS NULL"),
              postgresql_where=text("replaced_at IS NULL")),
        Index("ix_roster_marks_unit_id_day", "unit_id", "day"),
        CheckConstraint("hours IS NULL OR hours BETWEEN 1 AND 24", name="hours"),
    )
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    officer_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("officers.id"))
    day: Mapped[date] = mapped_column(Date)
    duty: Mapped[str] = mapped_column(String(12))
    state: Mapped[str] = mapped_column(String(10))
    came_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    note: Mapped[str] = mapped_column(String(200), default="")
    hours: Mapped[int | None] = mapped_column(Integer)
    marked_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    marked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    replaced_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class RosterSwap(Model):
    """One officer asks another to take her duty of a day, and may take one of hers; *state* as in rules.swaps."""

    __tablename__ = "roster_swaps"
    __table_args__ = (
        Index("ix_roster_swaps_unit_id_asked_at", "unit_id", "asked_at", "id"),
        Index("ix_roster_swaps_officer_id", "officer_id", "state"),
        Index("ix_roster_swaps_other_id", "other_id", "state"),
        CheckConstraint("officer_id <> other_id", name="two_officers"),
        CheckConstraint("(other_day IS NULL) = (other_duty IS NULL)", name="duty_of_day"),
    )
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    month_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("roster_months.id"))
    officer_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("officers.id"))
    day: Mapped[date] = mapped_column(Date)
    duty: Mapped[str] = mapped_column(String(12))
    other_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("officers.id"))
    other_day: Mapped[date | None] = mapped_column(Date)
    other_duty: Mapped[str | None] = mapped_column(String(12))
    reason: Mapped[str] = mapped_column(String(300))
    state: Mapped[str] = mapped_column(String(10))
    asked_at: Mapped[datetime] = mapped_column(UtcDateTime)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    decided_by: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    answer_note: Mapped[str] = mapped_column(String(300), default="")
    version: Mapped[int] = mapped_column(Integer)
    __mapper_args__ = {"version_id_col": version}
