"""A portal of its own for one measurement: a temporary folder, the migrations, the world of the tests, officers at work."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade

from portal.app import create_app
from portal.core.db import db
from portal.core.vault import KeyRing
from tests.actors import SignIn
from tests.factories.world import World, build_world


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
    """An empty portal on SQLite, inside its app context; gone afterwards."""
    with tempfile.TemporaryDirectory(prefix="portal-bench-") as name:
        folder = Path(name)
        KeyRing.create(folder / "keys.json")
        app = create_app({"INSTANCE": name, "SECRET_KEY": "only-for-benches", "PASSWORD_COST": "test", "DEMO": True,
                          "IDLE_SECONDS": 7200, "SQLALCHEMY_DATABASE_URI": f"sqlite:///{folder / 'portal.sqlite'}"})
        with app.app_context():
            upgrade()
            yield Instance(app, build_world(), folder)
            db.session.remove()
            db.engine.dispose()
