"""The month's plan of a beat: drafted, and changed by hand. Days that are over stay as they were."""

import uuid
from datetime import date

from sqlalchemy import delete, select

from portal.access.actor import Actor
from portal.audit import trail
from portal.beats.models import Beat, BeatPlace, BeatPlan
from portal.beats.queries import land, plan, reach
from portal.beats.rules.planning import draft, one_officer
from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.words import N_

SAY_OVER = N_("This day is over; what was planned for it stays.")
SAY_PLANNED = N_("This place is planned on that day already.")
SAY_NOT_OF_BEAT = N_("This place does not belong to the beat on that day.")
SAY_NOT_HERS = N_("On that day this officer is not an officer of the beat.")
SAY_NO_PLACES = N_("Enter the places of the beat first.")


def draft_month(actor: Actor, beat: Beat, first: date) -> int:
    """Drafts the days of the month from today on anew; what was put in by hand, or visited already today, stays. Gives the
    number of new lines."""
    days = plan.ahead(first)
    if not days:
        raise RuleBroken(SAY_OVER)
    spots, norm = plan.read_spots(beat.id, days[0], days[-1]), land.norm_of(beat.unit_id, first)
    if not spots:
        raise RuleBroken(SAY_NO_PLACES)
    duty = plan.read_duty(actor.scope, beat, days[0], days[-1])
    reach.hold(beat.id)
    rows = plan.list_lines(beat.id, days[0], days[-1])
    kept = plan.as_lines([row for row in rows if row.is_fixed or row.is_done])
    visited = plan.list_visited(beat.id, days[0])
    made = [line for line in draft(spots, norm, days, duty, kept) if line not in kept]
    db.session.execute(delete(BeatPlan).where(BeatPlan.id.in_([row.id for row in rows if not (row.is_fixed or row.is_done)])))
    db.session.add_all([BeatPlan(
        unit_id=beat.unit_id, beat_id=beat.id, place_id=uuid.UUID(line.key), officer_id=one_officer(duty or {}, line.day),
        day=line.day, is_sitting=line.is_sitting, is_fixed=False,
        is_done=(uuid.UUID(line.key), line.day) in visited, recorded_by=actor.user_id, recorded_at=clock.now())
        for line in made])
    db.session.flush()
    trail.record(actor, "beats:plan:drafted", subject=("beat", beat.id), unit_id=beat.unit_id, month=first, lines=len(made))
    return len(made)


def plan_place(actor: Actor, beat: Beat, place_id: uuid.UUID, day: date) -> BeatPlan:
    """A place on a day, by hand; a new draft leaves it alone."""
    _must_be_ahead(day)
    place = db.session.scalar(select(BeatPlace).where(BeatPlace.id == place_id, BeatPlace.beat_id == beat.id))
    if place is None or place.from_on > day or (place.to_on is not None and place.to_on < day):
        raise RuleBroken(SAY_NOT_OF_BEAT)
    reach.hold(beat.id)
    found = db.session.scalar(select(BeatPlan).where(BeatPlan.place_id == place.id, BeatPlan.day == day))
    if found is not None:
        raise RuleBroken(SAY_PLANNED)
    duty = plan.read_duty(actor.scope, beat, day, day)
    made = BeatPlan(unit_id=beat.unit_id, beat_id=beat.id, place_id=place.id, officer_id=one_officer(duty or {}, day), day=day,
                    is_sitting=day.weekday() in place.sitting_weekdays, is_fixed=True,
                    is_done=(place.id, day) in plan.list_visited(beat.id, day), recorded_by=actor.user_id,
                    recorded_at=clock.now())
    db.session.add(made)
    db.session.flush()
    trail.record(actor, "beats:plan:added", subject=("beat", beat.id), unit_id=beat.unit_id, place=place.id, day=day)
    return made


def name_officer(actor: Actor, beat: Beat, line_id: uuid.UUID, officer_id: uuid.UUID | None) -> None:
    """Who is to go to a planned place; None leaves it to the roster. A new draft leaves the line alone."""
    line = _line(beat, line_id)
    _must_be_ahead(line.day)
    if officer_id is not None and officer_id not in {one.id for one in reach.list_officers(beat.id, line.day)}:
        raise RuleBroken(SAY_NOT_HERS)
    line.officer_id, line.is_fixed = officer_id, True
    trail.record(actor, "beats:plan:officer", subject=("beat", beat.id), unit_id=beat.unit_id, place=line.place_id, day=line.day,
                 officer=officer_id)


def _line(beat: Beat, line_id: uuid.UUID) -> BeatPlan:
    return db.session.scalars(select(BeatPlan).where(BeatPlan.id == line_id, BeatPlan.beat_id == beat.id)).one()


def take_off(actor: Actor, beat: Beat, line_id: uuid.UUID) -> None:
    """A place off a day that is not over."""
    line = _line(beat, line_id)
    _must_be_ahead(line.day)
    trail.record(actor, "beats:plan:removed", subject=("beat", beat.id), unit_id=beat.unit_id, place=line.place_id, day=line.day)
    db.session.delete(line)
    db.session.flush()


def _must_be_ahead(day: date) -> None:
    if day < clock.today():
        raise RuleBroken(SAY_OVER)
