"""The worker process: reads documents from its standard input, one at a time, and answers with PDFs.

Started by engine.py as `python -m portal.core.pdf.worker CPU_SECONDS`; never imported by the application.
"""

import os
import sys

from portal.core.pdf import confinement
from portal.core.pdf.frames import read_frame, write_frame


def serve(cpu_seconds: int) -> None:
    """Answers frames until the server closes its end; a document that fails is answered with an error."""
    requests, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)  # whatever a library prints must not get between the frames
    confinement.limit_resources()
    confinement.renew_cpu_allowance(cpu_seconds)

    from portal.core.pdf.press import Press  # 0.7 s: after the limits, so that they hold for this as well

    press = Press()
    network_left = confinement.leave_network()
    confinement.die_with(requests.fileno())
    write_frame(answers, {"ready": True, "network_left": network_left}, b"")
    while frame := read_frame(requests):
        job, html = frame
        confinement.renew_cpu_allowance(cpu_seconds)
        try:
            made = press.make(html.decode(), **job)
        except MemoryError:
            os._exit(3)  # nothing in this process can be trusted to be whole any more
        except Exception as error:  # the next document must still be printed
            write_frame(answers, {"failed": f"{type(error).__name__}: {error}"[:300]}, b"")
        else:
            write_frame(answers, {"pages": made.pages, "refused": made.refused, "warnings": made.warnings}, made.pdf)


if __name__ == "__main__":
    serve(int(sys.argv[1]))
