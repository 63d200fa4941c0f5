"""The gate for files: what is taken, what is refused and with which word, and that a bomb hurts only its own process."""

import io
import stat
import subprocess
import sys
import time

import pytest
from PIL import Image

from portal.core.upload_check import MAX_BYTES, SAY, Refused, check_upload, label_of
from tests.factories import files


def comment(content: bytes, text: bytes) -> bytes:
    """A JPEG with *text* in its comment."""
    return content[:2] + b"\xff\xfe" + (len(text) + 2).to_bytes(2, "big") + text + content[2:]


TAKEN = {
    "photo.jpg": files.jpeg(), "PHOTO.JPEG": files.jpeg(), "scan.png": files.png(), "grey.png": files.png(mode="L"),
    "bw.png": files.png(mode="1"), "deep.png": files.png(mode="I;16"), "palette.png": files.png(mode="P"),
    "paper.pdf": files.pdf(3), "comment.jpg": comment(files.jpeg(), b"taken at the desk"),
}


@pytest.mark.parametrize("name", TAKEN)
def test_what_officers_send_is_taken(name):
    checked = check_upload(name, TAKEN[name])
    assert checked.content == TAKEN[name]
    if name.endswith("pdf"):
        assert (checked.media_type, checked.pages, checked.preview) == ("application/pdf", 3, None)
    else:
        assert (checked.width, checked.height) == (60, 40)
        assert Image.open(io.BytesIO(checked.preview)).format == "JPEG"


REFUSED = {
    "empty": ("a.jpg", b"", "empty"),
    "large": ("a.jpg", files.jpeg() + b"\0" * MAX_BYTES, "too_big"),
    "svg": ("a.svg", files.SVG, "kind"),
    "svg as photo": ("a.jpg", files.SVG, "mismatch"),
    "page as photo": ("html.jpg", b"<!doctype html><script>alert(1)</script>", "mismatch"),
    "page behind a photo": ("a.jpg", files.jpeg() + b"<html><script>alert(1)</script>", "markup"),
    "page in a comment": ("a.jpg", comment(files.jpeg(), b"<script>alert(1)</script>"), "markup"),
    "paper in a photo": ("a.jpg", comment(files.jpeg(), files.pdf()[:300]), "markup"),
    "archive": ("a.zip", files.archive(), "archive"),
    "archive behind a photo": ("a.jpg", files.jpeg() + files.archive(), "archive"),
    "archive behind a paper": ("a.pdf", files.pdf() + files.archive(), "archive"),
    "table": ("actually.png", files.archive("xl/workbook.xml"), "archive"),
    "no ending": ("photo", files.jpeg(), "kind"),
    "double ending": ("photo.jpg.exe", files.jpeg(), "kind"),
    "photo as paper": ("a.pdf", files.jpeg(), "mismatch"),
    "png as jpeg": ("a.jpg", files.png(), "mismatch"),
    "cut photo": ("a.jpg", files.jpeg(300, 300)[:600], "broken"),
    "cut picture": ("a.png", files.png(300, 300)[:-40], "broken"),
    "cut paper": ("a.pdf", files.pdf(4)[:-60], "broken"),
    "only a head": ("a.pdf", b"%PDF-1.7\n%%EOF\n", "broken"),
    "pixel flood": ("a.png", files.declared_png(100_000, 100_000), "pixels"),
    "locked": ("a.pdf", files.pdf(password="x"), "encrypted"),
    "script": ("a.pdf", files.pdf(script="app.alert(1)"), "active"),
    "enclosed": ("a.pdf", files.pdf(enclosed=b"inside"), "active"),
    "launch": ("a.pdf", files.pdf(launch=True), "active"),
    "many pages": ("a.pdf", files.pdf(201), "pages"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_the_rest_is_refused_with_a_sentence(case):
    name, content, code = REFUSED[case]
    with pytest.raises(Refused) as refusal:
        check_upload(name, content)
    assert refusal.value.code == code
    assert refusal.value.sentence == SAY[code]


def test_fifty_million_points_pass_and_one_line_more_does_not():
    large = files.png(10_000, 5_000, "1")
    assert check_upload("a.png", large).width == 10_000
    with pytest.raises(Refused, match="pixels"):
        check_upload("a.png", files.png(10_000, 5_001, "1"))


def test_a_bomb_is_refused_within_the_time_and_the_next_file_is_taken():
    begun = time.monotonic()
    with pytest.raises(Refused) as refusal:
        check_upload("a.pdf", files.bomb_pdf())
    assert refusal.value.code in ("heavy", "broken")
    assert time.monotonic() - begun < 25
    assert check_upload("a.jpg", files.jpeg()).width == 60


HUNGRY = "bytearray(3 * 1024**3)"
BUSY = "exec('while True: pass')"


@pytest.mark.parametrize(("deed", "outcome"), [(HUNGRY, b'{"refused": "heavy"}\n'), (BUSY, b"")])
def test_the_decoder_can_take_neither_the_memory_nor_the_processor(deed, outcome):
    program = (f"from portal.core import upload_decoder as d; d.CPU_SECONDS = 1; "
               f"d.READERS['x'] = lambda content: {deed}; d.main('x')")
    child = subprocess.run([sys.executable, "-c", program], input=b"", capture_output=True, timeout=20, check=False)
    assert child.stdout == outcome
    assert (child.returncode == 0) is bool(outcome)


def test_the_preview_is_turned_upright_and_keeps_no_place():
    sent = files.jpeg(exif=True)
    assert files.PLACE.encode() in sent
    checked = check_upload("a.jpg", sent)
    shown = Image.open(io.BytesIO(checked.preview))
    assert files.PLACE.encode() in checked.content, "the original is evidence and stays as it was"
    assert files.PLACE.encode() not in checked.preview
    assert not shown.getexif() and "exif" not in shown.info
    assert shown.size == (40, 60)


def test_the_preview_is_at_most_1600_points_wide():
    checked = check_upload("a.jpg", files.jpeg(4000, 1000))
    assert Image.open(io.BytesIO(checked.preview)).size == (1600, 400)


@pytest.mark.parametrize(
    ("name", "label"),
    [("../../etc/passwd.jpg", "passwd.jpg"), ("C:\\Users\\x\\पत्र.pdf", "पत्र.pdf"), ("a\0b.jpg", ""), ("\u202egpj.exe", "")])
def test_a_label_is_no_path(name, label):
    assert label_of(name) == label


SCANNER = """#!/bin/sh
grep -q INFECTED && exit 1
exit ${FAULT:-0}
"""


def test_the_scanner_is_asked_when_there_is_one(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert check_upload("a.jpg", files.jpeg()).is_scanned is False
    program = tmp_path / "clamdscan"
    program.write_text(SCANNER)
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    assert check_upload("a.jpg", files.jpeg()).is_scanned is True
    with pytest.raises(Refused, match="virus"):
        check_upload("a.jpg", comment(files.jpeg(), b"INFECTED"))
    monkeypatch.setenv("FAULT", "2")
    assert check_upload("a.jpg", files.jpeg()).is_scanned is False
