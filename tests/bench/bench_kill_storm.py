"""Kills a saving server again and again: `python -m tests.bench.bench_kill_storm --kills 200`."""

import argparse
import time

from portal.core.db import db
from tests.bench.instance import fresh_instance
from tests.durability.desk import Desk
from tests.durability.storm import Storm


def main() -> None:
    """Prints what was killed, acknowledged, lost and left out; ends with 1 when anything was."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    with fresh_instance() as instance:
        desks = [Desk(instance.app, instance.sign_in("desk_officer", place)) for place in ("own", "second", "sibling")]
        db.session.remove()
        begin = time.monotonic()
        verdict = Storm(instance.app, desks, wanted.seed).run(wanted.kills)
        print(f"kills {verdict.kills}, in {time.monotonic() - begin:.0f} s")
        print(f"acknowledged {verdict.acknowledged}, rows {verdict.rows}")
        print(f"saved before the kill and answered only on the retry {verdict.saved_but_not_answered}")
        for name in ("lost", "twice", "gaps", "broken_links", "damage", "faults"):
            print(f"{name.replace('_', ' ')} {len(getattr(verdict, name))}", *getattr(verdict, name)[:3])
        raise SystemExit(0 if verdict.is_clean else 1)


if __name__ == "__main__":
    main()
