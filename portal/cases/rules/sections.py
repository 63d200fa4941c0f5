"""Sections as officers write them (pure): "BNS 64(1), 351(3); POCSO 4(2)" read against the law pack of the case."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from portal.core.words import N_
from portal.law.rules.offences import Offence, act_of, is_under
from portal.law.rules.pack import LawPack
from portal.law.rules.writing import ACT_WORDS, fold_section

TURN_ON_CONVICTION = ("BNS:71", "BNS:77", "BNS:78")
MOST_NEAR = 4
UNREAD = N_("“%(text)s” is no Act and section that the law pack %(version)s knows. Compare it with the FIR.")
OUTSIDE = N_("%(text)s does not stand in the law pack %(version)s: no clock will be computed from it.")
REMEDY = N_("%(text)s is a remedy before a court or committee and no offence: it stands beside an FIR or NCR, never in it. "
            "Leave it out here.")
NEAR = N_("“%(text)s” must be written to its end. In the law pack %(version)s stand: %(near)s.")
ONE_AT_LEAST = N_("An FIR names at least one Act and section (form I.I.F.-I, item 2).")
_POLICE_DOT = re.compile(r"(?<=[\u0900-\u097f])0")  # भा0द0वि0: a nought stands where print has a dot
_BETWEEN = re.compile(r"[,;\n]+|\s(?:व|एवं|तथा|और|and|&)\s")
_SLASH = re.compile(r"(?<=[\w)])/(?=\d)")
_PART = re.compile(r"(?P<act>\D*?)(?P<number>\d+[A-Za-z]{0,2})(?P<rest>(?:\s*\([0-9a-zA-Z]+\))*)(?P<tail>\D*)")


@dataclass(frozen=True)
class Doubt:
    """What speaks against a piece of the text: the sentence (msgid) with its values, and whether it refuses."""

    sentence: str
    values: Mapping[str, str]
    is_refusal: bool


@dataclass(frozen=True)
class SectionsRead:
    """Keys in the order written, each once, and what speaks against them.

    A section of a known Act that the pack does not hold (theft beside stalking) is kept as written and only doubted.
    """

    keys: tuple[str, ...]
    doubts: tuple[Doubt, ...]


def find_offence(pack: LawPack, key: str) -> Offence | None:
    """The row of *key*, also for a section of the Penal Code through the BNS row that took its place."""
    return pack.offences.get(key) or pack.older.get(key)


def offences_of(pack: LawPack, keys: Iterable[str]) -> dict[str, Offence]:
    """Key → row, for the keys that the pack knows."""
    return {key: offence for key in keys if (offence := find_offence(pack, key))}


def read_sections(text: str, pack: LawPack, default_act: str) -> SectionsRead:
    """What *text* says: pieces divided by commas, semicolons, lines, "and" or a slash; a piece without an Act belongs to the
    one before it, the first to *default_act*."""
    words = _act_words(pack)
    act, keys, doubts = default_act, [], []
    for piece in _pieces(text):
        found = _read_piece(piece)
        named = _bare(found["act"] + found["tail"]) if found else ""
        if not found or (named and named not in words):
            doubts.append(Doubt(UNREAD, {"text": piece, "version": pack.version}, True))
            continue
        act = words[named] if named else act
        key = f"{act}:{found['number'].upper()}{''.join(found['rest'].split())}"
        row = find_offence(pack, key)
        doubt = _doubt(pack, key) if row is None else _remedy(key) if row.kind == "remedy" else None
        if doubt:
            doubts.append(doubt)
        if key not in keys and not (doubt and doubt.is_refusal):
            keys.append(key)
    return SectionsRead(tuple(keys), tuple(doubts))


def _pieces(text: str) -> list[str]:
    """Pieces with one number each; of "498A/506 IPC" every one has the Act that stands at the end."""
    found = []
    for piece in _BETWEEN.split(text):
        first, *others = _SLASH.split(piece.strip().rstrip("."))
        head, last = _read_piece(first), _read_piece(others[-1]) if others else None
        named = last["tail"].strip() if head and last and not _bare(head["act"]) else ""
        found += [f"{named} {first}".strip(), *others]
    return [piece for piece in found if piece]


def _read_piece(piece: str) -> re.Match[str] | None:
    return _PART.fullmatch(_POLICE_DOT.sub(".", fold_section(piece)))


def asks_conviction(keys: Iterable[str]) -> bool:
    """Whether bail or term of a section turns on an earlier conviction (BNS 71, 77, 78), so that it is asked of the accused."""
    return any(is_under(key, entry) for key in keys for entry in TURN_ON_CONVICTION)


def written(keys: Iterable[str]) -> str:
    """Keys as an officer would type them again: "BNS 64(1), POCSO 4(2)"."""
    return ", ".join(key.replace(":", " ") for key in keys)


def code_of(keys: Iterable[str]) -> str:
    """The penal code that an officer chose by naming its sections, where the days of the act leave it open."""
    acts = {act_of(key) for key in keys}
    return "IPC" if "IPC" in acts and "BNS" not in acts else "BNS"


def default_act(code: str) -> str:
    """The Act meant when none is written: the penal code of the case ("BNS" while none is chosen)."""
    return code.upper() if code.upper() in ("BNS", "IPC") else "BNS"


def _doubt(pack: LawPack, key: str) -> Doubt:
    near = [one for one in (*pack.offences, *pack.older) if is_under(one, key)][:MOST_NEAR]
    values = {"text": key.replace(":", " "), "version": pack.version}
    return Doubt(NEAR, values | {"near": written(near)}, True) if near else Doubt(OUTSIDE, values, False)


def _remedy(key: str) -> Doubt:
    return Doubt(REMEDY, {"text": key.replace(":", " ")}, True)


def without_remedies(pack: LawPack, keys: Iterable[str]) -> tuple[str, ...]:
    """Those of *keys* that an FIR or NCR may name: offences, and no remedies beside them."""
    return tuple(key for key in keys if (row := find_offence(pack, key)) is None or row.kind != "remedy")


def _act_words(pack: LawPack) -> dict[str, str]:
    words = {_bare(name): act for act, names in ACT_WORDS.items() for name in (act, *names)}
    for offence in pack.offences.values():
        for name in (offence.act, offence.act_hi, offence.act_title):
            words.setdefault(_bare(name), offence.act)
    return words


def _bare(name: str) -> str:
    return re.sub(r"(धारा|अधिनियम|एक्ट|act|section|sec|s\b|u/s|[\s.\-/0])", "", name.casefold())
