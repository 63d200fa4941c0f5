"""Seconds until the entry form takes a key on a GPRS-class line: `python -m tests.bench.bench_slow_line`.

Chromium with 50 kbit/s each way and 500 ms for a round trip, as its developer tools shape it; no TLS.
"""

import argparse
import statistics
import time

from playwright.sync_api import Browser

from portal.core.db import db
from tests.bench.instance import fresh_instance
from tests.bench.measuring import cookie_of
from tests.browser import launch, live_server, throttle
from tests.factories import matters

KBIT, RTT_MS = 50, 500
SECONDS = {"/intake/new": (4.0, 2.2), "receipt page": (4.0, 2.2)}


def until_usable(page, url: str, field: str) -> float:
    """Seconds from the request until *field* holds a letter that was typed."""
    begin = time.perf_counter()
    page.goto(url, wait_until="commit")
    box = page.locator(field)
    box.wait_for(state="visible")
    box.press_sequentially("क") if "radio" not in field else box.check()
    return time.perf_counter() - begin


def visits(browser: Browser, base: str, cookie: str, path: str, field: str) -> tuple[float, float, int]:
    """First and repeat visit in a browser that knows nothing yet, and the requests of the repeat visit."""
    name, value = cookie.split("=", 1)
    context = browser.new_context()
    context.add_cookies([{"name": name, "value": value, "url": base}])
    page = context.new_page()
    throttle(page, KBIT, RTT_MS)
    first = until_usable(page, base + path, field)
    page.wait_for_load_state("load")
    sent: list[str] = []
    page.on("response", lambda answer: sent.append(answer.url) if not answer.from_service_worker
            and answer.request.timing["requestStart"] >= 0 else None)
    repeat = until_usable(page, base + path, field)
    page.wait_for_load_state("load")
    context.close()
    return first, repeat, sum(1 for url in sent if "/s/" not in url)


def main() -> None:
    """Prints medians beside their targets."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    with fresh_instance() as instance:
        waiting = matters.complaint(instance.world, until="recorded").id
        writer = cookie_of(instance.sign_in("desk_officer", "second"))
        holder = cookie_of(instance.sign_in("desk_officer"))
        db.session.remove()
        pages = {"/intake/new": (writer, "/intake/new", "textarea[name=gist]"),
                 "receipt page": (holder, f"/complaints/{waiting}/receipt", "[name=note]")}
        with live_server(instance.app) as server, launch() as browser:
            for name, (cookie, path, field) in pages.items():
                seen = [visits(browser, server.url, cookie, path, field) for _ in range(rounds)]
                for at, what in ((0, "first"), (1, "repeat")):
                    middle, most = statistics.median(one[at] for one in seen), SECONDS[name][at]
                    print(f"{name:14}{what:7}{middle:6.2f} s of {most} {'ok' if middle <= most else 'OVER'}")


if __name__ == "__main__":
    main()
