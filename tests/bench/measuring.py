"""Measuring two applications side by side in one process: processor time, interleaved, medians.

On PostgreSQL the time of its server processes is counted too: a question that only moves the work there saves nothing.
"""

import statistics
import time
from collections.abc import Callable, Iterable, Mapping
from contextlib import contextmanager
from contextvars import Context

from flask import Flask
from sqlalchemy import Engine, event
from werkzeug.test import EnvironBuilder, run_wsgi_app

MOST_TIMES_FLOOR, MOST_QUERIES, MOST_GROWTH = 1.5, 8, 1.2


SERVERS: list[Callable[[], float]] = []  # clocks of the processor time that database servers have spent


def spent() -> float:
    """The processor time of this process and of the database servers, in seconds."""
    return time.process_time() + sum(clock() for clock in SERVERS)


class Call:
    """One GET, ready to be sent again and again; `seconds` are of processor time."""

    def __init__(self, app: Flask, url: str, cookie: str):
        self.app, self.url, self.cookie = app, url, cookie
        self.seconds: list[float] = []

    def send(self) -> tuple[int, bytes, list[tuple[str, str]]]:
        """The status, the body and the headers; the whole answer is read. It meets a context as empty as in a server."""
        return Context().run(self._send)

    def _send(self) -> tuple[int, bytes, list[tuple[str, str]]]:
        environ = EnvironBuilder(self.url, headers={"Cookie": self.cookie}).get_environ()
        begin = spent()
        body, status, headers = run_wsgi_app(self.app.wsgi_app, environ, buffered=True)
        text = b"".join(body)
        self.seconds.append(spent() - begin)
        return int(status[:3]), text, list(headers)

    @property
    def median_ms(self) -> float:
        """The median of the calls so far, in milliseconds."""
        return statistics.median(self.seconds) * 1000


def interleave(calls: Iterable[Call], rounds: int) -> None:
    """Sends each in turn, *rounds* times, after three rounds that do not count."""
    calls = list(calls)
    for number in range(rounds + 3):
        for call in calls:
            status, text, _ = call.send()
            assert status == 200, f"{call.url}: {status} {text[:300]!r}"
        if number == 2:
            for call in calls:
                call.seconds.clear()


def mark(value: float, most: float) -> str:
    """Whether a figure keeps its target."""
    return "ok" if value <= most else "OVER"


def compare(title: str, pairs: Mapping[str, tuple[Call, Call]], rounds: int, first: dict[str, float]) -> None:
    """Measures each page beside its twin on the floor, and prints their table; *first*: page → ms at the first size."""
    interleave([call for pair in pairs.values() for call in pair], rounds)
    wide = max(map(len, pairs))
    print(f"{title}; processor ms, median of {rounds}")
    print(f"{'page':{wide}}{'portal':>8}{'floor':>8}{'ratio':>7} ≤{MOST_TIMES_FLOOR}{'queries':>9} ≤{MOST_QUERIES}"
          f"{'growth':>8} ≤{MOST_GROWTH}")
    for name, (ours, theirs) in pairs.items():
        with statements() as seen:
            ours.send()
        ratio, grown = ours.median_ms / theirs.median_ms, ours.median_ms / first.setdefault(name, ours.median_ms)
        print(f"{name:{wide}}{ours.median_ms:8.1f}{theirs.median_ms:8.1f}{ratio:7.2f} {mark(ratio, MOST_TIMES_FLOOR):4}"
              f"{len(seen):9}{'':3}{grown:8.2f} {mark(grown, MOST_GROWTH)}", flush=True)


@contextmanager
def statements():
    """Every statement sent to a database meanwhile."""
    seen: list[str] = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        if not statement.startswith(("BEGIN", "PRAGMA")):
            seen.append(statement)

    event.listen(Engine, "before_cursor_execute", note)
    try:
        yield seen
    finally:
        event.remove(Engine, "before_cursor_execute", note)


def cookie_of(client) -> str:
    """The Cookie header of a signed-in PageClient."""
    name = client.app.config["SESSION_COOKIE_NAME"]
    client.get("/session/mine")
    return f"{name}={client.http.get_cookie(name).value}"
