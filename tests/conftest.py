"""Fixtures of all tests: one app on one engine (PORTAL_TEST_ENGINE), a fresh copy of a filled database for each test."""

import os
import shutil
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask
from flask_migrate import upgrade

from portal.app import create_app
from portal.core.db import db
from portal.core.vault import KeyRing
from tests import hour
from tests.actors import SignIn
from tests.client import PageClient
from tests.factories.world import World, build_world
from tests.memory import folder_in_memory
from tests.postgres import Cluster

ENGINE = os.environ.get("PORTAL_TEST_ENGINE", "sqlite")
SETTINGS = {
    "TESTING": True,
    "PROPAGATE_FAULTS": True,
    "PASSWORD_COST": "test",
    "SECRET_KEY": "only-for-tests",
    "DEMO": True,
}
TESTED = "tested"
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
def template_database(cluster) -> Iterator["Template"]:
    """A database made by the migrations, with the world of tests/factories in it; tests get copies."""
    folder = folder_in_memory("portal-tests-")
    yield Template(folder, cluster)
    shutil.rmtree(folder)


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

    def refill(self) -> None:
        """The content of the template into the one database of this worker's tests; nobody may hold a connection to it."""
        if self.cluster is None:
            for suffix in ("-journal", "-wal"):
                (self.folder / f"{self.tested}.sqlite{suffix}").unlink(missing_ok=True)
            shutil.copyfile(self.folder / f"{self.name}.sqlite", self.folder / f"{self.tested}.sqlite")
        else:
            self.cluster.drop_database(self.tested)
            self.cluster.create_database(self.tested, template=self.name)

    @property
    def tested(self) -> str:
        """The name of the database of this worker's tests."""
        return TESTED if self.cluster is None else f"{TESTED}_{self.worker}"


@pytest.fixture(scope="session")
def one_app(template_database) -> Flask:
    """The app itself, with one engine for all tests: what it has learned of its statements is not learned again."""
    template_database.refill()
    return template_database.make_app(template_database.tested)


@pytest.fixture
def app(one_app, template_database, tmp_path_factory) -> Iterator[Flask]:
    """The app on a database that is as the template again, inside an app context."""
    template_database.refill()
    one_app.extensions.pop("portal.clock", None)
    files = tmp_path_factory.getbasetemp() / "files"  # beside the folders of the tests: a file may be moved from one to the other
    shutil.rmtree(files, ignore_errors=True)
    one_app.config["FILES"] = str(files)
    with one_app.app_context():
        yield one_app
        db.session.remove()
        db.engine.dispose()


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
