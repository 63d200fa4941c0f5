"""The pages of a register on paper, landscape, with serials carried forward from page to page."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime

from flask_babel import gettext

from portal.access.actor import Actor
from portal.access.policy import holds
from portal.access.scope import Scope
from portal.accounts.queries import names_of
from portal.core import clock
from portal.core.calendar import month_text
from portal.core.errors import BadRequest, Forbidden, RuleBroken
from portal.core.feature import Built, Column, Document, Register, RegisterFilter
from portal.core.filters import ist_date, ist_datetime
from portal.core.forms import parse_day
from portal.core.words import N_
from portal.registers import queries
from portal.registers.models import RegisterMonth
from portal.registers.rules import month_of, read
from portal.units.queries import choose_kendra, list_kendras

# Relative widths of columns on paper.
SERIAL, WIDE = 11, 24
WIDTHS = {"number": 9, "moment": 10, "date": 10, "code": 12, "officer": 15, "text": 12}


def build_register_pages(scope: Scope, actor: Actor, subject_id: uuid.UUID, options: Mapping) -> Built:
    """The register named in the arguments, of the kendra *subject_id*, for the days asked."""
    arguments = options["arguments"]
    register = queries.get_register(arguments.get("register", ""))
    if not holds(actor, register.permission):
        raise Forbidden(N_("This is not open to you."))
    kendra = choose_kendra(list_kendras(scope), subject_id)
    try:
        first, last = (parse_day(arguments[name]) if arguments.get(name) else None for name in ("from_on", "to_on"))
    except ValueError as fault:
        raise BadRequest(N_("The days of the register are not written as day-month-year.")) from fault
    begin, end = clock.period(first, last)
    closed = _closed(register, kendra.id, first, last)
    if closed:
        heads, lines = read(closed.content)
    else:
        heads, lines = [column.label for column in queries.columns_of(register)], _lines(register, scope, kendra.id, begin, end)
    known = {column.label: column for column in queries.columns_of(register)}
    columns = [{"name": N_("Serial"), "width": SERIAL, "align": ""}, *(_head(label, known.get(label)) for label in heads)]
    return Built(kendra.id, kendra.code, {
        "register_name": register.label,
        "period": " – ".join(dict.fromkeys((ist_date(first), ist_date(last or clock.today()))) if first else
                              (gettext("from the beginning"), ist_date(last or clock.today()))),
        "columns": columns,
        "rows": lines,
        "brought_from": _serial_before(register, scope, RegisterFilter(kendra.id, None, begin)) if begin else "",
        "signers": [N_("Desk officer"), N_("Kendra in-charge"), N_("Station officer")],
        "closing": None,
        "sealed": _seal(closed) if closed else None,
        "closed_months": None if closed else _closed_within(register, scope, kendra.id, first or date.min, last or clock.today()),
        "first_page": _first_page(arguments.get("first_page", "1")),
    })


def _closed(register: Register, unit_id: uuid.UUID, first: date | None, last: date | None) -> RegisterMonth | None:
    """The closed month, when exactly its days are asked for: paper and screen then say the same for ever."""
    if first is None or last is None or (first, last) != month_of(first.year, first.month):
        return None
    return queries.find_month(unit_id, register.key, first)


def _closed_within(register: Register, scope: Scope, unit_id: uuid.UUID, first: date, last: date) -> dict | None:
    """The closed months among the days asked, and the serials that read otherwise today than when their month was closed."""
    since = queries.closed_months(scope, unit_id, register.key, first.replace(day=1))
    closed = [since[month] for month in sorted(since) if month <= last]
    if not closed:
        return None
    changed = [one.serial for month in closed for one in queries.changed_since(scope, month)]
    return {"months": ", ".join(month_text(one.month) for one in closed), "changed": ", ".join(changed)}


def _lines(register: Register, scope: Scope, unit_id: uuid.UUID, begin: datetime | None, end: datetime | None) -> list[list[str]]:
    rows = queries.rows_for_paper(register, scope, RegisterFilter(unit_id, begin, end))
    if len(rows) > queries.MOST_ROWS_ON_PAPER:
        raise RuleBroken(N_("This is more than %(most)s lines. Print the register in parts: choose fewer days."),
                         most=queries.MOST_ROWS_ON_PAPER)
    serials = [f"{row.serial}/{row.year}" for row in rows]
    return [[serial, *line] for serial, line in zip(serials, queries.cells(register, rows), strict=True)]


def _head(label: str, column: Column | None) -> dict:
    if column is None:  # a month closed before the register lost this column
        return {"name": label, "width": WIDTHS["text"], "align": ""}
    return {"name": label, "width": WIDE if column.wide else WIDTHS[column.kind],
            "align": "right" if column.kind == "number" else ""}


def _seal(closed: RegisterMonth) -> dict:
    added = queries.corrections_of(closed)
    names = names_of({closed.closed_by, *(one.added_by for one in added)})
    return {"at": ist_datetime(closed.closed_at), "by": names.get(closed.closed_by, ""), "sha256": closed.sha256,
            "gaps": closed.gap_count, "because": closed.gaps_because,
            "corrections": [{"at": ist_datetime(one.added_at), "by": names.get(one.added_by, ""), "serial": one.serial,
                             "text": one.text, "reason": one.reason} for one in added]}


def _first_page(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= 99999:
        raise BadRequest(N_("The page number is not a number."))
    return int(text)


def _serial_before(register: Register, scope: Scope, earlier: RegisterFilter) -> str:
    row = queries.last_row(register, scope, earlier)
    return f"{row.serial}/{row.year}" if row else ""


REGISTER_PAGES = Document(
    "register-pages", N_("Register pages"), "register_pages", "registers:register:list", build_register_pages,
    is_long=True, subject_endpoint="", arguments=("register", "from_on", "to_on", "first_page"))
