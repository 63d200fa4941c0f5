"""The monthly evaluation of a beat: the figures of a month as they are now, and what was written."""

import uuid
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import Select, func, select

from portal.access.scope import Scope
from portal.beats.models import Beat, BeatDay, BeatEvaluation, BeatPlace, BeatPlan, BeatProblem, BeatVisit
from portal.beats.queries.coverage import is_uncovered
from portal.beats.queries.plan import days_of
from portal.beats.queries.reach import belongs_on
from portal.core import clock
from portal.core.db import db
from portal.core.errors import NotFound
from portal.field.queries import counted
from portal.units.models import Unit


def read_figures(beat: Beat, first: date) -> dict[str, int]:
    """The figures (rules.words.FIGURES) of a beat that was reached, for the month that begins with *first*."""
    days, today = days_of(first), clock.today()
    within = (BeatDay.beat_id == beat.id, BeatDay.day >= days[0], BeatDay.day <= days[-1])
    start, end = (clock.from_ist(datetime.combine(day, time())) for day in (days[0], days[-1] + timedelta(days=1)))
    seen = (select(BeatVisit.id).where(BeatVisit.place_id == BeatPlace.id, BeatVisit.came_at >= start, BeatVisit.came_at < end)
            .correlate(BeatPlace).exists())
    asked = (
        select(func.count(BeatPlace.id).label("places"), counted(seen).label("visited"),
               counted(is_uncovered(today)).label("uncovered"))
        .join(Unit, Unit.id == BeatPlace.unit_id).where(BeatPlace.beat_id == beat.id, belongs_on(min(days[-1], today))),
        select(func.count(BeatPlan.id).label("planned"), counted(BeatPlan.is_done).label("done"),
               counted(~BeatPlan.is_done & (BeatPlan.day < today)).label("missed"))
        .where(BeatPlan.beat_id == beat.id, BeatPlan.day >= days[0], BeatPlan.day <= days[-1]),
        select(func.count(BeatVisit.id).label("visits"), counted(BeatVisit.is_planned.is_(False)).label("outside"),
               counted(BeatVisit.is_sitting).label("sittings"))
        .join(BeatDay, BeatDay.id == BeatVisit.day_id).where(*within),
        select(func.count(BeatDay.id).label("days"), counted(BeatDay.is_late).label("late"),
               counted((BeatDay.state != "closed") & (BeatDay.day < today)).label("unclosed")).where(*within),
        select(*(counted(BeatProblem.outcome == one).label(one) for one in ("settled", "passed_on", "taken_up")),
               counted(BeatProblem.complaint_id.is_not(None)).label("complaints"))
        .join(BeatDay, BeatDay.id == BeatProblem.day_id).where(*within))
    return {name: int(value) for question in asked for name, value in db.session.execute(question).one()._mapping.items()}


def select_evaluations(scope: Scope) -> Select:
    """The evaluations in reach; page by month and id."""
    return (select(BeatEvaluation.id, BeatEvaluation.month, BeatEvaluation.recorded_at, Beat.name, Unit.name_hi, Unit.name_en)
            .join(Beat, Beat.id == BeatEvaluation.beat_id).join(Unit, Unit.id == BeatEvaluation.unit_id)
            .where(scope.covers(BeatEvaluation.unit_id)))


def get_evaluation(scope: Scope, evaluation_id: uuid.UUID) -> tuple[BeatEvaluation, Any]:
    """One evaluation in reach, and the name of its beat."""
    found = db.session.execute(select(BeatEvaluation, Beat.name).join(Beat, Beat.id == BeatEvaluation.beat_id).where(
        BeatEvaluation.id == evaluation_id, scope.covers(BeatEvaluation.unit_id))).first()
    if found is None:
        raise NotFound
    return found[0], found[1]


def has_evaluation(beat_id: uuid.UUID, first: date) -> bool:
    """Whether the month of a beat that was reached was evaluated."""
    return db.session.scalar(select(BeatEvaluation.id).where(BeatEvaluation.beat_id == beat_id,
                                                             BeatEvaluation.month == first)) is not None
