"""A full disk: the desk is told "not saved" with her words still there, reading goes on, and the same form goes through later."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from flask_babel import force_locale, gettext
from sqlalchemy import event, func, select
from sqlalchemy.engine import make_url

from portal.core.db import db
from portal.core.errors import NotSaved
from portal.core.transactions import NOT_SAVED
from portal.intake.models import Complaint
from tests.durability.desk import ENTRY
from tests.durability.oracle import broken_links, damage, gaps, receipt_of

STORY = "उसने पूरी बात बतायी और हर शब्द लिखा गया। " * 60
TOLD = {**ENTRY, "gist": STORY.strip()}


@pytest.fixture(autouse=True)
def _only_sqlite(app):
    if db.engine.dialect.name != "sqlite":
        pytest.skip("a full disk under PostgreSQL is the server's to survive; its answer is an error like any other")


@contextmanager
def no_more_pages(app) -> Iterator[None]:
    """The database may not grow by a single page: SQLite's own answer to a full disk."""
    def narrow(connection, _record) -> None:
        connection.execute("PRAGMA max_page_count=1")  # never less than it has now

    db.session.remove()
    db.engine.dispose()
    event.listen(db.engine, "connect", narrow)
    try:
        yield
    finally:
        event.remove(db.engine, "connect", narrow)
        db.session.remove()
        db.engine.dispose()


def assert_not_saved_but_kept(page) -> None:
    """The answer says that nothing was saved, and holds what she told."""
    assert page.status == 503
    with force_locale("hi"):
        assert page.h1 == gettext(NotSaved.title) and gettext(NOT_SAVED) in page.words
    for told in (TOLD["gist"], TOLD["name"], TOLD["place"], TOLD["relief"]):
        assert told in page.words


def try_it_all(client, session, disk) -> None:
    """One entry before, one that does not fit, reading meanwhile, and the same form again when there is room."""
    client.send("/intake/new", ENTRY, action="/intake/new")
    first = session.scalars(select(Complaint)).one().id
    client.send(receipt_of(first), {"how": "in_hand"}, action=receipt_of(first))
    form = {**client.get("/intake/new").form("/intake/new"), **TOLD}
    with disk:
        assert_not_saved_but_kept(client.post("/intake/new", form, status=None))
        assert_not_saved_but_kept(client.post("/intake/new", form, status=None))
        for url in ("/complaints", "/visits", "/intake/new", receipt_of(first)):
            client.get(url)
        assert session.scalar(select(func.count(Complaint.id))) == 1
    session.remove()
    assert client.post("/intake/new", form).location.startswith("/complaints/")
    assert sorted(session.scalars(select(Complaint.number))) == [1, 2]
    assert (gaps(), broken_links(), damage()) == ([], [], [])


def test_a_database_that_cannot_grow_saves_nothing_and_says_so(app, sign_in, session):
    try_it_all(sign_in("desk_officer"), session, no_more_pages(app))


@pytest.fixture
def small_disk(tmp_path) -> Iterator[Path]:
    """A disk of four megabytes; only root may make one."""
    folder = tmp_path / "disk"
    folder.mkdir()
    if os.geteuid() != 0 or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", folder], check=False).returncode:
        pytest.skip("a small disk of its own needs root")
    try:
        yield folder
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


@contextmanager
def filled(folder: Path) -> Iterator[None]:
    """Not a byte is left on the disk of *folder*."""
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        try:
            while True:
                file.write(b"\0" * 4096)
        except OSError:
            pass
    try:
        yield
    finally:
        ballast.unlink()


def test_a_disk_without_a_byte_left(app, small_disk, sign_in, session):
    copy = small_disk / "portal.sqlite"
    shutil.copyfile(db.engine.url.database, copy)
    engines = db._app_engines[app]
    usual = engines[None]
    usual.dispose()
    engines[None] = db._make_engine(None, {"url": make_url(f"sqlite:///{copy}")}, app)
    try:
        try_it_all(sign_in("desk_officer"), session, filled(small_disk))
    finally:
        session.remove()
        db.engine.dispose()
        engines[None] = usual
