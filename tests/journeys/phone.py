"""An officer's telephone: a browser of 360 pixels that keeps its storage in a folder, and whose battery may be pulled."""

import os
import signal
import time
import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TypeVar

from flask import Flask
from playwright.sync_api import Error, Page, expect
from sqlalchemy import func, select
from sqlalchemy.exc import OperationalError

from portal.accounts.models import RoleHeld, User
from portal.accounts.sessions import build_actor
from portal.core.db import db
from portal.squads import actions
from portal.squads.models import SquadConduct, SquadStop
from tests import browser as tools
from tests.accounts.sessions import sign_in_as

PIN = "गुलमोहर-१२"
RISKS = {"morning": "high", "noon": "low", "evening": "low", "night": "low"}
COOKIE = "portal"
# What the portal says to this browser when it is asked past the page's own script.
ASK = """Promise.race([new Promise(done => setTimeout(() => done("nothing in 10 s"), 10000)),
  fetch('/field/ticket', {headers: {'HX-Request': 'true'}, cache: 'no-store'}).then(answer => answer.status, String)])"""


def keep_squad(app: Flask, number: str, spots: int = 5) -> None:
    """A squad of that officer's kendra with its spots."""
    with app.app_context():
        held = db.session.scalar(select(RoleHeld).join(User, User.id == RoleHeld.user_id).where(User.personnel_no == number))
        who = build_actor(held)
        actions.enter_squad(who, f"अभ्यास दल {uuid.uuid4().hex[:4]}")
        for one in range(spots):
            actions.enter_spot(who, {"kind": "school", "name": f"स्थल {uuid.uuid4().hex[:4]} {one}", "source": "girls",
                                     "source_note": "", **RISKS})
        db.session.commit()


def sitting(app: Flask, number: str) -> str:
    """The cookie of a real sitting of that officer."""
    until = time.monotonic() + 60
    while True:  # the portal may be writing a long sending down just now
        try:
            return _sitting(app, number)
        except OperationalError:
            if time.monotonic() > until:
                raise


def _sitting(app: Flask, number: str) -> str:
    with app.app_context():
        held = db.session.scalar(select(RoleHeld).join(User, User.id == RoleHeld.user_id).where(User.personnel_no == number))
        client = app.test_client()
        sign_in_as(client, held.user_id, held.id)
        db.session.remove()
        return client.get_cookie(COOKIE).value


def arrived(app: Flask, tag: str) -> dict[str, int]:
    """Reason of each stop that begins with *tag* → how often it is in the database; "" → conduct records of all."""
    with app.app_context():
        rows = db.session.execute(select(SquadStop.reason, func.count()).where(SquadStop.reason.startswith(tag, autoescape=True))
                                  .group_by(SquadStop.reason)).all()
        found = dict(rows) | {"": db.session.scalar(select(func.count(SquadConduct.id)))}
        db.session.remove()
        return found


class Phone:
    """The telephone: `on()` starts its browser, `pull()` takes its battery out."""

    def __init__(self, playwright, folder: Path, url: str):
        self.playwright, self.folder, self.url = playwright, folder, url
        self.context = self.page = None
        self.reopened = 0

    def on(self, *, is_examined: bool = False) -> Page:
        """Starts the browser; what it stored before is there, its session cookie is not. *is_examined*: for axe alone."""
        self.context = self.playwright.chromium.launch_persistent_context(
            str(self.folder), executable_path=tools.find_browser(), args=tools.FLAGS, viewport={"width": 360, "height": 740},
            has_touch=True, bypass_csp=is_examined)
        self.context.set_default_timeout(15_000)
        self.page = self.context.new_page()
        return self.page

    def pull(self) -> None:
        """Kills the browser with everything it had in memory."""
        mark = f"--user-data-dir={self.folder}".encode()
        for entry in Path("/proc").iterdir():
            with suppress(OSError):
                if entry.name.isdigit() and mark in (entry / "cmdline").read_bytes().split(b"\0"):
                    os.kill(int(entry.name), signal.SIGKILL)
        with suppress(Error):
            self.context.close()

    def off(self) -> None:
        """Closes the browser in order."""
        with suppress(Error):
            self.context.close()

    def sign_in(self, cookie: str) -> None:
        """The officer signed in: her cookie is in the browser."""
        self.context.add_cookies([{"name": COOKIE, "value": cookie, "url": self.url}])

    def prepare(self, pin: str = PIN) -> None:
        """Opens the page with a line and chooses a secret."""
        self.page.goto(f"{self.url}/field/")
        self.page.fill("#pin", pin)
        self.page.fill("#again", pin)
        self.page.click("button.main")
        self.page.wait_for_selector("button.start")
        self.page.evaluate("navigator.serviceWorker.ready.then(() => 1)")

    def unlock(self, pin: str = PIN, tries: int = 1) -> None:
        """Opens the page as it is on the telephone and unlocks it. A browser on a crowded machine may not wake the page's worker
        in time and asks the dead line instead: its officer opens the page again, which is counted in *reopened*."""
        for left in reversed(range(tries)):
            try:
                self.page.goto(f"{self.url}/field/")
                break
            except Error as fault:
                if not left or "ERR_EMPTY_RESPONSE" not in str(fault):
                    raise
                self.reopened += 1
        self.page.fill("#pin", pin)
        self.page.click("button.main")

    def save(self, waits: str) -> None:
        """Presses save, and waits for the screen after it (*waits*, a selector)."""
        self.page.click("#save")
        self.page.wait_for_selector(waits)

    def begin(self) -> None:
        """Writes the briefing and going out."""
        page = self.page
        page.click("button.start:has-text('ब्रीफिंग')")
        page.fill("#f-briefing", "स्थल एवं आचरण बताया गया")
        page.select_option("#f-officer", index=1)
        page.select_option("#f-squad", index=1)
        self.save("button.step")
        page.click("button.step:has-text('रवानगी')")
        self.save("button.step")

    def stop(self, reason: str, checked: str = "4", warned: str = "1") -> None:
        """Writes a stop at a spot."""
        page = self.page
        page.click("button.step:has-text('चेकिंग')")
        page.select_option("#f-spot", index=1)
        page.fill("#f-checked", checked)
        page.fill("#f-warned", warned)
        page.fill("#f-reason", reason)
        self.save("button.step")

    def finish(self) -> None:
        """Writes the conduct record and closes."""
        page = self.page
        page.click("button.step:has-text('आचरण')")
        for name in ("has_woman_officer", "asked_no_couple", "humiliated_nobody", "chose_by_act"):
            page.check(f"[name={name}][value=yes]")
        page.check("[name=dress][value=uniform]")
        page.fill("#f-camera_ref", "BC-7")
        self.save("button.step")
        page.click("button.step:has-text('बन्द')")
        self.save("button.start")

    def counts(self, waits: int, back: int = 0) -> None:
        """The header says how many wait and how many came back."""
        told = self.page.locator(f"#status[data-waits='{waits}'][data-back='{back}']")
        expect(told).to_be_attached(timeout=20_000)

    def send_until_empty(self, seconds: float = 90, sign_in: Callable[[], str] | None = None) -> None:
        """Presses "send now" whenever it is there, until nothing waits; the telephone tries by itself too. *sign_in* gives a
        new cookie when the page asks for it."""
        until, presses, cookies, refused = time.monotonic() + seconds, 0, 0, ""
        while self.page.get_attribute("#status", "data-waits") != "0":
            assert time.monotonic() < until, (f"{presses} presses, the last that failed: {refused}; {cookies} new cookies; the "
                                              f"ticket answers {self.page.evaluate(ASK)}; {self.page.inner_text('body')}")
            button = self.page.locator("main > button.main")
            if sign_in and self.page.locator("a[href='/field/back']").count():
                self.sign_in(sign_in())
                cookies += 1
            try:
                if button.count():
                    button.first.click(timeout=500)
                    presses += 1
            except Error as fault:
                refused = str(fault)
            self.page.wait_for_timeout(400)


PhoneOf = TypeVar("PhoneOf", bound=Phone)


@contextmanager
def telephone(folder: Path, url: str, kind: type[PhoneOf] = Phone) -> Iterator[PhoneOf]:
    """A telephone with an empty storage in *folder*; its browser ends with the block."""
    with tools._driver.used() as playwright:
        made = kind(playwright, folder, url)
        try:
            yield made
        finally:
            if made.context is not None:
                made.off()
