"""The browser tools do what the journeys rely on: they slow a line, find faults, and refuse loudly."""

import time
from collections.abc import Iterator

import pytest
from flask import Flask
from playwright.sync_api import Browser

from tests import browser as tools

PAGE = """<!doctype html><html lang="hi"><head><title>आगंतुक</title><link rel="icon" href="data:,"></head>
<body><main><h1>आगंतुक पंजी</h1>{body}</main></body></html>"""
GOOD = '<label for="name">नाम</label><input id="name">'
FAULTY = '<input id="name">'
SIZE = 20_000  # bytes


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with tools.launch() as browser:
        yield browser


@pytest.fixture(scope="module")
def server() -> Iterator[tools.LiveServer]:
    app = Flask(__name__)
    app.add_url_rule("/good", "good", lambda: PAGE.format(body=GOOD))
    app.add_url_rule("/faulty", "faulty", lambda: PAGE.format(body=FAULTY))
    app.add_url_rule("/large", "large", lambda: PAGE.format(body="x" * SIZE))

    @app.after_request
    def strict(response):
        response.headers["Content-Security-Policy"] = "default-src 'self'; img-src data:"
        return response

    with tools.live_server(app) as running:
        yield running


def test_axe_finds_a_missing_label_and_nothing_else(chromium: Browser, server: tools.LiveServer) -> None:
    context = chromium.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(f"{server.url}/good")
    assert tools.axe_violations(page) == []
    page.goto(f"{server.url}/faulty")
    assert [fault.split(":")[0] for fault in tools.axe_violations(page)] == ["label"]
    context.close()


def test_throttle_makes_a_page_as_slow_as_the_line(chromium: Browser, server: tools.LiveServer) -> None:
    context = chromium.new_context()
    page = context.new_page()
    tools.throttle(page, kbit=100, rtt_ms=200)
    start = time.monotonic()
    page.goto(f"{server.url}/large")
    least = 0.2 + SIZE * 8 / 100_000
    assert time.monotonic() - start >= least * 0.9
    context.close()


def test_missing_browser_is_said_in_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("PORTAL_CHROMIUM", raising=False)
    with pytest.raises(tools.BrowserMissing, match="apt-get install chromium"):
        tools.find_browser()


def test_live_server_is_gone_afterwards(chromium: Browser) -> None:
    app = Flask(__name__)
    with tools.live_server(app) as running:
        url = running.url
    with pytest.raises(Exception, match="ERR_CONNECTION_REFUSED"):
        chromium.new_page().goto(url)
