"""Finding a case by its number in CCTNS or its serial in the parallel record; answers show numbers only."""

from typing import Any

from flask import url_for
from flask_babel import gettext

from portal.access.scope import Scope
from portal.cases.queries.cases import find_by_serial
from portal.cases.rules.cctns import read_pointer
from portal.cases.rules.kinds import KINDS, PREFIXES
from portal.cases.rules.states import STATES
from portal.core.feature import Finder, Hit
from portal.core.filters import ist_date
from portal.core.words import N_
from portal.units.queries import codes_for


def find_cases(scope: Scope, text: str) -> list[Hit]:
    """Cases in reach whose FIR number or serial is *text* (like 78/2026); nothing for any other text."""
    try:
        pointer = read_pointer(text)
    except ValueError:
        return []
    rows = find_by_serial(scope, pointer.number, pointer.year) if pointer else []
    codes = codes_for(scope, (row.unit_id for row in rows))
    return [_hit(row, codes.get(row.unit_id, "")) for row in rows]


def _hit(row: Any, code: str) -> Hit:
    number = f" · CCTNS {row.cctns_number:04d}/{row.cctns_year}" if row.cctns_number else ""
    detail = " · ".join(filter(None, (gettext(KINDS[row.kind]), ist_date(row.registered_at), gettext(STATES[row.state]), code)))
    return Hit(f"{gettext(PREFIXES[row.register])} {row.serial}/{row.year}{number}", detail,
               url_for("cases.show_case", case_id=row.id))


FINDERS = (Finder("cases", N_("Criminal cases"), "cases:case:open", find_cases),)
