"""How good and how quick the draft of a roster is: `python -m tests.bench.bench_roster`.

Each instance is drafted in a process of its own, beside a greedy roster of the same plan: post by post, the free officer with
the fewest duties. With --reference a draft that is not proven stands beside a textbook model of the same plan that searches for
as long as the draft did; below a proven one there is nothing. A verifier written apart from the solver judges all. Empty posts
come before cost. --cap ends a draft after as many seconds of the processor.
"""

import argparse
import multiprocessing
import random
import resource
import time
from datetime import date, timedelta

from portal.roster.rules.checks import check
from portal.roster.rules.plan import Cell, Leave, Need, Officer, Plan, desk_needs
from portal.roster.rules.totals import cost
from portal.roster.solver import EFFORT, draft
from tests.bench.textbook import reference
from tests.bench.verifying import breaches, empty_posts

SIZES = tuple((days, staff) for days in (7, 28, 31) for staff in (8, 14, 20, 40))
FIRST = date(2026, 12, 1)


def instance(days: int, staff: int) -> Plan:
    """A kendra with as many on the desk as its staff can carry, leave for every third officer; the same on every machine."""
    luck = random.Random(1)
    officers = tuple(Officer(f"o{number:02d}", number % 5 != 0, luck.choice(("constable", "constable", "head_constable",
                                                                          "sub_inspector")),
                             trained_until=date(2027, 6, 1) if luck.random() < .9 else None) for number in range(staff))
    dates = tuple(FIRST + timedelta(days=number) for number in range(days))
    needs = desk_needs(dates, least=min(3, max(1, round(staff * 5 / 7 / 3 * .55))))
    if staff >= 14:
        needs += tuple(Need(day, "follow_up", 1) for day in dates)
    leave = []
    for _ in range(staff // 3):
        begins = FIRST + timedelta(days=luck.randrange(days))
        leave.append(Leave(luck.choice(officers).key, begins, begins + timedelta(days=luck.randrange(1, 6))))
    return Plan(FIRST, days, officers, needs, tuple(leave))


def greedy(plan: Plan) -> list[Cell]:
    """What a careful hand does: each post to the free officer with the fewest duties, a woman first where asked."""
    cells: list[Cell] = []
    for need in plan.needs:
        women = need.women
        for _ in range(need.least):
            counts = {officer.key: sum(cell.officer == officer.key for cell in cells) for officer in plan.officers}
            for officer in sorted(plan.officers, key=lambda one: (women > 0 and not one.is_woman, counts[one.key], one.key)):
                new = Cell(officer.key, need.day, need.duty)
                own = [cell for cell in cells if cell.officer == officer.key]
                if not breaches(plan, [*own, new]):
                    cells.append(new)
                    women -= officer.is_woman
                    break
    return cells


def measure(days: int, staff: int, effort: float, cap: float, answer) -> None:
    """Drafts one instance; sends seconds to the first full roster and in all, seconds of the processor, the draft, and the
    process's memory in MB."""
    plan, first = instance(days, staff), []
    begin = time.perf_counter()
    found = draft(plan, effort=effort, on_better=lambda figure, bound: first.append(time.perf_counter() - begin),
                  should_stop=lambda: time.process_time() > cap)
    answer.put((first[0] if first else None, time.perf_counter() - begin, time.process_time(), found,
                resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024))


def size(text: str) -> tuple[int, int]:
    """31x20 as days and officers."""
    days, _, staff = text.partition("x")
    return int(days), int(staff)


def main() -> None:
    """Prints a line for each instance."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--effort", type=float, default=EFFORT)
    parser.add_argument("--cap", type=float, default=600.0)
    parser.add_argument("--sizes", type=size, nargs="+", default=SIZES)
    parser.add_argument("--reference", action="store_true")
    wanted = parser.parse_args()
    spawn = multiprocessing.get_context("spawn")
    print("days x staff | greedy: empty, cost | draft: empty, cost, bound | first, all, processor (s) | MB | breaches")
    for days, staff in wanted.sizes:
        answer = spawn.Queue()
        one = spawn.Process(target=measure, args=(days, staff, wanted.effort, wanted.cap, answer))
        one.start()
        first, seconds, busy, found, memory = answer.get()
        one.join()
        plan, by_hand, cells = instance(days, staff), greedy(instance(days, staff)), list(found.cells)
        wrong = breaches(plan, cells)
        hard = [fault for fault in check(plan, cells) if fault.is_hard and fault.rule not in ("least", "women", "rank")]
        agrees = "agrees with the checks" if bool(wrong) == bool(hard) else "DISAGREES with the checks"
        ended = " proven" if found.is_proven else " stopped" if found.is_stopped else ""
        print(f"{days} x {staff} | {empty_posts(plan, by_hand)}, {cost(plan, by_hand)} | {empty_posts(plan, cells)}, "
              f"{found.cost}, {found.bound}{ended} | {first:.2f}, {seconds:.1f}, {busy:.1f} | {memory} | "
              f"{len(wrong)}, {agrees}", flush=True)
        if wanted.reference and not found.is_proven:
            begin = time.perf_counter()
            theirs, bound, is_proven = reference(plan, seconds=seconds)
            print(f"    textbook: {empty_posts(plan, theirs)}, {cost(plan, theirs)}, {bound}{' proven' if is_proven else ''} | "
                  f"{time.perf_counter() - begin:.1f} | {len(breaches(plan, theirs))} breaches", flush=True)


if __name__ == "__main__":
    main()
