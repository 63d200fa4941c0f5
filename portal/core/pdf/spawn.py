"""Starts and ends the worker process, in an environment with our fonts and none of the server's secrets."""

import logging
import os
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from portal.core.pdf.bundle import FONTS
from portal.core.pdf.errors import PdfFailed
from portal.core.pdf.frames import read_frame

logger = logging.getLogger(__name__)

PROJECT = Path(__file__).parents[3]
START_SECONDS = 20  # a cold worker on a slow disk; usually it takes 1
INHERITED = ("PATH", "LD_LIBRARY_PATH")  # never the whole environment: it may hold keys

# No rescan: the folder with this file is gone as soon as the worker is ready.
FONTS_CONF = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
  <dir>{fonts}</dir>
  <cachedir>{folder}</cachedir>
  <config><rescan><int>0</int></rescan></config>
</fontconfig>
"""


def start_worker(cpu_seconds: int) -> subprocess.Popen:
    """A worker that has loaded everything and waits for its first document. Raises PdfFailed."""
    with tempfile.TemporaryDirectory(prefix="print-") as folder:
        Path(folder, "fonts.conf").write_text(FONTS_CONF.format(fonts=FONTS, folder=folder))
        worker = subprocess.Popen(
            [sys.executable, "-m", "portal.core.pdf.worker", str(cpu_seconds)],
            bufsize=0,  # after a fork of the server no half-sent buffer may be flushed a second time
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            cwd=PROJECT,
            env=_environment(folder),
            start_new_session=True,  # a Ctrl-C at the server's terminal must not break a print half-way
        )
        ready = None
        with ended_after(START_SECONDS, worker), suppress(OSError, EOFError):
            ready = read_frame(worker.stdout)
    if ready is None:
        end_worker(worker)
        logger.error("the print worker did not start; `python -m portal.core.pdf.worker 20` shows why")
        raise PdfFailed
    logger.info("print worker %d is ready (without network: %s)", worker.pid, ready[0]["network_left"])
    return worker


def end_worker(worker: subprocess.Popen) -> None:
    """Kills *worker*, waits for it, and closes its pipes."""
    worker.kill()
    worker.wait()
    release_pipes(worker)


def release_pipes(worker: subprocess.Popen) -> None:
    """Closes this process's ends of the pipes to *worker*."""
    worker.stdin.close()
    worker.stdout.close()


@contextmanager
def ended_after(seconds: float, worker: subprocess.Popen) -> Iterator[threading.Event]:
    """Kills *worker* when the block lasts longer than *seconds*; the event tells whether that happened."""
    late = threading.Event()

    def end() -> None:
        late.set()
        worker.kill()

    watchdog = threading.Timer(seconds, end)
    watchdog.daemon = True
    watchdog.start()
    try:
        yield late
    finally:
        watchdog.cancel()
        watchdog.join()  # after this it can hit no later document


def _environment(folder: str) -> dict[str, str]:
    environment = {name: os.environ[name] for name in INHERITED if name in os.environ}
    return environment | {
        "PYTHONPATH": str(PROJECT),
        "PYTHONHASHSEED": "0",  # the order of a set must not reach the bytes of a PDF
        "PYTHONDONTWRITEBYTECODE": "1",
        "FONTCONFIG_FILE": str(Path(folder, "fonts.conf")),
        "HOME": folder,
        "TMPDIR": folder,
        "LC_ALL": "C.UTF-8",
        "TZ": "UTC",
    }
