"""Beats, their officers and places, and the norm. Each leaves an entry in the trail; nothing that was is overwritten."""

import uuid
from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy import select

from portal.access.actor import Actor
from portal.audit import trail
from portal.beats.models import Beat, BeatNorm, BeatOfficer, BeatPlace
from portal.beats.queries import land
from portal.beats.rules.norms import norm_faults
from portal.core import clock
from portal.core.db import db
from portal.core.errors import InvalidValues, RuleBroken
from portal.core.filters import ist_date
from portal.core.numbering import next_number
from portal.core.words import N_
from portal.units.queries import get_unit, kendra_of

PLACES, ALWAYS = "beat-place", 0  # the series of codes; they run on over the years, so that a paper sheet stays right
SAY_KNOWN_BEAT = N_("A beat of this name is entered already.")
SAY_KNOWN_PLACE = N_("A place of this name is entered for this beat already.")
SAY_ON_BEAT = N_("This officer is on this beat on that day already.")
SAY_NOT_POSTED = N_("This officer is not posted at the kendra or its police station on that day.")
SAY_LAST_DAY = N_("The last day lies before the first one, %(first)s.")
SAY_ENDED = N_("The last day is written down already: %(last)s.")
SAY_NORM_PAST = N_("A norm counts from today or from a later day; what was expected before stays.")
SAY_NORM_COUNTS = N_("This norm counts already. Set another one instead.")
SAY_NORM_DAY = N_("From this day on a norm is set already. Choose another day.")


def _refuse_known(table: Any, sentence: str, but: uuid.UUID | None = None, **values: Any) -> None:
    found = db.session.scalar(select(table.id).filter_by(**values).limit(1))
    if found is not None and found != but:
        raise RuleBroken(sentence)


def enter_beat(actor: Actor, name: str, ordinary_beats: list[str]) -> Beat:
    """A women's beat of the actor's kendra over ordinary beats."""
    unit_id = kendra_of(actor.scope)
    _refuse_known(Beat, SAY_KNOWN_BEAT, unit_id=unit_id, name=name)
    made = Beat(unit_id=unit_id, name=name, ordinary_beats=ordinary_beats, recorded_by=actor.user_id, recorded_at=clock.now())
    db.session.add(made)
    db.session.flush()
    trail.record(actor, "beats:beat:entered", subject=("beat", made.id), unit_id=unit_id, ordinary=len(ordinary_beats))
    return made


def change_beat(actor: Actor, beat: Beat, name: str, ordinary_beats: list[str]) -> None:
    """Another name, or other ordinary beats below it."""
    _refuse_known(Beat, SAY_KNOWN_BEAT, beat.id, unit_id=beat.unit_id, name=name)
    beat.name, beat.ordinary_beats = name, ordinary_beats
    trail.record(actor, "beats:beat:changed", subject=("beat", beat.id), unit_id=beat.unit_id, ordinary=len(ordinary_beats))


def add_officer(actor: Actor, beat: Beat, officer_id: uuid.UUID, from_on: date) -> BeatOfficer:
    """An officer of kendra or station on the beat from a day on."""
    if officer_id not in {one.id for one in land.staff_of(beat.unit_id, from_on)}:
        raise RuleBroken(SAY_NOT_POSTED)
    if land.overlaps(beat.id, officer_id, from_on):
        raise RuleBroken(SAY_ON_BEAT)
    made = BeatOfficer(unit_id=beat.unit_id, beat_id=beat.id, officer_id=officer_id, from_on=from_on,
                       recorded_by=actor.user_id, recorded_at=clock.now())
    db.session.add(made)
    db.session.flush()
    trail.record(actor, "beats:officer:added", subject=("beat", beat.id), unit_id=beat.unit_id, officer=officer_id)
    return made


def _end(row: BeatOfficer | BeatPlace, to_on: date) -> None:
    if row.to_on is not None:
        raise RuleBroken(SAY_ENDED, last=ist_date(row.to_on))
    if to_on < row.from_on:
        raise RuleBroken(SAY_LAST_DAY, first=ist_date(row.from_on))
    row.to_on = to_on


def end_officer(actor: Actor, term: BeatOfficer, to_on: date) -> None:
    """Her last day on the beat."""
    _end(term, to_on)
    trail.record(actor, "beats:officer:ended", subject=("beat", term.beat_id), unit_id=term.unit_id, officer=term.officer_id)


def enter_place(actor: Actor, beat: Beat, facts: Mapping[str, Any]) -> BeatPlace:
    """A village, ward or institution of the beat, with the kendra's next code. *facts*: kind, name, sitting_weekdays,
    from_on."""
    _refuse_known(BeatPlace, SAY_KNOWN_PLACE, beat_id=beat.id, name=facts["name"])
    made = BeatPlace(unit_id=beat.unit_id, beat_id=beat.id, code=next_number(db.session, beat.unit_id, PLACES, ALWAYS),
                     recorded_by=actor.user_id, recorded_at=clock.now(), **facts)
    db.session.add(made)
    db.session.flush()
    trail.record(actor, "beats:place:entered", subject=("beat_place", made.id), unit_id=beat.unit_id, code=made.code)
    return made


def change_place(actor: Actor, place: BeatPlace, facts: Mapping[str, Any]) -> None:
    """Another name or kind, or other weekdays of the sitting; the code stays. *facts*: name, kind, sitting_weekdays."""
    _refuse_known(BeatPlace, SAY_KNOWN_PLACE, place.id, beat_id=place.beat_id, name=facts["name"])
    for name, value in facts.items():
        setattr(place, name, value)
    trail.record(actor, "beats:place:changed", subject=("beat_place", place.id), unit_id=place.unit_id, code=place.code)


def end_place(actor: Actor, place: BeatPlace, to_on: date) -> None:
    """The last day on which the place belongs to the beat; its code is not given again."""
    _end(place, to_on)
    trail.record(actor, "beats:place:ended", subject=("beat_place", place.id), unit_id=place.unit_id, code=place.code)


def set_norm(actor: Actor, facts: Mapping[str, Any]) -> BeatNorm:
    """What is expected of beats from a day on, at the actor's unit and all below it. *facts*: the columns of BeatNorm from
    from_on to source."""
    unit = get_unit(actor.scope, actor.unit_id)
    faults = norm_faults(facts)
    if faults:
        raise InvalidValues({name: sentence for name, (sentence, _) in faults.items()})
    if facts["from_on"] < clock.today():
        raise RuleBroken(SAY_NORM_PAST)
    if land.has_norm(unit.id, facts["from_on"]):
        raise RuleBroken(SAY_NORM_DAY)
    made = BeatNorm(unit_id=unit.id, recorded_by=actor.user_id, recorded_at=clock.now(), **facts)
    db.session.add(made)
    db.session.flush()
    trail.record(actor, "beats:norm:set", subject=("beat_norm", made.id), unit_id=unit.id, from_on=facts["from_on"],
                 days_a_week=made.days_a_week, days_between=made.days_between)
    return made


def withdraw_norm(actor: Actor, norm_id: uuid.UUID) -> None:
    """Takes back a norm of the actor's own unit that does not count yet."""
    norm = db.session.scalars(select(BeatNorm).where(BeatNorm.id == norm_id, BeatNorm.unit_id == actor.unit_id)).one()
    if norm.from_on <= clock.today():
        raise RuleBroken(SAY_NORM_COUNTS)
    trail.record(actor, "beats:norm:withdrawn", subject=("beat_norm", norm.id), unit_id=norm.unit_id, from_on=norm.from_on,
                 days_a_week=norm.days_a_week, days_between=norm.days_between)
    db.session.delete(norm)
    db.session.flush()
