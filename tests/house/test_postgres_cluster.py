"""The throw-away PostgreSQL works: roles without ownership, copies of databases, nothing left behind."""

import os
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError, ProgrammingError

from tests.postgres import Cluster


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    with Cluster() as running:
        yield running


@pytest.fixture
def database(cluster: Cluster) -> Iterator[str]:
    cluster.create_database("kendra")
    _run(cluster.url("kendra"), "CREATE TABLE visit (id int PRIMARY KEY, note text)")
    yield "kendra"
    cluster.drop_database("kendra")


def _run(url: str, statement: str) -> list:
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            result = connection.execute(text(statement))
            return list(result) if result.returns_rows else []
    finally:
        engine.dispose()


def test_server_keeps_checksums(cluster: Cluster) -> None:
    assert _run(cluster.url("postgres", "admin"), "SHOW data_checksums") == [("on",)]


def test_app_uses_tables_it_does_not_own(cluster: Cluster, database: str) -> None:
    app = cluster.url(database, "app")
    _run(app, "INSERT INTO visit VALUES (1, 'महिला सहायता')")
    assert _run(app, "SELECT note FROM visit") == [("महिला सहायता",)]
    for forbidden in ("DROP TABLE visit", "ALTER TABLE visit ADD x int", "CREATE TABLE mine (id int)"):
        with pytest.raises(ProgrammingError, match=r"must be owner|permission denied"):
            _run(app, forbidden)


def test_loopback_port_asks_for_the_password(cluster: Cluster, database: str) -> None:
    right = cluster.url(database, "app", tcp=True)
    assert _run(right, "SELECT current_user") == [("portal_app",)]
    with pytest.raises(OperationalError, match="password authentication failed"):
        _run(right.replace(cluster.password, "wrong"), "SELECT 1")


def test_copy_of_a_database_keeps_rows_and_rights(cluster: Cluster, database: str) -> None:
    _run(cluster.url(database), "INSERT INTO visit VALUES (7, 'seven')")
    cluster.create_database("copy", template=database)
    try:
        _run(cluster.url("copy", "app"), "INSERT INTO visit VALUES (8, 'eight')")
        assert _run(cluster.url("copy", "app"), "SELECT count(*) FROM visit") == [(2,)]
        assert _run(cluster.url(database, "app"), "SELECT count(*) FROM visit") == [(1,)]
    finally:
        cluster.drop_database("copy")


def test_folder_is_closed_to_others_and_gone_after_stop() -> None:
    with Cluster() as running:
        folder = running.folder
        assert folder and folder.stat().st_mode & 0o777 == 0o700
    assert not folder.exists()


def test_server_ends_when_its_tests_are_killed() -> None:
    script = textwrap.dedent("""
        import time
        from tests.postgres import Cluster
        print(Cluster().start().folder, flush=True)
        time.sleep(60)
    """)
    root = Path(__file__).parents[2]
    command = [sys.executable, "-c", script]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, text=True) as tests:
        assert tests.stdout
        folder = Path(tests.stdout.readline().strip())
        server = int((folder / "data" / "postmaster.pid").read_text().split()[0])
        tests.kill()
    deadline = time.monotonic() + 15
    while time.monotonic() < deadline and (_is_running(server) or folder.exists()):
        time.sleep(0.1)
    assert not _is_running(server)
    assert not folder.exists()


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    return True
