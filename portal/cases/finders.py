"""Finding a case by its number in CCTNS or its serial in the parallel record; answers show numbers only."""

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


def find_cases(scope: Scope, text: str) -> list[Hit]:
    """Cases in reach whose FIR number or serial is *text* (like 78/2026); nothing for any other text."""
    try:
        pointer = read_pointer(text)
    except ValueError:
        return []
    return [_hit(row) for row in find_by_serial(scope, pointer.number, pointer.year)] if pointer else []


def _hit(row) -> Hit:
    number = f" · CCTNS {row.cctns_number:04d}/{row.cctns_year}" if row.cctns_number else ""
    detail = " · ".join((gettext(KINDS[row.kind]), ist_date(row.registered_at), gettext(STATES[row.state])))
    return Hit(f"{gettext(PREFIXES[row.register])} {row.serial}/{row.year}{number}", detail,
               url_for("cases.show_case", case_id=row.id))


FINDERS = (Finder("cases", N_("Criminal cases"), "cases:case:open", find_cases),)
