"""What an identity may say, how it is cleaned, and what of it may be shown closed."""

import json
import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field, fields
from datetime import date
from typing import Any

from portal.core.errors import InvalidValues
from portal.core.text import UncleanText, clean_phone, clean_text
from portal.core.words import N_

KINDS: dict[str, str] = {
    "woman": N_("Woman or girl"),
    "opposite_party": N_("Opposite party"),
    "other": N_("Other person"),
}
GENDERS: dict[str, str] = {
    "": N_("Not told"),
    "woman": N_("Woman"),
    "man": N_("Man"),
    "third_gender": N_("Third gender"),
}
KINSHIP: dict[str, str] = {
    "wife_of": N_("Wife of"),
    "daughter_of": N_("Daughter of"),
    "son_of": N_("Son of"),
    "mother_of": N_("Mother of"),
    "widow_of": N_("Widow of"),
    "other": N_("Other relation"),
}
MAY_CALL: dict[str, str] = {
    "yes": N_("Yes"),
    "no": N_("No, do not call"),
    "ask": N_("Only in the hours below"),
}
LONGEST_AGE = 120
ADULT_AGE = 18  # BNS s.2(3), POCSO s.2(1)(d), JJ Act s.2(12): a child is below eighteen years
_GAPS = re.compile("[ \t\u00a0]+")
_TOO_LONG = N_("This is too long.")
_NOT_IN_LIST = N_("Choose one of the list.")


def _line(most: int) -> Any:
    return field(default="", metadata={"most": most})


def _phone() -> Any:
    return field(default="", metadata={"clean": clean_phone})


def _choice(codes: Mapping[str, str], default: str = "") -> Any:
    return field(default=default, metadata={"codes": codes})


@dataclass(frozen=True)
class Identity:
    """Who somebody is, as told. Empty means not told; the reason for that stands with the matter."""

    name: str = _line(120)
    relation: str = _choice(KINSHIP)
    relative_name: str = _line(120)
    address: str = _line(300)
    village: str = _line(120)
    phone: str = _phone()
    other_phone: str = _phone()
    occupation: str = _line(120)
    school: str = _line(120)
    born_on: date | None = None
    gender: str = _choice(GENDERS)
    age_years: int | None = None
    is_minor: bool = False

    def sealed_part(self) -> str:
        """Everything that names her, as JSON for the vault; what is counted (PLAIN) stays outside."""
        told = {name: value for name, value in asdict(self).items() if value and name not in PLAIN}
        return json.dumps(told, ensure_ascii=False, sort_keys=True, default=date.isoformat)


PLAIN = ("gender", "age_years", "is_minor")


@dataclass(frozen=True)
class SafePlan:
    """How a woman may be reached without bringing her into danger."""

    may_call: str = _choice(MAY_CALL, "yes")
    phone: str = _phone()
    hours: str = _line(60)
    code_word: str = _line(40)
    hide_from: str = _line(200)
    note: str = _line(500)

    def as_json(self) -> str:
        """The whole plan for the vault."""
        return json.dumps(asdict(self), ensure_ascii=False, sort_keys=True)


def read_identity(values: Mapping[str, Any], today: date) -> Identity:
    """The cleaned identity in *values* (field → value); InvalidValues names every field that is wrong.

    An age follows from the day of birth when only that is told. Whoever is below eighteen is a minor, and so
    is whoever the officer says is one, whatever age is told.
    """
    cleaned = _cleaned(Identity, values)
    born_on, age = cleaned.get("born_on"), cleaned.get("age_years")
    faults = {}
    if born_on and not 0 <= age_on(born_on, today) <= LONGEST_AGE:
        faults["born_on"] = N_("This day of birth is not possible.")
    if age is not None and not 0 <= age <= LONGEST_AGE:
        faults["age_years"] = N_("Write the age in years, from 0 to 120.")
    if faults:
        raise InvalidValues(faults)
    if age is None and born_on:
        age = age_on(born_on, today)
    is_minor = bool(cleaned.get("is_minor")) or (age is not None and age < ADULT_AGE)
    return Identity(**{**cleaned, "age_years": age, "is_minor": is_minor})


def read_safe_plan(values: Mapping[str, Any]) -> SafePlan:
    """The cleaned safe-contact plan in *values*; InvalidValues names every field that is wrong."""
    return SafePlan(**_cleaned(SafePlan, values))


def open_identity(sealed_part: bytes, gender: str, age_years: int | None, is_minor: bool) -> Identity:
    """The identity again, from what the vault gave back and the plain columns."""
    told = json.loads(sealed_part)
    if "born_on" in told:
        told["born_on"] = date.fromisoformat(told["born_on"])
    return Identity(**told, gender=gender, age_years=age_years, is_minor=is_minor)


def open_safe_plan(sealed: bytes) -> SafePlan:
    """The plan again, from what the vault gave back."""
    return SafePlan(**json.loads(sealed))


def age_on(born_on: date, day: date) -> int:
    """Full years of age on *day*; someone born on 29 February is a year older on 1 March."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def masked_name(name: str) -> str:
    """The first letter of each word with its signs, and dots: सु••• श•••."""
    return " ".join(f"{_first_letter(word)}•••" for word in name.split())


def masked_phone(phone: str) -> str:
    """The last two digits: …43."""
    return f"…{phone[-2:]}" if phone else ""


def _first_letter(word: str) -> str:
    end = 1
    while end < len(word) and unicodedata.category(word[end]).startswith("M"):
        end += 1
    return word[:end]


def _cleaned(shape: type, values: Mapping[str, Any]) -> dict[str, Any]:
    known = {each.name: each for each in fields(shape)}
    if strangers := values.keys() - known.keys():
        raise TypeError(f"{shape.__name__} has no {', '.join(sorted(strangers))}")
    cleaned, faults = {}, {}
    for name, value in values.items():
        try:
            cleaned[name] = _clean(known[name].metadata, value) if isinstance(value, str) else value
        except UncleanText as fault:
            faults[name] = fault.sentence
    if faults:
        raise InvalidValues(faults)
    return cleaned


def _clean(rule: Mapping[str, Any], value: str) -> str:
    value = _GAPS.sub(" ", clean_text(value)).strip()
    clean: Callable[[str], str] | None = rule.get("clean")
    if clean and value:
        return clean(value)
    if len(value) > rule.get("most", len(value)):
        raise UncleanText("too_long", _TOO_LONG)
    if "codes" in rule and value and value not in rule["codes"]:
        raise UncleanText("not_in_list", _NOT_IN_LIST)
    return value
