"""The women's beat register, a line for each visit, and the days on women's beats."""

from typing import Any

from sqlalchemy import Select, case, func, select

from portal.access.scope import Scope
from portal.beats.models import Beat, BeatDay, BeatPlace, BeatProblem, BeatVisit
from portal.beats.rules.patrol import day_gaps, visit_gaps
from portal.beats.rules.words import DAY_STATES
from portal.core.feature import Column, Register, RegisterFilter, falls_by
from portal.core.words import N_
from portal.personnel.models import Officer

YES_NO = {"yes": N_("Yes"), "no": N_("No")}
MENDED_BY = frozenset({"beats:day:write"})


def _told(outcome: str | None, *same: Any) -> Any:
    """How many problems were told there, or became of them what *outcome* says."""
    statement = select(func.count(BeatProblem.id)).where(*same)
    return (statement if outcome is None else statement.where(BeatProblem.outcome == outcome)).scalar_subquery()


def select_visits(scope: Scope, chosen: RegisterFilter) -> Select:
    """The visits of one kendra between two moments, with what was told at the place on that day."""
    same = (BeatProblem.day_id == BeatVisit.day_id, BeatProblem.place_id == BeatVisit.place_id)
    one = BeatVisit
    return chosen.within(
        select(one.id, one.unit_id, one.year, one.serial, one.recorded_at, one.day_id, one.came_at, one.left_at,
               Beat.name.label("beat"), BeatPlace.name.label("place"), one.women_met, one.officials, one.schemes,
               _told(None, *same).label("told"), _told("taken_up", *same).label("taken_up"), one.information, one.next_on,
               case((one.is_planned, "yes"), else_="no").label("is_planned"), one.recorded_by)
        .join(BeatDay, BeatDay.id == one.day_id).join(Beat, Beat.id == BeatDay.beat_id)
        .join(BeatPlace, BeatPlace.id == one.place_id).where(scope.covers(one.unit_id)), one.unit_id, one.recorded_at)


def select_days(scope: Scope, chosen: RegisterFilter) -> Select:
    """The days on the beats of one kendra between two moments."""
    one = BeatDay
    visits = select(func.count(BeatVisit.id)).where(BeatVisit.day_id == one.id).scalar_subquery()
    women = select(func.coalesce(func.sum(BeatVisit.women_met), 0)).where(BeatVisit.day_id == one.id).scalar_subquery()
    return chosen.within(
        select(one.id, one.unit_id, one.year, one.serial, one.recorded_at, one.day, Beat.name.label("beat"),
               Officer.name_hi.label("officer"), one.started_at, one.ended_at, visits.label("visits"), women.label("women"),
               _told(None, BeatProblem.day_id == one.id).label("told"), one.state, one.summary, one.recorded_by)
        .join(Beat, Beat.id == one.beat_id).join(Officer, Officer.id == one.officer_id)
        .where(scope.covers(one.unit_id)), one.unit_id, one.recorded_at)


REGISTERS = (
    Register("women-beat", N_("Women's beat register"), "beats:oversight:list", select=select_visits,
             gaps=lambda row: visit_gaps(row._mapping), words={"is_planned": YES_NO}, row_endpoint="beats.show_day",
             falls=falls_by(BeatDay, "recorded_at"), mended_by=MENDED_BY,
             example=(N_("Visited, met women."),
                      N_("Met nine women at the panchayat hall; two say that liquor is sold behind the school in "
                         "the evening; told about 1090 and the widow's pension; the headwoman asks for a visit on "
                         "market day.")),
             row_argument="day_id", row_key="day_id", columns=(
                 Column("came_at", N_("Time in"), "moment"), Column("left_at", N_("Time out"), "moment"),
                 Column("beat", N_("Beat")), Column("place", N_("Place")), Column("is_planned", N_("Planned visit"), "code"),
                 Column("women_met", N_("Women met"), "number"), Column("told", N_("Problems told"), "number"),
                 Column("taken_up", N_("Taken up as a complaint"), "number"), Column("information", N_("Information"), wide=True),
                 Column("next_on", N_("Next visit"), "date"), Column("recorded_by", N_("Entered by"), "officer"))),
    Register("beat-days", N_("Days on women's beats"), "beats:oversight:list", select=select_days,
             gaps=lambda row: day_gaps(row._mapping), words={"state": DAY_STATES}, row_endpoint="beats.show_day",
             falls=falls_by(BeatDay, "recorded_at"), mended_by=MENDED_BY,
             example=(N_("Beat done."),
                      N_("Five places, 31 women; one complaint taken up, one settled there; the lane from the pond"
                         " to the school is dark, told to the village council; next officer: see Munni, 70 and "
                         "alone, first.")),
             row_argument="day_id", columns=(
                 Column("day", N_("Day"), "date"), Column("beat", N_("Beat")), Column("officer", N_("Officer")),
                 Column("started_at", N_("Went out"), "moment"), Column("ended_at", N_("Came back"), "moment"),
                 Column("visits", N_("Visits"), "number"), Column("women", N_("Women met"), "number"),
                 Column("told", N_("Problems told"), "number"), Column("summary", N_("Summary of the day"), wide=True),
                 Column("state", N_("State"), "code"), Column("recorded_by", N_("Entered by"), "officer"))),
)
