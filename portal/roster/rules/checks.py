"""What is wrong with a roster: every rule, written apart from the solver, for every change and before publishing."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from portal.core.words import N_
from portal.roster.rules.plan import MINUTES, RANKS, Cell, Officer, Plan

SAID: dict[str, str] = {
    "least": N_("%(day)s, %(duty)s: %(there)s of %(needed)s officers."),
    "women": N_("%(day)s, %(duty)s: no woman officer enough – %(there)s of %(needed)s."),
    "rank": N_("%(day)s, %(duty)s: %(there)s of %(needed)s officers of the rank needed."),
    "away": N_("%(officer)s is on leave or not posted here on %(day)s."),
    "overlap": N_("%(officer)s has two duties at one time on %(day)s."),
    "rest": N_("%(officer)s has only %(there)s hours of rest before the duty of %(day)s; %(needed)s are needed."),
    "nights_in_row": N_("%(officer)s has %(there)s nights in a row up to %(day)s; at most %(needed)s."),
    "week_hours": N_("%(officer)s works %(there)s hours in the week of %(day)s; at most %(needed)s."),
    "weekly_off": N_("%(officer)s has %(there)s free days in the week of %(day)s; at least %(needed)s."),
    "training": N_("%(officer)s has no valid training for the help desk on %(day)s."),
    "unknown": N_("%(officer)s or the duty of %(day)s is not known here."),
}
# Rules that no norm can soften.
ALWAYS = ("least", "women", "rank", "away", "overlap", "unknown")


@dataclass(frozen=True)
class Fault:
    """One breach: rule, whether it forbids publishing, whose and of which day (a week by its Monday), and the figures."""

    rule: str
    is_hard: bool
    day: date
    officer: str = ""
    duty: str = ""
    values: dict[str, Any] = field(default_factory=dict, compare=False)

    @property
    def sentence(self) -> str:
        """The msgid that says it."""
        return SAID[self.rule]


def check(plan: Plan, cells: Iterable[Cell]) -> list[Fault]:
    """All breaches of *cells* (the whole period), ordered by day, rule and officer."""
    cells = list(cells)
    known = {officer.key: officer for officer in plan.officers}
    strange = [cell for cell in cells if cell.officer not in known or cell.duty not in plan.duties]
    faults = [Fault("unknown", True, cell.day, cell.officer, cell.duty) for cell in strange]
    sound = [cell for cell in cells if cell.officer in known and cell.duty in plan.duties]
    faults += _needs(plan, sound, known)
    by_officer: dict[str, list[Cell]] = defaultdict(list)
    for cell in (*plan.history, *sound):
        by_officer[cell.officer].append(cell)
    weeks = weeks_of(plan)
    for key in sorted(by_officer):
        if key in known:
            own = sorted(by_officer[key], key=lambda cell: (cell.day, plan.duty(cell).begins))
            faults += _own(plan, known[key], own, weeks)
    return sorted(faults, key=lambda fault: (fault.day, fault.rule, fault.officer, fault.duty))


def gaps(faults: Iterable[Fault]) -> list[Fault]:
    """The faults that are posts without an officer: red before publishing."""
    return [fault for fault in faults if fault.rule in ("least", "women", "rank")]


def _needs(plan: Plan, cells: list[Cell], known: dict[str, Officer]) -> Iterator[Fault]:
    on_post: dict[tuple[date, str], list[Officer]] = defaultdict(list)
    for cell in cells:
        on_post[cell.day, cell.duty].append(known[cell.officer])
    for need in plan.needs:
        there = on_post[need.day, need.duty]
        counts = {"least": (len(there), need.least), "women": (sum(one.is_woman for one in there), need.women)}
        if need.rank:
            senior = sum(RANKS.index(one.rank) >= RANKS.index(need.rank) for one in there)
            counts["rank"] = (senior, need.of_rank)
        for rule, (have, needed) in counts.items():
            if have < needed:
                yield Fault(rule, True, need.day, "", need.duty, {"there": have, "needed": needed})


def _own(plan: Plan, officer: Officer, own: list[Cell], weeks: list[tuple[date, list[date]]]) -> Iterator[Fault]:
    last, training = plan.first + timedelta(days=plan.days), plan.norms.get("training")
    inside = [cell for cell in own if plan.first <= cell.day < last]
    for cell in inside:
        if plan.is_away(officer, cell.day):
            yield Fault("away", True, cell.day, officer.key, cell.duty)
        is_due = officer.trained_until is None or officer.trained_until < cell.day
        if is_due and training and plan.duties[cell.duty].is_desk:
            yield Fault("training", training.is_hard, cell.day, officer.key, cell.duty)
    yield from _between(plan, officer, own)
    yield from _nights(plan, officer, own)
    yield from _weeks(plan, officer, own, weeks)


def _between(plan: Plan, officer: Officer, own: list[Cell]) -> Iterator[Fault]:
    rest = plan.norms.get("rest")
    for one, other in pairwise(own):
        if other.day < plan.first:
            continue
        apart = ((other.day - one.day).days * MINUTES + plan.duty(other).begins - plan.duty(one).ends)
        if apart < 0:
            yield Fault("overlap", True, other.day, officer.key, other.duty)
        elif rest and one.day != other.day and apart < rest.limit * 60:
            yield Fault("rest", rest.is_hard, other.day, officer.key, other.duty,
                        {"there": apart // 60, "needed": rest.limit})


def _nights(plan: Plan, officer: Officer, own: list[Cell]) -> Iterator[Fault]:
    rule = plan.norms.get("nights_in_row")
    nights = sorted({cell.day for cell in own if plan.duty(cell).is_night})
    run = 0
    for number, day in enumerate(nights):
        run = run + 1 if number and day - nights[number - 1] == timedelta(days=1) else 1
        if rule and run > rule.limit and day >= plan.first:
            yield Fault("nights_in_row", rule.is_hard, day, officer.key, "", {"there": run, "needed": rule.limit})


def weeks_of(plan: Plan) -> list[tuple[date, list[date]]]:
    """Each week that touches the period by its Monday, with those of its days that are known (history or period)."""
    monday = plan.first - timedelta(days=plan.first.weekday())
    begin = min((cell.day for cell in plan.history), default=plan.first)
    last = plan.first + timedelta(days=plan.days - 1)
    found = []
    while monday <= last:
        days = [monday + timedelta(days=number) for number in range(7)]
        found.append((monday, [day for day in days if begin <= day <= last]))
        monday += timedelta(days=7)
    return found


def _weeks(plan: Plan, officer: Officer, own: list[Cell], weeks: list[tuple[date, list[date]]]) -> Iterator[Fault]:
    hours, off = plan.norms.get("week_hours"), plan.norms.get("weekly_off")
    for monday, days in weeks:
        cells = [cell for cell in own if days[0] <= cell.day <= days[-1]]
        worked = sum(plan.duty(cell).lasts for cell in cells)
        if hours and worked > hours.limit * 60:
            yield Fault("week_hours", hours.is_hard, monday, officer.key, "",
                        {"there": worked // 60, "needed": hours.limit})
        free = len(days) - len({cell.day for cell in cells})
        if off and len(days) == 7 and free < off.limit:
            yield Fault("weekly_off", off.is_hard, monday, officer.key, "", {"there": free, "needed": off.limit})
