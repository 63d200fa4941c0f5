"""A portal of its own for one measurement: a temporary folder, the migrations, the world of the tests, officers at work."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade

from portal.app import create_app
from portal.core.db import db
from portal.core.vault import KeyRing
from tests.actors import SignIn
from tests.bench.measuring import SERVERS
from tests.factories.world import World, build_world
from tests.postgres import Cluster


@dataclass
class Instance:
    """The app on its own database, with the test world in it."""

    app: Flask
    world: World
    folder: Path

    @property
    def sign_in(self) -> SignIn:
        """Officers at work, as in the tests."""
        return SignIn(self.app, self.world)


@contextmanager
def fresh_instance() -> Iterator[Instance]:
    """An empty portal inside its app context, on SQLite or, with PORTAL_TEST_ENGINE=postgresql, on a PostgreSQL of its own;
    gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as name, ExitStack() as stack:
        folder, url = Path(name), f"sqlite:///{Path(name) / 'portal.sqlite'}"
        if os.environ.get("PORTAL_TEST_ENGINE") == "postgresql":
            cluster = stack.enter_context(Cluster())
            cluster.create_database("bench")
            url = cluster.url("bench")
            SERVERS[:] = [partial(server_seconds, cluster)]
        KeyRing.create(folder / "keys.json")
        app = create_app({"INSTANCE": name, "SECRET_KEY": "only-for-benches", "PASSWORD_COST": "test", "DEMO": True,
                          "IDLE_SECONDS": 7200, "SQLALCHEMY_DATABASE_URI": url})
        with app.app_context():
            upgrade()
            yield Instance(app, build_world(), folder)
            db.session.remove()
            db.engine.dispose()


def server_seconds(cluster: Cluster) -> float:
    """The processor time that the server's processes have spent, as Linux counts it."""
    first = (cluster.folder / "data" / "postmaster.pid").read_text().split()[0]
    spent = 0
    for child in Path(f"/proc/{first}/task/{first}/children").read_text().split():
        with suppress(OSError):  # it ended meanwhile
            spent += int(Path(f"/proc/{child}/schedstat").read_text().split()[0])
    return spent / 1e9
