"""Opening the identities behind a case: the entry in the trail is part of the same transaction, before anything is shown."""

from datetime import datetime

from portal.access.actor import Actor
from portal.audit import trail
from portal.cases.models import Case
from portal.core import clock
from portal.core.errors import RuleBroken
from portal.intake.queries.identity import OPENED, list_openings_in_shift
from portal.intake.rules import identity as rules


def record_opening(actor: Actor, case: Case, reason: str, other: str, now: datetime) -> None:
    """Writes down that *actor* opens the identities of *case*; it counts for the same quota as those of complaints.

    RuleBroken when the quota of the shift is used up; that refusal is recorded too.
    """
    earlier, most = list_openings_in_shift(actor, now), rules.quota(actor.role)
    if len(earlier) >= most:
        trail.record_refusal(actor, "intake:identity:over_quota", subject=("case", case.id), unit_id=case.unit_id,
                             count=len(earlier))
        again = earlier[len(earlier) - most] + rules.SHIFT
        raise RuleBroken(rules.QUOTA_USED, count=len(earlier), time=clock.to_ist(again).strftime("%H:%M"))
    trail.record(actor, OPENED, subject=("case", case.id), unit_id=case.unit_id, reason=reason, words=other.strip() or None)
