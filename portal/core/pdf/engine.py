"""The server's side of printing: one worker process, a lock in front of it, and the limits of waiting."""

import atexit
import logging
import os
import subprocess
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from portal.core.pdf.errors import PdfBusy, PdfFailed, PdfTooLong
from portal.core.pdf.frames import LARGEST_BODY, read_frame, write_frame
from portal.core.pdf.printed import Printed
from portal.core.pdf.spawn import end_worker, ended_after, release_pipes, start_worker

logger = logging.getLogger(__name__)


class PdfEngine:
    """One worker process and the lock in front of it. Safe to call from many threads.

    A caller waits at most *wait_seconds* for its turn and at most *job_seconds* for its own document.
    """

    def __init__(self, wait_seconds: float = 8, job_seconds: float = 20):
        self._wait_seconds = wait_seconds
        self._job_seconds = job_seconds
        self._turn = threading.Lock()
        self._worker: subprocess.Popen | None = None

    def render(self, html: str, *, title: str, language: str, **options: Any) -> bytes:
        """The bytes alone of what `make` gives."""
        return self.make(html, title=title, language=language, **options).pdf

    def make(
        self,
        html: str,
        *,
        title: str,
        language: str,
        stylesheet_keys: Sequence[str] = (),
        within: float | None = None,
        first_page: int = 1,
    ) -> Printed:
        """The PDF of *html* and its number of pages; the same arguments give the same bytes.

        *language* is the tag for the document's metadata ("hi", "en"). *stylesheet_keys* name files of
        templates/print/ ("register_pages.css"); base.css is always there. *within* caps the whole stay here
        in seconds (turn and document together), for a desk that must not wait. *first_page* is the number
        the first page carries.
        Raises PdfBusy when the turn did not come, PdfTooLong when time ran out, PdfFailed when no PDF came.
        """
        body = html.encode()
        if len(body) > LARGEST_BODY:
            raise PdfTooLong
        job = {"title": title, "language": language, "stylesheet_keys": list(stylesheet_keys)}
        job["first_page"] = first_page
        with self._my_turn(within) as seconds_left:
            head, pdf = self._exchange(job, body, seconds_left)
        if "failed" in head:
            logger.error("a document could not be printed: %s", head["failed"])
            raise PdfFailed
        if head["refused"] or head["warnings"]:
            # Only how many: an address or a letter of a record does not belong in a log.
            logger.warning("print: %d refused, %d warnings", len(head["refused"]), len(head["warnings"]))
        return Printed(pdf, head["pages"], tuple(head["refused"]), tuple(head["warnings"]))

    def start(self) -> None:
        """Starts the worker now, so that the first receipt of the day need not wait. Raises PdfFailed."""
        with self._turn:
            self._running_worker()

    def close(self) -> None:
        """Ends the worker. A later render starts a new one."""
        with self._turn:
            self._end_worker()

    @property
    def worker_pid(self) -> int | None:
        """The process id of the worker; None when there is none."""
        worker = self._worker
        return worker.pid if worker and worker.poll() is None else None

    @contextmanager
    def _my_turn(self, within: float | None) -> Iterator[float]:
        """Holds the lock; gives the seconds left for the document itself. Raises PdfBusy."""
        asked = time.monotonic()
        patience = self._wait_seconds if within is None else min(self._wait_seconds, within)
        if not self._turn.acquire(timeout=patience):
            raise PdfBusy
        try:
            waited = time.monotonic() - asked
            yield self._job_seconds if within is None else min(self._job_seconds, max(within - waited, 0.1))
        finally:
            self._turn.release()

    def _exchange(self, job: dict, html: bytes, seconds: float) -> tuple[dict, bytes]:
        """Sends one job and waits for its answer; ends the worker when it is late or broken."""
        worker = self._running_worker()
        answer, late = None, threading.Event()
        try:
            with ended_after(seconds, worker) as late:
                write_frame(worker.stdin, job, html)
                answer = read_frame(worker.stdout)
        except (OSError, EOFError) as error:
            logger.error("the print worker broke off: %s", error)
        finally:
            if answer is None or late.is_set():
                self._end_worker()
        if answer is None:
            raise PdfTooLong if late.is_set() else PdfFailed
        return answer

    def _running_worker(self) -> subprocess.Popen:
        if self._worker is None or self._worker.poll() is not None:
            self._end_worker()
            self._worker = start_worker(cpu_seconds=int(self._job_seconds) + 1)
        return self._worker

    def _end_worker(self) -> None:
        worker, self._worker = self._worker, None
        if worker is not None:
            end_worker(worker)

    def forget(self) -> None:
        """Lets go of the worker without ending it: after a fork it is the parent's."""
        worker, self._worker = self._worker, None
        if worker is not None:
            release_pipes(worker)
            worker.returncode = 0  # not our child, so there is nothing to wait for


# A register of a year takes a minute. It has its own worker, so that no woman waits for her receipt behind it.
_LIMITS = {"desk": {"wait_seconds": 8, "job_seconds": 20}, "long": {"wait_seconds": 30, "job_seconds": 120}}
_engines: dict[str, PdfEngine] = {}
_engines_guard = threading.Lock()


def engine(lane: str = "desk") -> PdfEngine:
    """The engine of this server process for short prints ("desk") or for registers and batches ("long").

    Made on first use; a forked process gets its own. Raises KeyError for another lane.
    """
    with _engines_guard:
        if lane not in _engines:
            _engines[lane] = PdfEngine(**_LIMITS[lane])
        return _engines[lane]


def render_pdf(html: str, *, title: str, language: str, **options: Any) -> bytes:
    """`PdfEngine.render` on the desk engine of this process; *options* are those of `PdfEngine.make`."""
    return engine().render(html, title=title, language=language, **options)


def _after_fork() -> None:
    global _engines_guard
    _engines_guard = threading.Lock()
    for inherited in _engines.values():
        inherited.forget()
    _engines.clear()


@atexit.register
def _at_exit() -> None:
    for running in _engines.values():
        running._end_worker()


os.register_at_fork(after_in_child=_after_fork)
