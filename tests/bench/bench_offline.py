"""The telephone without a line: `python -m tests.bench.bench_offline --rounds 100`.

Each round: a day of nine entries without a line (briefing, going out, five stops, conduct, closing), the battery pulled at a
random entry and again while it sends through a line that resets at random in both directions; then every entry is counted.
Also: the bytes of the page set, touches and keys for a stop, seconds until it takes a touch at 50 kbit/s, the secret's cost.
"""

import argparse
import gzip
import json
import random
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Error

from tests.browser import launch, throttle
from tests.journeys import practice
from tests.journeys.line import BAD, DEAD, GOOD, Line, line_to
from tests.journeys.phone import COOKIE, PIN, Phone, arrived, keep_squad, sitting, telephone

KBIT, RTT_MS = 50, 500
COUNT = """() => { window.touched = window.typed = 0;
  addEventListener('click', event => { if (event.isTrusted) window.touched += 1; }, true);
  addEventListener('keydown', () => { window.typed += 1; }, true); }"""


def a_day(portal: practice.Practice, line: Line, phone: Phone, number: str, tag: str, chance: random.Random) -> int:
    """One round; how many of its entries are missing or double."""
    pulled_at = chance.randrange(5)
    phone.begin()
    for stop in range(5):
        phone.stop(f"{tag}s{stop}")
        if stop == pulled_at:
            restart(phone)
            phone.page.click("button.thread")
    phone.finish()
    phone.pull()
    phone.on()
    phone.sign_in(sitting(portal.app, number))
    line.set(BAD)
    phone.unlock()
    phone.page.wait_for_selector("button.start")
    phone.page.wait_for_timeout(chance.randrange(20, 1500))
    restart(phone, sitting(portal.app, number))
    phone.send_until_empty(240)
    line.set(GOOD)
    phone.page.click("main > button:last-of-type")
    all_sent(phone)
    line.set(DEAD)
    found = arrived(portal.app, tag)
    found.pop("")
    return sum(abs(found.get(f"{tag}s{stop}", 0) - 1) for stop in range(5))


def all_sent(phone: Phone) -> None:
    """The telephone says that everything is sent; else what it says instead."""
    try:
        phone.page.wait_for_selector("#clear")
    except Error:
        raise SystemExit(f"not everything was sent: {phone.page.inner_text('body')}") from None


def restart(phone: Phone, cookie: str = "") -> None:
    """Battery out, battery in, unlocked again."""
    phone.pull()
    phone.on()
    if cookie:
        phone.sign_in(cookie)
    phone.unlock()
    phone.page.wait_for_selector("button.start")


def storm(folder: Path, portal: practice.Practice, number: str, rounds: int) -> None:
    """The rounds, and what is in the database after them."""
    chance, wrong, begun, before = random.Random(5), 0, time.monotonic(), arrived(portal.app, "–")[""]
    with line_to(int(portal.url.rsplit(":", 1)[1]), 5) as line, telephone(folder / "phone", line.url) as phone:
        phone.on()
        phone.sign_in(sitting(portal.app, number))
        phone.prepare()
        phone.page.wait_for_timeout(1500)
        line.set(DEAD)
        for one in range(rounds):
            wrong += a_day(portal, line, phone, number, f"r{one:03}", chance)
            print(f"\rround {one + 1}: {line.resets} resets, {wrong} stops missing or double", end="", flush=True)
        conducts = arrived(portal.app, "–")[""] - before
    print(f"\n{rounds} rounds, {9 * rounds} entries, {2 * rounds + rounds} batteries pulled, {line.resets} resets in "
          f"{time.monotonic() - begun:.0f} s: {wrong} stops missing or double, {conducts} conduct records")


def measure(portal: practice.Practice, number: str) -> None:
    """Bytes, touches, seconds."""
    with first_seconds(portal, number) as page:
        print("one stop:", one_stop(page))


@contextmanager
def first_seconds(portal: practice.Practice, number: str) -> Iterator[Any]:
    """The telephone's page of that officer, unlocked; on the way there its bytes and its seconds on a slow line are printed."""
    client = portal.app.test_client()
    worker = client.get("/field/sw.js").get_data()
    files = json.loads(worker.decode().split("FILES = ", 1)[1].split(";", 1)[0])
    packed = {"/field/sw.js": len(gzip.compress(worker, 6))}
    for file in files:
        with client.get(file) as answer:
            packed[file] = len(gzip.compress(answer.get_data(), 6))
    print(f"page set, gzip: {sum(packed.values()):,} bytes", packed)
    with launch() as browser:
        context = browser.new_context(viewport={"width": 360, "height": 740})
        context.add_cookies([{"name": COOKIE, "value": sitting(portal.app, number), "url": portal.url}])
        page = context.new_page()
        throttle(page, KBIT, RTT_MS)
        print(f"first visit until the secret can be chosen: {until(page, portal.url, '#pin'):.2f} s at {KBIT} kbit/s")
        page.fill("#pin", PIN)
        page.fill("#again", PIN)
        begun = time.perf_counter()
        page.click("button.main")
        page.wait_for_selector("button.start")
        page.evaluate("navigator.serviceWorker.ready.then(() => 1)")
        page.wait_for_selector("main:has-text('योजना प्राप्त')")
        print(f"from the secret until the plans are there: {time.perf_counter() - begun:.2f} s")
        print(f"repeat visit until the secret can be typed: {until(page, portal.url, '#pin'):.2f} s")
        print(f"unlocking: {unlocking(page):.2f} s")
        yield page
        context.close()


def until(page: Any, url: str, field: str) -> float:
    """Seconds until *field* is there."""
    begun = time.perf_counter()
    page.goto(f"{url}/field/", wait_until="commit")
    page.wait_for_selector(field)
    return time.perf_counter() - begun


def unlocking(page: Any) -> float:
    """Seconds from pressing open to the first screen."""
    page.fill("#pin", PIN)
    begun = time.perf_counter()
    page.click("button.main")
    page.wait_for_selector("button.start")
    return time.perf_counter() - begun


def one_stop(page: Any) -> str:
    """Touches and keys for a stop with two numbers, from the open outing to "saved"."""
    phone = Phone(None, Path(), "")
    phone.page = page
    phone.begin()
    page.evaluate(COUNT)
    page.click("button.step:has-text('चेकिंग')")
    page.click("#f-spot")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    for name, text in (("checked", "14"), ("warned", "2")):
        page.click(f"#f-{name}")
        page.keyboard.type(text)
    page.click("#save")
    page.wait_for_selector("button.step")
    touched, typed = page.evaluate("[window.touched, window.typed]")
    return f"{touched + 1} touches (the choice of the place counted as two), {typed} digits typed"


def main() -> None:
    """Prints the figures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=100)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as name:
        folder = Path(name)
        numbers = practice.make(folder / "filled")
        with practice.serve(folder / "filled", numbers, folder / "portal", IDLE_SECONDS=7200) as portal:
            number = numbers["kendra_incharge"][0]
            keep_squad(portal.app, number)
            keep_squad(portal.app, number, spots=0)
            measure(portal, number)
            try:
                storm(folder, portal, number, rounds)
            except Error as fault:
                raise SystemExit(f"the browser failed: {fault}") from None


if __name__ == "__main__":
    main()
