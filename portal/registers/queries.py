"""Reading registers: one page on the screen, a run of rows for paper, and the rows with gaps."""

import json
import uuid
from collections.abc import Callable, Iterable, Mapping
from datetime import date
from typing import Any

import sqlalchemy as sa
from flask_babel import gettext
from sqlalchemy import Select, Uuid, select, table

from portal.access.scope import Scope
from portal.accounts.queries import names_of
from portal.core import filters
from portal.core.db import db
from portal.core.errors import NotFound
from portal.core.feature import Column, Register, RegisterFilter, declared
from portal.core.forms import parse_day

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
