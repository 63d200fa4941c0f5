"""Reading registers: one page on the screen, a run of rows for paper, the rows with gaps, and months that were closed."""

import json
import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from flask_babel import force_locale, gettext
from sqlalchemy import Select, Uuid, select, table

from portal.access.scope import Scope
from portal.accounts.queries import names_of
from portal.core import clock, filters
from portal.core.db import db
from portal.core.errors import NotFound, RuleBroken
from portal.core.feature import Column, Register, RegisterFilter, declared
from portal.core.forms import parse_day
from portal.registers import rules
from portal.registers.models import RegisterCorrection, RegisterMonth
from portal.units.queries import get_unit

MOST_ROWS_ON_PAPER = 1000
# The table of the sibling that prints, by name only.
_papers = table("papers", sa.column("document"), sa.column("subject_id", Uuid), sa.column("arguments"), sa.column("pages"))


def get_register(key: str) -> Register:
    """The declared register; NotFound for any other word."""
    for register in declared("registers"):
        if register.key == key:
            return register
    raise NotFound()


def columns_of(register: Register) -> list[Column]:
    """The columns after the serial, which every page sets first."""
    return [column for column in register.columns if column.key != "serial"]


def select_rows(register: Register, scope: Scope, chosen: RegisterFilter) -> tuple[Select, list]:
    """The register's rows and the columns that order them: year, serial, id."""
    rows = register.select(scope, chosen).subquery()
    return select(rows), [rows.c.year, rows.c.serial, rows.c.id]


def rows_for_paper(register: Register, scope: Scope, chosen: RegisterFilter) -> list[Any]:
    """Rows in order of serial, at most one more than MOST_ROWS_ON_PAPER."""
    statement, keys = select_rows(register, scope, chosen)
    return list(db.session.execute(statement.order_by(*keys).limit(MOST_ROWS_ON_PAPER + 1)).all())


def last_row(register: Register, scope: Scope, chosen: RegisterFilter) -> Any | None:
    """The row with the highest serial, or None."""
    statement, keys = select_rows(register, scope, chosen)
    return db.session.execute(statement.order_by(*(key.desc() for key in keys)).limit(1)).first()


def next_page(unit_id: uuid.UUID, key: str, from_on: date | None) -> int:
    """The page number that follows the last print of this register for days before *from_on*; 1 at its beginning."""
    if from_on is None:
        return 1
    printed = select(_papers.c.arguments, _papers.c.pages).where(
        _papers.c.document == "register-pages", _papers.c.subject_id == unit_id)
    following = [1]
    for text, pages in db.session.execute(printed):
        arguments = json.loads(text)
        if arguments.get("register") == key and arguments.get("to_on") and parse_day(arguments["to_on"]) < from_on:
            following.append(int(arguments.get("first_page", "1")) + pages)
    return max(following)


def rows_with_gaps(register: Register, scope: Scope, chosen: RegisterFilter, limit: int = 200) -> list[tuple[Any, list[str]]]:
    """The newest rows that lack something or say too little, with what (msgids)."""
    if register.gaps is None:
        return []
    statement, keys = select_rows(register, scope, chosen)
    found = []
    for row in db.session.execute(statement.order_by(*(key.desc() for key in keys)).limit(5 * limit)):
        gaps = list(register.gaps(row))
        if gaps:
            found.append((row, gaps))
        if len(found) == limit:
            break
    return found


def cells(register: Register, rows: Iterable[Any]) -> list[list[str]]:
    """The rows as text in the reader's language, one list a row, in the order of the columns."""
    rows, columns = list(rows), columns_of(register)
    officers = [column.key for column in columns if column.kind == "officer"]
    names = names_of({getattr(row, key) for row in rows for key in officers}) if officers else {}
    writers = [(column.key, _writer(register, column, names)) for column in columns]
    return [["" if (value := getattr(row, key)) is None or value == "" else write(value) for key, write in writers]
            for row in rows]


def _writer(register: Register, column: Column, names: Mapping[uuid.UUID, str]) -> Callable[[Any], str]:
    """How the values of a column are written; words are looked up once a page, not once a row."""
    if column.write:
        return column.write
    if column.kind == "moment":
        return filters.ist_datetime
    if column.kind == "date":
        return filters.ist_date
    if column.kind == "officer":
        return lambda value: names.get(value, "")
    if column.key in register.words:
        said = {code: gettext(words) for code, words in register.words[column.key].items()}
        return lambda value: said.get(value, str(value))
    yes, no = gettext("Yes"), gettext("No")
    return lambda value: (yes if value else no) if isinstance(value, bool) else str(value)


def find_month(unit_id: uuid.UUID, key: str, month: date) -> RegisterMonth | None:
    """A month of a register as it was closed, if it was; the caller has reached the kendra."""
    return db.session.scalar(select(RegisterMonth).where(
        RegisterMonth.unit_id == unit_id, RegisterMonth.register == key, RegisterMonth.month == month))


def months_to_close(scope: Scope, unit_id: uuid.UUID, today: date) -> list[date]:
    """The months of a kendra in reach that are over, the last one first, as rules.months_to_close counts them."""
    return rules.months_to_close(today, get_unit(scope, unit_id).opened_on)


def closed_months(scope: Scope, unit_id: uuid.UUID, key: str, since: date) -> dict[date, RegisterMonth]:
    """First day → the closed months of a register from *since* on."""
    rows = db.session.scalars(scope.limit(select(RegisterMonth).where(
        RegisterMonth.unit_id == unit_id, RegisterMonth.register == key, RegisterMonth.month >= since), RegisterMonth.unit_id))
    return {row.month: row for row in rows}


def corrections_of(closed: RegisterMonth) -> list[RegisterCorrection]:
    """The dated additions to a closed month, the first one first."""
    return list(db.session.scalars(select(RegisterCorrection).where(RegisterCorrection.month_id == closed.id).order_by(
        RegisterCorrection.added_at, RegisterCorrection.id)))


def lines_of_month(register: Register, scope: Scope, unit_id: uuid.UUID, month: date) -> tuple[list[list[str]], list]:
    """The lines of a month as its Hindi page says them now, the serial first, and (serial, gaps) of those that lack something."""
    first, last = rules.month_of(month.year, month.month)
    rows = rows_for_paper(register, scope, RegisterFilter(unit_id, *clock.period(first, last)))
    if len(rows) > MOST_ROWS_ON_PAPER:
        raise RuleBroken(rules.TOO_LONG, most=MOST_ROWS_ON_PAPER)
    with force_locale("hi"):  # a register is kept in Hindi, whoever closes it
        said = cells(register, rows)
    serials = [f"{row.serial}/{row.year}" for row in rows]
    gaps = [(serial, list(register.gaps(row))) for serial, row in zip(serials, rows, strict=True)] if register.gaps else []
    return [[serial, *line] for serial, line in zip(serials, said, strict=True)], [one for one in gaps if one[1]]


def unsettled(register: Register, unit_id: uuid.UUID, month: date) -> Sequence[str]:
    """What must be done before this month may close (msgids), as the register's own feature says."""
    return register.unsettled(unit_id, month) if register.unsettled else ()


def changed_since(scope: Scope, closed: RegisterMonth) -> list[rules.Difference]:
    """What the register says otherwise now than when the month was closed."""
    now, _ = lines_of_month(get_register(closed.register), scope, closed.unit_id, closed.month)
    return rules.differences(rules.read(closed.content)[1], now)
