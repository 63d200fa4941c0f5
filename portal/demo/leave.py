"""Practice records of leave: one that waits for the in-charge, one for the station officer, decided ones, a day in court."""

import uuid
from datetime import datetime, time, timedelta
from typing import Any

from portal.access.actor import Actor
from portal.core import clock
from portal.leave import actions
from portal.leave.models import Leave
from portal.personnel.queries import list_staff

REASON = "पारिवारिक कार्य (अभ्यास अभिलेख)"


def load_leave(incharge: Actor, sho: Actor, asker: Actor) -> None:
    """Requests of *asker* and of the in-charge herself wait; others were granted, cut short and refused; one man is on leave
    today, another in court."""
    today = clock.today()
    men = [row.id for row in list_staff(sho.scope, incharge.unit_id, today) if not row.is_woman and row.kind == "posted"]
    others = [row.id for row in list_staff(sho.scope, incharge.unit_id, today)
              if row.is_woman and row.personnel_no not in (incharge.personnel_no, asker.personnel_no)]
    short = _granted(incharge, sho, others[0], _days(-60, 10, "earned"))
    with clock.standing_at(clock.from_ist(datetime.combine(today - timedelta(days=56), time(10)))):
        actions.cut_short(sho, short, today - timedelta(days=56), "त्यौहार ड्यूटी हेतु वापस बुलाया गया")
    _granted(incharge, sho, men[-1], _days(-2, 6, "earned"))
    refused = actions.enter_leave(incharge, incharge.unit_id, others[1], _days(30, 8, "casual"))
    actions.refuse(sho, refused, "उक्त तिथियों में बल की कमी")
    actions.ask_leave(asker, _days(20, 3, "earned"))
    actions.ask_leave(incharge, _days(26, 2, "casual"))
    actions.enter_diversion(incharge, incharge.unit_id, men[0], {
        "kind": "court", "from_at": clock.from_ist(datetime.combine(today, time(10))),
        "to_at": clock.from_ist(datetime.combine(today, time(16))), "place": "जनपद न्यायालय", "order_no": "अभ्यास/न्याया0/7"})


def _days(begin: int, days: int, kind: str) -> dict[str, Any]:
    first = clock.today() + timedelta(days=begin)
    return {"kind": kind, "from_on": first, "to_on": first + timedelta(days=days - 1), "reason": REASON,
            "applied_on": min(first, clock.today()) - timedelta(days=4)}


def _granted(incharge: Actor, sho: Actor, officer: uuid.UUID, facts: dict[str, Any]) -> Leave:
    with clock.standing_at(clock.from_ist(datetime.combine(facts["from_on"] - timedelta(days=4), time(11)))):
        leave = actions.enter_leave(incharge, incharge.unit_id, officer, facts)
        actions.grant(sho, leave, leave.from_on, leave.to_on)
    return leave
