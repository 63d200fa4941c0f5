"""Lists that officers bring as files: a spreadsheet read in a limited process, its columns found by their heads."""

import hashlib
import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from portal.core.errors import RuleBroken
from portal.core.words import N_

WORKER = Path(__file__).with_name("spreadsheet_worker.py")
WALL_SECONDS = 15
FILE_BYTES = 5 * 1024 * 1024

SENTENCES: dict[str, str] = {
    "old_excel": N_("This is an old Excel file (.xls). Save it as .xlsx and upload that."),
    "unknown_kind": N_("This is neither an Excel file (.xlsx) nor a CSV file."),
    "unreadable": N_("The file is damaged and cannot be read. Save it again and upload it once more."),
    "encoding": N_("The Hindi text in this CSV file cannot be read. Save it as “CSV UTF-8”, or as .xlsx."),
    "empty": N_("The file holds no rows."),
    "too_many_rows": N_("The file holds more than 20,000 rows. Divide it."),
    "too_many_columns": N_("The file holds more than 60 columns. Remove those that are not asked for."),
    "bomb": N_("The file unpacks to far more than such a list needs, so it was not opened."),
    "too_large": N_("The file is larger than 5 MB. Divide it."),
}
HEADS_MISSING = N_("The first row must name the columns. These are missing: %(heads)s.")
HEAD_TWICE = N_("Two columns of the file are both read as “%(head)s”. Keep one of them.")


@dataclass(frozen=True)
class Sheet:
    """A list as read: the file's SHA-256, rows as (line, texts by field), heads that were not understood."""

    sha256: str
    rows: Sequence[tuple[int, dict[str, str]]]
    unread_heads: Sequence[str]


def read_list(data: bytes, known: Mapping[str, Sequence[str]], needed: Sequence[str]) -> Sheet:
    """Reads *data* (xlsx, or CSV in UTF-8 or UTF-16), or RuleBroken with the sentence that says why.

    *known*: field → its head in the form to fill in, then other heads that are understood (without case and marks).
    """
    if len(data) > FILE_BYTES:
        raise RuleBroken(SENTENCES["too_large"])
    heads, *rows = _cells(data)
    columns = _columns(heads, known, needed)
    return Sheet(
        hashlib.sha256(data).hexdigest(),
        [(line, {field: row[index] if index < len(row) else "" for field, index in columns.items()})
         for line, row in enumerate(rows, start=2) if any(row)],
        [head for index, head in enumerate(heads) if head and index not in columns.values()])


def _cells(data: bytes) -> list[list[str]]:
    try:
        done = subprocess.run([sys.executable, "-I", str(WORKER)], input=data, capture_output=True, env={},
                              timeout=WALL_SECONDS, check=False)
        answer = json.loads(done.stdout)
    except (subprocess.TimeoutExpired, ValueError):  # killed for time or memory: it answered nothing
        answer = {"refused": "bomb"}
    if "refused" in answer:
        raise RuleBroken(SENTENCES[answer["refused"]])
    return answer["rows"]


def _bare(head: str) -> str:
    return " ".join("".join(" " if sign in "()_-–*:.'’" else sign for sign in head).casefold().split())


def _columns(heads: Sequence[str], known: Mapping[str, Sequence[str]], needed: Sequence[str]) -> dict[str, int]:
    field_of = {_bare(head): field for field, said in known.items() for head in said}
    columns: dict[str, int] = {}
    for index, head in enumerate(heads):
        field = field_of.get(_bare(head))
        if field in columns:
            raise RuleBroken(HEAD_TWICE, head=known[field][0])
        if field:
            columns[field] = index
    missing = [known[field][0] for field in needed if field not in columns]
    if missing:
        raise RuleBroken(HEADS_MISSING, heads="; ".join(missing))
    return columns


def neutral(text: str) -> str:
    """*text* so that no spreadsheet takes it for a formula: an apostrophe before the signs that start one."""
    return "'" + text if text.startswith(("=", "+", "-", "@", "\t", "\r", "\0")) else text
