"""How many cases a second the deadline engine judges: `python -m tests.bench.bench_deadlines`.

The floor beside it adds a period to a day as often as there are duties, which is the least that an engine without memory does.
Measured twice: "cold" remembers nothing of the days and sorts of cases before, "warm" has seen them, as in a running portal.
"""

import argparse
import random
import time
from datetime import datetime, timedelta

from dateutil.relativedelta import relativedelta

from portal.law.queries import bundled_pack
from portal.law.rules import deadlines
from portal.law.rules.case_facts import CaseFacts
from portal.law.rules.deadlines import IST, duties
from portal.law.rules.events import Event

KINDS = ("offence", "information", "fir", "fir_copy_given", "magistrate_report", "medical_sent", "medical_done",
         "victim_statement", "arrest", "relatives_told", "produced", "remand")
SORTS = (({"BNS:64(1)"}, 99), ({"BNS:85", "DP:4"}, 3), ({"BNS:78(2)"}, 5), ({"BNS:74", "BNS:79"}, 5), ({"POCSO:4(2)"}, 99))
TARGET = 20_000


def cases(count: int) -> list[tuple[list[Event], CaseFacts]]:
    """Cases of twelve events each, on days of ten years, of five usual sorts; the same on every machine."""
    luck, found = random.Random(7), []
    for _ in range(count):
        start = datetime(2024, 7, 1, tzinfo=IST) + timedelta(minutes=luck.randrange(10 * 365 * 24 * 60))
        sections, years = luck.choice(SORTS)
        events = [Event(kind, start + timedelta(hours=place * 3), {"evidence": "1"}) for place, kind in enumerate(KINDS)]
        found.append((events, CaseFacts(frozenset(sections), years, is_sessions=years == 99,
                                        victim_is_child="POCSO:4(2)" in sections)))
    return found


def forget() -> None:
    """Empties what the engine remembers."""
    for memory in (deadlines._last_minute, deadlines._asked, deadlines._hours):
        memory.cache_clear()


def measure(all_cases: list[tuple[list[Event], CaseFacts]], name: str) -> None:
    """Engine and floor in turns, in chunks; prints cases a second and the ratio."""
    rows, now = bundled_pack().clocks, datetime(2034, 7, 1, tzinfo=IST)
    ours = floor = 0.0
    counted = 0
    for part in range(0, len(all_cases), 500):
        chunk = all_cases[part:part + 500]
        begin = time.process_time()
        found = [len(duties(events, facts, now, rows)) for events, facts in chunk]
        ours += time.process_time() - begin
        counted += sum(found)
        begin = time.process_time()
        for (events, _), often in zip(chunk, found, strict=True):
            for _ in range(often):
                events[0].at.astimezone(IST).date() + relativedelta(months=2)
        floor += time.process_time() - begin
    rate = len(all_cases) / ours
    print(f"{name}: {len(all_cases)} cases of {len(KINDS)} events, {counted / len(all_cases):.0f} duties each: "
          f"{rate:,.0f} cases/s (target {TARGET:,}: {'ok' if rate >= TARGET else 'MISSED'}), "
          f"{ours / floor:.2f} x as many bare additions of months")


def main() -> None:
    """Prints the cold and the warm measurement."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=6000)
    all_cases = cases(parser.parse_args().cases)
    duties(*all_cases[0], datetime(2034, 7, 1, tzinfo=IST), bundled_pack().clocks)
    forget()
    measure(all_cases, "cold")
    measure(all_cases, "warm")


if __name__ == "__main__":
    main()
