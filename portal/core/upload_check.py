"""Whether an uploaded file is what it says it is: name, first bytes and decoder must agree; the decoder runs apart."""

import io
import json
import os
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

from portal.core.text import UncleanText, clean_text
from portal.core.words import N_

MAX_BYTES = 10 * 1024 * 1024
LABEL_LENGTH = 120
CHECK_SECONDS = 20
SCAN_SECONDS = 60
PROJECT = Path(__file__).parents[2]
INHERITED = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT")  # never the whole environment: it may hold keys

# media type: the endings a name may have, the bytes a file must begin with, and the ending we give it ourselves.
TYPES: dict[str, tuple[tuple[str, ...], bytes, str]] = {
    "image/jpeg": ((".jpg", ".jpeg"), b"\xff\xd8\xff", ".jpg"),
    "image/png": ((".png",), b"\x89PNG\r\n\x1a\n", ".png"),
    "application/pdf": ((".pdf",), b"%PDF-", ".pdf"),
}

SAY: dict[str, str] = {
    "empty": N_("This file is empty. Scan or photograph it again."),
    "too_big": N_("This file is larger than 10 MB. Scan it with fewer dots (200 dpi) or take a smaller photo."),
    "kind": N_("Only photos (JPEG, PNG) and PDF can be attached."),
    "archive": N_("This is an archive or holds one. Take the papers out and attach each as photo or PDF."),
    "mismatch": N_("The file is not what its name says. Save it again as JPEG, PNG or PDF."),
    "markup": N_("The photo has program text hidden in it. Photograph the paper again."),
    "broken": N_("The file is damaged or was cut short. Scan or photograph it again."),
    "pixels": N_("The photo has more than 50 million points. Take a smaller photo."),
    "encrypted": N_("The PDF is locked with a password. Attach it without a password."),
    "active": N_("The PDF holds a program or another file. Print it and attach a scan of the print."),
    "pages": N_("The PDF has more than 200 pages. Attach it in parts."),
    "heavy": N_("The file could not be checked within the time and memory allowed. Scan it again, simpler."),
    "virus": N_("The virus scanner refused this file. Do not open it; ask for the paper itself."),
}


class Refused(ValueError):
    """The file is not taken; *code* names the reason in SAY, *sentence* is its English msgid."""

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code
        self.sentence = SAY[code]


@dataclass(frozen=True)
class Checked:
    """A file that may be kept: its label without any path, what it is, and a preview without the photo's hidden data."""

    label: str
    content: bytes
    media_type: str
    preview: bytes | None = None  # JPEG, for images only
    pages: int | None = None
    width: int | None = None
    height: int | None = None
    is_scanned: bool = False


def check_upload(name: str, content: bytes) -> Checked:
    """The verdict on *content*, called *name* by its sender (only the ending of the name counts); raises Refused."""
    media_type = _first_look(name, content)
    head, preview = _decode_apart(media_type, content)
    return Checked(label_of(name), content, media_type, preview or None, head.get("pages"), head.get("width"),
                   head.get("height"), _is_scanned(content))


def label_of(name: str) -> str:
    """What the sender called the file, without folders, as text that may be shown; never used as a path."""
    bare = name.replace("\\", "/").rsplit("/", 1)[-1]
    try:
        return clean_text(bare).strip()[-LABEL_LENGTH:]
    except UncleanText:
        return ""


def ending_of(media_type: str) -> str:
    """The ending of a name we make ourselves for a file of *media_type*."""
    return TYPES[media_type][2]


def _first_look(name: str, content: bytes) -> str:
    if not content:
        raise Refused("empty")
    if len(content) > MAX_BYTES:
        raise Refused("too_big")
    ending = Path(name.replace("\\", "/").rsplit("/", 1)[-1].lower()).suffix
    by_name = next((kind for kind, (endings, _, _) in TYPES.items() if ending in endings), None)
    if zipfile.is_zipfile(io.BytesIO(content)):  # also one that hides behind a photo
        raise Refused("archive")
    if by_name is None:
        raise Refused("kind")
    if not content.startswith(TYPES[by_name][1]):
        raise Refused("mismatch")
    return by_name


def _decode_apart(media_type: str, content: bytes) -> tuple[dict, bytes]:
    """What the child process found. A file that crashes, starves or stalls it is refused, and nothing else happens."""
    environment = {name: os.environ[name] for name in INHERITED if name in os.environ}
    try:
        child = subprocess.run(
            [sys.executable, "-s", "-m", "portal.core.upload_decoder", media_type], input=content, cwd=PROJECT,
            env=environment, capture_output=True, timeout=CHECK_SECONDS, check=False)
    except subprocess.TimeoutExpired:
        raise Refused("heavy") from None
    line, _, preview = child.stdout.partition(b"\n")
    if child.returncode != 0 or not line:
        raise Refused("heavy")
    head = json.loads(line)
    if "refused" in head:
        raise Refused(head["refused"])
    return head, preview


def _is_scanned(content: bytes) -> bool:
    """Whether ClamAV's daemon found the file clean; False where there is none. Raises Refused when it found something."""
    scanner = shutil.which("clamdscan")
    if scanner is None:
        return False
    try:
        verdict = subprocess.run([scanner, "--no-summary", "-"], input=content, capture_output=True,
                                 timeout=SCAN_SECONDS, check=False).returncode
    except subprocess.TimeoutExpired:
        return False
    if verdict == 1:
        raise Refused("virus")
    return verdict == 0
