"""Writing in the trail: entries gather in the session and are sealed in the transaction they belong to."""

import uuid
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import event, insert, text
from sqlalchemy.orm import Session

from portal.access.actor import Actor
from portal.audit import clock_guard
from portal.audit.chain import FIRST, link
from portal.audit.models import TrailEntry
from portal.audit.words import ACTIONS
from portal.core import clock
from portal.core.db import db, new_id

_KEY = "trail"
KINDS = ("act", "read", "refusal")


class UnknownAction(LookupError):
    """An action that is not in portal/audit/words.py."""


def record(actor: Actor | None, action: str, *, subject: tuple[str, object] | None = None,
           unit_id: uuid.UUID | None = None, kind: str = "act", **details: Any) -> None:
    """Writes down that *actor* did *action* to *subject* (kind, id); sealed when the transaction commits.

    *details* hold codes, numbers, dates and reasons, never a name, phone or address. *unit_id* is the unit the subject
    belongs to and so the chain; by default the actor's own. *kind*: act (dropped when the act rolls back), read or
    refusal (kept all the same).
    """
    if kind not in KINDS:
        raise ValueError(f"{kind!r} is no kind of entry; name the detail otherwise")
    if action not in ACTIONS:
        raise UnknownAction(f"{action!r}: add it with its sentence to portal/audit/words.py")
    subject_kind, subject_id = subject or ("", "")
    waiting().append({
        "kind": kind, "action": action,
        "user_id": str(actor.user_id) if actor else "", "role": actor.role if actor else "",
        "unit_id": str(unit_id or (actor.unit_id if actor else "")),
        "session_mark": actor.session_mark if actor else "", "terminal": actor.terminal if actor else "",
        "request_id": db.session.info.get("request_id", ""),
        "subject_kind": subject_kind, "subject_id": str(subject_id),
        "details": {name: _plain(value) for name, value in details.items() if value is not None},
    })


def record_read(actor: Actor, action: str, **rest: Any) -> None:
    """Writes down that something was looked at, printed or exported."""
    record(actor, action, kind="read", **rest)


def record_refusal(actor: Actor | None, action: str, **rest: Any) -> None:
    """Writes down that something was refused."""
    record(actor, action, kind="refusal", **rest)


def waiting() -> list[dict[str, Any]]:
    """Entries not sealed yet in the present session."""
    return db.session.info.setdefault(_KEY, [])


def drop_acts(session: Session) -> None:
    """Forgets the acts of a transaction that rolled back; what was read or refused stays to be written."""
    session.info[_KEY] = [entry for entry in session.info.get(_KEY, []) if entry["kind"] != "act"]


def keep_standing(session: Session) -> bool:
    """Whether reads or refusals wait to be written."""
    return bool(session.info.get(_KEY))


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    return value if isinstance(value, bool | int | float | str | list | dict) else str(value)


_ADVANCE = text(
    "INSERT INTO trail_heads (chain, seq, hash) VALUES (:chain, 0, :first) "
    "ON CONFLICT (chain) DO UPDATE SET seq = trail_heads.seq RETURNING seq, hash")
_SET = text("UPDATE trail_heads SET seq = :seq, hash = :hash WHERE chain = :chain")
_ENTRIES = insert(TrailEntry.__table__)


@event.listens_for(Session, "before_commit")
def _seal(session: Session) -> None:
    entries = session.info.get(_KEY)
    if not entries:
        return
    session.info[_KEY] = []
    try:
        session.flush()
        verdict = clock_guard.look(session)
        if verdict:
            entries = [{**entry, "details": {**entry["details"], "clock": verdict}} for entry in entries]
        by_chain: dict[str, list[dict[str, Any]]] = {}
        for entry in entries:
            by_chain.setdefault(entry["unit_id"].replace("-", "") or "portal", []).append(entry)
        for chain in sorted(by_chain):  # one order for everyone, so that two transactions cannot wait for each other
            _append(session, chain, by_chain[chain])
    except BaseException:
        session.info[_KEY] = entries
        raise


def _append(session: Session, chain: str, entries: list[dict[str, Any]]) -> None:
    seq, previous = session.execute(_ADVANCE, {"chain": chain, "first": FIRST}).one()
    rows = []
    for entry in entries:
        seq += 1
        at = clock.now()
        sealed = {**entry, "chain": chain, "seq": seq, "at": at.isoformat(timespec="microseconds"), "previous": previous}
        previous = link(sealed)
        rows.append({**entry, "id": new_id(), "chain": chain, "seq": seq, "at": at, "previous": sealed["previous"],
                     "hash": previous})
    session.execute(_ENTRIES, rows)
    session.execute(_SET, {"chain": chain, "seq": seq, "hash": previous})
