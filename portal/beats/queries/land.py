"""What belongs to a beat: the norm that counts for it, its officers and places now and before, and who could be named."""

import uuid
from dataclasses import dataclass, fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, or_, select

from portal.access.scope import Scope
from portal.beats.models import NEVER, Beat, BeatDay, BeatNorm, BeatOfficer, BeatPlace
from portal.beats.queries.reach import belongs_on, in_reach, on_duty_of
from portal.beats.rules.norms import Norm, days_without, is_uncovered, nearest
from portal.core import clock
from portal.core.db import db
from portal.personnel.models import Officer
from portal.personnel.queries import select_posted
from portal.units.models import Unit
from portal.units.rules import ancestor_paths

_COLUMNS = [one.name for one in fields(Norm) if one.name != "path"]


def read_norms(day: date) -> dict[str, Norm]:
    """Path of a unit → the norm that it set last until *day*. Few units set one, and an order is no secret: no scope."""
    rows = db.session.execute(
        select(Unit.path, *(getattr(BeatNorm, name) for name in _COLUMNS)).join(Unit, Unit.id == BeatNorm.unit_id)
        .where(BeatNorm.from_on <= day).order_by(BeatNorm.from_on))
    return {row.path: Norm(**row._mapping) for row in rows}


def norm_of(unit_id: uuid.UUID, day: date) -> Norm:
    """The norm that counts on *day* at a unit that was reached."""
    return nearest(read_norms(day), db.session.get_one(Unit, unit_id).path)


def list_norms(unit: Unit) -> list[Any]:
    """The norms set at a unit that was reached and above it, the latest first."""
    return list(db.session.execute(
        select(BeatNorm, Unit.name_hi, Unit.name_en).join(Unit, Unit.id == BeatNorm.unit_id)
        .where(Unit.path.in_([*ancestor_paths(unit.path), unit.path])).order_by(BeatNorm.from_on.desc(), Unit.path)))


def list_ahead(unit_id: uuid.UUID, today: date) -> list[BeatNorm]:
    """The norms that a unit that was reached set for days after today."""
    return list(db.session.scalars(select(BeatNorm).where(BeatNorm.unit_id == unit_id, BeatNorm.from_on > today)
                                   .order_by(BeatNorm.from_on)))


def has_norm(unit_id: uuid.UUID, from_on: date) -> bool:
    """Whether a unit that was reached set a norm from that very day."""
    return db.session.scalar(select(BeatNorm.id).where(BeatNorm.unit_id == unit_id, BeatNorm.from_on == from_on)) is not None


def list_terms(beat_id: uuid.UUID) -> list[Any]:
    """Everybody who is or was on a beat that was reached, those of today first: the row's id, from and to, the officer."""
    return list(db.session.execute(
        select(BeatOfficer.id, BeatOfficer.officer_id, BeatOfficer.from_on, BeatOfficer.to_on, Officer.name_hi, Officer.name_en,
               Officer.rank, Officer.is_woman)
        .join(Officer, Officer.id == BeatOfficer.officer_id).where(BeatOfficer.beat_id == beat_id)
        .order_by(BeatOfficer.to_on.is_not(None), BeatOfficer.from_on.desc(), BeatOfficer.id)))


def list_to_name(beat_id: uuid.UUID, day: date) -> list[Any]:
    """The officers who are on a beat that was reached on *day* or later, each once: id, name_hi, name_en."""
    return list(db.session.execute(
        select(Officer.id, Officer.name_hi, Officer.name_en).where(Officer.id.in_(
            select(BeatOfficer.officer_id).where(BeatOfficer.beat_id == beat_id,
                                                 or_(BeatOfficer.to_on.is_(None), BeatOfficer.to_on >= day))))
        .order_by(Officer.name_en, Officer.id)))


def get_term(beat_id: uuid.UUID, term_id: uuid.UUID) -> BeatOfficer:
    """One officer's time on a beat that was reached."""
    return db.session.scalars(select(BeatOfficer).where(BeatOfficer.id == term_id, BeatOfficer.beat_id == beat_id)).one()


def overlaps(beat_id: uuid.UUID, officer_id: uuid.UUID, from_on: date) -> bool:
    """Whether the officer stands on the beat already on *from_on* or later."""
    return db.session.scalar(select(BeatOfficer.id).where(
        BeatOfficer.beat_id == beat_id, BeatOfficer.officer_id == officer_id,
        or_(BeatOfficer.to_on.is_(None), BeatOfficer.to_on >= from_on)).limit(1)) is not None


def staff_of(unit_id: uuid.UUID, day: date) -> list[Any]:
    """Officers posted on *day* at a kendra that was reached or at its station."""
    path = db.session.get_one(Unit, unit_id).path
    return list(db.session.execute(select_posted([*ancestor_paths(path)[-1:], path], day)))


def read_beats(scope: Scope) -> list[Any]:
    """The beats in reach by kendra and name, with how many officers and places each has today."""
    today = clock.today()
    officers = (select(func.count(BeatOfficer.id)).where(BeatOfficer.beat_id == Beat.id, on_duty_of(today))
                .correlate(Beat).scalar_subquery())
    places = (select(func.count(BeatPlace.id)).where(BeatPlace.beat_id == Beat.id, belongs_on(today))
              .correlate(Beat).scalar_subquery())
    return list(db.session.execute(
        select(Beat.id, Beat.name, Beat.ordinary_beats, Unit.name_hi, Unit.name_en, officers.label("officers"),
               places.label("places"))
        .join(Unit, Unit.id == Beat.unit_id).where(in_reach(scope, Beat.unit_id, Beat.id))
        .order_by(Unit.path, Beat.name).limit(400)))


@dataclass(frozen=True)
class PlaceLine:
    """A place of a beat as its page shows it; *days* since the last visit, or since it came to the beat."""

    place: Any
    last_on: date | None
    days: int
    is_uncovered: bool


def line_of(row: Any, norm: Norm, today: date) -> PlaceLine:
    """A row with from_on and seen_at of a place as a line."""
    last_on = last_day(row.seen_at)
    return PlaceLine(row, last_on, days_without(last_on, row.from_on, today), is_uncovered(norm, last_on, row.from_on, today))


def last_day(seen_at: datetime) -> date | None:
    """The day of a place's last visit; None when nobody was there yet."""
    return clock.to_ist(seen_at).date() if seen_at > NEVER else None


def read_places(beat_id: uuid.UUID, norm: Norm, today: date) -> list[PlaceLine]:
    """The places that belong today to a beat that was reached: never visited first, then the longest without a visit."""
    rows = db.session.execute(
        select(BeatPlace.id, BeatPlace.code, BeatPlace.kind, BeatPlace.name, BeatPlace.sitting_weekdays, BeatPlace.from_on,
               BeatPlace.seen_at)
        .where(BeatPlace.beat_id == beat_id, belongs_on(today)))
    lines = [line_of(row, norm, today) for row in rows]
    return sorted(lines, key=lambda line: (line.last_on is not None, -line.days, line.place.code))


def list_gone(beat_id: uuid.UUID, today: date) -> list[BeatPlace]:
    """The places that belonged to a beat that was reached and do no more, by code."""
    return list(db.session.scalars(select(BeatPlace).where(BeatPlace.beat_id == beat_id, BeatPlace.to_on < today)
                                   .order_by(BeatPlace.code)))


def last_days(beat_id: uuid.UUID) -> list[Any]:
    """The last ten days on a beat that was reached."""
    return list(db.session.execute(
        select(BeatDay.id, BeatDay.day, BeatDay.serial, BeatDay.year, BeatDay.state).where(BeatDay.beat_id == beat_id)
        .order_by(BeatDay.day.desc(), BeatDay.id.desc()).limit(10)))
