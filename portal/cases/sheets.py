"""The month's list from CCTNS as a file: its columns found by their heads, its numbers and sections understood."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from portal.cases.rules.cctns import read_pointer
from portal.cases.rules.compare import Row
from portal.core.errors import RuleBroken
from portal.core.forms import parse_day
from portal.core.spreadsheets import FILE_BYTES, read_list
from portal.core.text import fold_digits
from portal.core.words import N_

HEADS: dict[str, tuple[str, ...]] = {
    "number": ("FIR No", "FIR Number", "FIR No / Year", "एफआईआर संख्या", "प्र0सू0रि0 संख्या", "मु0अ0सं0", "NCR No", "Number", "संख्या"),
    "registered_on": ("FIR Date", "Registration Date", "Registered on", "Date", "दिनांक", "पंजीकरण दिनांक", "पंजीकरण तिथि"),
    "sections": ("Act Section", "Act & Section", "Acts and Sections", "Sections", "Section", "धारा", "धाराएँ", "धारायें"),
}
MOST_NAMED = 5
BAD_LINES = N_("These lines have no number like 0078/2026 or no readable date; correct them first: %(lines)s.")
TWICE = N_("The number %(number)s stands in the file twice. Bring in one station's list of one kind at a time.")
_YEARS_OF_ACTS = frozenset({"1860", "1956", "1961", "1973", "1989", "2000", "2005", "2006", "2012", "2015", "2023"})


@dataclass(frozen=True)
class MonthSheet:
    """The list as read: its SHA-256 and a row for each case."""

    sha256: str
    rows: Sequence[Row]


def read_month(data: bytes, year: int) -> MonthSheet:
    """Reads *data* (xlsx, or CSV in UTF-8 or UTF-16); a number without year is of *year*. RuleBroken says what is wrong."""
    sheet = read_list(data, HEADS, ("number",))
    rows: dict[str, Row] = {}
    bad = []
    for line, texts in sheet.rows:
        try:
            row = _row(texts, year)
        except ValueError:
            bad.append(str(line))
            continue
        if row.number in rows:
            raise RuleBroken(TWICE, number=row.number)
        rows[row.number] = row
    if bad:
        raise RuleBroken(BAD_LINES, lines=", ".join(bad[:MOST_NAMED]) + (" …" if len(bad) > MOST_NAMED else ""))
    return MonthSheet(sheet.sha256, list(rows.values()))


def _row(texts: dict[str, str], year: int) -> Row:
    number = fold_digits(texts["number"]).strip()
    pointer = read_pointer(f"{number}/{year}" if re.fullmatch(r"\d{1,4}", number) else number)
    if pointer is None:
        raise ValueError(number)
    return Row(str(pointer), _day(texts.get("registered_on", "")), read_numbers(texts.get("sections", "")))


def read_numbers(text: str) -> tuple[str, ...]:
    """The section numbers of a cell like "BNS 64(1), 351(3); POCSO 4" without their Acts, in order, each once."""
    found = re.findall(r"\d+[A-Z]{0,2}(?:\([0-9A-Za-z]+\))*", fold_digits(text))
    return tuple(dict.fromkeys(one for one in found if one not in _YEARS_OF_ACTS))


def _day(text: str) -> date | None:
    text = re.split(r"[ T]", fold_digits(text).strip())[0]
    return parse_day(text) if text else None


__all__ = ["FILE_BYTES", "MonthSheet", "read_month", "read_numbers"]
