"""How many cases a second the deadline engine judges: `python -m tests.bench.bench_deadlines`.

The floor beside it only adds the same periods to the same days, which is the least that any engine does.
"""

import argparse
import random
import time
from datetime import datetime, timedelta

from dateutil.relativedelta import relativedelta

from portal.law.queries import bundled_pack
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


def main() -> None:
    """Measures in turns, prints cases a second and the ratio to the floor."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--cases", type=int, default=6000)
    wanted = parser.parse_args()
    rows, all_cases = bundled_pack().clocks, cases(wanted.cases)
    now = datetime(2034, 7, 1, tzinfo=IST)
    ours = floor = 0.0
    counted = sum(len(duties(events, facts, now, rows)) for events, facts in all_cases)
    for part in range(0, len(all_cases), 500):
        chunk = all_cases[part:part + 500]
        begin = time.process_time()
        for events, facts in chunk:
            duties(events, facts, now, rows)
        ours += time.process_time() - begin
        begin = time.process_time()
        for events, _ in chunk:
            for event in events:
                event.at.astimezone(IST).date() + relativedelta(months=2)
        floor += time.process_time() - begin
    rate = len(all_cases) / ours
    print(f"{len(all_cases)} cases of {len(KINDS)} events, {counted / len(all_cases):.0f} duties each: {rate:,.0f} cases/s "
          f"(target {TARGET:,}: {'ok' if rate >= TARGET else 'MISSED'}); {counted / ours:,.0f} duties/s; "
          f"{ours / floor:.2f} x twelve bare additions of calendar months")


if __name__ == "__main__":
    main()
