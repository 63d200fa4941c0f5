"""Who reaches which beat: those above by their units, an officer of a beat the beats that are hers today."""

import uuid
from datetime import date
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, or_, select

from portal.access.scope import Scope
from portal.accounts.models import User
from portal.beats.models import Beat, BeatDay, BeatOfficer, BeatPlace, BeatProblem
from portal.core import clock
from portal.core.db import db, only
from portal.personnel.models import Officer


def on_duty_of(day: date) -> ColumnElement[bool]:
    """The WHERE clause of officers' times on a beat that hold on *day*."""
    return (BeatOfficer.from_on <= day) & or_(BeatOfficer.to_on.is_(None), BeatOfficer.to_on >= day)


def belongs_on(day: date | BindParameter) -> ColumnElement[bool]:
    """The WHERE clause of places that belong to their beat on *day*."""
    return (BeatPlace.from_on <= day) & or_(BeatPlace.to_on.is_(None), BeatPlace.to_on >= day)


def in_reach(scope: Scope, unit_column: Any, beat_column: Any) -> ColumnElement[bool]:
    """The WHERE clause of rows of a beat."""
    if not scope.only_assigned:
        return scope.covers(unit_column)
    own = (select(BeatOfficer.beat_id).join(Officer, Officer.id == BeatOfficer.officer_id)
           .join(User, User.personnel_no == Officer.personnel_no)
           .where(User.id == scope.user_id, on_duty_of(clock.today())))
    return scope.in_units(unit_column) & beat_column.in_(own)


def get_beat(scope: Scope, beat_id: uuid.UUID) -> Beat:
    """One beat in reach."""
    return only(select(Beat).where(Beat.id == beat_id, in_reach(scope, Beat.unit_id, Beat.id)))


def hold(beat_id: uuid.UUID) -> None:
    """Who writes a visit and who writes the plan of a beat that was reached wait for each other: neither misses the other's
    line."""
    db.session.execute(select(Beat.id).where(Beat.id == beat_id).with_for_update(key_share=True))


def get_place(scope: Scope, place_id: uuid.UUID) -> BeatPlace:
    """One place of a beat in reach."""
    return only(select(BeatPlace).where(BeatPlace.id == place_id, in_reach(scope, BeatPlace.unit_id, BeatPlace.beat_id)))


def get_day(scope: Scope, day_id: uuid.UUID, *, for_change: bool = False) -> BeatDay:
    """One officer's day on a beat in reach."""
    return only(select(BeatDay).where(BeatDay.id == day_id, in_reach(scope, BeatDay.unit_id, BeatDay.beat_id)),
                for_change=for_change)


def get_problem(scope: Scope, problem_id: uuid.UUID, *, for_change: bool = False) -> BeatProblem:
    """One problem told on a beat in reach; none whose complaint is sealed from the reader."""
    return only(select(BeatProblem).join(BeatDay, BeatDay.id == BeatProblem.day_id).where(
        BeatProblem.id == problem_id, in_reach(scope, BeatProblem.unit_id, BeatDay.beat_id),
        scope.unsealed("complaint", BeatProblem.complaint_id)), for_change=for_change)


def find_officer(scope: Scope) -> uuid.UUID | None:
    """The reader herself on the staff list, or None."""
    return db.session.scalar(select(Officer.id).join(User, User.personnel_no == Officer.personnel_no)
                             .where(User.id == scope.user_id))


def list_beats(scope: Scope) -> list[Any]:
    """The beats in reach, by kendra and name: id, unit_id, name, ordinary_beats."""
    return list(db.session.execute(
        select(Beat.id, Beat.unit_id, Beat.name, Beat.ordinary_beats).where(in_reach(scope, Beat.unit_id, Beat.id))
        .order_by(Beat.unit_id, Beat.name).limit(400)))


def list_places(beat_id: uuid.UUID, day: date) -> list[Any]:
    """The places that belong on *day* to a beat that was reached, by code."""
    return list(db.session.execute(
        select(BeatPlace.id, BeatPlace.code, BeatPlace.kind, BeatPlace.name, BeatPlace.sitting_weekdays)
        .where(BeatPlace.beat_id == beat_id, belongs_on(day))
        .order_by(BeatPlace.code)))


def list_officers(beat_id: uuid.UUID, day: date) -> list[Any]:
    """The officers of a beat that was reached, on *day*."""
    return list(db.session.execute(
        select(Officer.id, Officer.personnel_no, Officer.name_hi, Officer.name_en, Officer.rank, Officer.is_woman,
               BeatOfficer.from_on, BeatOfficer.to_on)
        .join(BeatOfficer, BeatOfficer.officer_id == Officer.id)
        .where(BeatOfficer.beat_id == beat_id, on_duty_of(day)).order_by(BeatOfficer.from_on, Officer.name_en)))
