"""Tables of the squads: squads and members, spots, plans, outings with stops, named persons and conduct, complaints."""

import uuid
from datetime import date, datetime, time

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Date,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    Time,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Model, UtcDateTime, id_column, unit_column
from portal.field.models import index_of_days


class Squad(Model):
    """A squad of a kendra."""

    __tablename__ = "squads"
    __table_args__ = (UniqueConstraint("unit_id", "name"),)
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    name: Mapped[str] = mapped_column(String(80))
    recorded_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SquadMember(Model):
    """An officer's time in a squad; the open one has no last day. Who leads it sees its outings."""

    __tablename__ = "squad_members"
    __table_args__ = (CheckConstraint("to_on IS NULL OR to_on >= from_on", name="term_order"),
                      Index("ix_squad_members_squad_id", "squad_id", "from_on", "id"),
                      Index("ix_squad_members_officer_id", "officer_id", "squad_id"))
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    squad_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("squads.id"))
    officer_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("officers.id"))
    is_leader: Mapped[bool] = mapped_column(Boolean)
    from_on: Mapped[date] = mapped_column(Date)
    to_on: Mapped[date | None] = mapped_column(Date)
    recorded_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SquadSpot(Model):
    """A sensitive spot, who told of it and how risky it is by time of day."""

    __tablename__ = "squad_spots"
    __table_args__ = (UniqueConstraint("unit_id", "name"),)
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    kind: Mapped[str] = mapped_column(String(10))
    name: Mapped[str] = mapped_column(String(160))
    source: Mapped[str] = mapped_column(String(10))
    source_note: Mapped[str] = mapped_column(String(300), default="")
    morning: Mapped[str] = mapped_column(String(4))
    noon: Mapped[str] = mapped_column(String(4))
    evening: Mapped[str] = mapped_column(String(4))
    night: Mapped[str] = mapped_column(String(4))
    to_on: Mapped[date | None] = mapped_column(Date)  # the last day on which it was a sensitive spot
    end_reason: Mapped[str] = mapped_column(String(300), default="")
    recorded_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SquadPlan(Model):
    """A spot that a squad is to visit on a day from a time of day (IST)."""

    __tablename__ = "squad_plans"
    __table_args__ = (UniqueConstraint("squad_id", "day", "from_time", "spot_id"),
                      Index("ix_squad_plans_spot_id", "spot_id", "day"), Index("ix_squad_plans_unit_id_day", "unit_id", "day"))
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    squad_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("squads.id"))
    spot_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("squad_spots.id"))
    day: Mapped[date] = mapped_column(Date)
    from_time: Mapped[time] = mapped_column(Time)
    recorded_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Outing(Model):
    """A squad going out once: briefed, out, closed; a line of the squad daily register.

    *outside*: how many of its stops no plan named; *places* to *foot_warned*: the sums of its stops for the daily return, foot
    patrol apart; all are counted with each stop. *is_clean*: as its conduct record says, None without one.
    """

    __tablename__ = "squad_outings"
    __table_args__ = (
        UniqueConstraint("unit_id", "year", "serial"),
        Index("ix_squad_outings_day", "day", "unit_id", "id"),
        Index("ix_squad_outings_unit_id_day", "unit_id", "day", "id"),
        Index("ix_squad_outings_squad_id_day", "squad_id", "day", "id"),
        index_of_days("ix_squad_outings_outside", "outside > 0"),
        index_of_days("ix_squad_outings_late", "is_late", "is_late = 1"),
        index_of_days("ix_squad_outings_unclosed", "state <> 'closed'"),
        index_of_days("ix_squad_outings_no_conduct", "is_clean IS NULL"),
        index_of_days("ix_squad_outings_unclean", "NOT is_clean", "is_clean = 0"),
    )
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    squad_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("squads.id"))
    year: Mapped[int] = mapped_column(Integer)
    serial: Mapped[int] = mapped_column(Integer)
    day: Mapped[date] = mapped_column(Date)
    state: Mapped[str] = mapped_column(String(8))
    briefed_by: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("officers.id"))
    briefed_at: Mapped[datetime] = mapped_column(UtcDateTime)
    briefing: Mapped[str] = mapped_column(Text)
    started_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # recorded, not happened
    is_late: Mapped[bool] = mapped_column(Boolean, default=False)
    note: Mapped[str] = mapped_column(Text, default="")
    outside: Mapped[int] = mapped_column(Integer, default=0)
    places: Mapped[int] = mapped_column(Integer, default=0)
    checked: Mapped[int] = mapped_column(Integer, default=0)
    warned: Mapped[int] = mapped_column(Integer, default=0)
    vehicles: Mapped[int] = mapped_column(Integer, default=0)
    foot_places: Mapped[int] = mapped_column(Integer, default=0)
    foot_checked: Mapped[int] = mapped_column(Integer, default=0)
    foot_warned: Mapped[int] = mapped_column(Integer, default=0)
    is_clean: Mapped[bool | None] = mapped_column(Boolean)
    recorded_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @property
    def number(self) -> str:
        """The running number as it is written."""
        return f"{self.serial}/{self.year}"


class SquadStop(Model):
    """A stop of an outing at a spot, or a stretch of foot patrol (*is_foot*), with counts and nobody's name."""

    __tablename__ = "squad_stops"
    __table_args__ = (
        CheckConstraint("warned <= checked", name="warned_order"), CheckConstraint("left_at >= came_at", name="time_order"),
        CheckConstraint("is_foot OR spot_id IS NOT NULL", name="spot_needed"),
        Index("ix_squad_stops_outing_id", "outing_id", "came_at", "id"), Index("ix_squad_stops_spot_id", "spot_id", "came_at"),
        Index("ix_squad_stops_unit_id_is_planned", "unit_id", "is_planned", "came_at", "id"),
    )
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    outing_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("squad_outings.id"))
    is_foot: Mapped[bool] = mapped_column(Boolean)
    spot_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("squad_spots.id"))
    place: Mapped[str] = mapped_column(String(160), default="")
    came_at: Mapped[datetime] = mapped_column(UtcDateTime)
    left_at: Mapped[datetime] = mapped_column(UtcDateTime)
    checked: Mapped[int] = mapped_column(Integer)
    warned: Mapped[int] = mapped_column(Integer)
    vehicles: Mapped[int] = mapped_column(Integer)
    is_planned: Mapped[bool] = mapped_column(Boolean)
    reason: Mapped[str] = mapped_column(String(300), default="")  # why outside the plan
    recorded_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SquadPerson(Model):
    """Somebody warned, given a red card or proceeded against: identity in the vault, the act here. A red card has a
    running number of its own."""

    __tablename__ = "squad_persons"
    __table_args__ = (
        UniqueConstraint("unit_id", "card_year", "card_serial"),
        CheckConstraint("(outcome = 'red_card') = (card_serial IS NOT NULL)", name="card_numbered"),
        Index("ix_squad_persons_outing_id", "outing_id", "happened_at", "id"),
        Index("ix_squad_persons_unit_id_happened_at", "unit_id", "happened_at", "id"),
        Index("ix_squad_persons_repeats", "outing_id", sqlite_where=text("is_repeat = 1 AND settled_at IS NULL"),
              postgresql_where=text("is_repeat AND settled_at IS NULL")),
    )
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    outing_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("squad_outings.id"))
    person_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("persons.id"), index=True)
    outcome: Mapped[str] = mapped_column(String(10))
    card_year: Mapped[int | None] = mapped_column(Integer)
    card_serial: Mapped[int | None] = mapped_column(Integer)
    act: Mapped[str] = mapped_column(String(10))
    account: Mapped[str] = mapped_column(String(500))
    place: Mapped[str] = mapped_column(String(160))
    happened_at: Mapped[datetime] = mapped_column(UtcDateTime)
    guardian: Mapped[str] = mapped_column(String(12))
    officer_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("officers.id"))
    is_repeat: Mapped[bool] = mapped_column(Boolean, default=False)
    settled_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    settled_by: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    settled_note: Mapped[str] = mapped_column(String(500), default="")
    fir_no: Mapped[str] = mapped_column(String(40), default="")
    is_arrested: Mapped[bool] = mapped_column(Boolean, default=False)
    preventive_section: Mapped[str] = mapped_column(String(3), default="")
    preventive_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("preventive_actions.id"))
    recorded_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @property
    def card(self) -> str:
        """The number of the red card, if it is one."""
        return f"{self.card_serial}/{self.card_year}" if self.card_serial else ""


class SquadConduct(Model):
    """How the squad behaved, once for each outing; see rules.CONDUCT. *is_clean*: every answer as ordered."""

    __tablename__ = "squad_conducts"
    __table_args__ = (UniqueConstraint("outing_id"),)
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    outing_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("squad_outings.id"))
    dress: Mapped[str] = mapped_column(String(8))
    camera_ref: Mapped[str] = mapped_column(String(80), default="")
    no_camera_reason: Mapped[str] = mapped_column(String(300), default="")
    has_woman_officer: Mapped[bool] = mapped_column(Boolean)
    asked_no_couple: Mapped[bool] = mapped_column(Boolean)
    humiliated_nobody: Mapped[bool] = mapped_column(Boolean)
    chose_by_act: Mapped[bool] = mapped_column(Boolean)
    explanation: Mapped[str] = mapped_column(String(1000), default="")
    is_clean: Mapped[bool] = mapped_column(Boolean)
    recorded_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class SquadComplaint(Model):
    """A complaint about the conduct of a squad. It belongs to the unit above the station (*unit_id*, a circle), so that
    the kendra and the station which it is about do not reach it; so does whoever complains (*person_id*)."""

    __tablename__ = "squad_complaints"
    __table_args__ = (Index("ix_squad_complaints_unit_id", "unit_id", "recorded_at", "id"),)
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    kendra_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("units.id"))
    person_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("persons.id"))
    happened_on: Mapped[date] = mapped_column(Date)
    place: Mapped[str] = mapped_column(String(160))
    account: Mapped[str] = mapped_column(Text)
    answered_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    answered_by: Mapped[uuid.UUID | None] = mapped_column(Uuid)
    answer: Mapped[str] = mapped_column(Text, default="")
    recorded_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
