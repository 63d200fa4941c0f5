"""The reverse proxy of deploy/ for real: nginx with a certificate of the local authority before a process of the portal."""

import http.client
import os
import re
import shlex
import shutil
import socket
import sqlite3
import ssl
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from html import unescape
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask_migrate import upgrade

from portal import config
from portal.accounts.models import User
from portal.accounts.passwords import hash_password
from portal.app import create_app
from portal.core.db import db
from portal.core.vault import KeyRing
from tests.factories.world import build_world

ROOT = Path(__file__).parents[2]
DEPLOY = ROOT / "deploy"
NAME, PASSWORD = "portal.test", "neela aasman khuli hawa"
MAIN = """
daemon off;
pid {folder}/nginx.pid;
{user}
events {{ worker_connections 64; }}
http {{
    types {{ text/html html; }}
    client_body_temp_path {folder}/b; proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/f; uwsgi_temp_path {folder}/u; scgi_temp_path {folder}/s;
    include {folder}/portal.conf;
}}
"""


@dataclass
class Answer:
    """What came back through the proxy."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes

    def all(self, name: str) -> list[str]:
        """Every header of that name."""
        return self.headers.get_all(name) or []


@dataclass
class Proxy:
    """The proxy at work: its two ports, the port of the portal behind it, and where everything lies."""

    clear: int
    secure: int
    inner: int
    folder: Path
    number: str
    portal: subprocess.Popen

    def tls(self) -> ssl.SSLContext:
        """What a browser of the office trusts."""
        return ssl.create_default_context(cafile=self.folder / "tls" / "authority.crt")

    def ask(self, path: str, method: str = "GET", body: bytes | None = None, tls: bool = True, **headers: str) -> Answer:
        """One request as a browser that calls the portal by its name."""
        line: http.client.HTTPConnection
        if tls:
            line = http.client.HTTPSConnection(NAME, self.secure, context=self.tls(), timeout=30)
            line.sock = self.tls().wrap_socket(socket.create_connection(("127.0.0.1", self.secure)), server_hostname=NAME)
        else:
            line = http.client.HTTPConnection("127.0.0.1", self.clear, timeout=30)
        with closing(line):
            line.request(method, path, body, {"Host": NAME, **{name.replace("_", "-"): value for name, value in headers.items()}})
            answer = line.getresponse()
            return Answer(answer.status, answer.headers, answer.read())


def nginx() -> str | None:
    """The program, installed or unpacked by bin/test."""
    unpacked = ROOT / ".deps" / "root" / "usr" / "sbin" / "nginx"
    return shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin") or (str(unpacked) if unpacked.exists() else None)


def free_ports(count: int) -> list[int]:
    """Loopback ports that nobody listens on."""
    probes = [socket.socket() for _ in range(count)]
    for probe in probes:
        probe.bind(("127.0.0.1", 0))
    ports = [probe.getsockname()[1] for probe in probes]
    for probe in probes:
        probe.close()
    return ports


def configure(folder: Path, clear: int, secure: int, inner: int) -> None:
    """The proxy file as it is shipped; only what belongs to the machine (ports, folders) is another."""
    text = (DEPLOY / "nginx" / "portal.conf").read_text()
    text = re.sub(r"( +server 127\.0\.0\.1:\d+;\n)+", f"    server 127.0.0.1:{inner};\n", text)
    text = re.sub(r" +listen \[::\].*\n", "", text)
    for old, new in (("listen 80 ", f"listen 127.0.0.1:{clear} "), ("listen 443 ", f"listen 127.0.0.1:{secure} "),
                     ("/etc/portal/tls", f"{folder}/tls"), ("/var/log/nginx", str(folder)),
                     ("/run/portal-nginx", f"{folder}/body")):
        assert old in text, f"the proxy file no longer says {old}"
        text = text.replace(old, new)
    (folder / "portal.conf").write_text(text)
    user = "user root;" if os.geteuid() == 0 else ""
    (folder / "nginx.conf").write_text(MAIN.format(folder=folder, user=user))


def make_instance(folder: Path) -> str:
    """A database with the test world in *folder*; the number of an officer who has a password."""
    folder.mkdir(mode=0o700)
    KeyRing.create(folder / "keys.json")
    app = create_app({"TESTING": True, "INSTANCE": str(folder), "SQLALCHEMY_DATABASE_URI": f"sqlite:///{folder}/portal.sqlite"})
    with app.app_context():
        upgrade()
        officer = db.session.get(User, build_world().officer("desk_officer").user_id)
        officer.password_hash = hash_password(PASSWORD)
        db.session.commit()
        number = officer.personnel_no
        db.session.remove()
        db.engine.dispose()
    return number


def start_portal(instance: Path, inner: int) -> subprocess.Popen:
    """One process of the portal with the very command of the systemd unit."""
    unit = (DEPLOY / "systemd" / "portal@.service").read_text().replace("\\\n", " ")
    command = shlex.split(re.search(r"^ExecStart=(.*)$", unit, re.M)[1].replace("%i", str(inner)))
    environment = {**os.environ, "PORTAL_INSTANCE": str(instance), "PORTAL_HTTPS": "1", "PORTAL_HOSTS": NAME, "PORTAL_DEMO": "1"}
    environment.pop("PORTAL_DATABASE_URL", None)
    return subprocess.Popen([sys.executable, *command[1:]], cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)


def until(ready: Callable[[], object], what: str) -> None:
    """Waits for two minutes at most: a busy machine is slow, not broken."""
    deadline = time.monotonic() + 120
    while time.monotonic() < deadline:
        try:
            ready()
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"{what} does not answer")


@pytest.fixture(scope="module")
def proxy(tmp_path_factory) -> Iterator[Proxy]:
    """nginx before a portal of practice records."""
    program = nginx()
    if program is None:
        pytest.skip("nginx is not on this machine: run bin/test, which unpacks it, or apt-get install nginx-light")
    folder = tmp_path_factory.mktemp("proxy")
    number = make_instance(folder / "instance")
    clear, secure, inner = free_ports(3)
    subprocess.run(["bash", DEPLOY / "make-local-authority.sh", folder / "tls", NAME], check=True, capture_output=True)
    configure(folder, clear, secure, inner)
    process = start_portal(folder / "instance", inner)
    server = subprocess.Popen([program, "-p", folder, "-e", folder / "start.log", "-c", folder / "nginx.conf"])
    started = Proxy(clear, secure, inner, folder, number, process)
    try:
        until(lambda: socket.create_connection(("127.0.0.1", inner)).close(), "the portal")
        until(lambda: socket.create_connection(("127.0.0.1", secure)).close(), "nginx")
        yield started
    finally:
        for one in (server, process):
            one.terminate()
            one.wait(timeout=20)


def test_pages_come_through_compressed_with_every_header_once(proxy):
    answer = proxy.ask("/sign-in", Accept_Encoding="gzip")
    assert answer.status == 200 and answer.all("Content-Encoding") == ["gzip"]
    assert answer.all("Strict-Transport-Security") == ["max-age=31536000; includeSubDomains"]
    for name in ("Content-Security-Policy", "Cache-Control", "X-Content-Type-Options", "Referrer-Policy", "X-Request-Id"):
        assert len(answer.all(name)) == 1, f"{name}: {answer.all(name)}"
    assert answer.headers["Cache-Control"] == "no-store" and answer.headers["Server"] == "nginx"
    assert "मिशन शक्ति केन्द्र" in proxy.ask("/sign-in").body.decode()


def test_static_files_come_compressed_and_may_be_kept_for_ever(proxy):
    path = re.search(r'href="(/s/[0-9a-f]+/css/portal\.css)"', proxy.ask("/sign-in").body.decode())[1]
    packed, plain = proxy.ask(path, Accept_Encoding="gzip"), proxy.ask(path)
    assert packed.all("Content-Encoding") == ["gzip"] and not plain.all("Content-Encoding")
    assert len(packed.body) < len(plain.body) / 2 and plain.body == (ROOT / "static/css/portal.css").read_bytes()
    assert "immutable" in packed.headers["Cache-Control"] and "max-age=31536000" in packed.headers["Cache-Control"]


def test_the_plain_port_only_leads_on(proxy):
    answer = proxy.ask("/complaints?state=open", tls=False)
    assert answer.status == 308 and answer.headers["Location"] == f"https://{NAME}/complaints?state=open"
    assert proxy.ask("/sign-in", "POST", b"number=1", tls=False).status == 421
    assert proxy.ask("/complaints", tls=False, HX_Request="true").status == 421


def test_a_body_over_the_limit_is_refused_by_the_proxy_and_one_below_reaches_the_portal(proxy):
    kind = {"Content_Type": "multipart/form-data; boundary=x"}
    over = proxy.ask("/sign-in", "POST", Content_Length=str(config.MAX_BODY_BYTES + 1), Expect="100-continue", **kind)
    assert over.status == 413 and over.headers["Server"] == "nginx" and not over.headers["X-Request-Id"]
    below = proxy.ask("/sign-in", "POST", b"a" * (config.MAX_BODY_BYTES - 1000), **kind)
    assert below.status in (400, 413) and below.headers["X-Request-Id"], "the portal itself answered"


def test_an_officer_signs_in_and_cannot_say_where_she_comes_from(proxy):
    page = proxy.ask("/sign-in")
    token = unescape(re.search(r'name="csrf_token"[^>]*value="([^"]+)"', page.body.decode())[1])
    once = re.search(r'name="once_token"[^>]*value="([^"]*)"', page.body.decode())
    form = {"csrf_token": token, "number": proxy.number, "password": PASSWORD, "next": ""}
    form |= {"once_token": once[1]} if once else {}
    answer = proxy.ask("/sign-in", "POST", urlencode(form).encode(), Content_Type="application/x-www-form-urlencoded",
                       Cookie=cookie(page), Origin=f"https://{NAME}", X_Forwarded_For="6.6.6.6", Forwarded="for=6.6.6.6")
    assert answer.status == 303, answer.body.decode()[-800:]
    sent = answer.headers["Set-Cookie"]
    assert sent.startswith("__Host-portal=") and "Secure" in sent and "HttpOnly" in sent
    assert "परीक्षण AD-ONE" in proxy.ask("/", Cookie=cookie(answer)).body.decode()
    with closing(sqlite3.connect(proxy.folder / "instance" / "portal.sqlite")) as connection:
        terminals = connection.execute("SELECT terminal FROM trail_entries WHERE action = 'accounts:session:opened'").fetchall()
    assert terminals == [("127.0.0.1",)]


def cookie(answer: Answer) -> str:
    """The cookies of an answer as a browser sends them back."""
    return "; ".join(one.split(";")[0] for one in answer.all("Set-Cookie"))


def test_another_name_and_the_health_page_are_not_served(proxy):
    assert proxy.ask("/sign-in", Host="evil.test").status == 400
    assert proxy.ask("/health").status == 404
    with closing(http.client.HTTPConnection("127.0.0.1", proxy.inner, timeout=10)) as line:
        line.request("GET", "/health", headers={"Host": NAME})
        assert line.getresponse().status == 200


def test_browsers_get_http2_and_nothing_older_than_tls_1_2(proxy):
    context = proxy.tls()
    context.set_alpn_protocols(["h2", "http/1.1"])
    with context.wrap_socket(socket.create_connection(("127.0.0.1", proxy.secure)), server_hostname=NAME) as line:
        assert line.selected_alpn_protocol() == "h2" and line.version() == "TLSv1.3"
    command = ["openssl", "s_client", "-connect", f"127.0.0.1:{proxy.secure}", "-tls1_1", "-cipher", "ALL:@SECLEVEL=0"]
    old = subprocess.run(command, input="", capture_output=True, text=True, check=False)
    assert "alert protocol version" in old.stderr, old.stderr


def test_the_log_keeps_neither_paths_nor_queries(proxy):
    proxy.ask("/complaints?state=sunita-ki-khoj")
    log = (proxy.folder / "portal.log").read_text()
    assert " GET 303 " in log or " GET 400 " in log, log
    assert "complaints" not in log and "sunita" not in log
    errors = proxy.folder / "portal-error.log"
    assert not errors.exists() or "sunita" not in errors.read_text()


def test_when_the_portal_is_down_the_proxy_says_so_and_keeps_tls(proxy):
    proxy.portal.terminate()
    proxy.portal.wait(timeout=20)
    answer = proxy.ask("/sign-in")
    assert answer.status == 502 and answer.all("Strict-Transport-Security") == ["max-age=31536000; includeSubDomains"]
    assert b"1.2" not in answer.body, "no version of nginx"
