"""The roster as a textbook writes it for CP-SAT: one variable for each officer, day and duty, each rule as it reads.

A reference for the draft and written apart from it: no hints, no stages, no tightening, and the library's own way of searching
with as many workers as it is given. It holds the hard rules of the plan and makes the same cost small; it knows no cells that
were fixed by hand, no history and no wishes.
"""

from datetime import timedelta
from typing import Any

from portal.roster.rules.plan import MINUTES, Cell, Plan
from portal.roster.rules.totals import shares

EMPTY = 1000  # an empty post is dearer than all soft rules together


def reference(plan: Plan, *, seconds: float, workers: int = 2) -> tuple[list[Cell], int, bool]:
    """The best cells found within *seconds*, the bound of the cost with empty posts at EMPTY each, and whether it is proven."""
    from ortools.sat.python import cp_model

    model, one = cp_model.CpModel(), timedelta(days=1)
    needs = {(need.day, need.duty): need for need in plan.needs}
    x = {(officer.key, day, duty): model.new_bool_var("") for officer in plan.officers for day, duty in needs}
    paid: list[Any] = []

    def works(key: str, day) -> Any:
        return sum(on for (who, when, _duty), on in x.items() if (who, when) == (key, day))

    def over(weight: int, *terms: Any) -> None:
        figure = model.new_int_var(0, 1000, "")
        for term in terms:
            model.add(figure >= term)
        paid.append(weight * figure)

    for (day, duty), need in needs.items():
        there = sum(x[officer.key, day, duty] for officer in plan.officers)
        model.add(there <= need.least)
        over(EMPTY, need.least - there)
        over(EMPTY, need.women - sum(x[officer.key, day, duty] for officer in plan.officers if officer.is_woman))
    for officer in plan.officers:
        own = {(day, duty): x[officer.key, day, duty] for day, duty in needs}
        at_work = {day: works(officer.key, day) for day in plan.dates}
        for day in plan.dates:
            model.add(at_work[day] <= (0 if plan.is_away(officer, day) else 1))
        _hard(model, plan, own, at_work)
        for day in plan.dates[1:-1]:
            over(plan.norms["isolated_off"].weight, at_work[day - one] + at_work[day + one] - at_work[day] - 1)
        paid += [plan.norms["training"].weight * on for (day, duty), on in own.items() if plan.duties[duty].is_desk
                 and (officer.trained_until is None or officer.trained_until < day)]
        for day in plan.dates[1:]:
            if (day, "follow_up") in own and (day - one, "follow_up") in own:
                over(plan.norms["continuity"].weight, own[day, "follow_up"] - own[day - one, "follow_up"])
    for rule, counts in (("fair_nights", lambda day, duty: plan.duties[duty].is_night),
                         ("fair_sundays", lambda day, duty: plan.is_holiday(day)), ("fair_duties", lambda day, duty: True)):
        whole = sum(need.least for (day, duty), need in needs.items() if counts(day, duty))
        for key, (low, high) in shares(plan, {plan.officers[0].key: whole}, plan.norms[rule].limit).items():
            count = sum(on for (who, day, duty), on in x.items() if who == key and counts(day, duty))
            over(plan.norms[rule].weight, low - count, count - high)
    model.minimize(sum(paid))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds, solver.parameters.num_workers = seconds, workers
    status = solver.solve(model)
    cells = [Cell(*place) for place, on in x.items() if solver.boolean_value(on)]
    return cells, int(solver.best_objective_bound), status == cp_model.OPTIMAL


def _hard(model: Any, plan: Plan, own: dict, at_work: dict) -> None:
    """Rest, nights in a row, hours of a week and the weekly day off of one officer."""
    one, norms = timedelta(days=1), plan.norms
    nights = {day: sum(on for (when, duty), on in own.items() if when == day and plan.duties[duty].is_night)
              for day in plan.dates}
    for (day, duty), on in own.items():
        for (then, later), other in own.items():
            if then == day + one and plan.duties[later].begins + MINUTES - plan.duties[duty].ends < norms["rest"].limit * 60:
                model.add(on + other <= 1)
    for number in range(plan.days - norms["nights_in_row"].limit):
        model.add(sum(nights[day] for day in plan.dates[number:number + norms["nights_in_row"].limit + 1])
                  <= norms["nights_in_row"].limit)
    weeks = {day - day.weekday() * one for day in plan.dates}
    for monday in sorted(weeks):
        days = [day for day in plan.dates if monday <= day < monday + 7 * one]
        model.add(sum(plan.duties[duty].lasts * on for (day, duty), on in own.items() if day in days)
                  <= norms["week_hours"].limit * 60)
        if len(days) == 7:
            model.add(sum(at_work[day] for day in days) <= 7 - norms["weekly_off"].limit)
