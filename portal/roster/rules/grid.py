"""The roster's grid as marks and tones, and the empty posts of each shift below it."""

from collections.abc import Iterable, Mapping
from datetime import date

from portal.roster.rules.changes import OFF
from portal.roster.rules.checks import Fault
from portal.roster.rules.marks import LEAVE, MARKS, NOT_POSTED, OTHER_TONE, TONES
from portal.roster.rules.plan import Cell, Officer, Plan

GAP_RULES = ("least", "women", "rank")


def line_of(plan: Plan, officer: Officer, leave: Mapping[tuple[str, date], str], dates: Iterable[date],
            own: Mapping[date, Cell]) -> list[tuple[int, str, str]]:
    """(day of the month, mark, tone) for each of *dates*; *own* maps day → the officer's cell. What stands on a day on which
    she is away keeps its mark and is shown as a fault."""
    line = []
    for day in dates:
        cell, away = own.get(day), plan.is_away(officer, day)
        if cell is not None:
            tone = "h" if away else TONES.get(cell.duty, OTHER_TONE)
            line.append((day.day, MARKS[cell.duty], tone + " f" if cell.is_fixed else tone))
        elif away:
            line.append((day.day, LEAVE if (officer.key, day) in leave else NOT_POSTED, "l"))
        elif (officer.key, day) in plan.off:
            line.append((day.day, MARKS[OFF], "l f"))
        else:
            line.append((day.day, "", ""))
    return line


def empty_posts(faults: Iterable[Fault]) -> dict[str, dict[date, int]]:
    """Duty → day → how many officers, women or officers of rank are missing, the largest of the three."""
    found: dict[str, dict[date, int]] = {}
    for fault in faults:
        if fault.rule in GAP_RULES:
            days = found.setdefault(fault.duty, {})
            days[fault.day] = max(days.get(fault.day, 0), fault.values["needed"] - fault.values["there"])
    return found
