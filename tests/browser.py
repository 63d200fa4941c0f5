"""A real Chromium for tests: launching, slow lines, accessibility checks, and a server to look at."""

import os
import shutil
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from axe_playwright_python.sync_playwright import Axe
from flask import Flask
from playwright.sync_api import Browser, Page, Playwright, sync_playwright
from waitress import wasyncore
from waitress.server import create_server

NAMES = ("chromium", "google-chrome", "google-chrome-stable")

# Quiet: a browser under test talks to the server under test and to nobody else.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]

WCAG_AA = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]


class BrowserMissing(RuntimeError):
    """No Chromium is on this machine; the message says what to install."""


def find_browser() -> str:
    """Return the path of a Chromium: PORTAL_CHROMIUM, or the system's. Raises BrowserMissing."""
    for name in (os.environ.get("PORTAL_CHROMIUM"), *NAMES):
        if name and (path := shutil.which(name)):
            return path
    raise BrowserMissing("No Chromium found: apt-get install chromium, or set PORTAL_CHROMIUM=/its/path")


class _Driver:
    """What drives browsers; it can run only once in a process, so whoever launches shares it, and the last one stops it."""

    def __init__(self) -> None:
        self.playwright: Playwright | None = None
        self.users = 0

    @contextmanager
    def used(self) -> Iterator[Playwright]:
        if self.playwright is None:
            self.playwright = sync_playwright().start()
        self.users += 1
        try:
            yield self.playwright
        finally:
            self.users -= 1
            if not self.users:
                self.playwright.stop()
                self.playwright = None


_driver = _Driver()


@contextmanager
def launch(kept_pages: bool = False) -> Iterator[Browser]:
    """Start a headless Chromium and close it afterwards; starting takes about a second, so share it.

    `kept_pages=True` leaves the browser its memory of whole pages for the Back button, as officers' browsers have it.
    """
    ignored = ["--disable-back-forward-cache"] if kept_pages else None
    with _driver.used() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser(), args=FLAGS, ignore_default_args=ignored)
        try:
            yield browser
        finally:
            browser.close()


def throttle(page: Page, kbit: float = 50, rtt_ms: float = 500) -> None:
    """Slow the page's network to `kbit` kilobits a second each way and `rtt_ms` a round trip, uncached."""
    protocol = page.context.new_cdp_session(page)
    protocol.send("Network.enable")
    bytes_per_second = kbit * 1000 / 8
    protocol.send(
        "Network.emulateNetworkConditions",
        {
            "offline": False,
            "latency": rtt_ms,
            "downloadThroughput": bytes_per_second,
            "uploadThroughput": bytes_per_second,
        },
    )


def axe_violations(page: Page) -> list[str]:
    """Return one sentence per WCAG 2.2 AA fault on the page as it is shown now.

    The engine is injected as a script, which the portal's own policy forbids: make the context with
    `browser.new_context(bypass_csp=True)`, for these checks only.
    """
    found = Axe().run(page, options={"runOnly": {"type": "tag", "values": WCAG_AA}})
    return [
        f"{fault['id']}: {fault['help']} — {node['html'][:160]}"
        for fault in found.response["violations"]
        for node in fault["nodes"]
    ]


@dataclass(frozen=True)
class LiveServer:
    """Where a server started by `live_server` listens; `url` has no slash at its end."""

    url: str
    port: int


@contextmanager
def live_server(app: Flask, threads: int = 8) -> Iterator[LiveServer]:
    """Serve the application by waitress on a free loopback port, as bin/serve does, until the end."""
    connections: dict = {}
    server = create_server(app, host="127.0.0.1", port=0, threads=threads, map=connections)
    thread = threading.Thread(target=server.run, name="live-server", daemon=True)
    thread.start()
    try:
        yield LiveServer(f"http://127.0.0.1:{server.effective_port}", server.effective_port)
    finally:
        # Sockets are closed by the thread that waits on them; with none left its loop ends.
        server.trigger.pull_trigger(lambda: wasyncore.close_all(connections, ignore_all=True))
        thread.join(timeout=10)
        server.task_dispatcher.shutdown()
