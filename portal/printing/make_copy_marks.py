"""Makes copy_marks.pdf anew: `python -m portal.printing.make_copy_marks`. Each small page is one duplicate mark."""

from pathlib import Path

from portal.core.pdf import engine

LAST = 30
STYLE = "<style>@page{size:62mm 9mm;margin:0}p{margin:0;padding:1mm 2mm;border:.5pt solid #000;font-size:8.5pt;text-align:center;page-break-after:always}</style>"


def main() -> None:
    """Writes the sheets for copies 2 to LAST; the last says "or later"."""
    marks = [f"<p>द्वितीय प्रति {n - 1}{' या आगे' if n == LAST else ''} · DUPLICATE COPY {n - 1}{' +' if n == LAST else ''}</p>"
             for n in range(2, LAST + 1)]
    pdf = engine().render(f"<html lang='hi'><head>{STYLE}</head><body>{''.join(marks)}</body></html>",
                          title="Duplicate marks", language="hi")
    Path(__file__).with_name("copy_marks.pdf").write_bytes(pdf)


if __name__ == "__main__":
    main()
