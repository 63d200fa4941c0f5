"""What is expected of a beat: the norm as a plain value, how it was delivered and whence, and what it warns of."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from typing import Any

from portal.core.words import N_

ORDER = N_("DGP of Uttar Pradesh, August 2021 (reported 26-08-2021): one women's beat over 3 to 4 ordinary beats, two women "
           "officers, on the beat 2 to 3 days a week, sitting in the panchayat building from 11:00 to 15:00. Days without a "
           "visit and places in a day are the proposal of this portal; no order was found.")
MOST_DAYS_BETWEEN, MOST_PLACES_A_DAY, MOST_OFFICERS, MOST_ORDINARY = 180, 20, 20, 20

SAY_RANGE = N_("Write a number from %(least)s to %(most)s.")
SAY_HOURS = N_("The sitting ends before it begins.")
SAY_FEW_WOMEN = N_("This beat has %(has)s women officers; the norm is %(norm)s.")
SAY_MANY_ORDINARY = N_("This beat lies over %(has)s ordinary beats; the norm is at most %(norm)s.")


@dataclass(frozen=True)
class Norm:
    """What is expected of a beat; the columns of BeatNorm say what each number means. *path*: the unit that set it, or
    nothing for the norm that the portal was delivered with, whose source is a msgid."""

    days_a_week: int = 2
    days_between: int = 15
    places_a_day: int = 5
    women_officers: int = 2
    ordinary_most: int = 4
    sitting_from: time = time(11)
    sitting_to: time = time(15)
    source: str = ORDER
    path: str = ""


DEFAULT = Norm()
NUMBERS = {"days_a_week": 7, "days_between": MOST_DAYS_BETWEEN, "places_a_day": MOST_PLACES_A_DAY,
           "women_officers": MOST_OFFICERS, "ordinary_most": MOST_ORDINARY}  # each from 1 to this


def norm_faults(facts: Mapping[str, Any]) -> dict[str, tuple[str, dict[str, int]]]:
    """Field → (sentence, values) for what cannot be a norm; a field without a number is judged elsewhere."""
    faults = {name: (SAY_RANGE, {"least": 1, "most": most}) for name, most in NUMBERS.items()
              if facts[name] is not None and not 1 <= facts[name] <= most}
    if None not in (facts["sitting_from"], facts["sitting_to"]) and facts["sitting_to"] <= facts["sitting_from"]:
        faults["sitting_to"] = (SAY_HOURS, {})
    return faults


def nearest(norms: Mapping[str, Norm], path: str) -> Norm:
    """The norm that counts at the unit at *path*: its own or that of the nearest unit above; *norms* by path."""
    codes = path.strip("/").split("/")
    for count in range(len(codes), 0, -1):
        found = norms.get("/" + "/".join(codes[:count]) + "/")
        if found is not None:
            return found
    return DEFAULT


def beat_warnings(norm: Norm, *, women: int, ordinary: int) -> list[tuple[str, dict[str, int]]]:
    """(sentence, values) for what of a beat lies outside the norm; nothing is refused for it."""
    said = []
    if women < norm.women_officers:
        said.append((SAY_FEW_WOMEN, {"has": women, "norm": norm.women_officers}))
    if ordinary > norm.ordinary_most:
        said.append((SAY_MANY_ORDINARY, {"has": ordinary, "norm": norm.ordinary_most}))
    return said


def days_without(last_on: date | None, from_on: date, today: date) -> int:
    """Days since the last visit, or since the place came to the beat when nobody was there yet."""
    return max((today - (last_on or from_on)).days, 0)


def is_uncovered(norm: Norm, last_on: date | None, from_on: date, today: date) -> bool:
    """Whether a place was left alone for longer than the norm says."""
    return days_without(last_on, from_on, today) > norm.days_between
