"""Fixtures of all tests: one app on one engine (PORTAL_TEST_ENGINE), a fresh copy of a filled database for each test."""

import os
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade
from sqlalchemy.engine import make_url

from portal.app import create_app
from portal.core.db import db
from portal.core.vault import KeyRing
from tests import hour
from tests.actors import SignIn
from tests.client import PageClient
from tests.factories.world import World, build_world
from tests.postgres import Cluster

ENGINE = os.environ.get("PORTAL_TEST_ENGINE", "sqlite")
SETTINGS = {
    "TESTING": True,
    "PROPAGATE_FAULTS": True,
    "PASSWORD_COST": "test",
    "SECRET_KEY": "only-for-tests",
    "DEMO": True,
}
hour.begin(earlier=timedelta(minutes=5))


@pytest.fixture(autouse=True)
def _hour() -> None:
    """Every test begins at the hour that was asked for; see tests/hour.py."""
    hour.begin()


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster | None]:
    """The throw-away PostgreSQL, when the suite runs on it."""
    if ENGINE != "postgresql":
        yield None
        return
    with Cluster() as server:
        yield server


@pytest.fixture(scope="session")
def template_database(tmp_path_factory, cluster) -> "Template":
    """A database made by the migrations, with the world of tests/factories in it; tests get copies."""
    return Template(tmp_path_factory.mktemp("portal"), cluster)


class Template:
    """The app and the filled database that every test copies."""

    def __init__(self, folder: Path, cluster: Cluster | None):
        self.folder, self.cluster = folder, cluster
        self.worker = os.environ.get("PYTEST_XDIST_WORKER", "main")
        self.key_file = folder / "keys.json"
        KeyRing.create(self.key_file)
        self.count = 0
        name = self._fresh("template")
        app = self.make_app(name, SQLALCHEMY_DATABASE_URI=self.url(name, owner=True))
        with app.app_context():
            upgrade()
            self.world = build_world()
            db.session.remove()
            db.engine.dispose()
        self.name = name

    def make_app(self, name: str, **more) -> Flask:
        """An app on that database; it holds no connection yet, or the database could not be copied."""
        app = create_app({**SETTINGS, "INSTANCE": str(self.folder / "instance"), "KEY_FILE": str(self.key_file),
                           "FILES": str(self.folder / f"files-{name}"),
                           "SQLALCHEMY_DATABASE_URI": self.url(name), **more})
        with app.app_context():
            db.engine.dispose()
        return app

    def url(self, name: str, *, owner: bool = False) -> str:
        """Where the database lies; the app comes to PostgreSQL as a role that owns nothing."""
        if self.cluster is None:
            return f"sqlite:///{self.folder / (name + '.sqlite')}"
        return self.cluster.url(name, role="owner" if owner else "app")

    def _fresh(self, kind: str) -> str:
        self.count += 1
        name = f"{kind}_{self.worker}_{self.count}"
        if self.cluster is not None:
            self.cluster.create_database(name)
        return name

    def copy(self) -> str:
        """A new database with the same content."""
        if self.cluster is None:
            self.count += 1
            name = f"test_{self.count}"
            shutil.copyfile(self.folder / f"{self.name}.sqlite", self.folder / f"{name}.sqlite")
            return name
        self.count += 1
        name = f"test_{self.worker}_{self.count}"
        self.cluster.create_database(name, template=self.name)
        return name

    def drop(self, name: str) -> None:
        """Removes a copy."""
        if self.cluster is None:
            for suffix in ("", "-journal"):
                (self.folder / f"{name}.sqlite{suffix}").unlink(missing_ok=True)
        else:
            self.cluster.drop_database(name)


@pytest.fixture(scope="session")
def one_app(template_database) -> Flask:
    """The app itself; its database is changed for each test."""
    return template_database.make_app(template_database.name)


@pytest.fixture
def app(one_app, template_database) -> Iterator[Flask]:
    """The app on its own copy of the database, inside an app context."""
    name = template_database.copy()
    engines = db._app_engines[one_app]
    engines[None].dispose()
    engines[None] = db._make_engine(None, {"url": make_url(template_database.url(name))}, one_app)
    one_app.extensions.pop("portal.clock", None)
    one_app.config["FILES"] = str(template_database.folder / f"files-{name}")
    with one_app.app_context():
        yield one_app
        db.session.remove()
        db.engine.dispose()
    template_database.drop(name)


@pytest.fixture
def world(app, template_database) -> World:
    """The units and officers in the database: ids by plain names."""
    return template_database.world


@pytest.fixture
def client(app) -> PageClient:
    """A browser without script that inspects every page it fetches."""
    return PageClient(app)


@pytest.fixture
def sign_in(app, world, client) -> SignIn:
    """`sign_in("desk_officer")` gives a client at work in that role; a second word names the place ("other_district")."""
    return SignIn(app, world)


@pytest.fixture
def session(app):
    """The database session of the test itself."""
    return db.session
