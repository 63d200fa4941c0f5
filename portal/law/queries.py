"""Which law holds: the newest pack, the pack of a version, and which of its rows were confirmed."""

import json
from datetime import date
from functools import cache
from pathlib import Path

from sqlalchemy import select

from portal.core.db import db
from portal.core.errors import NotFound
from portal.law.models import LawPackRow, LawSignOff
from portal.law.rules.pack import LawPack, read_pack

BUNDLED = Path(__file__).parent / "data"
FILES = ("offences.csv", "clocks.csv", "pack.json")
# Packs never change once loaded, so a version read once is kept: version and fingerprint → pack.
_read: dict[tuple[str, str], LawPack] = {}


@cache
def bundled_pack() -> LawPack:
    """The pack that comes with the portal."""
    return pack_of_texts({name: (BUNDLED / name).read_text(encoding="utf-8") for name in FILES})


def pack_of_texts(texts: dict[str, str]) -> LawPack:
    """The pack of its three files; PackError with every fault."""
    return read_pack(texts["offences.csv"], texts["clocks.csv"], json.loads(texts["pack.json"]))


def current_pack() -> LawPack:
    """The newest pack: the one that was loaded last, or the bundled one when it is newer or none was loaded."""
    newest = db.session.execute(select(LawPackRow.version, LawPackRow.order).order_by(LawPackRow.order.desc()).limit(1)).first()
    if newest is None or newest.order <= order_of(bundled_pack().version):
        return bundled_pack()
    return pack_of(newest.version)


def pack_of(version: str) -> LawPack:
    """The pack of *version*, for matters decided under it; NotFound when there is none."""
    if version == bundled_pack().version:
        return bundled_pack()
    row = db.session.execute(select(LawPackRow.sha256).where(LawPackRow.version == version)).first()
    if row is None:
        raise NotFound()
    known = _read.get((version, row.sha256))
    if known is None:
        content = db.session.scalar(select(LawPackRow.content).where(LawPackRow.version == version))
        known = _read[version, row.sha256] = pack_of_texts(json.loads(content))
    return known


def signed_off(version: str) -> dict[tuple[str, str], LawSignOff]:
    """(kind, key) → the confirmation, for the rows of one pack that a prosecution officer confirmed."""
    rows = db.session.scalars(select(LawSignOff).where(LawSignOff.pack_version == version))
    return {(row.kind, row.row_key): row for row in rows}


def order_of(version: str) -> int:
    """A number that grows with the version: "2026.12" → 2026012."""
    year, number = version.split(".")
    return int(year) * 1000 + int(number)


def list_packs() -> list[tuple[str, date, str]]:
    """(version, day of issue, fingerprint) of every pack, the newest first, the bundled one among them."""
    rows = db.session.execute(select(LawPackRow.version, LawPackRow.issued_on, LawPackRow.sha256)).all()
    own = bundled_pack()
    found = {row.version: (row.version, row.issued_on, row.sha256) for row in rows}
    found[own.version] = (own.version, own.issued_on, own.sha256)
    return sorted(found.values(), key=lambda one: order_of(one[0]), reverse=True)
