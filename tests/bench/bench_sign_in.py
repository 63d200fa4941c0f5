"""How long the door takes to refuse: `python -m tests.bench.bench_sign_in [rounds]` prints means, difference, Welch's t.

Real hashing, a real file database, requests in-process. The cases take turns, so that a slow minute hits all of them. The
processor's own time stands below: on a machine that others use it is the steadier of the two.
"""

import statistics
import sys
import time

from portal.accounts import passwords, throttles
from portal.accounts.models import Throttle, User
from portal.accounts.rules.throttle import ACCOUNT
from portal.core import clock
from portal.core.db import db
from tests.bench.instance import Instance, fresh_instance
from tests.client import Browser


def main(rounds: int) -> None:
    """Measures unknown officer, wrong password, closed account and closed door against each other."""
    with fresh_instance() as portal:
        portal.app.config["PASSWORD_COST"] = "usual"
        numbers = prepare(portal)
        browser = Browser(portal.app, portal.app.response_class, use_cookies=True)
        token = browser.get("/sign-in").get_data(as_text=True).split('name="csrf_token" value="')[-1].split('"')[0]
        times = {name: [] for name in numbers}
        for turn in range(rounds + 1):
            for name, number in numbers.items():
                only_throttle(numbers["too many tries"])
                taken = refuse(browser, token, number)
                if turn:  # the first turn fills caches
                    times[name].append(taken)
    for place, clock_read in enumerate(("wall clock", "processor")):
        print(clock_read)
        report({name: [taken[place] for taken in found] for name, found in times.items()})


def prepare(portal: Instance) -> dict[str, str]:
    """Case → personnel number typed."""
    users = [db.session.get_one(User, portal.world.officer(role).user_id) for role in ("desk_officer", "sho", "counsellor")]
    for user in users:
        user.password_hash = passwords.hash_password("neeli patang ki dor")
    users[1].is_active = False
    db.session.commit()
    cases = ("wrong password", "closed account", "too many tries")
    return {"unknown officer": "999999999"} | {case: user.personnel_no for case, user in zip(cases, users, strict=True)}


def only_throttle(number: str) -> None:
    """Forgets all tries but those of *number*, for whom the door is shut."""
    now = clock.now()
    db.session.query(Throttle).delete()
    db.session.add(Throttle(key=throttles._key(ACCOUNT, number), tries=9, since=now, last_at=now))
    db.session.commit()


def refuse(browser: Browser, token: str, number: str) -> tuple[float, float]:
    """Milliseconds of one refused sign-in: by the wall clock, and of the processor."""
    began, worked = time.perf_counter(), time.process_time()
    answer = browser.post("/sign-in", data={"csrf_token": token, "number": number, "password": "x" * 20, "next": ""})
    assert answer.status_code == 422, answer.status_code
    return (time.perf_counter() - began) * 1000, (time.process_time() - worked) * 1000


def report(times: dict[str, list[float]]) -> None:
    """Prints one line each, compared with the unknown officer."""
    base = times["unknown officer"]
    for name, found in times.items():
        mean, spread = statistics.mean(found), statistics.stdev(found)
        error = (statistics.variance(base) / len(base) + statistics.variance(found) / len(found)) ** 0.5
        off = mean - statistics.mean(base)
        print(f"{name:16} n={len(found):4} mean {mean:7.1f} ms  sd {spread:5.1f}  difference {off:+6.2f} ms  "
              f"t {off / error:+5.2f}")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
