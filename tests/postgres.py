"""A throw-away PostgreSQL server for tests: made in a temporary folder, gone when the tests end."""

import atexit
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal

import psycopg
from psycopg import sql

from tests.memory import folder_in_memory

ROLES = {"admin": "postgres", "owner": "portal_owner", "app": "portal_app"}
Role = Literal["admin", "owner", "app"]

SQL_FOLDER = Path(__file__).parent.parent / "deploy" / "postgresql"

# The supervisor is the server's parent and reads from a pipe whose other end only this process
# holds. When we end, in whatever way, the pipe closes; then it stops the server and removes the folder.
SUPERVISOR = """
"$1" -D "$2/data" -k "$2" -p "$3" -c listen_addresses=127.0.0.1 $4 >"$2/server.log" 2>&1 &
server=$!
trap '' INT TERM HUP
read -r forever
kill -QUIT "$server"
wait "$server"
rm -rf "$2"
"""

HBA = """\
local all all trust
host all all 127.0.0.1/32 scram-sha-256
"""


class PostgresMissing(RuntimeError):
    """PostgreSQL's server programs are not on this machine; the message says what to install."""


class Cluster:
    """One PostgreSQL server with the portal's roles, reached by a socket or a loopback port.

    `durable=True` keeps fsync on, for tests about power cuts; otherwise it is off, for speed.
    """

    def __init__(self, durable: bool = False) -> None:
        self.durable = durable
        self.password = secrets.token_hex(16)
        self.folder: Path | None = None
        self.port = 0
        self._supervisor: subprocess.Popen[bytes] | None = None
        self._user = _server_user()

    def start(self) -> "Cluster":
        """Make the server and start it. Raises PostgresMissing, or RuntimeError with the server's log."""
        binaries = _binaries()
        self.folder = Path(tempfile.mkdtemp(prefix="portal-pg-")) if self.durable else folder_in_memory("portal-pg-")
        if self._user:
            shutil.chown(self.folder, self._user)
        password_file = self.folder / "password"
        password_file.write_text(self.password)
        if self._user:
            shutil.chown(password_file, self._user)
        initdb = [binaries / "initdb", "-D", self.folder / "data", "-U", ROLES["admin"]]
        initdb += ["--pwfile", password_file, "--auth=trust", "--data-checksums"]
        initdb += ["--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
        self._run(initdb)
        (self.folder / "data" / "pg_hba.conf").write_text(HBA)
        self._launch(binaries / "postgres")
        atexit.register(self.stop)
        self._make_roles()
        return self

    def url(self, dbname: str, role: Role = "owner", tcp: bool = False) -> str:
        """Return the SQLAlchemy URL of a database for one of our roles, over the socket or the port."""
        user = ROLES[role]
        if tcp:
            return f"postgresql+psycopg://{user}:{self.password}@127.0.0.1:{self.port}/{dbname}"
        return f"postgresql+psycopg://{user}@/{dbname}?host={self.folder}&port={self.port}"

    def create_database(self, name: str, template: str | None = None) -> None:
        """Make an empty database with the portal's rights, or a copy of another one."""
        source = sql.SQL("TEMPLATE {} STRATEGY FILE_COPY").format(sql.Identifier(template or "template0"))
        with self._admin() as connection:
            connection.execute(
                sql.SQL("CREATE DATABASE {} OWNER portal_owner ").format(sql.Identifier(name)) + source
            )
        if template is None:
            with self._admin(name) as connection:
                connection.execute((SQL_FOLDER / "database.sql").read_text())

    def drop_database(self, name: str) -> None:
        """Remove a database, disconnecting whoever still uses it; a missing one is no error."""
        with self._admin() as connection:
            connection.execute(
                sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
            )

    def stop(self) -> None:
        """Stop the server and remove its folder; a second call does nothing."""
        supervisor, self._supervisor = self._supervisor, None
        if supervisor is None:
            return
        atexit.unregister(self.stop)
        assert supervisor.stdin
        supervisor.stdin.close()
        supervisor.wait(timeout=30)

    def __enter__(self) -> "Cluster":
        return self.start()

    def __exit__(self, *_: object) -> None:
        self.stop()

    def _run(self, command: list[object]) -> None:
        assert self.folder
        done = subprocess.run(
            [str(part) for part in command],
            cwd=self.folder, user=self._user, extra_groups=[] if self._user else None,
            env=_environment(), capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise RuntimeError(f"{command[0]} failed:\n{done.stdout}{done.stderr}")

    def _launch(self, server: Path) -> None:
        """Start the server under its supervisor; another port is tried when one was just taken."""
        assert self.folder
        speed = "" if self.durable else "-c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        for _ in range(3):
            self.port = _free_port()
            supervisor = subprocess.Popen(
                ["/bin/sh", "-c", SUPERVISOR, "supervisor", server, self.folder, str(self.port), speed],
                cwd="/", stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                user=self._user, extra_groups=[] if self._user else None,
                env=_environment(), start_new_session=True,
            )  # fmt: skip
            if self._answers():
                self._supervisor = supervisor
                return
            log = (self.folder / "server.log").read_text()
            os.killpg(supervisor.pid, signal.SIGKILL)
            supervisor.communicate()
            if "Address already in use" not in log:
                break
        shutil.rmtree(self.folder)
        raise RuntimeError(f"PostgreSQL did not start:\n{log}")

    def _answers(self, seconds: float = 20) -> bool:
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            try:
                with self._admin():
                    return True
            except psycopg.OperationalError:
                time.sleep(0.05)
        return False

    def _make_roles(self) -> None:
        with self._admin() as connection:
            connection.execute((SQL_FOLDER / "roles.sql").read_text())
            for role in (ROLES["owner"], ROLES["app"]):
                connection.execute(
                    sql.SQL("ALTER ROLE {} PASSWORD {}").format(sql.Identifier(role), self.password)
                )

    @contextmanager
    def _admin(self, dbname: str = "postgres") -> Iterator[psycopg.Connection]:
        with psycopg.connect(
            host=str(self.folder), port=self.port, user=ROLES["admin"], dbname=dbname, autocommit=True
        ) as connection:
            yield connection


def _binaries() -> Path:
    """Return the newest installed PostgreSQL's folder of programs; raises PostgresMissing."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if not found:
        raise PostgresMissing("PostgreSQL's server programs are missing: apt-get install postgresql")
    return found[-1].parent


def _server_user() -> str | None:
    """Return who runs the server: somebody without rights when we are root, else ourselves (None)."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        return "nobody"


def _environment() -> dict[str, str]:
    return {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
