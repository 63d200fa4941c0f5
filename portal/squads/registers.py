"""The registers of squads: squad daily and red cards, numbered without gap, nobody's name in them."""

from datetime import datetime
from typing import Any

from sqlalchemy import Select, case, func, select

from portal.access.scope import Scope
from portal.core.feature import Column, Register, RegisterFilter, falls_by
from portal.core.words import N_
from portal.squads.models import Outing, Squad, SquadPerson
from portal.squads.rules import ACTS, GUARDIAN, STATES, card_gaps, outing_gaps

MENDED_BY = frozenset({"squads:outing:write"})


def select_daily(scope: Scope, chosen: RegisterFilter) -> Select:
    """The outings of one kendra between two moments, with the sums of their stops."""
    firs = (select(func.count(func.distinct(SquadPerson.fir_no)))
            .where(SquadPerson.outing_id == Outing.id, SquadPerson.fir_no != "").correlate(Outing).scalar_subquery())
    return chosen.within(
        select(Outing.id, Outing.unit_id, Outing.year, Outing.serial, Outing.recorded_at, Outing.day, Squad.name.label("squad"),
               Outing.started_at, Outing.ended_at, Outing.places, Outing.checked, Outing.warned, Outing.foot_places,
               firs.label("firs"), Outing.state, Outing.briefing, Outing.recorded_by)
        .join(Squad, Squad.id == Outing.squad_id).where(scope.covers(Outing.unit_id)), Outing.unit_id, Outing.recorded_at)


def select_cards(scope: Scope, chosen: RegisterFilter) -> Select:
    """The red cards of one kendra between two moments."""
    one = SquadPerson
    return chosen.within(
        select(one.id, one.unit_id, one.card_year.label("year"), one.card_serial.label("serial"), one.recorded_at,
               one.happened_at, one.place, one.act, one.guardian, one.fir_no, one.recorded_by,
               case((one.is_repeat, "yes"), else_="no").label("is_repeat"))
        .where(one.outcome == "red_card", scope.covers(one.unit_id)), one.unit_id, one.recorded_at)


def _of_card(thing: Any) -> datetime | None:
    """Those who were only warned stand in no month of red cards."""
    return thing.recorded_at if isinstance(thing, SquadPerson) and thing.outcome == "red_card" else None


REGISTERS = (
    Register("squad-daily", N_("Squad daily"), "squads:oversight:list", select=select_daily,
             gaps=lambda row: outing_gaps(row._mapping), words={"state": STATES}, row_endpoint="squads.show_outing",
             falls=falls_by(Outing, "recorded_at"), mended_by=MENDED_BY,
             example=(N_("Patrolled, all well."),
                      N_("College gate 13:10–14:00: three boys on two motorcycles following students; stopped, one"
                         " warned, two spoken to with their fathers by telephone; asked the principal to have the "
                         "gate lamp repaired.")),
             row_argument="outing_id", columns=(
                 Column("day", N_("Day"), "date"), Column("squad", N_("Squad")), Column("started_at", N_("Went out"), "moment"),
                 Column("ended_at", N_("Came back"), "moment"), Column("places", N_("Places checked"), "number"),
                 Column("checked", N_("Checked"), "number"), Column("warned", N_("Warned"), "number"),
                 Column("firs", N_("FIRs"), "number"), Column("foot_places", N_("Foot patrol"), "number"),
                 Column("state", N_("State"), "code"), Column("recorded_by", N_("Entered by"), "officer"))),
    Register("red-cards", N_("Red cards"), "squads:oversight:list", select=select_cards,
             gaps=lambda row: card_gaps(row._mapping),
             words={"act": ACTS, "guardian": GUARDIAN, "is_repeat": {"yes": N_("Yes"), "no": N_("No")}},
             example=(N_("Was teasing."),
                      N_("Followed two students from the crossing to the coaching centre on 11 and 12 November, "
                         "called out to them; told what the law says, father told by telephone at 17:40.")),
             falls=_of_card, mended_by=MENDED_BY,
             row_endpoint="squads.show_named", row_argument="named_id", columns=(
                 Column("happened_at", N_("Date and time"), "moment"), Column("place", N_("Place")),
                 Column("act", N_("What he did"), "code"), Column("guardian", N_("Guardian"), "code"),
                 Column("is_repeat", N_("Repeat"), "code"), Column("fir_no", N_("FIR number")),
                 Column("recorded_by", N_("Entered by"), "officer"))),
)
