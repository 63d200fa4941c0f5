"""How fast paper comes: `python -m tests.bench.bench_pdf`. Prints ratios, because the milliseconds are this machine's.

The smallest page is one line of Hindi: what the engine and the way to the worker cost by themselves.
The floor is the same receipt with everything left out that layout makes dear (tables, QR code, bold): what
WeasyPrint needs for that many words. A receipt far above the floor means that the template became heavy.
"""

import re
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from portal.core.pdf import PdfEngine
from portal.core.pdf.documents import print_html
from tests.core import pdf_samples as samples

ROUNDS = 25


def milliseconds(call: Callable[[], object], rounds: int = ROUNDS) -> tuple[float, float]:
    """Least and median time of *call* in ms."""
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        call()
        times.append((time.perf_counter() - started) * 1000)
    return min(times), median(times)


def bare(html: str) -> str:
    """The words of a document as plain paragraphs."""
    without_pictures = re.sub(r"<svg.*?</svg>", "", html, flags=re.DOTALL)
    words = re.sub(r"<[^>]+>", " ", without_pictures.partition("<body")[2].partition(">")[2])
    return "".join(f"<p>{line}</p>" for line in words.splitlines() if line.strip())


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
    for html in ("<p>x", receipt):
        render(html)  # the first of its kind fills caches
    smallest = milliseconds(lambda: render("<p>प्राप्ति रसीद</p>"))
    floor = milliseconds(lambda: render(bare(receipt)))
    in_hindi = milliseconds(lambda: render(receipt, "complaint_receipt.css"))
    in_both = milliseconds(lambda: render(both, "complaint_receipt.css"))
    long = milliseconds(lambda: render(register, "register_pages.css"), rounds=3)
    engine.close()

    print(f"start of the worker              {start:8.0f} ms, once")
    print(f"{'':32} {'least':>8} {'median':>8}")
    for name, (least, usual) in {
        "smallest page": smallest,
        "floor: the receipt's bare words": floor,
        "receipt, Hindi": in_hindi,
        "receipt, both languages": in_both,
        "register of 200 rows": long,
    }.items():
        print(f"{name:32} {least:8.1f} {usual:8.1f} ms")
    print(f"receipt / smallest page          {in_hindi[0] / smallest[0]:8.1f}")
    print(f"receipt / floor                  {in_hindi[0] / floor[0]:8.1f}")
    print(f"register, ms a row               {long[0] / 200:8.1f}")


if __name__ == "__main__":
    main()
