"""The month's plan of a beat beside the published roster, with what was visited and what does not fit."""

import calendar
import uuid
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from typing import Any

from sqlalchemy import func, or_, select

from portal.access.scope import Scope
from portal.beats.models import Beat, BeatDay, BeatOfficer, BeatPlace, BeatPlan, BeatVisit
from portal.beats.queries import land
from portal.beats.rules.norms import Norm
from portal.beats.rules.planning import Fault, Line, Spot, faults
from portal.core import clock
from portal.core.db import db
from portal.personnel.models import Officer
from portal.roster.queries.duty import officers_by_id, there
from portal.roster.queries.published import published_cells

DUTY = "beat"


def days_of(first: date) -> list[date]:
    """The days of the month that begins with *first*."""
    return [first + timedelta(days=number) for number in range(calendar.monthrange(first.year, first.month)[1])]


def list_visited(beat_id: uuid.UUID, first: date) -> set[tuple[uuid.UUID, date]]:
    """(place, day) of a beat that was reached, from *first* on, where somebody was: what is planned there is done already."""
    rows = db.session.execute(select(BeatVisit.place_id, BeatDay.day).join(BeatDay, BeatDay.id == BeatVisit.day_id)
                              .where(BeatDay.beat_id == beat_id, BeatDay.day >= first))
    return {(row.place_id, row.day) for row in rows}


def list_lines(beat_id: uuid.UUID, first: date, last: date) -> list[Any]:
    """The plan of a beat that was reached: id, day, place, who is to go, whether it is a sitting, put in by hand, visited."""
    return list(db.session.execute(
        select(BeatPlan.id, BeatPlan.day, BeatPlan.place_id, BeatPlan.is_sitting, BeatPlan.is_fixed, BeatPlan.officer_id,
               Officer.name_hi, Officer.name_en, BeatPlace.name, BeatPlace.code, BeatPlan.is_done)
        .join(BeatPlace, BeatPlace.id == BeatPlan.place_id).outerjoin(Officer, Officer.id == BeatPlan.officer_id)
        .where(BeatPlan.beat_id == beat_id, BeatPlan.day >= first, BeatPlan.day <= last)
        .order_by(BeatPlan.day, BeatPlace.code)))


def read_duty(scope: Scope, beat: Beat, first: date, last: date) -> dict[date, list[uuid.UUID]] | None:
    """Day → officers of a beat that was reached who have the duty there; None when no roster of these days is published.
    Who reached the beat may know its duties, though its officer reaches nothing else of the kendra."""
    cells = published_cells(replace(scope, only_assigned=False), beat.unit_id, first, last)
    if not cells:
        return None
    terms = db.session.execute(select(BeatOfficer.officer_id, BeatOfficer.from_on, BeatOfficer.to_on)
                               .where(BeatOfficer.beat_id == beat.id)).all()
    found: dict[date, list[uuid.UUID]] = defaultdict(list)
    for cell in there(beat.unit_id, [cell for cell in cells if cell.duty == DUTY]):
        if any(str(term.officer_id) == cell.officer and term.from_on <= cell.day and (term.to_on or cell.day) >= cell.day
               for term in terms):
            found[cell.day].append(uuid.UUID(cell.officer))
    return dict(found)


def read_spots(beat_id: uuid.UUID, first: date, last: date) -> list[Spot]:
    """The places of a beat that was reached as a draft from *first* to *last* sees them: the last visit or planned day before
    it, and the day that was promised at the last visit."""
    planned = (select(func.max(BeatPlan.day)).where(BeatPlan.place_id == BeatPlace.id, BeatPlan.day < first,
                                                    BeatPlan.day >= clock.today()).correlate(BeatPlace).scalar_subquery())
    promised = (select(BeatVisit.next_on).where(BeatVisit.place_id == BeatPlace.id).correlate(BeatPlace)
                .order_by(BeatVisit.came_at.desc(), BeatVisit.id.desc()).limit(1).scalar_subquery())
    rows = db.session.execute(
        select(BeatPlace.id, BeatPlace.code, BeatPlace.name, BeatPlace.from_on, BeatPlace.to_on, BeatPlace.sitting_weekdays,
               BeatPlace.seen_at, planned.label("planned_on"), promised.label("next_on"))
        .where(BeatPlace.beat_id == beat_id, BeatPlace.from_on <= last,
               or_(BeatPlace.to_on.is_(None), BeatPlace.to_on >= first)).order_by(BeatPlace.code))
    spots = []
    for row in rows:
        known = [one for one in (land.last_day(row.seen_at), row.planned_on) if one and one < first]
        spots.append(Spot(str(row.id), row.code, row.name, row.from_on, row.to_on, tuple(row.sitting_weekdays),
                          max(known, default=None), row.next_on))
    return spots


@dataclass
class PlanDay:
    """A day of the month: its lines, and who of the beat has the duty."""

    day: date
    lines: list[Any] = field(default_factory=list)
    officers: list[Any] = field(default_factory=list)

    def tells(self, row: Any) -> bool:
        """Whether a line names somebody whom the roster alone does not."""
        return row.officer_id is not None and [row.officer_id] != [one.id for one in self.officers]


@dataclass(frozen=True)
class Month:
    """The month of a beat: its days with a place or a duty, what does not fit from today on, whether a roster is there."""

    days: list[PlanDay]
    faults: list[Fault]
    has_roster: bool
    norm: Norm


def ahead(first: date) -> list[date]:
    """The days of a month that can still be planned: from today on."""
    return [day for day in days_of(first) if day >= clock.today()]


def as_lines(rows: Sequence[Any]) -> list[Line]:
    """Rows of the plan as the rules see them."""
    return [Line(row.day, str(row.place_id), row.is_sitting, row.is_fixed) for row in rows]


def read_month(scope: Scope, beat: Beat, first: date) -> Month:
    """The plan of a beat that was reached, for the month that begins with *first*."""
    days, open_days, norm = days_of(first), ahead(first), land.norm_of(beat.unit_id, first)
    rows, duty = list_lines(beat.id, days[0], days[-1]), read_duty(scope, beat, days[0], days[-1])
    names = officers_by_id({officer for officers in (duty or {}).values() for officer in officers})
    shown = {day: PlanDay(day) for day in days}
    for row in rows:
        shown[row.day].lines.append(row)
    for day, officers in (duty or {}).items():
        shown[day].officers = [names[str(one)] for one in officers]
    said = faults(read_spots(beat.id, open_days[0], open_days[-1]), norm, open_days, duty,
                  as_lines([row for row in rows if row.day >= open_days[0]])) if open_days and rows else []
    return Month([one for one in shown.values() if one.lines or one.officers], said, duty is not None, norm)
