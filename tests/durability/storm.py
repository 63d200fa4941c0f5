"""A server process that is killed again and again while desks save entries; the desks' own journal is the oracle."""

import multiprocessing
import random
import threading
import time
from dataclasses import dataclass, field
from multiprocessing.process import BaseProcess
from typing import Any

from flask import Flask
from sqlalchemy import select

from portal.core.db import db
from portal.core.once import OnceToken
from portal.intake.models import Complaint
from tests.durability.desk import Desk, Unanswered, free_port
from tests.durability.oracle import broken_links, damage, gaps, receipt_of

# Modules are loaded once, in the process from which servers are forked; each server still makes its own app, reads the
# keys and opens the database anew, as after a power cut.
_processes = multiprocessing.get_context("forkserver")
_processes.set_forkserver_preload(["portal.app", "waitress"])
SETTINGS = ("KEY_FILE", "FILES", "SECRET_KEY", "PASSWORD_COST", "DEMO")
SECONDS_TO_START = 60


def _serve(settings: dict[str, Any], port: int) -> None:
    from waitress import serve

    from portal.app import create_app

    serve(create_app(settings), listen=f"127.0.0.1:{port}", threads=4, ident=None, _quiet=True)


@dataclass
class Entry:
    """One form as the desk remembers it: when it was sent last, how often, and the answer."""

    token: str
    sent_at: float = 0.0
    tries: int = 0
    location: str = ""


@dataclass
class Verdict:
    """What the storm left behind."""

    kills: int
    acknowledged: int
    rows: int
    lost: list[str]
    twice: list[str]
    gaps: list[str]
    broken_links: list[str]
    damage: list[str]
    saved_but_not_answered: int
    faults: list[str]

    @property
    def is_clean(self) -> bool:
        """Whether everything acknowledged is there, once, numbered without a gap, in an unbroken trail."""
        return self.acknowledged == self.rows and not (
            self.lost or self.twice or self.gaps or self.broken_links or self.damage or self.faults)


@dataclass
class Storm:
    """Kills, and what the desks saw of them."""

    app: Flask
    desks: list[Desk]
    seed: int = 1
    journal: list[Entry] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    server: BaseProcess | None = None

    def run(self, kills: int) -> Verdict:
        """Kills the server *kills* times in the middle of work, lets the desks finish, and looks at the database."""
        chance, calm = random.Random(self.seed), threading.Event()
        port = free_port()
        writers = [threading.Thread(target=self._write, args=(desk, port, calm), daemon=True) for desk in self.desks]
        for writer in writers:
            writer.start()
        try:
            for number in range(kills + 1):
                self.server = self._start(port)
                self._wait_for(self._acknowledged() + chance.randint(1, 6))
                time.sleep(chance.random() * 0.03)
                if number < kills:
                    self._kill()
            calm.set()
            for writer in writers:
                writer.join(timeout=SECONDS_TO_START)
        finally:
            calm.set()
            self._kill()
        self.faults += ["a desk never got its answer" for entry in self.journal if not entry.location]
        return self._judge(kills)

    def _start(self, port: int) -> BaseProcess:
        settings = {name: self.app.config[name] for name in SETTINGS} | {
            "INSTANCE": self.app.instance_path,
            "SQLALCHEMY_DATABASE_URI": db.engine.url.render_as_string(hide_password=False)}
        process = _processes.Process(target=_serve, args=(settings, port), daemon=True)
        process.start()
        return process

    def _acknowledged(self) -> int:
        return sum(1 for entry in self.journal if entry.location)

    def _kill(self) -> None:
        self.server.kill()
        self.server.join()

    def _wait_for(self, wanted: int) -> None:
        deadline = time.monotonic() + SECONDS_TO_START
        while self._acknowledged() < wanted:
            if self.faults or not self.server.is_alive() or time.monotonic() > deadline:
                raise AssertionError(f"the server saves nothing: {self.faults[:3]}, exit code {self.server.exitcode}")
            time.sleep(0.005)

    def _write(self, desk: Desk, port: int, calm: threading.Event) -> None:
        while not calm.is_set() and not self.faults:
            form = desk.form()
            entry = Entry(form["once_token"])
            self.journal.append(entry)
            while not entry.location and not self.faults:
                entry.sent_at, entry.tries = time.time(), entry.tries + 1
                try:
                    entry.location = desk.send_over_network(port, form)
                except Unanswered:
                    time.sleep(0.02)
                except AssertionError as fault:
                    self.faults.append(str(fault))

    def _judge(self, kills: int) -> Verdict:
        db.session.remove()
        rows = {receipt_of(key) for key in db.session.scalars(select(Complaint.id))}
        kept = {row.token: row for row in db.session.scalars(select(OnceToken))}
        answered = [entry for entry in self.journal if entry.location]
        locations = [entry.location for entry in answered]
        earlier = [entry for entry in answered if entry.token in kept and kept[entry.token].sent_at.timestamp() < entry.sent_at]
        verdict = Verdict(
            kills, len(answered), len(rows), lost=sorted(set(locations) - rows),
            twice=sorted({one for one in locations if locations.count(one) > 1}), gaps=gaps(), broken_links=broken_links(),
            damage=damage(), saved_but_not_answered=len(earlier), faults=self.faults)
        db.session.remove()
        return verdict
