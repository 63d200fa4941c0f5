"""Tables of the beats: beats, officers and places; norms and plans; patrol days with visits and problems; evaluations."""

import uuid
from datetime import UTC, date, datetime, time

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Text,
    Time,
    UniqueConstraint,
    Uuid,
)
from sqlalchemy.orm import Mapped, mapped_column

from portal.core.db import Model, UtcDateTime, id_column, unit_column
from portal.field.models import index_of_days

NEVER = datetime(1900, 1, 1, tzinfo=UTC)  # a place that nobody visited stands before all others


class Beat(Model):
    """A women's beat of a kendra, laid over ordinary beats, which are named as the station names them."""

    __tablename__ = "beats"
    __table_args__ = (UniqueConstraint("unit_id", "name"),)
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    name: Mapped[str] = mapped_column(String(80))
    ordinary_beats: Mapped[list[str]] = mapped_column(JSON, default=list)
    recorded_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class BeatOfficer(Model):
    """An officer's time on a beat; the open one has no last day. She sees her beat's places, plan and patrol days."""

    __tablename__ = "beat_officers"
    __table_args__ = (CheckConstraint("to_on IS NULL OR to_on >= from_on", name="term_order"),
                      Index("ix_beat_officers_beat_id", "beat_id", "from_on", "id"),
                      Index("ix_beat_officers_officer_id", "officer_id", "beat_id"))
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    beat_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("beats.id"))
    officer_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("officers.id"))
    from_on: Mapped[date] = mapped_column(Date)
    to_on: Mapped[date | None] = mapped_column(Date)
    recorded_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class BeatPlace(Model):
    """A village, ward or institution of a beat. *sitting_weekdays*: when she sits there (0 Monday … 6 Sunday), mostly in
    the panchayat building; empty where nobody sits. *code* stands on paper sheets and never changes. *seen_at*: when the
    latest visit came, kept with each visit, so that no list of a whole district looks through the visits."""

    __tablename__ = "beat_places"
    __table_args__ = (UniqueConstraint("unit_id", "code"), UniqueConstraint("beat_id", "name"),
                      CheckConstraint("to_on IS NULL OR to_on >= from_on", name="term_order"),
                      Index("ix_beat_places_seen_at", "seen_at", "id", "unit_id"),
                      # A week of the whole state is counted from this index alone.
                      Index("ix_beat_places_unit_id_seen_at", "unit_id", "seen_at", "from_on", "to_on", "id"))
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    beat_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("beats.id"))
    code: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(String(12))
    name: Mapped[str] = mapped_column(String(160))
    sitting_weekdays: Mapped[list[int]] = mapped_column(JSON, default=list)
    from_on: Mapped[date] = mapped_column(Date)
    to_on: Mapped[date | None] = mapped_column(Date)  # the last day on which the place belonged to the beat
    seen_at: Mapped[datetime] = mapped_column(UtcDateTime, default=NEVER)
    recorded_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class BeatNorm(Model):
    """What is expected of a beat from a day on, at a unit and all below it; the nearest unit's latest row counts.

    *days_a_week*: days on which an officer goes to her beat. *days_between*: after so many days without a visit a place
    counts as uncovered. *women_officers*: how many women a beat needs. *ordinary_most*: how many ordinary beats at most.
    """

    __tablename__ = "beat_norms"
    __table_args__ = (UniqueConstraint("unit_id", "from_on"), CheckConstraint("sitting_to > sitting_from", name="hours_order"))
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    from_on: Mapped[date] = mapped_column(Date)
    days_a_week: Mapped[int] = mapped_column(Integer)
    days_between: Mapped[int] = mapped_column(Integer)
    places_a_day: Mapped[int] = mapped_column(Integer)
    women_officers: Mapped[int] = mapped_column(Integer)
    ordinary_most: Mapped[int] = mapped_column(Integer)
    sitting_from: Mapped[time] = mapped_column(Time)
    sitting_to: Mapped[time] = mapped_column(Time)
    source: Mapped[str] = mapped_column(String(200))  # the order it rests on
    recorded_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class BeatPlan(Model):
    """A place that is to be visited on a day; *officer_id* who is to go, if said. *is_fixed*: put there by hand, which a
    new draft leaves alone. *is_done*: somebody was there on that day; kept with each visit and each new line."""

    __tablename__ = "beat_plans"
    __table_args__ = (UniqueConstraint("place_id", "day"), Index("ix_beat_plans_beat_id_day", "beat_id", "day", "id"),
                      Index("ix_beat_plans_unit_id_day", "unit_id", "day", "id", "is_done"),
                      Index("ix_beat_plans_is_done_day", "is_done", "day", "id", "unit_id"))
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    beat_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("beats.id"))
    place_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("beat_places.id"))
    officer_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("officers.id"))
    day: Mapped[date] = mapped_column(Date)
    is_sitting: Mapped[bool] = mapped_column(Boolean)
    is_fixed: Mapped[bool] = mapped_column(Boolean)
    is_done: Mapped[bool] = mapped_column(Boolean, default=False)
    recorded_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class BeatDay(Model):
    """An officer's day on a beat: out, then closed with a summary and a note for who goes next; a line of the patrol log.

    *visits*, *outside*: how many visits it has, and how many of them no plan named; counted with each visit.
    """

    __tablename__ = "beat_days"
    __table_args__ = (
        UniqueConstraint("unit_id", "year", "serial"),
        Index("ix_beat_days_unit_id_day", "unit_id", "day", "id", "visits", "outside", "is_late", "state"),
        Index("ix_beat_days_beat_id_day", "beat_id", "day", "id"),
        Index("ix_beat_days_officer_id_day", "officer_id", "day", "id"),
        index_of_days("ix_beat_days_outside", "outside > 0"), index_of_days("ix_beat_days_late", "is_late", "is_late = 1"),
        index_of_days("ix_beat_days_unclosed", "state <> 'closed'"),
    )
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    beat_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("beats.id"))
    officer_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("officers.id"))
    year: Mapped[int] = mapped_column(Integer)
    serial: Mapped[int] = mapped_column(Integer)
    day: Mapped[date] = mapped_column(Date)
    state: Mapped[str] = mapped_column(String(8))
    started_at: Mapped[datetime] = mapped_column(UtcDateTime)
    ended_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    closed_at: Mapped[datetime | None] = mapped_column(UtcDateTime)  # recorded, not happened
    is_late: Mapped[bool] = mapped_column(Boolean, default=False)
    is_paper: Mapped[bool] = mapped_column(Boolean, default=False)  # typed from a paper sheet
    summary: Mapped[str] = mapped_column(Text, default="")
    next_note: Mapped[str] = mapped_column(Text, default="")
    visits: Mapped[int] = mapped_column(Integer, default=0)
    outside: Mapped[int] = mapped_column(Integer, default=0)
    recorded_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)

    @property
    def number(self) -> str:
        """The running number as it is written."""
        return f"{self.serial}/{self.year}"


class BeatVisit(Model):
    """A visit to a place; a line of the women's beat register. Counts and words about the place, nobody's name.

    *latitude*, *longitude* in degrees and *accuracy* in metres are of the moment she pressed "I am here", or all None.
    """

    __tablename__ = "beat_visits"
    __table_args__ = (
        UniqueConstraint("unit_id", "year", "serial"),
        CheckConstraint("left_at >= came_at", name="time_order"),
        CheckConstraint("(latitude IS NULL) = (accuracy IS NULL) AND (longitude IS NULL) = (accuracy IS NULL)",
                        name="whole_position"),
        Index("ix_beat_visits_day_id", "day_id", "came_at", "id"), Index("ix_beat_visits_place_id", "place_id", "came_at"),
        Index("ix_beat_visits_unit_id_came_at", "unit_id", "came_at", "id"),
    )
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    day_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("beat_days.id"))
    place_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("beat_places.id"))
    year: Mapped[int] = mapped_column(Integer)
    serial: Mapped[int] = mapped_column(Integer)
    came_at: Mapped[datetime] = mapped_column(UtcDateTime)
    left_at: Mapped[datetime] = mapped_column(UtcDateTime)
    is_sitting: Mapped[bool] = mapped_column(Boolean)
    women_met: Mapped[int] = mapped_column(Integer)
    officials: Mapped[list[str]] = mapped_column(JSON, default=list)
    schemes: Mapped[list[str]] = mapped_column(JSON, default=list)
    information: Mapped[str] = mapped_column(String(500), default="")  # passed on to the station
    next_on: Mapped[date | None] = mapped_column(Date)
    is_planned: Mapped[bool] = mapped_column(Boolean)
    latitude: Mapped[float | None] = mapped_column(Float)
    longitude: Mapped[float | None] = mapped_column(Float)
    accuracy: Mapped[int | None] = mapped_column(Integer)
    recorded_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class BeatProblem(Model):
    """A problem told on the beat: settled there, passed on, or taken up; taken up, it waits until it is a complaint.

    No name stands here: who she is stands in the complaint (*complaint_id*), in the vault.
    """

    __tablename__ = "beat_problems"
    __table_args__ = (
        CheckConstraint("complaint_id IS NULL OR outcome = 'taken_up'", name="taken_up"),
        Index("ix_beat_problems_day_id", "day_id", "place_id", "id"),
        Index("ix_beat_problems_unit_id_outcome", "unit_id", "outcome", "complaint_id", "told_at", "id"),
    )
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    day_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("beat_days.id"))
    place_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("beat_places.id"))
    nature: Mapped[str] = mapped_column(String(20))
    outcome: Mapped[str] = mapped_column(String(10))
    account: Mapped[str] = mapped_column(String(1000), default="")
    occurred_on: Mapped[date | None] = mapped_column(Date)
    is_in_danger: Mapped[bool] = mapped_column(Boolean, default=False)
    told_at: Mapped[datetime] = mapped_column(UtcDateTime)
    complaint_id: Mapped[uuid.UUID | None] = mapped_column(Uuid, ForeignKey("complaints.id"))
    recorded_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)


class BeatEvaluation(Model):
    """The month of a beat as an officer above looked at it: figures of that moment, frozen, and words. No marks, no rank."""

    __tablename__ = "beat_evaluations"
    __table_args__ = (UniqueConstraint("beat_id", "month"),)
    id: Mapped[uuid.UUID] = id_column()
    unit_id: Mapped[uuid.UUID] = unit_column()
    beat_id: Mapped[uuid.UUID] = mapped_column(Uuid, ForeignKey("beats.id"))
    month: Mapped[date] = mapped_column(Date)  # its first day
    figures: Mapped[dict] = mapped_column(JSON)
    findings: Mapped[str] = mapped_column(Text)
    advice: Mapped[str] = mapped_column(Text, default="")
    recorded_by: Mapped[uuid.UUID] = mapped_column(Uuid)
    recorded_at: Mapped[datetime] = mapped_column(UtcDateTime)
