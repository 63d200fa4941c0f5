"""Rules of the tree of units: what stands under what, what a unit says of itself, the verdict on a list."""

import re
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from portal.core.text import UncleanText, clean_text, fold_digits
from portal.core.words import N_

# From the top down: a unit's parent is always of an earlier kind, so the tree can hold no circle.
KINDS: dict[str, str] = {
    "state": N_("The State"),
    "zone": N_("Zone"),
    "range": N_("Range"),
    "commissionerate": N_("Commissionerate"),
    "district": N_("District"),
    "circle": N_("Circle"),
    "station": N_("Police station"),
    "kendra": N_("Mission Shakti Kendra"),
}
# A commissionerate stands in place of a range; its districts are the zones of the deputy commissioners.
KINDS_IN_COMMISSIONERATE = {"district": N_("Zone of a DCP"), "circle": N_("Circle of an ACP")}

ALLOWED_PARENTS: dict[str, tuple[str, ...]] = {
    "state": (),
    "zone": ("state",),
    "range": ("zone",),
    "commissionerate": ("state", "zone"),
    "district": ("range", "commissionerate"),
    "circle": ("district",),
    "station": ("circle", "district"),
    "kendra": ("station",),
}

CODE_SHAPE = re.compile(r"(?=.{2,12}\Z)[A-Z0-9]+(?:-[A-Z0-9]+)*\Z")
PHONE_SHAPE = re.compile(r"(?=.{3,20}\Z)\+?[0-9][0-9 -]*\Z")
NAME_LENGTH = 120
NAME_HI_SHAPE = re.compile(rf"(?=.{{1,{NAME_LENGTH}}}\Z).*[\u0900-\u097f].*\Z")
NAME_EN_SHAPE = re.compile(rf"(?=.{{1,{NAME_LENGTH}}}\Z)[A-Za-z][ -~’]*\Z")
YES, NO = {"yes", "y", "1", "true", "हाँ", "हां", "है"}, {"", "no", "n", "0", "false", "नहीं", "नही"}

SAY_CODE = N_("Write the code with 2 to 12 capital letters, digits or hyphens, like LKO-HZG.")
SAY_KIND = N_("Choose the kind of unit from the list of kinds.")
SAY_NAME_HI = N_("Write the name in Hindi, in Devanagari letters, with at most 120 characters.")
SAY_NAME_EN = N_("Write the name in English, in Latin letters, with at most 120 characters.")
SAY_PHONE = N_("Write a public office number with digits, spaces and hyphens only, like 112 or 0522-2206900.")
SAY_YES_NO = N_("Write yes or no for “women's station”.")
SAY_ONLY_STATION = N_("Only a police station can be a women's station.")
SAY_DAY = N_("Write dates as day-month-year, like 23-11-2026.")
SAY_ENDS_BEFORE = N_("The unit is closed before it was opened.")
SAY_TWICE = N_("The code %(code)s stands more than once in this list (lines %(lines)s). Keep one of them.")
SAY_KIND_STAYS = N_("%(code)s is already a unit of another kind, and a unit's kind cannot change.")
SAY_NO_PARENT = N_("A unit of this kind needs the code of the unit above it.")
SAY_TOP = N_("A state has no unit above it.")
SAY_UNKNOWN_PARENT = N_("The unit above it, %(parent)s, is neither in the portal nor in this list.")
SAY_PARENT_REFUSED = N_("The unit above it, %(parent)s, stands in this list but is refused.")
SAY_WRONG_PARENT = N_("%(parent)s is not of a kind that can stand above this unit.")
SAY_PARENT_CLOSED = N_("The unit above it, %(parent)s, is closed earlier than this one.")
SAY_OPEN_BELOW = N_("It cannot be closed while units below it stay open: %(below)s.")
SAY_OUTSIDE = N_("This unit is outside your charge.")


@dataclass(frozen=True)
class UnitFacts:
    """What a list or a form says of one unit; *code* never changes, the rest may."""

    code: str
    kind: str
    parent_code: str
    name_hi: str
    name_en: str
    phone: str = ""
    is_womens_station: bool = False
    opened_on: date | None = None
    closed_on: date | None = None


FIELDS = tuple(field.name for field in fields(UnitFacts))


@dataclass(frozen=True)
class Reason:
    """Why a row is refused: an English msgid with its values."""

    sentence: str
    values: Mapping[str, str]


@dataclass(frozen=True)
class Verdict:
    """What becomes of a row: *outcome* is new, changed, same or refused; *changes* names what differs."""

    line: int
    code: str
    outcome: str
    facts: UnitFacts | None = None
    changes: tuple[str, ...] = ()
    reasons: tuple[Reason, ...] = ()

    @property
    def is_good(self) -> bool:
        """Whether applying the list does something for this row."""
        return self.outcome in ("new", "changed")


def kind_title(kind: str, in_commissionerate: bool) -> str:
    """The kind as people call it (msgid): a commissionerate has its own names for the levels below it."""
    return KINDS_IN_COMMISSIONERATE.get(kind, KINDS[kind]) if in_commissionerate else KINDS[kind]


def path_of(parent_path: str, code: str) -> str:
    """The place of a unit in the tree, like "/UP/LKZ/"; the top has the parent path ""."""
    return f"{parent_path or '/'}{code}/"


def path_range(path: str) -> tuple[str, str]:
    """Bounds (first, past the last) of the paths at and below *path*, in byte order: "0" follows "/"."""
    return path, path[:-1] + "0"


def ancestor_paths(path: str) -> list[str]:
    """The paths above *path*, from the top down."""
    codes = path.strip("/").split("/")
    return ["/" + "/".join(codes[:count]) + "/" for count in range(1, len(codes))]


@dataclass
class Node:
    """A unit with the units shown below it."""

    unit: Any
    below: list["Node"]


def nest(units: Iterable[Any]) -> list[Node]:
    """Units in order of their path as trees; a unit whose parent is not among them stands at the top."""
    tops: list[Node] = []
    trail: list[Node] = []
    for unit in units:
        while trail and not unit.path.startswith(trail[-1].unit.path):
            trail.pop()
        node = Node(unit, [])
        (trail[-1].below if trail else tops).append(node)
        trail.append(node)
    return tops


def validate_row(cells: Mapping[str, str]) -> tuple[UnitFacts | None, tuple[Reason, ...]]:
    """Reads the texts of one row by field name (missing means empty): the facts, or the reasons against."""
    try:
        text = {name: " ".join(clean_text(cells.get(name, "")).split()) for name in FIELDS}
    except UncleanText as fault:
        return None, (Reason(fault.sentence, {}),)
    wrong = [sentence for name, sentence, fits in _SHAPES if not fits(text[name])]
    days = {name: _day(text[name]) for name in ("opened_on", "closed_on")}
    if any(text[name] and day is None for name, day in days.items()):
        wrong.append(SAY_DAY)
    plain = {"phone": fold_digits(text["phone"]), "is_womens_station": _is_yes(text["is_womens_station"])}
    facts = UnitFacts(**{**text, **days, **plain})
    wrong += own_faults(facts)
    reasons = tuple(Reason(sentence, {}) for sentence in dict.fromkeys(wrong))
    return (None, reasons) if reasons else (facts, ())


_SHAPES = (
    ("code", SAY_CODE, lambda text: bool(CODE_SHAPE.match(text))),
    ("kind", SAY_KIND, lambda text: text in KINDS),
    ("name_hi", SAY_NAME_HI, lambda text: bool(NAME_HI_SHAPE.match(text))),
    ("name_en", SAY_NAME_EN, lambda text: bool(NAME_EN_SHAPE.match(text))),
    ("phone", SAY_PHONE, lambda text: not text or bool(PHONE_SHAPE.match(fold_digits(text)))),
    ("is_womens_station", SAY_YES_NO, lambda text: text.casefold() in YES | NO),
)


def _is_yes(text: str) -> bool:
    return text.casefold() in YES


def texts_of(facts: UnitFacts) -> dict[str, str]:
    """*facts* as a row of a list says them; reading them again gives the same facts."""
    return {name: _text(getattr(facts, name)) for name in FIELDS}


def _text(value: str | bool | date | None) -> str:
    if isinstance(value, bool):
        return "yes" if value else ""
    return value.strftime("%d-%m-%Y") if isinstance(value, date) else value or ""


def own_faults(facts: UnitFacts) -> list[str]:
    """What contradicts itself within one unit (msgids)."""
    faults = []
    if facts.is_womens_station and facts.kind != "station":
        faults.append(SAY_ONLY_STATION)
    if facts.opened_on and facts.closed_on and facts.closed_on < facts.opened_on:
        faults.append(SAY_ENDS_BEFORE)
    return faults


def _day(text: str) -> date | None:
    parts = re.fullmatch(r"(\d{1,2})-(\d{1,2})-(\d{4})", fold_digits(text))
    try:
        day = date(int(parts[3]), int(parts[2]), int(parts[1])) if parts else None
    except ValueError:
        return None
    return day if day and 1800 <= day.year <= 2100 else None


def judge(rows: Sequence[tuple[int, Mapping[str, str]]], known: Mapping[str, UnitFacts],
          reach: Collection[str] | None = None) -> list[Verdict]:
    """The verdict on each row (line number, texts) of a list, given the units of the portal by code.

    *reach* holds the codes that the importer may change or build under; None means all. The order of the rows
    does not matter. Good rows can be applied without the refused ones: what is refused takes down what leans
    on it.
    """
    read = [(line, cells.get("code", "").strip(), *validate_row(cells)) for line, cells in rows]
    lines: dict[str, list[int]] = {}
    for line, code, _facts, _reasons in read:
        lines.setdefault(code, []).append(line)
    standing: dict[str, UnitFacts] = {}
    refused: dict[int, tuple[Reason, ...]] = {}
    for line, code, facts, reasons in read:
        if code and len(lines[code]) > 1:
            reasons += (Reason(SAY_TWICE, {"code": code, "lines": ", ".join(map(str, sorted(lines[code])))}),)
        if facts and not reasons:
            reasons = _refused_for_good(facts, known, reach, lines)
        if reasons or facts is None:
            refused[line] = reasons
        else:
            standing[code] = facts
    refused |= {lines[code][0]: reasons for code, reasons in _settle(standing, known, lines).items()}
    return [Verdict(line, code, "refused", facts, (), refused[line]) if line in refused
            else _verdict(line, facts, known.get(code)) for line, code, facts, _reasons in read]


def _verdict(line: int, facts: UnitFacts, before: UnitFacts | None) -> Verdict:
    if before is None:
        return Verdict(line, facts.code, "new", facts)
    changes = tuple(name for name in FIELDS if getattr(before, name) != getattr(facts, name))
    return Verdict(line, facts.code, "changed" if changes else "same", facts, changes)


def _refused_for_good(facts: UnitFacts, known: Mapping[str, UnitFacts], reach: Collection[str] | None,
                      lines: Mapping[str, Sequence[int]]) -> tuple[Reason, ...]:
    """Reasons that do not depend on which other rows are accepted."""
    before = known.get(facts.code)
    if before and before.kind != facts.kind:
        return (Reason(SAY_KIND_STAYS, {"code": facts.code}),)
    if reach is None:
        return ()
    stays = before is not None and before.parent_code == facts.parent_code
    is_parent_new = facts.parent_code in lines and facts.parent_code not in known
    if (before and facts.code not in reach) or not (stays or is_parent_new or facts.parent_code in reach):
        return (Reason(SAY_OUTSIDE, {}),)
    return ()


def _settle(standing: dict[str, UnitFacts], known: Mapping[str, UnitFacts],
            listed: Collection[str]) -> dict[str, tuple[Reason, ...]]:
    """Takes out of *standing* what cannot stand, until nothing more falls; gives the reasons by code."""
    refused: dict[str, tuple[Reason, ...]] = {}
    while True:
        tree = {**known, **standing}
        below: dict[str, list[UnitFacts]] = {}
        for facts in tree.values():
            below.setdefault(facts.parent_code, []).append(facts)
        fallen = {code: reason for code, facts in standing.items()
                  if (reason := _place_fault(facts, tree, listed))}
        # a closing that cannot be takes nothing else down with it, so it falls before what it would shut out
        fallen = fallen or {code: reason for code, facts in standing.items()
                            if (reason := _closing_fault(facts, below.get(code, ())))}
        fallen = fallen or {code: Reason(SAY_PARENT_CLOSED, {"parent": facts.parent_code})
                            for code, facts in standing.items()
                            if facts.parent_code and _outlives(facts, tree[facts.parent_code])}
        if not fallen:
            return refused
        for code, reason in fallen.items():
            refused[code] = (reason,)
            del standing[code]


def _place_fault(facts: UnitFacts, tree: Mapping[str, UnitFacts], listed: Collection[str]) -> Reason | None:
    if not ALLOWED_PARENTS[facts.kind]:
        return Reason(SAY_TOP, {}) if facts.parent_code else None
    if not facts.parent_code:
        return Reason(SAY_NO_PARENT, {})
    parent, said = tree.get(facts.parent_code), {"parent": facts.parent_code}
    if parent is None:
        return Reason(SAY_PARENT_REFUSED if facts.parent_code in listed else SAY_UNKNOWN_PARENT, said)
    return None if parent.kind in ALLOWED_PARENTS[facts.kind] else Reason(SAY_WRONG_PARENT, said)


def _closing_fault(facts: UnitFacts, below: Iterable[UnitFacts]) -> Reason | None:
    open_below = sorted(unit.code for unit in below if _outlives(unit, facts))
    return Reason(SAY_OPEN_BELOW, {"below": ", ".join(open_below[:5])}) if open_below else None


def _outlives(unit: UnitFacts, above: UnitFacts) -> bool:
    """Whether *unit* is open on a day on which *above* is closed already."""
    return above.closed_on is not None and (unit.closed_on is None or unit.closed_on > above.closed_on)


def in_tree_order(verdicts: Iterable[Verdict]) -> list[Verdict]:
    """The good rows so that a parent always comes before what stands under it."""
    order = list(KINDS)
    return sorted((verdict for verdict in verdicts if verdict.is_good),
                  key=lambda verdict: (order.index(verdict.facts.kind), verdict.line))
