"""How fast paper comes: `python -m tests.bench.bench_pdf`. Prints ratios, because the milliseconds are this machine's.

The smallest page is one line of Hindi: what the engine and the way to the worker cost by themselves.
The tuned floor is WeasyPrint in a process of its own on the very same receipt, its fonts and stylesheets kept between
documents: what stands above it is the portal's own (the worker, its limits, the text that can be searched). Stock is WeasyPrint
as its manual has it, which reads fonts and stylesheets anew. The bare words are the receipt without all that layout makes dear
(tables, QR code, bold): a receipt far above them means that the template became heavy.
"""

import os
import re
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path
from statistics import median

from portal.core.pdf import PdfEngine
from portal.core.pdf.bundle import FONTS
from portal.core.pdf.documents import print_html
from portal.core.pdf.spawn import FONTS_CONF
from tests.bench import pdf_peer
from tests.core import pdf_samples as samples

ROUNDS = 25


def milliseconds(calls: dict[str, Callable[[], object]], rounds: int = ROUNDS) -> dict[str, tuple[float, float]]:
    """Least and median time of each call in ms; they take turns, so that a slow minute hits all of them."""
    times: dict[str, list[float]] = {name: [] for name in calls}
    for turn in range(rounds + 1):
        for name, call in calls.items():
            started = time.perf_counter()
            call()
            if turn:  # the first of its kind fills caches
                times[name].append((time.perf_counter() - started) * 1000)
    return {name: (min(found), median(found)) for name, found in times.items()}


def bare(html: str) -> str:
    """The words of a document as plain paragraphs."""
    without_pictures = re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL)
    words = re.sub(r"<[^>]+>", " ", without_pictures.partition("<body")[2].partition(">")[2])
    return "".join(f"<p>{line}</p>" for line in words.splitlines() if line.strip())


@contextmanager
def peer() -> Iterator[Callable[..., Callable[[], bytes]]]:
    """A process with WeasyPrint and our fonts alone; gives render(way, html, stylesheet keys), to be called without arguments."""
    with tempfile.TemporaryDirectory() as folder:
        fonts = Path(folder, "fonts.conf")
        fonts.write_text(FONTS_CONF.format(fonts=FONTS, folder=folder))
        os.environ["FONTCONFIG_FILE"] = str(fonts)  # it reads its fonts when it starts
        with get_context("spawn").Pool(1) as pool:
            yield lambda way, *asked: lambda: pool.apply(way, asked)


def main() -> None:
    """Measures and prints."""
    engine = PdfEngine()
    with tempfile.TemporaryDirectory() as folder:
        app = samples.make_app(Path(folder))
        with app.app_context():
            receipt = print_html("complaint_receipt", language="hi", **samples.receipt())
            both = print_html("complaint_receipt", language="both", **samples.receipt())
            register = print_html("register_pages", language="hi", **samples.register(200))

    def render(html: str, *sheets: str) -> bytes:
        return engine.render(html, title="x", language="hi", stylesheet_keys=sheets)

    started = time.perf_counter()
    engine.start()
    start = (time.perf_counter() - started) * 1000
    sheets = ("base.css", "complaint_receipt.css")
    with peer() as alone:
        found = milliseconds({
            "smallest page": lambda: render("<p>प्राप्ति रसीद</p>"),
            "the receipt's bare words": lambda: render(bare(receipt)),
            "tuned floor: receipt, WeasyPrint": alone(pdf_peer.tuned, receipt, sheets),
            "stock WeasyPrint, the same": alone(pdf_peer.stock, receipt, sheets),
            "receipt, Hindi": lambda: render(receipt, "complaint_receipt.css"),
            "receipt, both languages": lambda: render(both, "complaint_receipt.css"),
        })
    found |= milliseconds({"register of 200 rows": lambda: render(register, "register_pages.css")}, rounds=3)
    engine.close()

    print(f"start of the worker              {start:8.0f} ms, once")
    print(f"{'':32} {'least':>8} {'median':>8}")
    for name, (least, usual) in found.items():
        print(f"{name:32} {least:8.1f} {usual:8.1f} ms")
    ours = found["receipt, Hindi"][0]
    for name, against in {"smallest page": "smallest page", "tuned floor (≤ 1.3)": "tuned floor: receipt, WeasyPrint",
                          "stock WeasyPrint": "stock WeasyPrint, the same", "bare words": "the receipt's bare words"}.items():
        print(f"receipt / {name:22} {ours / found[against][0]:8.2f}")
    print(f"register, ms a row               {found['register of 200 rows'][0] / 200:8.1f}")


if __name__ == "__main__":
    main()
