"""A portal full of practice records to walk through: made once, copied for each journey, served on a free port."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade
from playwright.sync_api import Page
from sqlalchemy import select

from portal.app import create_app
from portal.core.db import db
from portal.core.vault import KeyRing
from portal.demo import loading
from portal.intake.models import Complaint
from portal.units.models import Unit
from tests.browser import live_server

SETTINGS = {"TESTING": True, "PASSWORD_COST": "test", "SECRET_KEY": "only-for-journeys", "DEMO": True}
DATABASE, KEYS = "portal.sqlite", "keys.json"


@dataclass(frozen=True)
class Practice:
    """A served copy: its app, its address, and the personnel numbers by role (the first kendra's, or the highest unit's)."""

    app: Flask
    url: str
    numbers: dict[str, list[str]]

    def sign_in(self, page: Page, role: str, place: int = 0) -> Page:
        """Signs the officer of that role in by the sign-in page, as she would."""
        page.goto(f"{self.url}/sign-in")
        page.fill("[name=number]", self.numbers[role][place])
        page.fill("[name=password]", loading.PASSWORD)
        page.press("[name=password]", "Enter")
        page.wait_for_selector("nav.menu", state="attached")
        return page

    def token(self, place: int) -> str:
        """The token of the matter that came to the first kendra as the *place*-th. Practice records begin forty days ago, so in
        January the year and number of a token cannot be known beforehand."""
        with self.app.app_context():
            return db.session.scalars(
                select(Complaint.token).join(Unit, Unit.id == Complaint.unit_id).where(Unit.code == loading.KENDRAS[0])
                .order_by(Complaint.received_at).offset(place - 1).limit(1)).one()

    def serial(self, place: int) -> str:
        """Number and year of that matter, as registers show them."""
        _, year, number = self.token(place).split("/")
        return f"{int(number.partition('-')[0])}/{year}"


def make(folder: Path) -> dict[str, list[str]]:
    """Fills *folder* with a portal of practice records; gives personnel numbers by role, in order of the kendras."""
    folder.mkdir(parents=True, exist_ok=True)
    KeyRing.create(folder / KEYS)
    app = _app(folder)
    numbers: dict[str, list[str]] = {}
    with app.app_context():
        upgrade()
        for number, role, _ in loading.load():
            numbers.setdefault(role, []).append(number)
        db.session.remove()
        db.engine.dispose()
    return numbers


@contextmanager
def serve(filled: Path, numbers: dict[str, list[str]], folder: Path, **settings) -> Iterator[Practice]:
    """Serves a copy of the portal in *filled* from *folder*; *settings* replace its settings."""
    shutil.copytree(filled, folder, dirs_exist_ok=True)
    app = _app(folder, **settings)
    with live_server(app) as server:
        yield Practice(app, server.url, numbers)
    with app.app_context():
        db.engine.dispose()


def _app(folder: Path, **settings) -> Flask:
    paths = {"INSTANCE": str(folder), "KEY_FILE": str(folder / KEYS), "FILES": str(folder / "files"),
             "SQLALCHEMY_DATABASE_URI": f"sqlite:///{folder / DATABASE}"}
    return create_app({**SETTINGS, **paths, **settings})
