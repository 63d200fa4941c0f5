"""The worker process: it may die, hang or be flooded, and the desk still gets an answer in time."""

import os
import signal
import subprocess
import sys
import textwrap
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from portal.core.pdf import PdfBusy, PdfEngine, PdfError, PdfFailed
from portal.core.pdf.errors import PdfTooLong
from portal.core.pdf.frames import LARGEST_BODY
from portal.core.pdf.spawn import _environment

ROOT = Path(__file__).parents[2]
PAGE = "<p>प्राप्ति रसीद</p>"
BOMB = "<p>क्षत्रिय राष्ट्र</p>" * 300_000  # minutes of layout
ABYSS = "<div>" * 2_000  # deeper than Python may recurse

linux = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


@pytest.fixture(scope="module")
def engine() -> Iterator[PdfEngine]:
    running = PdfEngine(wait_seconds=8, job_seconds=20)
    yield running
    running.close()


def render(engine: PdfEngine, html: str = PAGE, **options) -> bytes:
    return engine.render(html, title="x", language="hi", **options)


class InBackground(threading.Thread):
    """Runs a call in a thread and keeps the error it ended with."""

    def __init__(self, call: Callable[[], object]):
        super().__init__()
        self._call, self.error = call, None
        self.start()

    def run(self) -> None:
        try:
            self._call()
        except PdfError as error:
            self.error = error


def wait_until(condition: Callable[[], bool], seconds: float = 5) -> bool:
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


def has_ended(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True


def test_the_worker_is_started_on_first_use_and_kept(engine):
    engine.close()
    assert engine.worker_pid is None
    render(engine)
    pid = engine.worker_pid
    render(engine)
    assert pid and engine.worker_pid == pid


def test_a_worker_that_died_between_two_prints_is_replaced(engine):
    render(engine)
    dead = engine.worker_pid
    os.kill(dead, signal.SIGKILL)
    assert wait_until(lambda: engine.worker_pid is None)
    assert render(engine).startswith(b"%PDF")
    assert engine.worker_pid != dead


def test_a_worker_killed_in_the_middle_fails_this_print_and_not_the_next(engine):
    engine.start()
    printing = InBackground(lambda: render(engine, BOMB))
    time.sleep(0.5)
    os.kill(engine.worker_pid, signal.SIGKILL)
    printing.join(10)
    assert type(printing.error) is PdfFailed
    assert render(engine).startswith(b"%PDF")


def test_a_document_without_end_is_stopped_in_time():
    engine = PdfEngine(job_seconds=1.5)
    try:
        engine.start()
        bombed = engine.worker_pid
        started = time.monotonic()
        with pytest.raises(PdfTooLong):
            render(engine, BOMB)
        assert time.monotonic() - started < 5
        assert has_ended(bombed)
        assert render(engine).startswith(b"%PDF")
    finally:
        engine.close()


def test_a_caller_in_a_hurry_sets_the_limit_himself(engine):
    engine.start()
    started = time.monotonic()
    with pytest.raises(PdfTooLong):
        render(engine, BOMB, within=1)
    assert time.monotonic() - started < 4


def test_a_busy_worker_is_not_waited_for_longer_than_stated(engine):
    engine.start()
    printing = InBackground(lambda: render(engine, BOMB, within=4))
    time.sleep(0.3)
    started = time.monotonic()
    with pytest.raises(PdfBusy):
        render(engine, within=0.5)
    assert 0.4 < time.monotonic() - started < 2
    printing.join(10)


def test_a_document_that_cannot_be_made_costs_nothing_but_itself(engine):
    render(engine)
    pid = engine.worker_pid
    for html, keys in [(PAGE, ["no-such.css"]), (ABYSS, [])]:
        with pytest.raises(PdfFailed):
            render(engine, html, stylesheet_keys=keys)
    assert render(engine).startswith(b"%PDF")
    assert engine.worker_pid == pid


def test_a_document_larger_than_a_frame_is_refused_before_it_is_sent(engine):
    engine.close()
    with pytest.raises(PdfTooLong):
        render(engine, "x" * (LARGEST_BODY + 1))
    assert engine.worker_pid is None


def test_many_threads_share_one_worker(engine):
    pages = [f"<p>टोकन {number}</p>" for number in range(12)]
    alone = [render(engine, page) for page in pages]
    together: dict[int, bytes] = {}

    def render_one(number: int) -> None:
        together[number] = render(engine, pages[number])

    threads = [InBackground(lambda number=number: render_one(number)) for number in range(len(pages))]
    for thread in threads:
        thread.join()
    assert [together[number] for number in range(len(pages))] == alone


def test_two_workers_give_the_same_bytes(engine):
    first = render(engine)
    engine.close()
    assert render(engine) == first


@linux
def test_the_worker_is_limited(engine):
    engine.start()
    limits = Path(f"/proc/{engine.worker_pid}/limits").read_text()
    soft = {line[:26].strip(): line[26:].split()[0] for line in limits.splitlines()[1:]}
    assert soft["Max address space"] == str(1024**3)
    assert soft["Max core file size"] == "0"
    assert int(soft["Max cpu time"]) <= 60


def test_the_worker_inherits_no_secrets(monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET_KEY", "secret")
    monkeypatch.setenv("DATABASE_URL", "secret")
    assert "secret" not in _environment(str(tmp_path)).values()


def in_python(code: str, *options: str) -> subprocess.Popen:
    command = [sys.executable, *options, "-c", textwrap.dedent(code)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)})


def test_neither_side_of_the_press_loads_the_application():
    """The worker holds no Flask and no database; the server holds no WeasyPrint."""
    code = """
        import sys
        import {module}
        print(sorted({{name.split(".")[0] for name in sys.modules}} & {unwanted}))
    """
    for module, unwanted in [
        ("portal.core.pdf.worker, portal.core.pdf.press", {"flask", "jinja2", "sqlalchemy", "werkzeug"}),
        ("portal.core.pdf", {"flask", "weasyprint"}),
        ("portal.core.pdf.documents", {"weasyprint"}),
    ]:
        with in_python(code.format(module=module, unwanted=unwanted)) as process:
            assert process.communicate()[0].strip() == "[]", module


@linux
@pytest.mark.parametrize("length", [1, 300_000])
def test_the_worker_ends_with_its_server_even_in_mid_print(length):
    server = in_python(f"""
        import threading
        from portal.core.pdf import engine
        engine().start()
        print(engine().worker_pid, flush=True)
        threading.Thread(target=engine().render, args=({"<p>क्षत्रिय</p>"!r} * {length},),
                         kwargs=dict(title="x", language="hi"), daemon=True).start()
        threading.Event().wait()
    """)
    with server:
        worker = int(server.stdout.readline())
        time.sleep(0.5)
        assert not has_ended(worker)
        server.kill()
        assert wait_until(lambda: has_ended(worker))


@linux
def test_a_forked_server_gets_its_own_worker():
    """After a fork the child neither uses nor ends the worker of its parent."""
    with in_python(
        """
        import os
        from portal.core.pdf import engine, render_pdf
        first = render_pdf("<p>x", title="x", language="hi")
        pid = engine().worker_pid
        child = os.fork()
        if child == 0:
            same = render_pdf("<p>x", title="x", language="hi") == first and engine().worker_pid != pid
            engine().close()
            os._exit(0 if same else 1)
        print(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
        render_pdf("<p>x", title="x", language="hi")
        print(engine().worker_pid == pid)
        """,
        "-W",
        "ignore::DeprecationWarning",
    ) as process:
        assert process.communicate()[0].split() == ["0", "True"]
