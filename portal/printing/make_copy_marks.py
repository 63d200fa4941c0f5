"""Makes copy_marks.pdf anew: `python -m portal.printing.make_copy_marks`. Each small page is one duplicate mark."""

from pathlib import Path

from portal.core.pdf import engine

LAST = 30
STYLE = (
    "<style>@page{size:62mm 7mm;margin:0}"
    "p{margin:0;height:7mm;border:.6pt solid #000;background:#fff;font:8pt/6.6mm 'Noto Sans','Noto Sans Devanagari';"
    "text-align:center;white-space:nowrap;overflow:hidden}p+p{break-before:page}</style>")


def mark_of(number: int) -> str:
    """What the mark of copy *number* says; the last sheet serves all later copies."""
    more = number == LAST
    return f"द्वितीय प्रति, प्रति संख्या {number}{' या आगे' if more else ''} · DUPLICATE COPY {number}{'+' if more else ''}"


def main() -> None:
    """Writes the sheets for copies 2 to LAST."""
    marks = "".join(f"<p>{mark_of(number)}</p>" for number in range(2, LAST + 1))
    pdf = engine().render(f"<html lang='hi'><head>{STYLE}</head><body>{marks}</body></html>",
                          title="Duplicate marks", language="hi")
    Path(__file__).with_name("copy_marks.pdf").write_bytes(pdf)


if __name__ == "__main__":
    main()
