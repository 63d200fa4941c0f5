"""Closing a month of a register (pure): when it may close, what its lines say for ever, what differs since."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from portal.core.calendar import months_back
from portal.core.words import N_, letters_in

NOT_OVER = N_("The month %(month)s is not over yet: it is closed after its last day.")
BEFORE_OPENING = N_("The month %(month)s lies before this kendra was opened, or too far back to be closed.")
CLOSED = N_("This month of the register is closed already.")
NOT_CLOSED = N_("This month is still open: correct the entry itself, with its reason.")
SAY_WHY = N_("%(count)s lines lack something. Complete them, or write why the month is closed so.")
NO_SUCH_LINE = N_("No line of this month has the serial %(serial)s.")
TOO_LONG = N_("This month has more than %(most)s lines. It cannot be closed as one.")
WORDS_NEEDED = N_("Write it with at least 10 letters.")
LETTERS = 10
MONTHS_SHOWN = 13  # where nobody said when the kendra was opened
MOST_MONTHS = 60


@dataclass(frozen=True)
class Difference:
    """A serial of the closed month whose line reads otherwise now: what (msgid) and both lines."""

    serial: str
    what: str
    then: Sequence[str]
    now: Sequence[str]


CHANGED, ADDED, GONE = N_("Reads otherwise now"), N_("Entered after the closing"), N_("No longer in the register")


def month_of(year: int, month: int) -> tuple[date, date]:
    """The first and last day; ValueError for a month that no calendar has."""
    first = date(year, month, 1)
    return first, date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


def months_to_close(today: date, opened_on: date | None) -> list[date]:
    """The first days of the months that are over since the kendra was opened, the last one first, of five years at most."""
    if opened_on is None:
        return months_back(today, MONTHS_SHOWN + 1)[1:]
    return [month for month in months_back(today, MOST_MONTHS + 1)[1:] if month >= opened_on.replace(day=1)]


def written(columns: Sequence[str], lines: Iterable[Sequence[str]]) -> str:
    """The closed month as the text that is kept: names of columns (msgids) and lines, the serial first."""
    return json.dumps({"columns": list(columns), "lines": [list(line) for line in lines]}, ensure_ascii=False,
                      separators=(",", ":"))


def read(content: str) -> tuple[list[str], list[list[str]]]:
    """Columns and lines of a closed month."""
    held = json.loads(content)
    return held["columns"], held["lines"]


def fingerprint(content: str) -> str:
    """The seal of a closed month: whoever prints it again can compare."""
    return hashlib.sha256(content.encode()).hexdigest()


def differences(then: Sequence[Sequence[str]], now: Sequence[Sequence[str]]) -> list[Difference]:
    """Line by line what the register says otherwise than on the day it was closed."""
    held: Mapping[str, Sequence[str]] = {line[0]: line for line in then}
    live: Mapping[str, Sequence[str]] = {line[0]: line for line in now}
    found = [Difference(serial, GONE if serial not in live else CHANGED, line, live.get(serial, ()))
             for serial, line in held.items() if live.get(serial) != line]
    return found + [Difference(serial, ADDED, (), line) for serial, line in live.items() if serial not in held]


def has_words(text: str) -> bool:
    """Whether somebody wrote words, not a stroke."""
    return letters_in(text) >= LETTERS
