"""Reading the trail within a scope, and writing it out for the stand-alone verifier."""

import uuid
from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Uuid, column, select, table
from sqlalchemy.orm import Session

from portal.access.scope import Scope
from portal.audit.chain import SEALED
from portal.audit.models import TrailEntry, TrailHead
from portal.core.db import db

_units = table("units", column("id", Uuid), column("path"))  # the table of a floor above, by name only
_LISTED = (TrailEntry.id, TrailEntry.at, TrailEntry.kind, TrailEntry.action, TrailEntry.user_id, TrailEntry.role,
           TrailEntry.unit_id, TrailEntry.terminal, TrailEntry.subject_kind, TrailEntry.subject_id, TrailEntry.details)


def select_entries(scope: Scope, kind: str = "", action: str = "", subject_id: str = "") -> Select:
    """Entries of the units in scope, narrowed by kind, the beginning of the action word, or one subject."""
    statement = select(*_LISTED).where(_in_reach(scope))
    if kind:
        statement = statement.where(TrailEntry.kind == kind)
    if action:
        statement = statement.where(TrailEntry.action.startswith(action, autoescape=True))
    if subject_id:
        statement = statement.where(TrailEntry.subject_id == subject_id)
    return statement


def select_refusals(scope: Scope, actions: Sequence[str], since: datetime) -> Select:
    """Refusals of exactly these actions since a moment, of the units in scope."""
    return select(*_LISTED).where(TrailEntry.kind == "refusal", TrailEntry.action.in_(actions), TrailEntry.at >= since,
                                  _in_reach(scope))


def list_subject_entries(scope: Scope, subject_id: uuid.UUID, limit: int = 200) -> list[Any]:
    """Who did, read, printed or was refused what with one thing, newest first."""
    statement = select_entries(scope, subject_id=str(subject_id)).order_by(TrailEntry.at.desc(), TrailEntry.id.desc())
    return list(db.session.execute(statement.limit(limit)).all())


def head_of(unit_id: uuid.UUID) -> tuple[int, str] | None:
    """Number and hash of the last link in the chain of a unit, or None while there is none."""
    row = db.session.execute(
        select(TrailHead.seq, TrailHead.hash).where(TrailHead.chain == unit_id.hex, TrailHead.seq > 0)).first()
    return (row.seq, row.hash) if row else None


def holds_link(unit_id: uuid.UUID, seq: int, link: str) -> bool:
    """Whether the chain of the unit still has that hash at that number; a trail that was rewritten has another."""
    return db.session.scalar(select(TrailEntry.hash).where(TrailEntry.chain == unit_id.hex, TrailEntry.seq == seq)) == link


def heads(session: Session) -> list[Any]:
    """The last link of every chain: what an anchor writes down."""
    return list(session.execute(select(TrailHead.chain, TrailHead.seq, TrailHead.hash).order_by(TrailHead.chain)).all())


def export_rows(session: Session) -> Iterator[dict[str, Any]]:
    """Every entry as the verifier reads it, chain by chain, then the heads."""
    for entry in session.scalars(select(TrailEntry).order_by(TrailEntry.chain, TrailEntry.seq).execution_options(yield_per=1000)):
        row = {name: getattr(entry, name) for name in (*SEALED, "hash")}
        yield {**row, "at": entry.at.isoformat(timespec="microseconds")}
    for chain, seq, link in heads(session):
        yield {"is_head": True, "chain": chain, "seq": seq, "hash": link}


def _in_reach(scope: Scope) -> ColumnElement[bool]:
    """Entries of the units in scope, but those about a complaint sealed from the reader; ids as the trail writes them."""
    units = [str(unit_id) for unit_id in db.session.scalars(select(_units.c.id).where(scope.covers(_units.c.id)))]
    sealed = [str(uuid.UUID(str(one))) for one in db.session.scalars(scope.sealed())]
    return TrailEntry.unit_id.in_(units) & TrailEntry.subject_id.not_in(sealed) if sealed else TrailEntry.unit_id.in_(units)
