"""Reads one uploaded sheet within narrow limits: a script, the file on stdin, the cells as JSON on stdout.

It imports nothing of the portal, so that a hostile file meets a process that holds no key and no connection.
"""

import csv
import io
import json
import resource
import sys
import zipfile
from datetime import date, datetime

MEMORY_BYTES = 256 * 1024 * 1024
CPU_SECONDS = 10
ROWS = 20_000
COLUMNS = 60
UNPACKED_BYTES = 50 * 1024 * 1024
RATIO = 100
ENTRIES = 1_000
OLD_EXCEL = b"\xd0\xcf\x11\xe0"


class Refused(Exception):
    """The file is not read; the argument is a word that portal/core/spreadsheets.py has a sentence for."""


def limit() -> None:
    """Takes from this process, for good, all it does not need."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CPU, (CPU_SECONDS, CPU_SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def read(data: bytes) -> list[list[str]]:
    """The cells of the first sheet as text, without empty rows at the end. Raises Refused."""
    if data.startswith(OLD_EXCEL):
        raise Refused("old_excel")
    rows = read_xlsx(data) if data.startswith(b"PK") else read_csv(data)
    while rows and not any(rows[-1]):
        rows.pop()
    if not rows:
        raise Refused("empty")
    if len(rows) > ROWS + 1:
        raise Refused("too_many_rows")
    return rows


def read_xlsx(data: bytes) -> list[list[str]]:
    """Looks at the package before anything is unpacked, then at the first sheet."""
    try:
        entries = zipfile.ZipFile(io.BytesIO(data)).infolist()
    except zipfile.BadZipFile:
        raise Refused("unreadable") from None
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > ENTRIES or unpacked > UNPACKED_BYTES or unpacked > RATIO * len(data):
        raise Refused("bomb")
    if not any(entry.filename == "xl/workbook.xml" for entry in entries):
        raise Refused("unknown_kind")
    from python_calamine import CalamineError, CalamineWorkbook
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheet = book.get_sheet_by_index(0)
        if sheet.total_height > ROWS + 1:
            raise Refused("too_many_rows")
        if sheet.total_width > COLUMNS:
            raise Refused("too_many_columns")
        return [[cell(value) for value in row] for row in sheet.to_python(skip_empty_area=False)]
    except CalamineError:
        raise Refused("unreadable") from None


def read_csv(data: bytes) -> list[list[str]]:
    """CSV as spreadsheets write it: UTF-8, or UTF-16 with its mark; comma, semicolon or tab."""
    try:
        text = data.decode("utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig")
    except UnicodeDecodeError:
        raise Refused("encoding") from None
    if "\0" in text:
        raise Refused("unknown_kind")
    head = text.split("\n", 1)[0]
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=head.count)):
            if len(rows) > ROWS:
                raise Refused("too_many_rows")
            if len(row) > COLUMNS:
                raise Refused("too_many_columns")
            rows.append([value.strip() for value in row])
    except csv.Error:
        raise Refused("unreadable") from None
    return rows


def cell(value: object) -> str:
    """A cell as an officer reads it: whole numbers without ".0", days as dd-mm-yyyy."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime | date):
        return value.strftime("%d-%m-%Y")
    return str(value).strip()


def main() -> None:
    """Answers {"rows": […]} or {"refused": word}."""
    limit()
    try:
        answer: dict[str, object] = {"rows": read(sys.stdin.buffer.read())}
    except Refused as refusal:
        answer = {"refused": str(refusal)}
    except MemoryError:
        answer = {"refused": "bomb"}
    sys.stdout.write(json.dumps(answer))


if __name__ == "__main__":
    main()
