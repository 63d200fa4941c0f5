"""The daily return: sums of the rows of a day, for the units directly below a unit, asked once however many kendras."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Select, String, bindparam, case, cast, func, select

from portal.access.scope import Scope
from portal.field.queries import BELOW_TOP, Sums, counted, of_units, sum_units
from portal.squads.models import Outing, SquadPerson
from portal.squads.rules import TALLIES
from portal.units.models import Unit
from portal.units.queries import list_children


@dataclass
class ReturnLine(Sums):
    """The figures of a day of one unit with all below it.

    *reported*: kendras with an outing; *firs*: an FIR that several persons of one kendra stand in counts once; *p126* to *p170*:
    preventive action by that section of the BNSS.
    """

    kendras: int = 0
    reported: int = 0
    outings: int = 0
    places: int = 0
    checked: int = 0
    warned: int = 0
    vehicles: int = 0
    firs: int = 0
    arrests: int = 0
    p126: int = 0
    p135: int = 0
    p170: int = 0
    foot_places: int = 0
    foot_checked: int = 0
    foot_warned: int = 0


def _questions() -> Iterator[Select]:
    """How many kendras there are, what their outings of the parameter "day" keep, and what was done about those named."""
    outings = (select().select_from(Outing).join(Unit, Unit.id == Outing.unit_id)
               .where(BELOW_TOP, Outing.day == bindparam("day")))
    fir = case((SquadPerson.fir_no != "", cast(SquadPerson.unit_id, String) + SquadPerson.fir_no))
    yield select(func.count().label("kendras")).select_from(Unit).where(BELOW_TOP)
    yield outings.add_columns(func.count().label("outings"), func.count(func.distinct(Outing.unit_id)).label("reported"),
                              *(func.sum(getattr(Outing, name)).label(name) for name in TALLIES))
    yield outings.join(SquadPerson, SquadPerson.outing_id == Outing.id).add_columns(
        func.count(func.distinct(fir)).label("firs"), counted(SquadPerson.is_arrested).label("arrests"),
        *(counted(SquadPerson.preventive_section == number).label(f"p{number}") for number in ("126", "135", "170")))


QUESTIONS = tuple(map(of_units, _questions()))  # put together once: that costs as much as the answer


def read_return(scope: Scope, parent: Unit, day: date) -> tuple[list[ReturnLine], ReturnLine]:
    """A line for each unit directly below *parent* that has kendras (for a kendra: itself) with their sums on *day*; and the sum.

    The caller found *parent* in the reader's reach.
    """
    if scope.only_assigned:
        return [], ReturnLine(parent)
    units = [parent] if parent.kind == "kendra" else list_children(scope, parent)
    lines, total = sum_units(units, ReturnLine, QUESTIONS, day=day)
    return [line for line in lines if line.kendras], total
