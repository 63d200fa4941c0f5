"""Staff lists as files: the heads of an uploaded sheet, and the empty form to fill in."""

import io
from datetime import UTC, datetime

import xlsxwriter

from portal.core.spreadsheets import Sheet, neutral, read_list

HEADS: dict[str, tuple[str, ...]] = {
    "personnel_no": ("पीएनओ / personnel no", "पीएनओ", "pno", "personnel no", "personnel number", "पी एन ओ"),
    "name_hi": ("नाम हिन्दी / name hindi", "नाम हिन्दी", "नाम हिंदी", "नाम", "name hindi"),
    "name_en": ("नाम अंग्रेजी / name english", "नाम अंग्रेजी", "नाम अंग्रेज़ी", "name english", "name"),
    "rank": ("पद / rank", "पद", "rank", "पदनाम"),
    "gender": ("लिंग / gender", "लिंग", "gender", "sex"),
    "phone": ("मोबाइल / phone", "मोबाइल", "मोबाइल नं", "phone", "mobile"),
    "unit_code": ("इकाई कोड / unit", "इकाई कोड", "इकाई", "unit", "unit code"),
    "from_on": ("तैनाती दिनांक / posted from", "तैनाती दिनांक", "posted from", "from"),
    "order_no": ("आदेश संख्या / order no", "आदेश संख्या", "order no", "order number"),
    "skills": ("दक्षता / skills", "दक्षता", "skills"),
    "languages": ("भाषाएँ / languages", "भाषाएँ", "languages"),
}
NEEDED = ("personnel_no", "name_hi", "name_en", "rank", "gender", "unit_code", "from_on", "order_no")
EXAMPLE = ("900000099", "अभ्यास कुमारी", "Abhyas Kumari", "आरक्षी", "महिला", "9000000099", "LKO-HZG", "01-10-2025", "SP/12/2025",
           "computer, listening", "hi, awa")


def read_staff(data: bytes) -> Sheet:
    """Reads a staff list (xlsx, or CSV in UTF-8 or UTF-16), or RuleBroken with the sentence that says why."""
    return read_list(data, HEADS, NEEDED)


def template_xlsx() -> bytes:
    """The form to fill in, with one invented line as an example; every cell is text."""
    buffer = io.BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.set_properties({"created": datetime(2026, 1, 1, tzinfo=UTC)})  # the same form, the same bytes
        sheet = book.add_worksheet("Staff")
        text, bold = book.add_format({"num_format": "@"}), book.add_format({"bold": True, "text_wrap": True})
        sheet.set_column(0, len(HEADS) - 1, 22, text)
        sheet.freeze_panes(1, 0)
        for column, (heads, value) in enumerate(zip(HEADS.values(), EXAMPLE, strict=True)):
            sheet.write_string(0, column, heads[0], bold)
            sheet.write_string(1, column, neutral(value), text)
    return buffer.getvalue()
