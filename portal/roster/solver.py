"""Drafts a roster: the plan as a model of OR-Tools CP-SAT, its best answer as cells, and what would mend a plan that has none.

The library is asked for when a draft is asked for, so that calendar and checks work where it was left out.
"""

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta
from importlib.util import find_spec
from threading import Event, Thread
from typing import Any

from portal.roster.rules.checks import Fault, check, gaps, weeks_of
from portal.roster.rules.plan import MINUTES, RANKS, Cell, Duty, Officer, Plan, Rule, Wish
from portal.roster.rules.totals import cost, shares

EFFORT = 30.0  # deterministic seconds of the solver, the same on every machine, so that the same input gives the same draft
# Once a first roster is there, two strategies search the whole for the bound, and the rest of the work goes to bettering the
# roster: piece by piece, which gets stuck where no single piece can be bettered, and by movers, which break rules for a while and
# so get out. Left to the library's choice, a dozen strategies starve those that better.
BOUND_BY = ("default_lp", "core")
MOVERS = 2
HEARD_EVERY = 0.5  # seconds between two questions whether to stop
ONE_DAY = timedelta(days=1)


class SolverMissing(Exception):
    """OR-Tools is not installed here; the roster is made by hand."""


@dataclass(frozen=True)
class Draft:
    """A draft: its cells, what is wrong with it, its cost, the bound that no roster can go below, whether stopped."""

    cells: tuple[Cell, ...]
    faults: tuple[Fault, ...]
    cost: int
    bound: int
    is_proven: bool
    is_stopped: bool = False

    @property
    def gaps(self) -> list[Fault]:
        """Posts that stay empty."""
        return gaps(self.faults)


def is_there() -> bool:
    """Whether OR-Tools is installed here; nothing of it is loaded to find out."""
    return find_spec("ortools") is not None


def draft(plan: Plan, *, effort: float = EFFORT, on_better: Callable[[int, int], None] | None = None,
          should_stop: Callable[[], bool] | None = None) -> Draft:
    """The best roster found within *effort*: hard rules held, empty posts as few as possible, then the soft rules.

    *on_better* hears (figure, bound) at each better roster: first of empty posts, then of the soft rules' cost; *should_stop* is
    asked then, and each half second from another thread. The same plan gives the same draft, unless it was stopped.
    Raises SolverMissing where the library is not installed.
    """
    cp = _library()
    model = _Model(cp, plan)
    listener = _listener(cp, on_better, should_stop)
    covered = _solver(cp, effort / 3)
    model.model.minimize(sum(model.empty))
    best = _solve(covered, model.model, listener, should_stop)
    if best not in (cp.OPTIMAL, cp.FEASIBLE):
        return _drafted(plan, [cell for cell in plan.cells if cell.is_fixed], 0, is_proven=False, is_stopped=listener.was_stopped)
    if listener.was_stopped:
        return _drafted(plan, model.cells(covered), 0, is_proven=False, is_stopped=True)
    model.keep_covered(covered)
    solver = _solver(cp, effort)
    solver.parameters.subsolvers.extend(BOUND_BY)
    solver.parameters.num_violation_ls = MOVERS
    status = _solve(solver, model.model, listener, should_stop)
    if status not in (cp.OPTIMAL, cp.FEASIBLE):
        return _drafted(plan, model.cells(covered), 0, is_proven=False, is_stopped=listener.was_stopped)
    return _drafted(plan, model.cells(solver), int(solver.best_objective_bound),
                    is_proven=best == status == cp.OPTIMAL, is_stopped=listener.was_stopped)


def _drafted(plan: Plan, cells: list[Cell], bound: int, *, is_proven: bool, is_stopped: bool) -> Draft:
    cells = sorted(cells, key=lambda cell: (cell.day, cell.duty, cell.officer))
    return Draft(tuple(cells), tuple(check(plan, cells)), cost(plan, cells), bound, is_proven, is_stopped)


def _solver(cp: Any, effort: float) -> Any:
    """A solver whose strategies take turns in a fixed order, limited by work and not by the clock: same input, same draft."""
    solver = cp.CpSolver()
    solver.parameters.max_deterministic_time = effort
    solver.parameters.random_seed = 7
    solver.parameters.num_workers = 1
    solver.parameters.interleave_search = True
    return solver


def _solve(solver: Any, model: Any, listener: Any, should_stop: Callable[[], bool] | None) -> Any:
    """Solves; a wish to stop is heard too where nothing better is found for long, but not before a first roster is there."""
    done = Event()

    def watch() -> None:
        while not done.wait(HEARD_EVERY):
            if listener.has_found and should_stop():
                listener.was_stopped = True
                solver.stop_search()
                return

    watcher = Thread(target=watch, daemon=True) if should_stop else None
    if watcher:
        watcher.start()
    try:
        return solver.solve(model, listener)
    finally:
        done.set()
        if watcher:
            watcher.join()


def _library() -> Any:
    try:
        from ortools.sat.python import cp_model
    except ImportError as fault:
        raise SolverMissing from fault
    return cp_model


def _listener(cp: Any, on_better: Callable[[int, int], None] | None, should_stop: Callable[[], bool] | None) -> Any:
    class Listener(cp.CpSolverSolutionCallback):
        """Passes on each better roster."""

        has_found = was_stopped = False

        def on_solution_callback(self) -> None:
            self.has_found = True
            if on_better:
                on_better(int(self.objective_value), int(self.best_objective_bound))
            if should_stop and should_stop():
                self.was_stopped = True
                self.stop_search()

    return Listener()


class _Model:
    """The plan as variables and constraints. `at[officer, day]` maps duty → variable, or 1 for a cell fixed by hand."""

    def __init__(self, cp: Any, plan: Plan):
        self.model, self.plan = cp.CpModel(), plan
        self.at: dict[tuple[str, date], dict[str, Any]] = defaultdict(dict)
        self.past = {(cell.officer, cell.day, cell.duty): plan.duty(cell) for cell in plan.history}
        self.paid: list[Any] = []
        self.empty: list[Any] = []
        self.short: dict[tuple[date, str], Any] = {}
        self._place()
        self._cover()
        for officer in plan.officers:
            self._rest(officer)
            self._nights_in_row(officer)
            self._weeks(officer)
            self._isolated(officer)
        self._share("fair_nights", lambda cell_day, duty: plan.duties[duty].is_night, plan.nights_before)
        self._share("fair_sundays", lambda cell_day, duty: plan.is_holiday(cell_day), plan.sundays_before)
        self._share("fair_duties", lambda cell_day, duty: True, {})
        self._wishes()
        self._continuity()
        self._training()

    def cells(self, solver: Any) -> list[Cell]:
        """The cells of the answer."""
        fixed = {(cell.officer, cell.day, cell.duty) for cell in self.plan.cells if cell.is_fixed}
        return [Cell(officer, day, duty, (officer, day, duty) in fixed)
                for (officer, day), duties in self.at.items() if day >= self.plan.first
                for duty, on in duties.items() if isinstance(on, int) or solver.boolean_value(on)]

    def _place(self) -> None:
        """A variable for each officer who is there and each duty needed; one duty a day; what is fixed is a constant."""
        for cell in (*self.plan.history, *(cell for cell in self.plan.cells if cell.is_fixed)):
            self.at[cell.officer, cell.day][cell.duty] = 1
        needed = {(need.day, need.duty) for need in self.plan.needs}
        for officer in self.plan.officers:
            for day in self.plan.dates:
                if self.plan.is_away(officer, day) or (officer.key, day) in self.plan.off or self.at[officer.key, day]:
                    continue
                free = {duty: self.model.new_bool_var(f"{officer.key}/{day}/{duty}")
                        for duty in self.plan.duties if (day, duty) in needed}
                self.at[officer.key, day] = free
                self.model.add_at_most_one(free.values())

    def _pay(self, weight: int, name: str, most: int, at_least: Any) -> Any:
        """A figure from 0 to *most* that is at least *at_least* and costs *weight* for each one."""
        short = self.model.new_int_var(0, most, name)
        self.model.add(short >= at_least)
        self.paid.append(weight * short)
        return short

    def _miss(self, most: int, at_least: Any) -> Any:
        """Posts that stay empty."""
        short = self.model.new_int_var(0, most, "empty")
        self.model.add(short >= at_least)
        self.empty.append(short)
        return short

    def keep_covered(self, solver: Any) -> None:
        """From the answer with the fewest empty posts on: no more of them, and the soft rules as cheap as can be."""
        for index, value in enumerate(solver.response_proto.solution):
            self.model.add_hint(self.model.get_int_var_from_proto_index(index), value)
        self.model.add(sum(self.empty) <= int(solver.objective_value))
        self.model.minimize(sum(self.paid))

    def _cover(self) -> None:
        """Needs: as many officers as asked and no more; the posts that stay empty are counted."""
        for need in self.plan.needs:
            there = [(officer, self.at[officer.key, need.day][need.duty]) for officer in self.plan.officers
                     if need.duty in self.at[officer.key, need.day]]
            fixed = sum(1 for _, on in there if isinstance(on, int))
            self.model.add(sum(on for _, on in there) <= max(need.least, fixed))
            self.short[need.day, need.duty] = self._miss(need.least, need.least - sum(on for _, on in there))
            if need.women:
                self._miss(need.women, need.women - sum(on for one, on in there if one.is_woman))
            if need.rank:
                senior = [on for one, on in there if RANKS.index(one.rank) >= RANKS.index(need.rank)]
                self._miss(need.of_rank, need.of_rank - sum(senior))

    def _hold(self, rule: Rule, terms: list[Any], most: int, name: str) -> None:
        """sum(terms) <= most: always when the rule is hard, at a price when it is soft. Constants alone may break it: by hand."""
        free = [term for term in terms if not isinstance(term, int)]
        constant = sum(term for term in terms if isinstance(term, int))
        if not free:
            return
        if rule.is_hard:
            self.model.add(sum(free) <= max(0, most - constant))
        else:
            self._pay(rule.weight, name, len(terms) + constant, sum(free) + constant - most)

    def _rest(self, officer: Officer) -> None:
        rule = self.plan.norms.get("rest")
        if not rule:
            return
        for day in (self.plan.first - ONE_DAY, *self.plan.dates):
            later = self.at.get((officer.key, day + ONE_DAY), {})
            for first, on in self.at.get((officer.key, day), {}).items():
                rested = self._duty(officer, day, first).ends + rule.limit * 60 - MINUTES
                too_soon = [then for second, then in later.items() if self._duty(officer, day + ONE_DAY, second).begins < rested]
                if too_soon:  # of which she has one at most, so that a single line forbids all of them
                    self._hold(rule, [on, *too_soon], 1, "rest")

    def _duty(self, officer: Officer, day: date, duty: str) -> Duty:
        """What a duty asks on that day: what was published keeps its hours."""
        return self.past.get((officer.key, day, duty)) or self.plan.duties[duty]

    def _nights(self, officer: Officer, day: date) -> list[Any]:
        return [on for duty, on in self.at.get((officer.key, day), {}).items() if self.plan.duties[duty].is_night]

    def _nights_in_row(self, officer: Officer) -> None:
        rule = self.plan.norms.get("nights_in_row")
        if not rule:
            return
        for last in self.plan.dates:
            window = [last - number * ONE_DAY for number in range(rule.limit + 1)]
            self._hold(rule, [on for day in window for on in self._nights(officer, day)], rule.limit, "nights")

    def _weeks(self, officer: Officer) -> None:
        hours, off = self.plan.norms.get("week_hours"), self.plan.norms.get("weekly_off")
        for _monday, days in weeks_of(self.plan):
            duties = [(self._duty(officer, day, duty), on)
                      for day in days for duty, on in self.at.get((officer.key, day), {}).items()]
            if hours:
                self._hours(hours, duties)
            if off and len(days) == 7:
                self._hold(off, [on for _, on in duties], 7 - off.limit, "off")

    def _hours(self, rule: Rule, duties: list[tuple[Duty, Any]]) -> None:
        """Working time in half hours, so that the figures stay small and whole."""
        lasts = [(-(-duty.lasts // 30), on) for duty, on in duties]
        constant = sum(units for units, on in lasts if isinstance(on, int))
        free = sum(units * on for units, on in lasts if not isinstance(on, int))
        if isinstance(free, int):
            return
        if rule.is_hard:
            self.model.add(free <= max(0, rule.limit * 2 - constant))
        else:
            self._pay(rule.weight, "hours", 7 * 48, free + constant - rule.limit * 2)

    def _works(self, officer: str, day: date) -> Any:
        return sum(self.at.get((officer, day), {}).values())

    def _isolated(self, officer: Officer) -> None:
        rule = self.plan.norms.get("isolated_off")
        if not rule:
            return
        for day in self.plan.dates[1:-1]:
            before, here, after = (self._works(officer.key, day + number * ONE_DAY) for number in (-1, 0, 1))
            self._pay(rule.weight, "isolated", 1, before + after - here - 1)

    def _share(self, name: str, counts: Callable[[date, str], bool], before: Any) -> None:
        """Each officer's number between the floor and the ceiling of her share, earlier months included."""
        rule = self.plan.norms.get(name)
        if not rule or not rule.weight:
            return
        asked = sum(need.least for need in self.plan.needs if counts(need.day, need.duty))
        posts = {(need.day, need.duty) for need in self.plan.needs}
        asked += sum(cell.is_fixed and (cell.day, cell.duty) not in posts and counts(cell.day, cell.duty)
                     for cell in self.plan.cells)
        whole = {officer.key: before.get(officer.key, 0) for officer in self.plan.officers}
        if whole:
            whole[next(iter(whole))] += asked
        for key, (low, high) in shares(self.plan, whole, rule.limit, before=bool(before)).items():
            own = before.get(key, 0) + sum(on for day in self.plan.dates for duty, on in self.at[key, day].items()
                                           if counts(day, duty))
            most = before.get(key, 0) + asked + low
            off = self.model.new_int_var(0, most, name)
            self.model.add(off >= own - high)
            self.model.add(off >= low - own)
            self.paid.append(rule.weight * off)

    def _wishes(self) -> None:
        rule = self.plan.norms.get("wish")
        for wish in self.plan.wishes if rule else ():
            here = self.at.get((wish.officer, wish.day), {})
            if wish.duty is None:
                self.paid.append(rule.weight * sum(here.values()))
            else:
                self.paid.append(rule.weight * (1 - here.get(wish.duty, 0)))

    def _continuity(self) -> None:
        rule = self.plan.norms.get("continuity")
        changes: dict[date, list[Any]] = defaultdict(list)
        for day in self.plan.dates[1:] if rule else ():
            for officer in self.plan.officers:
                today = self.at[officer.key, day].get("follow_up")
                if today is not None and any("follow_up" in self.at[one.key, day - ONE_DAY] for one in self.plan.officers):
                    yesterday = self.at[officer.key, day - ONE_DAY].get("follow_up", 0)
                    changes[day].append(self._pay(rule.weight, "continuity", 1, today - yesterday))
        self._changes_of_weeks(changes)

    def _changes_of_weeks(self, changes: dict[date, list[Any]]) -> None:
        """Who has a day off in a week cannot keep follow-up duty all of it: at least one change where the post is never empty.
        It follows from the other rules, but no fraction of an officer can get around it, which lifts the bound."""
        off = self.plan.norms.get("weekly_off")
        if not (off and off.is_hard and off.limit):
            return
        weeks: list[Any] = []
        for _monday, days in weeks_of(self.plan):
            posts = [(day, "follow_up") for day in days]
            is_by_hand = any(cell.is_fixed and cell.duty == "follow_up" and cell.day in days for cell in self.plan.cells)
            if len(days) == 7 and days[0] >= self.plan.first and self.short.keys() >= set(posts) and not is_by_hand:
                weeks.append(sum(change for day in days[1:] for change in changes[day]) + sum(self.short[post] for post in posts))
        for week in weeks:
            self.model.add(week >= 1)
        if weeks:  # once more for all of them: as a figure, and not as a choice, the solver's relaxation looks at it too
            self.model.add(sum(weeks) >= len(weeks))

    def _training(self) -> None:
        """Desk duty without valid training: paid for, or not possible where the norm makes it hard."""
        rule = self.plan.norms.get("training")
        for officer in self.plan.officers if rule else ():
            for day in self.plan.dates:
                if officer.trained_until is not None and officer.trained_until >= day:
                    continue
                for duty, on in self.at[officer.key, day].items():
                    if self.plan.duties[duty].is_desk:
                        if not rule.is_hard:
                            self.paid.append(rule.weight * on)
                        elif not isinstance(on, int):
                            self.model.add(on == 0)


MENDABLE = ("rest", "nights_in_row", "week_hours", "weekly_off", "training")
EXCEPTION, MORE_STAFF = 10, 35  # giving up a rule once is cheaper than an officer whom nobody has


def mend(plan: Plan, *, effort: float = 5.0) -> tuple[tuple[Fault, ...], bool]:
    """The smallest set of exceptions that would fill every post, as the faults that the in-charge would have to allow, and
    whether it is proven that none is smaller.

    A rule given up for an officer, a leave taken back ("away"), or, where that does not help, posts that need more officers.
    Empty when the plan has a roster without any. Raises SolverMissing where the library is not installed.
    """
    cp = _library()
    free = tuple(Wish(one.officer, day) for one in plan.leave for day in plan.dates if one.covers(day))
    norms = {rule: replace(plan.norms[rule], is_hard=False, weight=EXCEPTION) for rule in MENDABLE
             if rule in plan.norms and plan.norms[rule].is_hard}
    model = _Model(cp, replace(plan, leave=(), wishes=free, norms=norms | {"wish": Rule(False, EXCEPTION)}))
    model.model.minimize(sum(model.paid) + MORE_STAFF * sum(model.empty))
    solver = _solver(cp, effort)
    status = solver.solve(model.model)
    if status not in (cp.OPTIMAL, cp.FEASIBLE):
        return (), False
    return tuple(fault for fault in check(plan, model.cells(solver)) if fault.is_hard), status == cp.OPTIMAL
