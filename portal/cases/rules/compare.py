"""Comparing a month's list of CCTNS with the parallel record (pure): what fits, what differs, what one side lacks."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from portal.core.calendar import months_back
from portal.core.words import N_
from portal.law.rules.offences import section_of

REGISTERS: dict[str, str] = {"fir": N_("FIRs"), "ncr": N_("NCRs")}
VERDICTS: dict[str, str] = {
    "not_here": N_("In CCTNS, not in this record"),
    "not_there": N_("In this record, not in CCTNS"),
    "differs": N_("Differs"),
    "matched": N_("Same on both sides"),
}
NEED_NOTES = N_("%(count)s differences have no explanation yet. The month is settled when each has one.")
SETTLED = N_("This month is settled already.")
NOT_OVER = N_("This month has not begun yet.")
SAY_MORE = N_("Explain it with at least 10 letters.")
NOTE_LETTERS = 10
MONTHS_OFFERED = 13


@dataclass(frozen=True)
class Row:
    """One case as a side knows it: number like 0078/2026, day of registration, sections without their Acts."""

    number: str
    registered_on: date | None
    sections: tuple[str, ...]
    case_id: Any = None

    def plain(self) -> dict[str, Any]:
        """As it is kept and shown."""
        return {"number": self.number, "sections": list(self.sections),
                "registered_on": self.registered_on.isoformat() if self.registered_on else ""}


@dataclass(frozen=True)
class Difference:
    """What became of one number: the verdict, both sides as plain values, and the case here, if any."""

    verdict: str
    theirs: Mapping[str, Any]
    ours: Mapping[str, Any]
    case_id: Any


def compare(theirs: Iterable[Row], ours: Sequence[Row]) -> list[Difference]:
    """Both sides laid beside each other by number; what needs an explanation first. A row of ours without number is not there."""
    here = {row.number: row for row in ours if row.number}
    found, seen = [], set()
    for row in theirs:
        mine = here.get(row.number)
        seen.add(row.number)
        verdict = "not_here" if mine is None else "matched" if _fits(row, mine) else "differs"
        found.append(Difference(verdict, row.plain(), mine.plain() if mine else {}, mine.case_id if mine else None))
    found += [Difference("not_there", {}, row.plain(), row.case_id) for row in ours if row.number not in seen]
    order = list(VERDICTS)
    return sorted(found, key=lambda one: (order.index(one.verdict), (one.theirs or one.ours)["number"]))


def _fits(theirs: Row, ours: Row) -> bool:
    same_day = theirs.registered_on is None or theirs.registered_on == ours.registered_on
    return same_day and (not theirs.sections or set(theirs.sections) == set(ours.sections))


def plain_section(key: str) -> str:
    """The number of a section as a list of CCTNS writes it: no Act, and no word that only our table adds ("77(first)" → "77")."""
    return re.sub(r"\([a-z]{2,}\)", "", section_of(key))


def month_of(day: date) -> date:
    """The first day of the month."""
    return day.replace(day=1)


def months_before(today: date) -> list[date]:
    """The months that may be compared, the latest first."""
    return months_back(today, MONTHS_OFFERED)


def next_month(first: date) -> date:
    """The first day of the month after."""
    return month_of(first + timedelta(days=32))
