"""Practice records of training: what desk duty asks for, held two months ago, passed by nearly all; the next session ahead."""

import uuid
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from typing import Any

from sqlalchemy import select

from portal.access.actor import Actor
from portal.core import clock
from portal.core.db import db
from portal.personnel.queries import list_staff
from portal.training import actions
from portal.training.models import Programme, TrainingSession
from portal.training.rules.marks import Mark

HELD_DAYS_AGO, COMES_IN_DAYS = 62, 8
PLACE, TRAINER = "केन्द्र का सभाकक्ष", "अभ्यास प्रशिक्षक, पुलिस लाइन"
PASSED, ABSENT, FAILED = Mark("present", "passed"), Mark("absent", note="न्यायालय ड्यूटी"), Mark("present", "failed", "भाग 3 पुनः करें")


def load_training(incharge: Actor, sho: Actor) -> None:
    """One session of each programme that desk duty asks for; one officer was absent, one has to repeat, the newest was never
    sent. Those three are nominated for the session that comes."""
    wanted = list(db.session.scalars(select(Programme).where(
        Programme.is_for_desk, Programme.is_active, Programme.unit_id.is_(None)).order_by(Programme.id)))
    first = clock.today() - timedelta(days=HELD_DAYS_AGO)
    staff = [row.id for row in list_staff(sho.scope, incharge.unit_id, first) if row.kind == "posted"]
    sent, never = staff[:-1], staff[-1]
    for number, programme in enumerate(wanted):
        unusual = {sent[-1]: ABSENT, sent[-2]: FAILED} if number == 0 else {}
        _hold(sho, incharge.unit_id, programme, first + timedelta(days=3 * number), sent, unusual)
    if wanted:
        coming = _plan(sho, incharge.unit_id, wanted[0], clock.today() + timedelta(days=COMES_IN_DAYS))
        actions.nominate(incharge, coming, incharge.unit_id, [never, *sent[-2:]])
    db.session.commit()


def _plan(sho: Actor, unit_id: uuid.UUID, programme: Programme, day: date) -> TrainingSession:
    return actions.plan_session(sho, unit_id, programme.id, {"from_on": day, "to_on": day, "place": PLACE, "trainer": TRAINER,
                                                             "capacity": 25})


def _hold(sho: Actor, unit_id: uuid.UUID, programme: Programme, day: date, sent: Sequence[uuid.UUID],
          unusual: dict[uuid.UUID, Any]) -> None:
    with clock.standing_at(clock.from_ist(datetime.combine(day - timedelta(days=5), time(11)))):
        session = _plan(sho, unit_id, programme, day)
        made = actions.nominate(sho, session, unit_id, sent)
    with clock.standing_at(clock.from_ist(datetime.combine(day, time(17)))):
        actions.record_marks(sho, session, {one.id: unusual.get(one.officer_id, PASSED) for one in made})
