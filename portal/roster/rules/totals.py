"""Counts of a roster: duties, nights, Sundays, hours and diversions of each officer, and what a roster costs."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from portal.roster.rules.plan import Cell, Plan, Rule

NOT_COUNTED = Rule(False)


@dataclass
class Totals:
    """One officer's month: duties, nights, Sundays and festivals worked, hours, and hours of diversion."""

    duties: int = 0
    nights: int = 0
    sundays: int = 0
    hours: int = 0
    diversion_hours: int = 0


def totals(plan: Plan, cells: Iterable[Cell]) -> dict[str, Totals]:
    """Officer → totals of *cells*; every officer of the plan stands in it."""
    found = {officer.key: Totals() for officer in plan.officers}
    for cell in cells:
        duty, own = plan.duties[cell.duty], found.setdefault(cell.officer, Totals())
        own.duties += 1
        own.nights += duty.is_night
        own.sundays += plan.is_holiday(cell.day)
        own.hours += duty.lasts // 60
        own.diversion_hours += duty.lasts // 60 if duty.code == "diversion" else 0
    return found


def shares(plan: Plan, counted: Mapping[str, int], leeway: int = 0, *, before: bool = False) -> dict[str, tuple[int, int]]:
    """Officer → lowest and highest fair number of what all carry together, in proportion to the days that each is there; with
    *before*, those of the earlier months too, so that who came lately or was on leave has nothing to make up for."""
    there = {officer.key: sum(not plan.is_away(officer, day) for day in plan.dates) for officer in plan.officers}
    there = {key: own + (plan.there_before.get(key, 0) if before and own else 0) for key, own in there.items()}
    days, whole = sum(there.values()), sum(counted.get(key, 0) for key in there)
    return {key: (whole * own // days - leeway, -(-whole * own // days) + leeway) for key, own in there.items() if own}


def isolated_days_off(plan: Plan, cells: Iterable[Cell]) -> int:
    """Free days inside the period with work on the day before and the day after."""
    worked: dict[str, set] = defaultdict(set)
    for cell in cells:
        worked[cell.officer].add(cell.day)
    one = timedelta(days=1)
    return sum(day not in days and day - one in days and day + one in days
               for days in worked.values() for day in plan.dates[1:-1])


def cost(plan: Plan, cells: Iterable[Cell]) -> int:
    """What the soft rules cost: the figure the draft makes small, counted here without the solver."""
    cells = list(cells)
    own = totals(plan, cells)
    paid = 0
    for rule, now, before in (("fair_nights", {key: one.nights for key, one in own.items()}, plan.nights_before),
                              ("fair_sundays", {key: one.sundays for key, one in own.items()}, plan.sundays_before),
                              ("fair_duties", {key: one.duties for key, one in own.items()}, {})):
        carried = {key: count + before.get(key, 0) for key, count in now.items()}
        norm = plan.norms.get(rule, NOT_COUNTED)
        paid += norm.weight * sum(max(0, low - carried[key], carried[key] - high)
                                  for key, (low, high) in shares(plan, carried, norm.limit, before=bool(before)).items())
    if "isolated_off" in plan.norms:
        paid += plan.norms["isolated_off"].weight * isolated_days_off(plan, cells)
    if "wish" in plan.norms:
        at = {(cell.officer, cell.day): cell.duty for cell in cells}
        paid += plan.norms["wish"].weight * sum(at.get((one.officer, one.day)) != one.duty for one in plan.wishes)
    if "continuity" in plan.norms:
        paid += plan.norms["continuity"].weight * follow_up_changes(plan, cells)
    return paid + (plan.norms["training"].weight * untrained(plan, cells) if "training" in plan.norms else 0)


def untrained(plan: Plan, cells: Iterable[Cell]) -> int:
    """Desk duties given to officers without valid training on that day."""
    until = {officer.key: officer.trained_until for officer in plan.officers}
    return sum(plan.duties[cell.duty].is_desk and (until[cell.officer] is None or until[cell.officer] < cell.day)
               for cell in cells)


def follow_up_changes(plan: Plan, cells: Iterable[Cell]) -> int:
    """How often a follow-up duty is given to someone who did not have it on the day before, where anyone had."""
    by_day: dict = defaultdict(set)
    for cell in cells:
        if cell.duty == "follow_up":
            by_day[cell.day].add(cell.officer)
    one = timedelta(days=1)
    return sum(len(officers - by_day[day - one]) for day, officers in list(by_day.items()) if by_day.get(day - one))
