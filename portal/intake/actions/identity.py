"""Opening an identity: the entry in the trail is part of the same transaction, so nothing is shown that is not written."""

import uuid
from datetime import datetime

from portal.access.actor import Actor
from portal.accounts import limits
from portal.audit import trail
from portal.audit.models import TrailEntry
from portal.core import clock
from portal.core.db import db, new_id
from portal.core.errors import RuleBroken
from portal.intake.models import Complaint, IdentityOpening, QuotaRelease
from portal.intake.queries.identity import OPENED, OVER_QUOTA, count_released, find_glass, list_openings_in_shift
from portal.intake.rules import identity as rules


def record_opening(actor: Actor, complaint: Complaint, reason: str, other: str, now: datetime, *,
                   glass: IdentityOpening | None = None, lot: IdentityOpening | None = None, kind: str = "act") -> None:
    """Writes down that *actor* opens the identity behind *complaint*; the page is made only after this.

    *kind* "read" for a page that refuses something and shows it all the same: its entry outlives the refusal. RuleBroken
    when the quota of the shift is used up; that refusal is recorded too.
    """
    subject = ("complaint", complaint.id)
    spend_quota(actor, subject, complaint.unit_id, now)
    trail.record(actor, OPENED, subject=subject, unit_id=complaint.unit_id, kind=kind, reason=reason,
                 words=other.strip() or None, glass=glass.id if glass else None, lot=lot.id if lot else None)


def spend_quota(actor: Actor, subject: tuple[str, uuid.UUID], unit_id: uuid.UUID, now: datetime) -> None:
    """Refuses one more opening, of whatever kind of *subject*, that comes too fast (TooMany) or above the quota of the
    shift (RuleBroken); the refusal is recorded."""
    limits.spend(actor, "reveal")
    earlier, most = list_openings_in_shift(actor, now), rules.quota(actor.role, count_released(actor.user_id, now))
    if len(earlier) >= most:
        trail.record_refusal(actor, OVER_QUOTA, subject=subject, unit_id=unit_id, count=len(earlier))
        again = earlier[len(earlier) - most] + rules.SHIFT
        raise RuleBroken(rules.QUOTA_USED, count=len(earlier), time=clock.to_ist(again).strftime("%H:%M"))


def release_quota(actor: Actor, refusal: TrailEntry, reason: str, now: datetime) -> QuotaRelease:
    """Grants the officer of a *refusal* more openings in the present shift."""
    officer_id = uuid.UUID(refusal.user_id)
    if officer_id == actor.user_id or not rules.may_grant(actor.role, refusal.role):
        raise RuleBroken(rules.NOT_GRANTED_BY)
    release = QuotaRelease(id=new_id(), unit_id=uuid.UUID(refusal.unit_id), user_id=officer_id, more=rules.MORE,
                           reason=reason.strip(), released_by=actor.user_id, released_at=now)
    db.session.add(release)
    trail.record(actor, "intake:identity:released", subject=("user", officer_id), unit_id=release.unit_id, more=release.more,
                 reason=release.reason)
    return release


def explain_opening(actor: Actor, subject: tuple[str, uuid.UUID], unit_id: uuid.UUID, explanation: str, now: datetime, *,
                    label: str = "") -> IdentityOpening:
    """Keeps the explanation of an opening that was drawn by lot; it waits for an officer above like an emergency.

    *subject* as in the trail; what is no complaint brings the *label* by which the reviewer knows it.
    """
    kind, subject_id = subject
    opening = IdentityOpening(
        id=new_id(), unit_id=unit_id, complaint_id=subject_id if kind == "complaint" else None, subject_kind=kind,
        subject_id=subject_id, label=label, user_id=actor.user_id, role=actor.role,
        opened_from=actor.unit_id, category=rules.DRAWN, reason=explanation.strip(), opened_at=now, ends_at=now)
    db.session.add(opening)
    return opening


def break_glass(actor: Actor, complaint: Complaint, category: str, reason: str, now: datetime) -> IdentityOpening:
    """Opens one complaint's identity to *actor* for at most an hour; the officers above see it at once."""
    fault = rules.glass_fault(reason)
    if fault:
        raise RuleBroken(fault)
    there = find_glass(actor.scope, complaint.id, now)
    if there is not None:
        return there
    opening = IdentityOpening(
        id=new_id(), unit_id=complaint.unit_id, complaint_id=complaint.id, subject_kind="complaint", subject_id=complaint.id,
        user_id=actor.user_id, role=actor.role, opened_from=actor.unit_id, category=category,
        reason=reason.strip(), opened_at=now, ends_at=rules.glass_ends(now))
    db.session.add(opening)
    trail.record(actor, "intake:glass:broken", subject=("complaint", complaint.id), unit_id=complaint.unit_id,
                 category=category, reason=reason.strip(), ends_at=opening.ends_at)
    return opening


def review_opening(actor: Actor, opening: IdentityOpening, note: str, now: datetime) -> None:
    """Writes down what an officer above found of an emergency opening; once."""
    if not rules.may_review(actor.user_id, actor.unit_id, opening.user_id, opening.role, opening.opened_from):
        raise RuleBroken(rules.NOT_ABOVE)
    if opening.reviewed_at is not None:
        raise RuleBroken(rules.REVIEWED)
    opening.reviewed_by, opening.reviewed_at, opening.review_note = actor.user_id, now, note.strip()
    trail.record(actor, "intake:glass:reviewed", subject=(opening.subject_kind, opening.subject_id),
                 unit_id=opening.unit_id, opening=opening.id)
