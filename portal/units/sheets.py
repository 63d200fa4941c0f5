"""Lists of units as files: an uploaded sheet read in a limited process, and the empty form to fill in."""

import hashlib
import io
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter

from portal.core.errors import RuleBroken
from portal.core.words import N_
from portal.units.rules import ALLOWED_PARENTS, KINDS

WORKER = Path(__file__).with_name("sheet_worker.py")
WALL_SECONDS = 15
FILE_BYTES = 5 * 1024 * 1024

# The field, its head in the form to fill in, and other heads that are understood (without case and marks).
HEADS: dict[str, tuple[str, ...]] = {
    "code": ("कोड / code", "कोड", "code", "unit code", "इकाई कोड"),
    "kind": ("प्रकार / kind", "प्रकार", "kind", "type", "unit type", "इकाई प्रकार"),
    "parent_code": ("ऊपर की इकाई का कोड / parent", "ऊपर की इकाई का कोड", "ऊपर की इकाई", "parent",
                    "parent code", "under"),
    "name_hi": ("नाम हिन्दी / name hindi", "नाम हिन्दी", "नाम हिंदी", "नाम", "name hindi", "hindi name",
                "name hi"),
    "name_en": ("नाम अंग्रेजी / name english", "नाम अंग्रेजी", "नाम अंग्रेज़ी", "name english", "english name",
                "name en", "name"),
    "phone": ("फोन / phone", "फोन", "फ़ोन", "दूरभाष", "phone", "telephone"),
    "is_womens_station": ("महिला थाना / womens station", "महिला थाना", "womens station", "women station",
                          "mahila thana", "is womens station"),
    "opened_on": ("प्रारम्भ दिनांक / opened on", "प्रारम्भ दिनांक", "प्रारंभ दिनांक", "opened on", "opened"),
    "closed_on": ("समाप्ति दिनांक / closed on", "समाप्ति दिनांक", "closed on", "closed"),
}
EXAMPLE = (
    ("LKO-HZG-T", "थाना", "LKO-CHZ", "हजरतगंज", "Hazratganj", "112", "नहीं", "", ""),
    ("LKO-HZG", "मिशन शक्ति केन्द्र", "LKO-HZG-T", "मिशन शक्ति केन्द्र हजरतगंज", "Mission Shakti Kendra Hazratganj",
     "112", "", "20-09-2025", ""),
)
NEEDED_HEADS = ("code", "kind", "parent_code", "name_hi", "name_en")
# How people write a kind in a list; the code of a kind is understood as well.
KIND_WORDS: dict[str, tuple[str, ...]] = {
    "state": ("राज्य", "प्रदेश"),
    "zone": ("जोन", "ज़ोन"),
    "range": ("परिक्षेत्र", "रेंज"),
    "commissionerate": ("कमिश्नरेट", "पुलिस कमिश्नरेट", "आयुक्तालय", "police commissionerate"),
    "district": ("जनपद", "जिला", "ज़िला", "dcp zone", "डीसीपी जोन"),
    "circle": ("सर्किल", "क्षेत्र", "acp circle", "एसीपी सर्किल"),
    "station": ("थाना", "कोतवाली", "police station", "thana"),
    "kendra": ("मिशन शक्ति केन्द्र", "मिशन शक्ति केंद्र", "केन्द्र", "केंद्र", "mission shakti kendra", "msk"),
}

SENTENCES: dict[str, str] = {
    "old_excel": N_("This is an old Excel file (.xls). Save it as .xlsx and upload that."),
    "unknown_kind": N_("This is neither an Excel file (.xlsx) nor a CSV file."),
    "unreadable": N_("The file is damaged and cannot be read. Save it again and upload it once more."),
    "encoding": N_("The Hindi text in this CSV file cannot be read. Save it as “CSV UTF-8”, or as .xlsx."),
    "empty": N_("The file holds no rows."),
    "too_many_rows": N_("The file holds more than 20,000 rows. Divide it."),
    "too_many_columns": N_("The file holds more than 60 columns. Remove those that are not about units."),
    "bomb": N_("The file unpacks to far more than a list of units needs, so it was not opened."),
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


def read_sheet(data: bytes) -> Sheet:
    """Reads *data* (xlsx, or CSV in UTF-8 or UTF-16), or RuleBroken with the sentence that says why."""
    if len(data) > FILE_BYTES:
        raise RuleBroken(SENTENCES["too_large"])
    heads, *rows = _cells(data)
    columns = _columns(heads)
    return Sheet(
        hashlib.sha256(data).hexdigest(),
        [(line, _texts(row, columns)) for line, row in enumerate(rows, start=2) if any(row)],
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


_FIELD_OF = {_bare(head): field for field, heads in HEADS.items() for head in heads}
_KIND_OF = {word.casefold(): kind for kind, words in KIND_WORDS.items() for word in (kind, *words)}


def _columns(heads: Sequence[str]) -> dict[str, int]:
    columns: dict[str, int] = {}
    for index, head in enumerate(heads):
        field = _FIELD_OF.get(_bare(head))
        if field in columns:
            raise RuleBroken(HEAD_TWICE, head=HEADS[field][0])
        if field:
            columns[field] = index
    missing = [HEADS[field][0] for field in NEEDED_HEADS if field not in columns]
    if missing:
        raise RuleBroken(HEADS_MISSING, heads="; ".join(missing))
    return columns


def _texts(row: Sequence[str], columns: dict[str, int]) -> dict[str, str]:
    texts = {field: row[index] if index < len(row) else "" for field, index in columns.items()}
    texts["kind"] = _KIND_OF.get(" ".join(texts["kind"].casefold().split()), texts["kind"])
    return {**texts, "code": texts["code"].upper(), "parent_code": texts["parent_code"].upper()}


def neutral(text: str) -> str:
    """*text* so that no spreadsheet takes it for a formula: an apostrophe before the signs that start one."""
    return "'" + text if text.startswith(("=", "+", "-", "@", "\t", "\r", "\0")) else text


def template_xlsx(rows: Sequence[Sequence[str]] = ()) -> bytes:
    """The form to fill in, with *rows* (texts in the order of HEADS) as examples; every cell is text."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2026, 1, 1, tzinfo=UTC)})  # the same form, the same bytes
        sheet = book.add_worksheet("Units")
        text, bold = book.add_format({"num_format": "@"}), book.add_format({"bold": True, "text_wrap": True})
        sheet.set_column(0, len(HEADS) - 1, 24, text)
        sheet.freeze_panes(1, 0)
        for column, heads in enumerate(HEADS.values()):
            sheet.write_string(0, column, heads[0], bold)
        for number, row in enumerate(rows, start=1):
            for column, value in enumerate(row):
                sheet.write_string(number, column, neutral(value), text)
        kinds = book.add_worksheet("Kinds")
        for number, (kind, parents) in enumerate(ALLOWED_PARENTS.items()):
            for column, value in enumerate((kind, KIND_WORDS[kind][0], KINDS[kind], ", ".join(parents))):
                kinds.write_string(number, column, value)
        words = [KIND_WORDS[kind][0] for kind in KINDS]
        sheet.data_validation(1, 1, 20_000, 1, {"validate": "list", "source": words})
    return buffer.getvalue()
