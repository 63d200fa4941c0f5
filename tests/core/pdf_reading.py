"""Reads a PDF back as a person with a PDF reader would: text, places of words, drawn glyphs."""

import re
import subprocess
from dataclasses import dataclass
from io import BytesIO

from pypdf import PdfReader

POINTS_PER_MM = 72 / 25.4


def _pdftotext(pdf: bytes, *options: str) -> str:
    run = subprocess.run(["pdftotext", *options, "-", "-"], input=pdf, capture_output=True, check=True)
    return run.stdout.decode()


def text_of(pdf: bytes) -> str:
    """The text as it would be searched and copied."""
    return _pdftotext(pdf)


def pages_of(pdf: bytes) -> list[str]:
    """The text of each page, laid out as on the sheet."""
    return _pdftotext(pdf, "-layout").split("\f")[:-1]


@dataclass(frozen=True)
class Word:
    """A piece of text and where it stands on its page, in mm from the top left."""

    text: str
    left: float
    top: float
    bottom: float


def words_of(pdf: bytes) -> list[Word]:
    """Every word with its place (all pages one after another)."""
    place_and_text = r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)">(.*?)</word>'
    found = re.findall(place_and_text, _pdftotext(pdf, "-bbox"))
    return [Word(text, *(float(value) / POINTS_PER_MM for value in place)) for *place, text in found]


def fonts_of(pdf: bytes) -> set[str]:
    """The names of the embedded fonts, without their subset marks."""
    fonts = set()
    for page in PdfReader(BytesIO(pdf)).pages:
        for font in page["/Resources"]["/Font"].values():
            fonts.add(str(font.get_object()["/BaseFont"]).split("+")[-1].lstrip("/"))
    return fonts


def glyph_runs(pdf: bytes) -> list[tuple[str, list[int]]]:
    """Each marked line of Hindi: what it says it stands for, and the numbers of the glyphs drawn for it."""
    runs = []
    for page in PdfReader(BytesIO(pdf)).pages:
        content = page.get_contents().get_data().decode("latin-1")
        for said, drawn in re.findall(r"/ActualText <([0-9a-f]+)>>>\s*BDC(.*?)EMC", content, flags=re.DOTALL):
            digits = "".join(re.findall(r"<([0-9a-f]+)>", drawn))
            runs.append((bytes.fromhex(said).decode("utf-16"), [int(glyph, 16) for glyph in re.findall("....", digits)]))
    return runs
