"""Hindi in a PDF can be read, searched and copied: every word, on our fonts, with the right joins."""

import re
from collections.abc import Iterator
from io import BytesIO

import pytest
from pypdf import PdfReader

from portal.core.pdf import PdfEngine
from tests.core import pdf_samples
from tests.core.pdf_reading import fonts_of, glyph_runs, pages_of, text_of

WORDS = re.findall(r"[\u0900-\u0963\u0970-\u097f]+", pdf_samples.GIST) + [
    word for samples in pdf_samples.CONJUNCTS.values() for word in samples
]  # fmt: skip

# How many glyphs a shaper that joins draws. Letters left apart, or a visible halant, make it more.
GLYPHS = {"क्ष": 1, "त्र": 1, "ज्ञ": 1, "श्र": 1, "द्ध": 1, "ह्म": 1, "द्य": 1, "ह्न": 1, "ट्ट": 1, "र्क": 2, "कि": 2, "स्त्री": 3}


@pytest.fixture(scope="module")
def engine() -> Iterator[PdfEngine]:
    running = PdfEngine()
    yield running
    running.close()


def render(engine: PdfEngine, body: str):
    return engine.make(f'<html lang="hi"><body>{body}</body></html>', title="परीक्षण", language="hi")


def test_every_hindi_word_comes_out_as_it_went_in(engine):
    made = render(engine, "".join(f"<p>{word}</p>" for word in WORDS))
    assert text_of(made.pdf).split() == WORDS


def test_running_text_keeps_its_words_and_their_order(engine):
    made = render(engine, f"<p>{pdf_samples.GIST} (म.) ₹12,34,567.50 मु0अ0सं0 0311/2026</p>" * 3)
    expected = (pdf_samples.GIST + " (म.) ₹12,34,567.50 मु0अ0सं0 0311/2026 ") * 3
    assert text_of(made.pdf).split() == expected.split()


def test_bold_words_inside_a_line_stay_in_their_place(engine):
    made = render(engine, "<p>टोकन <b>संख्या</b> KTN-0142-7 <i>दिनांक</i> 23-11-2026</p>")
    assert text_of(made.pdf).split() == ["टोकन", "संख्या", "KTN-0142-7", "दिनांक", "23-11-2026"]


def test_a_row_reads_from_left_to_right(engine):
    rows = "".join(f"<tr><th>शीर्षक{number}</th><td>मूल्य{number}</td><td>value{number}</td></tr>" for number in range(9))
    lines = [line.split() for page in pages_of(render(engine, f"<table>{rows}</table>").pdf) for line in page.splitlines()]
    assert [line for line in lines if line] == [[f"शीर्षक{n}", f"मूल्य{n}", f"value{n}"] for n in range(9)]


def test_conjuncts_are_joined(engine):
    """Each sample is drawn with as many glyphs as the joined form has (the picture was looked at when this was fixed)."""
    drawn = dict(glyph_runs(render(engine, "".join(f"<p>{sample}</p>" for sample in GLYPHS)).pdf))
    assert {sample: len(drawn[sample]) for sample in GLYPHS} == GLYPHS


def test_the_short_i_is_drawn_before_its_letter(engine):
    drawn = dict(glyph_runs(render(engine, "<p>क</p><p>कि</p>").pdf))
    assert drawn["कि"][1] == drawn["क"][0]


def test_no_letter_is_missing_and_a_missing_one_would_be_told(engine):
    everything = "".join(chr(code) for code in range(0x905, 0x93A)) + "ँंःािीुूृेैोौ् ०१२३४५६७८९ । ₹ – — ‘ ’ “ ” … ½ é"
    assert render(engine, f"<p>{everything}</p>").warnings == ()
    assert any("notdef" in warning for warning in render(engine, "<p>漢</p>").warnings)


def test_only_bundled_fonts_are_used(engine):
    made = render(engine, '<p style="font-family:DejaVu Sans, serif">Ab कख <b>Ab कख</b></p><code>x</code>')
    families = {font.replace("-", "").removesuffix("Bold") for font in fonts_of(made.pdf)}
    assert families <= {"NotoSans", "NotoSansDevanagari", "NotoSansMono"}


def test_the_file_names_its_language_and_title_and_no_date(engine):
    reader = PdfReader(BytesIO(render(engine, "<p>x").pdf))
    assert reader.trailer["/Root"]["/Lang"] == "hi"
    assert reader.metadata.title == "परीक्षण"
    assert set(reader.metadata) <= {"/Title", "/Producer"}
