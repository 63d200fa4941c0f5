"""What an officer of a beat writes down of her day. The same sending twice is one record; each leaves an entry in the trail."""

import uuid
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, datetime
from itertools import count
from typing import Any

from sqlalchemy import update

from portal.access.actor import Actor
from portal.access.policy import holds
from portal.audit import trail
from portal.beats.models import Beat, BeatDay, BeatPlace, BeatPlan, BeatProblem, BeatVisit
from portal.beats.queries import days, reach
from portal.beats.rules import patrol
from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.numbering import next_number
from portal.field.actions import claim
from portal.field.queries import record_sent
from portal.field.rules import Fault, Stamp, after_closing_fault

DAYS, VISITS = "beat-day", "women-beat"


def _refuse(fault: Fault | None) -> None:
    if fault is not None:
        raise RuleBroken(fault.sentence, **fault.values)


def start(actor: Actor, beat: Beat, stamp: Stamp, *, officer_id: uuid.UUID, day: date, at: datetime,
          is_paper: bool = False) -> BeatDay:
    """An officer goes out on her beat; the day gets its number in the patrol log."""
    record_id, is_new = claim(actor, stamp, "start", beat.unit_id)
    if not is_new:
        return db.session.get_one(BeatDay, record_id)
    at = clock.to_ist(at)
    _refuse(patrol.moment_fault(at, at, stamp.now))
    if officer_id not in {one.id for one in reach.list_officers(beat.id, day)}:
        raise RuleBroken(patrol.SAY_NOT_OFFICER)
    for one in days.days_of(beat.id, officer_id, day):
        if one.ended_at is None:
            raise RuleBroken(patrol.SAY_OUT_ALREADY, number=one.number)
        if one.started_at <= at < one.ended_at:
            raise RuleBroken(patrol.SAY_WITHIN_DAY, number=one.number)
    made = BeatDay(id=record_id, unit_id=beat.unit_id, beat_id=beat.id, officer_id=officer_id, year=day.year,
                   serial=next_number(db.session, beat.unit_id, DAYS, day.year), day=day, state="out", started_at=at,
                   is_paper=is_paper, recorded_by=actor.user_id, recorded_at=stamp.now)
    db.session.add(made)
    db.session.flush()
    _record(actor, "beats:day:started", made, number=made.number, is_paper=is_paper or None)
    return made


def add_visit(actor: Actor, day: BeatDay, stamp: Stamp, facts: Mapping[str, Any]) -> BeatVisit:
    """A visit to a place of the day's beat. *facts*: the columns of BeatVisit from place_id to accuracy, without serial."""
    record_id, is_new = claim(actor, stamp, "visit", day.unit_id)
    if not is_new:
        return db.session.get_one(BeatVisit, record_id)
    came, left, started = (clock.to_ist(one) for one in (facts["came_at"], facts["left_at"], day.started_at))
    _refuse(patrol.visit_fault(came, left, started, stamp.now, days.stays_between(day.officer_id, came, left)))
    _must_take(actor, day, facts["place_id"], left, stamp)
    reach.hold(day.beat_id)
    wrong_next = patrol.next_fault(facts["next_on"], day.day)
    if wrong_next:
        raise RuleBroken(wrong_next)
    made = BeatVisit(id=record_id, unit_id=day.unit_id, day_id=day.id, year=day.day.year,
                     serial=next_number(db.session, day.unit_id, VISITS, day.day.year),
                     is_planned=days.is_planned(facts["place_id"], day.day), recorded_by=actor.user_id, recorded_at=stamp.now,
                     **facts)
    db.session.add(made)
    db.session.flush()
    _count(day, made)
    _record(actor, "beats:visit:recorded", day, is_planned=made.is_planned)
    return made


def _count(day: BeatDay, visit: BeatVisit) -> None:
    """Place, plan and day keep what the lists of a whole state ask; the database adds, as two may be there at once."""
    db.session.execute(update(BeatPlace).where(BeatPlace.id == visit.place_id, BeatPlace.seen_at < visit.came_at)
                       .values(seen_at=visit.came_at))
    db.session.execute(update(BeatPlan).where(BeatPlan.place_id == visit.place_id, BeatPlan.day == day.day).values(is_done=True))
    db.session.execute(update(BeatDay).where(BeatDay.id == day.id).values(
        visits=BeatDay.visits + 1, outside=BeatDay.outside + int(not visit.is_planned)))


def add_problem(actor: Actor, day: BeatDay, stamp: Stamp, facts: Mapping[str, Any]) -> BeatProblem:
    """A problem told on the beat. *facts*: the columns of BeatProblem from place_id to told_at; the form asked the rules."""
    record_id, is_new = claim(actor, stamp, "problem", day.unit_id)
    if not is_new:
        return db.session.get_one(BeatProblem, record_id)
    told, started = clock.to_ist(facts["told_at"]), clock.to_ist(day.started_at)
    _refuse(patrol.moment_fault(told, started, stamp.now))
    fault = patrol.problem_fault(facts["nature"], facts["outcome"], facts["account"], is_in_danger=facts["is_in_danger"])
    if fault:
        raise RuleBroken(fault[1])
    _must_take(actor, day, facts["place_id"], told, stamp)
    made = BeatProblem(id=record_id, unit_id=day.unit_id, day_id=day.id, recorded_by=actor.user_id, recorded_at=stamp.now,
                       **facts)
    db.session.add(made)
    db.session.flush()
    _record(actor, "beats:problem:recorded", day, nature=made.nature, outcome=made.outcome,
            is_in_danger=made.is_in_danger or None)
    return made


def end(actor: Actor, day: BeatDay, stamp: Stamp, *, at: datetime, summary: str, next_note: str) -> BeatDay:
    """She is back: the day is summed up, with a note for who goes next."""
    if not claim(actor, stamp, "end", day.unit_id)[1]:
        return day
    at, last = clock.to_ist(at), days.last_out(day)
    if day.ended_at is not None:
        raise RuleBroken(patrol.SAY_CLOSED, at=f"{clock.to_ist(day.ended_at):%H:%M}")
    _refuse(patrol.end_fault(at, clock.to_ist(day.started_at), last and clock.to_ist(last), stamp.now))
    day.state, day.ended_at, day.closed_at, day.summary, day.next_note = "closed", at, stamp.now, summary, next_note
    day.is_late = stamp.now - at > patrol.LATE_AFTER
    _record(actor, "beats:day:closed", day, is_late=day.is_late)
    return day


def enter_sheet(actor: Actor, beat: Beat, stamp: Stamp, sheet: patrol.Sheet) -> BeatDay:
    """A whole day from its paper sheet: all of it or, when a rule refuses a part, nothing."""
    known = record_sent(actor.user_id, stamp.entry_id, "start")
    if known is not None:
        return db.session.get_one(BeatDay, known)
    parts = (replace(stamp, entry_id=uuid.uuid5(stamp.entry_id, str(number))) for number in count())
    day = start(actor, beat, stamp, is_paper=True, **sheet.start)
    for facts in sheet.visits:
        add_visit(actor, day, next(parts), facts)
    for facts in sheet.problems:
        add_problem(actor, day, next(parts), facts)
    return end(actor, day, next(parts), **sheet.end)


def tie_problem(actor: Actor, problem: BeatProblem, complaint_id: uuid.UUID) -> None:
    """The problem became that complaint."""
    problem.complaint_id = complaint_id
    trail.record(actor, "beats:problem:became_complaint", subject=("complaint", complaint_id), unit_id=problem.unit_id,
                 problem=problem.id)


def _must_take(actor: Actor, day: BeatDay, place_id: uuid.UUID, last: datetime, stamp: Stamp) -> None:
    """The day still takes what happened until *last* at a place, and the place is of its beat."""
    if day.ended_at is not None:
        _refuse(after_closing_fault(last, clock.to_ist(day.ended_at), day.closed_at, stamp.now,
                                    is_in_charge=holds(actor, "beats:beat:change")))
    beat_id, name = days.beat_of_place(place_id)
    if beat_id != day.beat_id:
        raise RuleBroken(patrol.SAY_OTHER_BEAT, beat=name)
    if place_id not in {one.id for one in reach.list_places(day.beat_id, day.day)}:
        raise RuleBroken(patrol.SAY_NO_PLACE)


def _record(actor: Actor, action: str, day: BeatDay, **details: Any) -> None:
    trail.record(actor, action, subject=("beat_day", day.id), unit_id=day.unit_id, **details)
