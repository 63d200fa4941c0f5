"""Which law holds: the newest pack, the pack of a version, and which of its rows were confirmed. Law has no scope."""

import json
import uuid
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from pathlib import Path

from sqlalchemy import Row, select

from portal.core.db import db
from portal.core.errors import NotFound
from portal.law.models import LawPackRow, LawSignOff
from portal.law.rules.comparing import row_print
from portal.law.rules.offences import Offence
from portal.law.rules.pack import NOT_JSON, VERSION_SHAPE, ClockRow, LawPack, PackError, read_pack
from portal.law.rules.writing import ACT_WORDS, fold_section

BUNDLED = Path(__file__).parent / "data"
FILES = ("offences.csv", "clocks.csv", "pack.json")
_FILLERS = frozenset({"धारा", "section", "sec", "sec.", "s.", "u/s"})  # said around a number, and found in no row
_PENAL_CODE = frozenset({"ipc", *ACT_WORDS["IPC"]})
# A pack never changes once it is in force, so what was read once is kept: (version, fingerprint) → pack.
_read: dict[tuple[str, str], LawPack] = {}


@cache
def bundled_pack() -> LawPack:
    """The pack that comes with the portal."""
    return pack_of_texts(_texts_in(BUNDLED))


def _texts_in(folder: Path) -> dict[str, str]:
    return {name: (folder / name).read_text(encoding="utf-8") for name in FILES}


def pack_of_texts(texts: dict[str, str]) -> LawPack:
    """The pack of its three files by name; PackError with every fault."""
    try:
        meta = json.loads(texts["pack.json"])
    except ValueError:
        meta = None
    if not isinstance(meta, dict):
        raise PackError([(NOT_JSON, {})])
    return read_pack(texts["offences.csv"], texts["clocks.csv"], meta)


def current_pack() -> LawPack:
    """The newest pack in force; the bundled one when it is newer or no other was brought in."""
    newest = db.session.execute(
        select(LawPackRow.version, LawPackRow.version_order, LawPackRow.sha256).where(LawPackRow.state == "in_force")
        .order_by(LawPackRow.version_order.desc()).limit(1)).first()
    if newest is None or newest.version_order <= order_of(bundled_pack().version):
        return bundled_pack()
    return _kept(newest.version, newest.sha256)


def current_texts() -> dict[str, str]:
    """The three files of the pack in force, by name."""
    pack = current_pack()
    if pack is bundled_pack():
        return _texts_in(BUNDLED)
    return json.loads(db.session.scalar(
        select(LawPackRow.content).where(LawPackRow.version == pack.version, LawPackRow.state == "in_force")))


def pack_of(version: str) -> LawPack:
    """The pack of *version*, for matters decided under it, also when a newer one is in force; NotFound when none is.

    A pack that came with an earlier portal lies in data/older/<version>/ once a newer one takes its place.
    """
    if version == bundled_pack().version:
        return bundled_pack()
    older = BUNDLED / "older" / version
    if VERSION_SHAPE.fullmatch(version) and older.is_dir():
        if (version, "") not in _read:
            _read[version, ""] = pack_of_texts(_texts_in(older))
        return _read[version, ""]
    sha256 = db.session.scalar(select(LawPackRow.sha256).where(LawPackRow.version == version, LawPackRow.state == "in_force"))
    if sha256 is None:
        raise NotFound()
    return _kept(version, sha256)


def _kept(version: str, sha256: str) -> LawPack:
    known = _read.get((version, sha256))
    if known is None:
        content = db.session.scalar(
            select(LawPackRow.content).where(LawPackRow.version == version, LawPackRow.sha256 == sha256))
        known = _read[version, sha256] = pack_of_texts(json.loads(content))
    return known


def signed_off(version: str) -> dict[tuple[str, str], LawSignOff]:
    """(kind, key) → the confirmation, for the rows of that pack that say what a prosecution officer confirmed."""
    prints = _prints(version, pack_of(version).sha256)
    rows = db.session.scalars(select(LawSignOff).where(LawSignOff.row_sha256.in_(list(prints.values()))))
    return {(row.kind, row.row_key): row for row in rows if prints.get((row.kind, row.row_key)) == row.row_sha256}


def confirmed(version: str, rows: Iterable[Offence]) -> frozenset[tuple[str, str]]:
    """("offence", key) of those of *rows* whose very words a prosecution officer confirmed.

    One section of the Penal Code may have been divided (506 into 351(2) and 351(3)): who confirmed it read as the one has
    not confirmed it read as the other.
    """
    asked = [row for row in rows if row.needs_check]
    signed = signed_off(version) if asked else {}
    held = {key: row.row_sha256 for (kind, key), row in signed.items() if kind == "offence"}
    unlike = {row.key for row in asked if held.get(row.key) != row_print(row)}
    return frozenset(("offence", row.key) for row in asked if row.key not in unlike)


@lru_cache(maxsize=16)
def _prints(version: str, sha256: str) -> Mapping[tuple[str, str], str]:
    """(kind, key) → fingerprint of each row to be confirmed; a pack that was read never changes."""
    pack = pack_of(version)
    return {(kind, key): row_print(row_of(pack, kind, key)) for kind, key in pack.to_verify}


def waiting(version: str, rows: Iterable[tuple[str, str]]) -> frozenset[tuple[str, str]]:
    """Those of *rows*, (kind, key), that a prosecution officer has still to confirm in the pack of that version."""
    pack = pack_of(version)
    asked = pack.to_verify & frozenset(rows)
    if not asked:
        return asked
    prints = _prints(version, pack.sha256)
    signed = db.session.execute(select(LawSignOff.kind, LawSignOff.row_key, LawSignOff.row_sha256).where(
        LawSignOff.row_sha256.in_([prints[row] for row in asked])))
    return asked - {(kind, key) for kind, key, sha256 in signed if prints.get((kind, key)) == sha256}


def count_to_verify(kind: str) -> int:
    """How many rows of that kind in the pack in force still wait for a prosecution officer."""
    pack = current_pack()
    signed = signed_off(pack.version)
    return sum(row not in signed for row in pack.to_verify if row[0] == kind)


def row_of(pack: LawPack, kind: str, key: str) -> Offence | ClockRow:
    """One row of the pack; NotFound when it has none such."""
    for table in {"offence": (pack.offences, pack.older), "clock": (pack.clocks,)}.get(kind, ()):
        if key in table:
            return table[key]
    raise NotFound()


def order_of(version: str) -> int:
    """A number that grows with the version: "2026.12" → 2026012."""
    year, number = version.split(".")
    return int(year) * 1000 + int(number)


def list_packs() -> list[Row]:
    """Every pack that was brought in, without its content, the last one first."""
    rows = db.session.execute(
        select(LawPackRow.id, LawPackRow.version, LawPackRow.issued_on, LawPackRow.state, LawPackRow.loaded_at,
               LawPackRow.loaded_by, LawPackRow.sha256).order_by(LawPackRow.loaded_at.desc(), LawPackRow.id.desc()).limit(50))
    return list(rows)


def get_pack(pack_id: uuid.UUID) -> LawPackRow:
    """A pack that was brought in; NotFound when there is none."""
    row = db.session.get(LawPackRow, pack_id)
    if row is None:
        raise NotFound()
    return row


def find_offences(pack: LawPack, text: str = "", act: str = "", category: str = "", *, with_older: bool = False) -> list[Offence]:
    """Offences whose section, title in either language or old section holds all words of *text*.

    Sections of the Penal Code come last, and only when asked for, or when nothing else answers: each stands as the old section
    of another row already.
    """
    words = [word for word in fold_section(text).casefold().split() if word not in _FILLERS]
    with_older = with_older or act == "IPC" or not _PENAL_CODE.isdisjoint(words)

    def fitting(rows: Iterable[Offence]) -> list[Offence]:
        return [one for one in rows
                if act in ("", one.act) and category in ("", one.category) and _holds(_said(one), words)]
    found = fitting(pack.offences.values())
    return found + fitting(pack.older.values()) if with_older or not found else found


def find_clocks(pack: LawPack, text: str = "") -> list[ClockRow]:
    """Clocks whose number, provision or words in either language hold all words of *text*."""
    words = text.casefold().split()
    return [one for one in pack.clocks.values()
            if _holds((one.id, one.basis, one.basis_in("hi"), one.what, one.what_hi, one.who, one.who_hi, one.trigger_event,
                       one.trigger_hi), words)]


def _said(one: Offence) -> tuple[str, ...]:
    return (one.key, one.label_in("en"), one.label_in("hi"), one.act_title, one.title_en, one.title_hi, one.ipc_equivalent,
            *ACT_WORDS.get(one.act, ()))


def _holds(texts: Iterable[str], words: list[str]) -> bool:
    said = " ".join(texts).casefold()
    return all(word in said for word in words)
