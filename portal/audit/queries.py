"""Reading the trail within a scope, and writing it out for the stand-alone verifier."""

import uuid
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, Uuid, column, func, select, table
from sqlalchemy.orm import Session

from portal.access.scope import Scope
from portal.audit import verify_trail
from portal.audit.chain import SEALED
from portal.audit.models import TrailEntry, TrailHead
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.core.text import fold_digits
from portal.core.words import N_

TOO_MANY = N_("The trail in your reach has more than %(most)s entries, too many to recompute while a page waits. The operator at "
              "the server checks all of it each night (flask trail verify); ask for its result.")
# Tables of floors above, by name only.
_units = table("units", column("id", Uuid), column("path"), column("code"))
_officers = table("users", column("id", Uuid), column("personnel_no"), column("name_hi"), column("name_en"))
MOST_PROVED = 200_000  # entries that a page recomputes while somebody waits
_LISTED = (TrailEntry.id, TrailEntry.at, TrailEntry.kind, TrailEntry.action, TrailEntry.user_id, TrailEntry.role,
           TrailEntry.unit_id, TrailEntry.terminal, TrailEntry.subject_kind, TrailEntry.subject_id, TrailEntry.details)


def select_entries(scope: Scope, kind: str = "", action: str = "", subject_id: str = "", officer: str = "",
                   period: tuple[datetime | None, datetime | None] = (None, None)) -> Select:
    """Entries of the units in scope, narrowed by kind, the beginning of the action word, one subject, the personnel number
    of an officer, or a period (first moment, first moment after it)."""
    statement = select(*_LISTED).where(_in_reach(scope))
    if officer:
        found = db.session.scalar(select(_officers.c.id).where(_officers.c.personnel_no == fold_digits(officer).strip()))
        statement = statement.where(TrailEntry.user_id == (str(found) if found else "nobody"))
    if period[0]:
        statement = statement.where(TrailEntry.at >= period[0])
    if period[1]:
        statement = statement.where(TrailEntry.at < period[1])
    if kind:
        statement = statement.where(TrailEntry.kind == kind)
    if action:
        statement = statement.where(TrailEntry.action.startswith(action, autoescape=True))
    if subject_id:
        statement = statement.where(TrailEntry.subject_id == subject_id)
    return statement


def officers_of(user_ids: Iterable[str]) -> dict[str, Any]:
    """Who did it: id as the trail writes it → personnel_no, name_hi, name_en."""
    wanted = [uuid.UUID(one) for one in set(user_ids) if one]
    return {str(row.id): row for row in db.session.execute(select(*_officers.c).where(_officers.c.id.in_(wanted)))}


@dataclass(frozen=True)
class Proof:
    """What recomputing the trail gave: how many entries of how many chains, and each place that does not fit."""

    entries: int
    chains: int
    faults: list[str]


def prove(scope: Scope) -> Proof:
    """Recomputes every chain in scope by the stand-alone verifier; RuleBroken when that is too much for a page."""
    codes = {row.id.hex: row.code for row in db.session.execute(
        select(_units.c.id, _units.c.code).where(scope.covers(_units.c.id)))} | {"portal": "portal"}
    count = db.session.scalar(select(func.coalesce(func.sum(TrailHead.seq), 0)).where(TrailHead.chain.in_(codes)))
    if count > MOST_PROVED:
        raise RuleBroken(TOO_MANY, most=MOST_PROVED)
    rows = (("head" if row.get("is_head") else "entry", row) for row in export_rows(db.session, list(codes)))
    faults, links = verify_trail.check(rows, [])
    for chain, code in codes.items():
        faults = [fault.replace(chain, code) for fault in faults]
    return Proof(len(links), len({chain for chain, _ in links}), faults)


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


def heads(session: Session, chains: Sequence[str] | None = None) -> list[Any]:
    """The last link of every chain, or of *chains*: what an anchor writes down."""
    statement = select(TrailHead.chain, TrailHead.seq, TrailHead.hash).order_by(TrailHead.chain)
    return list(session.execute(statement if chains is None else statement.where(TrailHead.chain.in_(chains))).all())


def export_rows(session: Session, chains: Sequence[str] | None = None) -> Iterator[dict[str, Any]]:
    """Every entry, or those of *chains*, as the verifier reads it, chain by chain, then the heads."""
    columns = [getattr(TrailEntry, name) for name in (*SEALED, "hash")]
    statement = select(*columns).order_by(TrailEntry.chain, TrailEntry.seq).execution_options(yield_per=1000)
    for row in session.execute(statement if chains is None else statement.where(TrailEntry.chain.in_(chains))).mappings():
        yield {**row, "at": row["at"].isoformat(timespec="microseconds")}
    for chain, seq, link in heads(session, chains):
        yield {"is_head": True, "chain": chain, "seq": seq, "hash": link}


def _in_reach(scope: Scope) -> ColumnElement[bool]:
    """Entries of the units in scope, but those about a complaint sealed from the reader; ids as the trail writes them."""
    units = [str(unit_id) for unit_id in db.session.scalars(select(_units.c.id).where(scope.covers(_units.c.id)))]
    sealed = [str(uuid.UUID(str(one))) for one in db.session.scalars(scope.sealed())]
    return TrailEntry.unit_id.in_(units) & TrailEntry.subject_id.not_in(sealed) if sealed else TrailEntry.unit_id.in_(units)
