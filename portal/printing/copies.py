"""The mark on duplicates: a ready-made sheet with "duplicate copy N" is laid over each page of the kept bytes."""

from functools import cache
from io import BytesIO
from pathlib import Path
from typing import BinaryIO

from pypdf import PdfReader, PdfWriter, Transformation

SHEETS = Path(__file__).parent / "copy_marks.pdf"  # page N-2 bears number N; made by make_copy_marks.py
FROM_RIGHT, FROM_TOP = 113, 4  # points: left of the square code, which stays free and readable


@cache
def _marks() -> bytes:
    return SHEETS.read_bytes()


def last_numbered_copy() -> int:
    """The highest number that has a sheet; later copies bear the last sheet, which says "or later"."""
    return len(PdfReader(BytesIO(_marks())).pages) + 1


def mark_copy(pdf: BinaryIO, copy_no: int) -> bytes:
    """*pdf* with the mark of copy *copy_no* (2 or more) at the head of every page."""
    sheets = PdfReader(BytesIO(_marks())).pages
    mark = sheets[min(copy_no - 2, len(sheets) - 1)]
    writer = PdfWriter(clone_from=PdfReader(pdf))
    for page in writer.pages:
        across = float(page.mediabox.width) - float(mark.mediabox.width) - FROM_RIGHT
        up = float(page.mediabox.height) - float(mark.mediabox.height) - FROM_TOP
        page.merge_transformed_page(mark, Transformation().translate(across, up))
    out = BytesIO()
    writer.write(out)
    return out.getvalue()
