"""Days on the beat: the patrol log, one day with its visits and problems, what waits to become a complaint."""

import uuid
from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import Select, case, func, select

from portal.access.scope import Scope
from portal.beats.models import Beat, BeatDay, BeatPlace, BeatPlan, BeatProblem, BeatVisit
from portal.beats.queries.reach import in_reach
from portal.beats.rules.patrol import Stay
from portal.core import clock
from portal.core.db import db
from portal.personnel.models import Officer

CALM = case((BeatProblem.is_in_danger, 0), else_=1)  # by which danger comes first


def select_days(scope: Scope, beat_id: uuid.UUID | None = None) -> Select:
    """The days in reach; page by day and id."""
    statement = (select(BeatDay.id, BeatDay.day, BeatDay.year, BeatDay.serial, BeatDay.state, BeatDay.is_late, BeatDay.is_paper,
                        BeatDay.beat_id, Beat.name, Officer.name_hi, Officer.name_en)
                 .join(Beat, Beat.id == BeatDay.beat_id).join(Officer, Officer.id == BeatDay.officer_id)
                 .where(in_reach(scope, BeatDay.unit_id, BeatDay.beat_id)))
    return statement if beat_id is None else statement.where(BeatDay.beat_id == beat_id)


def list_open(scope: Scope) -> list[Any]:
    """The days in reach that are not closed, the latest first: at most twenty rows of select_days."""
    return list(db.session.execute(select_days(scope).where(BeatDay.state == "out")
                                   .order_by(BeatDay.day.desc(), BeatDay.id.desc()).limit(20)))


def list_visits(day: BeatDay) -> list[Any]:
    """(visit, place's name, code, kind) of a day that was reached, in order of time."""
    return list(db.session.execute(
        select(BeatVisit, BeatPlace.name, BeatPlace.code, BeatPlace.kind).join(BeatPlace, BeatPlace.id == BeatVisit.place_id)
        .where(BeatVisit.day_id == day.id).order_by(BeatVisit.came_at, BeatVisit.id)))


def list_problems(scope: Scope, day: BeatDay) -> list[Any]:
    """(problem, place's name, code) of a day that was reached, in order of time; none whose complaint is sealed from the
    reader."""
    return list(db.session.execute(
        select(BeatProblem, BeatPlace.name, BeatPlace.code).join(BeatPlace, BeatPlace.id == BeatProblem.place_id)
        .where(BeatProblem.day_id == day.id, scope.unsealed("complaint", BeatProblem.complaint_id))
        .order_by(BeatProblem.told_at, BeatProblem.id)))


def last_out(day: BeatDay) -> datetime | None:
    """The latest time out of a day that was reached; None without visits."""
    return db.session.scalar(select(func.max(BeatVisit.left_at)).where(BeatVisit.day_id == day.id))


def stays_between(officer_id: uuid.UUID, first: datetime, last: datetime) -> list[Stay]:
    """The visits of an officer, on whatever beat, that touch the time from *first* to *last*, by the station's clock."""
    rows = db.session.execute(
        select(BeatVisit.came_at, BeatVisit.left_at, BeatPlace.name).join(BeatDay, BeatDay.id == BeatVisit.day_id)
        .join(BeatPlace, BeatPlace.id == BeatVisit.place_id)
        .where(BeatDay.officer_id == officer_id, BeatVisit.came_at < last, BeatVisit.left_at > first)
        .order_by(BeatVisit.came_at))
    return [Stay(clock.to_ist(row.came_at), clock.to_ist(row.left_at), row.name) for row in rows]


def days_of(beat_id: uuid.UUID, officer_id: uuid.UUID, day: date) -> list[BeatDay]:
    """What an officer has of one day on a beat that was reached."""
    return list(db.session.scalars(select(BeatDay).where(
        BeatDay.beat_id == beat_id, BeatDay.officer_id == officer_id, BeatDay.day == day).order_by(BeatDay.started_at)))


def is_planned(place_id: uuid.UUID, day: date) -> bool:
    """Whether the plan of that day names the place."""
    return db.session.scalar(select(BeatPlan.id).where(BeatPlan.place_id == place_id, BeatPlan.day == day).limit(1)) is not None


def beat_of_place(place_id: uuid.UUID) -> Any:
    """(beat's id, its name) of a place."""
    return db.session.execute(select(Beat.id, Beat.name).join(BeatPlace, BeatPlace.beat_id == Beat.id)
                              .where(BeatPlace.id == place_id)).one()


def list_codes(unit_id: uuid.UUID) -> dict[int, Any]:
    """Code on paper → place (id, name, beat_id, beat) of a kendra that was reached."""
    rows = db.session.execute(select(BeatPlace.code, BeatPlace.id, BeatPlace.name, BeatPlace.beat_id, Beat.name.label("beat"))
                              .join(Beat, Beat.id == BeatPlace.beat_id).where(BeatPlace.unit_id == unit_id)
                              .order_by(BeatPlace.code))
    return {row.code: row for row in rows}


def place_ids(unit_id: uuid.UUID) -> set[str]:
    """The ids of all places of a kendra that was reached, of whatever beat and time."""
    return {str(one) for one in db.session.scalars(select(BeatPlace.id).where(BeatPlace.unit_id == unit_id))}


def last_visits(beat_ids: Collection[uuid.UUID]) -> dict[uuid.UUID, date]:
    """Place → day of its last visit, of beats that were reached; a place never visited is missing."""
    rows = db.session.execute(
        select(BeatVisit.place_id, func.max(BeatDay.day)).join(BeatDay, BeatDay.id == BeatVisit.day_id)
        .where(BeatDay.beat_id.in_(beat_ids)).group_by(BeatVisit.place_id)).all()
    return {row[0]: row[1] for row in rows}


def list_planned(beat_ids: Collection[uuid.UUID], first: date, days: int) -> list[Any]:
    """The plan of beats that were reached, for so many days from *first* on: beat_id, place_id, day, code, name, is_sitting."""
    return list(db.session.execute(
        select(BeatPlan.beat_id, BeatPlan.place_id, BeatPlan.day, BeatPlan.is_sitting, BeatPlace.code, BeatPlace.name)
        .join(BeatPlace, BeatPlace.id == BeatPlan.place_id)
        .where(BeatPlan.beat_id.in_(beat_ids), BeatPlan.day >= first, BeatPlan.day < first + timedelta(days=days))
        .order_by(BeatPlan.day, BeatPlace.code)))


def last_note(beat_id: uuid.UUID, *, before: BeatDay | None = None) -> BeatDay | None:
    """The latest closed day of a beat that was reached whose officer left a note for who goes next; *before* a day."""
    statement = select(BeatDay).where(BeatDay.beat_id == beat_id, BeatDay.next_note != "", BeatDay.ended_at.is_not(None))
    if before is not None:
        statement = statement.where(BeatDay.started_at < before.started_at, BeatDay.id != before.id)
    return db.session.scalar(statement.order_by(BeatDay.started_at.desc(), BeatDay.id.desc()).limit(1))


def select_waiting(scope: Scope, *, in_danger: bool = False) -> Select:
    """The problems in reach that were taken up and are no complaint yet; page by danger, moment and id."""
    statement = (
        select(BeatProblem.id, BeatProblem.nature, BeatProblem.told_at, BeatProblem.is_in_danger, BeatPlace.name,
               Beat.name.label("beat"), BeatDay.serial, BeatDay.year)
        .join(BeatDay, BeatDay.id == BeatProblem.day_id).join(Beat, Beat.id == BeatDay.beat_id)
        .join(BeatPlace, BeatPlace.id == BeatProblem.place_id)
        .where(in_reach(scope, BeatProblem.unit_id, BeatDay.beat_id), BeatProblem.outcome == "taken_up",
               BeatProblem.complaint_id.is_(None)))
    return statement.where(BeatProblem.is_in_danger) if in_danger else statement


def count_waiting(scope: Scope, *, in_danger: bool = False) -> int:
    """How many select_waiting has."""
    return db.session.scalar(select(func.count()).select_from(select_waiting(scope, in_danger=in_danger).subquery()))


def place_of_problem(problem: BeatProblem) -> Any:
    """(place's name, beat's name, day) of a problem that was reached."""
    return db.session.execute(
        select(BeatPlace.name, Beat.name.label("beat"), BeatDay).join(BeatProblem, BeatProblem.place_id == BeatPlace.id)
        .join(BeatDay, BeatDay.id == BeatProblem.day_id).join(Beat, Beat.id == BeatDay.beat_id)
        .where(BeatProblem.id == problem.id)).one()


def officer_of(day: BeatDay) -> Officer:
    """Who was out on a day that was reached."""
    return db.session.get_one(Officer, day.officer_id)
