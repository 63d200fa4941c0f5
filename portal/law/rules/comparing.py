"""What a new pack would change, and the fingerprint by which a confirmation of a row outlives its pack."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from portal.law.rules.offences import Offence
from portal.law.rules.pack import ClockRow, LawPack


@dataclass(frozen=True)
class Change:
    """One row that differs: its kind (offence, clock) and key, what happens (new, changed, gone), and column → (old, new)."""

    kind: str
    key: str
    what: str
    columns: Mapping[str, tuple[str, str]]


def row_print(row: Offence | ClockRow) -> str:
    """The fingerprint of what a row says."""
    return hashlib.sha256(json.dumps(asdict(row), sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def changes(old: LawPack, new: LawPack) -> list[Change]:
    """How *new* differs from *old*, offences first, in the order of the new pack; rows that are gone come last."""
    return _compare("offence", old.offences, new.offences) + _compare("clock", old.clocks, new.clocks)


def _compare(kind: str, old: Mapping[str, Any], new: Mapping[str, Any]) -> list[Change]:
    found = []
    for key, row in new.items():
        if key not in old:
            found.append(Change(kind, key, "new", {}))
        elif row != old[key]:
            before, after = asdict(old[key]), asdict(row)
            columns = {name: (before[name], after[name]) for name in after if before[name] != after[name]}
            found.append(Change(kind, key, "changed", columns))
    return found + [Change(kind, key, "gone", {}) for key in old if key not in new]
