"""The rule of the chain (pure): how an entry is written and hashed; the stand-alone verifier says it in its own words."""

import hashlib
import json
from collections.abc import Mapping

FIRST = "0" * 64
SEALED = ("chain", "seq", "at", "kind", "action", "user_id", "role", "unit_id", "session_mark", "terminal", "request_id",
          "subject_kind", "subject_id", "details", "previous")


def canonical(entry: Mapping[str, object]) -> bytes:
    """The entry as one line of JSON: sorted keys, no spaces, UTF-8; *at* is ISO 8601 in UTC with microseconds."""
    return json.dumps({name: entry[name] for name in SEALED}, sort_keys=True, ensure_ascii=False,
                      separators=(",", ":")).encode()


def link(entry: Mapping[str, object]) -> str:
    """The hash that seals *entry*, its *previous* included (SHA-256, hexadecimal)."""
    return hashlib.sha256(canonical(entry)).hexdigest()
