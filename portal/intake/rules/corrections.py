"""What of a complaint may be corrected, and how two texts differ (pure)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from portal.core.words import N_
from portal.intake.rules.vocabularies import FLAGS, NATURES, NOT_TOLD_REASONS

# column → what it is called, in the order of the page. Token, door and day of receipt are never corrected.
CORRECTABLE: dict[str, str] = {
    "nature": N_("Nature of the complaint"),
    "occurred_from_on": N_("Day of occurrence, or first day"),
    "occurred_to_on": N_("Last day, if it went on"),
    "occurred_at_hour": N_("Time, if known"),
    "place": N_("Place of occurrence"),
    "gist": N_("What happened, in her words"),
    "relief": N_("What she asks for"),
    **FLAGS,
    "not_told": N_("Not told"),
}
NOTHING_CHANGED = N_("Nothing was changed. Change the text, or go back.")
YES, NO = N_("Yes"), N_("No")

_WORDS = re.compile(r"\s+|[^\s]+")


@dataclass(frozen=True)
class Piece:
    """A run of words that two texts share ("same"), or that only the earlier ("gone") or the later ("new") has."""

    kind: str
    text: str


def plain(name: str, value: Any) -> Any:
    """*value* as it is kept in a version: dates as yyyy-mm-dd, the rest as it is."""
    return value.isoformat() if hasattr(value, "isoformat") else value


def snapshot(record: Any) -> dict[str, Any]:
    """The correctable values of *record*, as they are kept in a version."""
    return {name: plain(name, getattr(record, name)) for name in CORRECTABLE}


def changed(earlier: Mapping[str, Any], later: Mapping[str, Any]) -> list[str]:
    """The names whose values differ, in the order of the page."""
    return [name for name in CORRECTABLE if (earlier.get(name) or None) != (later.get(name) or None)]


def shown(name: str, value: Any) -> str | list[str]:
    """*value* as it is read: a text, or for words of a list their msgids."""
    if name in FLAGS:
        return [YES if value else NO]
    if name == "nature":
        return [NATURES.get(value, value or "")]
    if name == "not_told":
        return [part for field, reason in sorted((value or {}).items())
                for part in (CORRECTABLE.get(field, field), NOT_TOLD_REASONS.get(reason, reason))]
    if name.endswith("_on") and value:
        year, month, day = str(value).split("-")
        return f"{day}-{month}-{year}"
    return str(value or "")


def difference(earlier: str, later: str) -> list[Piece]:
    """How *later* differs from *earlier*, word by word; joined again, the pieces give both texts."""
    old, new = _WORDS.findall(earlier), _WORDS.findall(later)
    pieces: list[Piece] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            pieces.append(Piece("same", "".join(old[a:b])))
            continue
        if a < b:
            pieces.append(Piece("gone", "".join(old[a:b])))
        if c < d:
            pieces.append(Piece("new", "".join(new[c:d])))
    return pieces
