"""The pointer to CCTNS: the shape of an FIR or NCR number as it is typed from there; none is ever issued here."""

import re
from dataclasses import dataclass
from datetime import date

from portal.core.text import fold_digits
from portal.core.words import N_

LARGEST = 9999  # four digits with leading zeros (form I.I.F.-I)
FIRST_YEAR = 1990

SAY_SHAPE = N_("Write the number as CCTNS shows it, like 0078/2026: up to four digits, a stroke, the year.")
SAY_YEAR = N_("The number is of the year %(theirs)s, but the case was registered in %(ours)s. FIR numbers begin anew each year "
              "(form I.I.F.-I, item 1): compare with CCTNS.")
SAY_STATION = N_("The number is of another station than this one's. A case of another station is recorded there; a zero FIR "
                 "carries this station's number (BNSS 173(1)).")
_SHAPE = re.compile(r"0*([1-9][0-9]{0,3})\s*/\s*([0-9]{4})")


@dataclass(frozen=True)
class Pointer:
    """A number of CCTNS: running number and year; the station stands beside it."""

    number: int
    year: int

    def __str__(self) -> str:
        return f"{self.number:04d}/{self.year}"


def read_pointer(text: str) -> Pointer | None:
    """The number in *text*, in digits of any script; None for an empty text. ValueError for any other shape."""
    plain = fold_digits(text).strip()
    if not plain:
        return None
    found = _SHAPE.fullmatch(plain)
    if not found or not FIRST_YEAR <= int(found[2]) <= 2100:
        raise ValueError(SAY_SHAPE)
    return Pointer(int(found[1]), int(found[2]))


def is_of_year(pointer: Pointer, registered_on: date) -> bool:
    """Whether the number belongs to the year in which the case was registered."""
    return pointer.year == registered_on.year


def same_station(typed: str, *names: str) -> bool:
    """Whether the station as typed is one of *names*, without case, gaps and the words for "station"."""
    return not typed.strip() or _bare(typed) in {_bare(name) for name in names}


def _bare(name: str) -> str:
    words = re.sub(r"[.\-,]", " ", name.casefold()).split()
    return " ".join(word for word in words if word not in {"थाना", "कोतवाली", "ps", "p", "s", "police", "station", "thana"})
