"""Everything that the page of one complaint shows, asked in as few questions as it can be."""

import uuid
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Boolean, CompoundSelect, Integer, String, Uuid, bindparam, cast, literal, null, select, true, union_all
from sqlalchemy.orm import joinedload

from portal.access.scope import Scope
from portal.core.db import UtcDateTime, db
from portal.core.errors import NotFound
from portal.intake.models import Assignment, Complaint, DangerAnswer, IdentityOpening, OppositeParty, RightTold
from portal.intake.queries.complaints import in_reach


class Term(NamedTuple):
    """An enquiry officer's time with the complaint."""

    officer_id: uuid.UUID
    assigned_by: uuid.UUID
    assigned_at: datetime
    ended_at: datetime | None


class Told(NamedTuple):
    """A right that she was told of."""

    told_by: uuid.UUID
    told_at: datetime


class Party(NamedTuple):
    """An opposite party without identity."""

    place_in_list: int
    relation: str
    is_known: bool
    added_at: datetime | None
    added_reason: str
    withdrawn_at: datetime | None
    withdrawn_reason: str


class Matter(NamedTuple):
    """A complaint with its visit, the last danger answers, the reader's own emergency opening, and what hangs on it."""

    complaint: Complaint
    answer: DangerAnswer | None
    glass: IdentityOpening | None
    assignments: list[Term]
    told: dict[str, Told]
    parties: list[Party]


def _union() -> CompoundSelect:
    """Three small tables side by side, put together once: building it for each page costs more than asking it."""
    matter, one = bindparam("complaint_id", type_=Uuid), OppositeParty
    nobody, never, nothing, here = cast(null(), Uuid), cast(null(), UtcDateTime), literal("", String), cast(true(), Boolean)
    terms = select(
        literal("term", String).label("kind"), Assignment.id, nothing.label("code"), literal(0, Integer).label("place"),
        here.label("is_known"), Assignment.officer_id.label("who"), Assignment.assigned_by.label("by"),
        Assignment.assigned_at.label("at"), Assignment.ended_at.label("until"), nothing.label("why"), nothing.label("why_not"))
    rights = select(literal("right", String), RightTold.id, RightTold.right_key, literal(0, Integer), here, nobody,
                    RightTold.told_by, RightTold.told_at, never, nothing, nothing)
    parties = select(literal("party", String), one.id, one.relation, one.place_in_list, one.is_known, nobody, nobody,
                     one.added_at, one.withdrawn_at, one.added_reason, one.withdrawn_reason)
    return union_all(terms.where(Assignment.complaint_id == matter), rights.where(RightTold.complaint_id == matter),
                     parties.where(one.complaint_id == matter))


_HANGING = _union()
_LAST_ANSWER = (select(DangerAnswer.id).where(DangerAnswer.complaint_id == Complaint.id).order_by(DangerAnswer.id.desc()).limit(1)
                .correlate(Complaint).scalar_subquery())
_OWN_GLASS = (select(IdentityOpening.id).where(
    IdentityOpening.complaint_id == Complaint.id, IdentityOpening.user_id == bindparam("reader", type_=Uuid),
    IdentityOpening.ends_at > bindparam("now", type_=UtcDateTime))
    .order_by(IdentityOpening.id.desc()).limit(1).correlate(Complaint).scalar_subquery())
_MATTER = (select(Complaint, DangerAnswer, IdentityOpening)
           .outerjoin(DangerAnswer, DangerAnswer.id == _LAST_ANSWER).outerjoin(IdentityOpening, IdentityOpening.id == _OWN_GLASS)
           .options(joinedload(Complaint.visit, innerjoin=True)))


def read_matter(scope: Scope, complaint_id: uuid.UUID, now: datetime) -> Matter:
    """The complaint in reach with all of it, or NotFound; assignments latest first, parties in the order she named them."""
    found = db.session.execute(_MATTER.where(Complaint.id == complaint_id, in_reach(scope)),
                               {"reader": scope.user_id, "now": now}).first()
    if found is None:
        raise NotFound
    rows = db.session.execute(_HANGING, {"complaint_id": complaint_id}).all()
    own = sorted((row for row in rows if row.kind == "term"), key=lambda row: row.id, reverse=True)
    named = sorted((row for row in rows if row.kind == "party"), key=lambda row: row.place)
    return Matter(*found, [Term(row.who, row.by, row.at, row.until) for row in own],
                  {row.code: Told(row.by, row.at) for row in rows if row.kind == "right"},
                  [Party(row.place, row.code, row.is_known, row.at, row.why, row.until, row.why_not) for row in named])
