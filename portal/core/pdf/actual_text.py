"""Makes Hindi in our PDFs searchable and copyable: a drawn line that holds Devanagari carries its own text.

A PDF stores glyphs in the order they are drawn, and maps a glyph back to letters one by one. In Devanagari
one letter may take several glyphs, and the short i is drawn before the letter it follows, so a third of the
words come out broken when searched or copied. PDF 1.7 (section 14.9.4) has the cure: marked content
that states the text it stands for. WeasyPrint 70.0 does not write it, so its line drawing is wrapped here.
"""

from codecs import BOM_UTF16_BE
from functools import wraps

import weasyprint
from weasyprint.draw import text as drawing

MADE_FOR = "70.0"
FIRST, LAST = "\u0900", "\u097f"  # the Devanagari block


def has_devanagari(text: str) -> bool:
    """Whether any letter of *text* is in the Devanagari block."""
    return any(FIRST <= letter <= LAST for letter in text)


def property_list(text: str) -> bytes:
    """The property list of a Span that stands for *text*, as UTF-16BE with its mark, in hexadecimal."""
    return b"<</ActualText <" + (BOM_UTF16_BE + text.encode("utf-16-be")).hex().encode() + b">>>"


def install() -> None:
    """Wraps the line-drawing function of WeasyPrint once.

    Raises RuntimeError under any other WeasyPrint than the one this was written and tested for.
    """
    if weasyprint.__version__ != MADE_FOR:
        raise RuntimeError(
            f"WeasyPrint is {weasyprint.__version__}, but searchable Hindi was built for {MADE_FOR}: read "
            "weasyprint/draw/text.py, adapt this file, and run tests/core/test_pdf_text.py."
        )
    draw_first_line = drawing.draw_first_line
    if hasattr(draw_first_line, "__wrapped__"):
        return

    @wraps(draw_first_line)
    def draw_line_with_its_text(stream, textbox, *arguments):
        if not has_devanagari(textbox.text):
            return draw_first_line(stream, textbox, *arguments)
        stream.begin_marked_content("Span", property_list(textbox.text))
        try:
            return draw_first_line(stream, textbox, *arguments)
        finally:
            stream.end_marked_content()

    drawing.draw_first_line = draw_line_with_its_text
