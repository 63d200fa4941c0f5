"""Opening the identities behind a case: the entry in the trail is part of the same transaction, before anything is shown."""

from datetime import datetime

from portal.access.actor import Actor
from portal.audit import trail
from portal.cases.models import Case
from portal.intake.actions.identity import spend_quota
from portal.intake.models import IdentityOpening
from portal.intake.queries.identity import OPENED


def record_opening(actor: Actor, case: Case, reason: str, other: str, now: datetime, *,
                   lot: IdentityOpening | None = None) -> None:
    """Writes down that *actor* opens the identities of *case*; it counts for the same quota and lot as those of complaints.

    TooMany or RuleBroken when it comes too fast or the quota of the shift is used up; that refusal is recorded too.
    """
    subject = ("case", case.id)
    spend_quota(actor, subject, case.unit_id, now)
    trail.record(actor, OPENED, subject=subject, unit_id=case.unit_id, reason=reason, words=other.strip() or None,
                 lot=lot.id if lot else None)
