"""A beat officer's telephone without a line: `python -m tests.bench.bench_beats --rounds 100`.

Each round: a day of eight entries without a line (going out, five visits, a problem, the end), the battery pulled at a random
visit and again while it sends through a line that resets at random in both directions; then every entry is counted. Also: the
bytes of the page set, seconds until it takes a touch at 50 kbit/s, touches and keys for a visit and for a day of five.
"""

import argparse
import random
import tempfile
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Error
from sqlalchemy import func, select

from portal.beats.models import BeatProblem
from portal.core.db import db
from tests.bench.bench_offline import COUNT, all_sent, first_seconds
from tests.journeys import practice
from tests.journeys.beat import BeatPhone, beat_arrived, keep_beat, on_screen
from tests.journeys.line import BAD, DEAD, GOOD, Line, line_to
from tests.journeys.phone import sitting, telephone

ENTRIES = 8
# A touch by hand: to find the place, think and press (1.35 s + 1.1 s in the keystroke-level model); a key of a small keyboard.
TOUCH_SECONDS, KEY_SECONDS = 2.45, 0.5
SUMMARY = "पाँच ग्राम देखे"


def a_day(portal: practice.Practice, line: Line, phone: BeatPhone, number: str, tag: str, chance: random.Random) -> int:
    """One round; how many of its visits are missing or double."""
    pulled_at = chance.randrange(5)
    phone.begin()
    for one in range(5):
        phone.visit(f"{tag}v{one}", place=one + 1)
        if one == pulled_at:
            restart(phone)
            phone.page.click("button.thread")
    phone.problem("पड़ोसी रास्ते में धमकी देता है")
    phone.finish()
    phone.pull()
    line.set(BAD)
    start(phone, sitting(portal.app, number))
    phone.page.wait_for_timeout(chance.randrange(20, 1500))
    phone.pull()
    start(phone, sitting(portal.app, number))
    phone.send_until_empty(240, lambda: sitting(portal.app, number))
    line.set(GOOD)
    phone.page.click("main > button:last-of-type")
    all_sent(phone)
    line.set(DEAD)
    found = beat_arrived(portal.app, tag)
    return sum(abs(found.get(f"{tag}v{one}", 0) - 1) for one in range(5))


def start(phone: BeatPhone, cookie: str = "") -> None:
    """Battery in, unlocked."""
    phone.on()
    if cookie:
        phone.sign_in(cookie)
    phone.unlock(tries=3)
    phone.page.wait_for_selector("button.start")


def restart(phone: BeatPhone) -> None:
    """Battery out and in."""
    phone.pull()
    start(phone)


def storm(folder: Path, portal: practice.Practice, number: str, rounds: int) -> None:
    """The rounds, and what is in the database after them."""
    chance, wrong, begun, before = random.Random(5), 0, time.monotonic(), written(portal)
    with line_to(int(portal.url.rsplit(":", 1)[1]), 5) as line, telephone(folder / "phone", line.url, BeatPhone) as phone:
        phone.on()
        phone.sign_in(sitting(portal.app, number))
        phone.prepare()
        phone.page.wait_for_timeout(1500)
        line.set(DEAD)
        for one in range(rounds):
            wrong += a_day(portal, line, phone, number, f"r{one:03}", chance)
            print(f"\rround {one + 1}: {line.resets} resets, {wrong} visits missing or double", end="", flush=True)
        days, problems = (now - then for now, then in zip(written(portal), before, strict=True))
    print(f"\n{rounds} rounds, {ENTRIES * rounds} entries, {3 * rounds} batteries pulled, {line.resets} resets in "
          f"{time.monotonic() - begun:.0f} s: {wrong} visits missing or double, {days} closed days, {problems} problems; "
          f"the page opened a second time: {phone.reopened}")


def written(portal: practice.Practice) -> tuple[int, int]:
    """Closed days and problems in the database."""
    closed = beat_arrived(portal.app, "–")[""]
    with portal.app.app_context():
        problems = db.session.scalar(select(func.count(BeatProblem.id)))
        db.session.remove()
    return closed, problems


def measure(portal: practice.Practice, number: str) -> None:
    """Bytes, seconds, touches and keys."""
    with first_seconds(portal, number) as page:
        page.evaluate(COUNT)
        begun = time.monotonic()
        on_screen(page).begin()
        for one in range(5):
            a_visit(page, one)
            if not one:
                print("going out and one visit:", counted(page, 1))
        page.click("button.step:has-text('समापन')")
        page.click("#f-summary")
        page.keyboard.type(SUMMARY)
        page.click("#save")
        page.wait_for_selector("button.start")
        print("a day of five visits:", counted(page, 5, len(SUMMARY)), f"by the machine in {time.monotonic() - begun:.1f} s")
        all_sent(on_screen(page))  # a day left open would refuse the next one


def a_visit(page: Any, one: int) -> None:
    """A visit as a thumb writes it: place, women met, a scheme; time in and out stand there by themselves."""
    page.click("button.step:has-text('भ्रमण')")
    page.click("#f-place")
    for _ in range(one + 1):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.click("#f-women_met")
    page.keyboard.type("12")
    page.click("[name=officials][value=head]")
    page.click("[name=schemes][value=helplines]")
    page.click("#save")
    page.wait_for_selector("button.step")


def counted(page: Any, places: int, letters: int = 0) -> str:
    """Touches and keys until now, and the minutes that they are by hand (TOUCH_SECONDS, KEY_SECONDS). The browser sees neither
    the second touch that chooses each of *places*, nor the keys of *letters* in Hindi."""
    touched, typed = page.evaluate("[window.touched, window.typed]")
    touched, typed = touched + places, typed + letters
    return f"{touched} touches, {typed} keys, {(touched * TOUCH_SECONDS + typed * KEY_SECONDS) / 60:.1f} minutes by hand;"


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as name:
        folder = Path(name)
        numbers = practice.make(folder / "filled")
        with practice.serve(folder / "filled", numbers, folder / "portal", IDLE_SECONDS=7200) as portal:
            number = keep_beat(portal.app, numbers["kendra_incharge"][0])
            measure(portal, number)
            try:
                storm(folder, portal, number, rounds)
            except Error as fault:
                raise SystemExit(f"the browser failed: {fault}") from None


if __name__ == "__main__":
    main()
