"""What officers carried over months: the published duties, less where they were not there, and diversions by roster or order."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from portal.roster.rules.plan import Cell


@dataclass
class Tally:
    """One officer: duties, nights, Sundays and holidays done, hours at the kendra, hours of diversion, times absent and late."""

    duties: int = 0
    nights: int = 0
    sundays: int = 0
    hours: int = 0
    diversion_hours: int = 0
    absences: int = 0
    lates: int = 0


def tally(cells: Iterable[Cell], marks: Mapping[tuple[str, date, str], tuple[str, int]],
          ordered: Mapping[tuple[str, date], int], holidays: Collection[date] = ()) -> dict[str, Tally]:
    """Officer → what she carried. *marks*: (officer, day, duty) → (state, hours of diversion); a duty without a mark counts as
    done. *ordered*: (officer, day) → hours of diversion by an order. What roster, attendance and order say of one day is the
    same diversion, so the longest counts."""
    found: dict[str, Tally] = defaultdict(Tally)
    diverted: dict[tuple[str, date], int] = defaultdict(int)
    for cell in cells:
        own, duty = found[cell.officer], cell.timed
        state, hours = marks.get((cell.officer, cell.day, cell.duty), ("", 0))
        if state == "absent":
            own.absences += 1
            continue
        if state == "diverted" or cell.duty == "diversion":
            diverted[cell.officer, cell.day] += hours if state == "diverted" else duty.lasts // 60
        if state == "diverted":
            continue
        own.duties += 1
        own.lates += state == "late"
        own.nights += duty.is_night
        own.sundays += cell.day.weekday() == 6 or cell.day in holidays
        own.hours += duty.lasts // 60 if cell.duty != "diversion" else 0
    for officer, day in diverted.keys() | ordered.keys():
        found[officer].diversion_hours += max(diverted.get((officer, day), 0), ordered.get((officer, day), 0))
    return dict(found)
