"""Lists of units as files: the heads of an uploaded sheet, and the empty form to fill in."""

import io
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime

import xlsxwriter

from portal.core.spreadsheets import Sheet, neutral, read_list
from portal.units.rules import ALLOWED_PARENTS, KINDS

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

_KIND_OF = {word.casefold(): kind for kind, words in KIND_WORDS.items() for word in (kind, *words)}


def read_sheet(data: bytes) -> Sheet:
    """Reads a list of units: kinds as the portal codes them, codes in capitals. RuleBroken with the sentence that says why."""
    sheet = read_list(data, HEADS, NEEDED_HEADS)
    return replace(sheet, rows=[(line, _tidy(texts)) for line, texts in sheet.rows])


def _tidy(texts: dict[str, str]) -> dict[str, str]:
    kind = _KIND_OF.get(" ".join(texts["kind"].casefold().split()), texts["kind"])
    return {**texts, "kind": kind, "code": texts["code"].upper(), "parent_code": texts["parent_code"].upper()}


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
