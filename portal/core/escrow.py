"""Escrow of the key ring: three custodians hold a share each; any two bring the ring back, one alone learns nothing."""

import base64
import hashlib
import json
import secrets
from collections.abc import Mapping, Sequence
from functools import reduce

from portal.core.vault import KeyRingError

PARTS = ("a", "b", "c")
# The ring is a + b + c without carry (XOR). Who lacks one part holds only chance; every two holders have all three.
HELD: Mapping[int, tuple[str, str]] = {1: ("a", "b"), 2: ("b", "c"), 3: ("c", "a")}

UNFIT = "The shares do not fit together: one was changed, or they come from two splittings."


def split(ring: bytes) -> dict[int, bytes]:
    """Custodian (1, 2, 3) → the text of the share, JSON to be kept as a file or on paper."""
    parts = {"a": secrets.token_bytes(len(ring)), "b": secrets.token_bytes(len(ring))}
    parts["c"] = _added([ring, parts["a"], parts["b"]])
    mark = _mark(ring)
    return {holder: json.dumps({"custodian": holder, "ring": mark,
                                "parts": {name: base64.b64encode(parts[name]).decode() for name in names}}, indent=1).encode()
            for holder, names in HELD.items()}


def join(shares: Sequence[bytes]) -> bytes:
    """The ring from two or three shares of the same splitting; KeyRingError when they do not give it."""
    parts: dict[str, bytes] = {}
    marks = set()
    for share in shares:
        try:
            told = json.loads(share)
            marks.add(told["ring"])
            held = {name: base64.b64decode(part, validate=True) for name, part in told["parts"].items() if name in PARTS}
        except (ValueError, KeyError, TypeError, AttributeError):
            raise KeyRingError("One of the files is not a share of a key ring.") from None
        if len(marks) > 1:
            raise KeyRingError("The shares belong to different key rings.")
        if any(parts.get(name, part) != part for name, part in held.items()):
            raise KeyRingError(UNFIT)
        parts |= held
    if len(parts) < len(PARTS):
        raise KeyRingError("Two shares of different custodians are needed.")
    if len({len(part) for part in parts.values()}) > 1:
        raise KeyRingError("A share is cut short.")
    ring = _added(list(parts.values()))
    if {_mark(ring)} != marks:
        raise KeyRingError(UNFIT)
    return ring


def _added(texts: list[bytes]) -> bytes:
    return reduce(lambda one, other: bytes(left ^ right for left, right in zip(one, other, strict=True)), texts)


def _mark(ring: bytes) -> str:
    """Tells rings apart and gives nothing away: the ring is keys of 32 random bytes."""
    return hashlib.sha256(b"portal|escrow|" + ring).hexdigest()
