"""Leave and diversions of the test world, entered through the portal's own actions."""

import uuid
from datetime import date, datetime, time, timedelta
from typing import Any

from portal.core import clock
from portal.core.db import db
from portal.leave import actions
from portal.leave.models import Diversion, Leave
from portal.personnel.models import Officer
from tests.factories.matters import actor
from tests.factories.world import World


def facts(first: date, days: int = 1, kind: str = "casual") -> dict[str, Any]:
    """What a written application says."""
    return {"kind": kind, "from_on": first, "to_on": first + timedelta(days=days - 1), "reason": "पारिवारिक कार्य",
            "applied_on": clock.today()}


def asked(world: World, officer: Officer, first: date, days: int = 1, place: str = "own") -> Leave:
    """A leave that waits for decision, entered by the in-charge from paper."""
    who = actor(world, "kendra_incharge", place)
    return actions.enter_leave(who, who.unit_id, officer.id, facts(first, days))


def granted(world: World, officer: Officer, first: date, days: int = 1, place: str = "own") -> Leave:
    """A leave granted as it was asked for."""
    leave = asked(world, officer, first, days, place)
    actions.grant(actor(world, "sho", place), leave, leave.from_on, leave.to_on)
    return leave


def at(day: date, hour: int) -> datetime:
    """An hour of a day in India."""
    return clock.from_ist(datetime.combine(day + timedelta(days=hour // 24), time(hour % 24)))


def diverted(world: World, officer: Officer, from_at: datetime, to_at: datetime, place: str = "own") -> Diversion:
    """A diversion to a court."""
    who = actor(world, "kendra_incharge", place)
    return actions.enter_diversion(who, who.unit_id, officer.id, {
        "kind": "court", "from_at": from_at, "to_at": to_at, "place": "जनपद न्यायालय", "order_no": "T/7"})


def away(world: World, place: str, staff_id: uuid.UUID) -> dict[str, uuid.UUID]:
    """For the matrix: a leave of that officer that waits, and a diversion of hers."""
    officer, ahead = db.session.get_one(Officer, staff_id), clock.today() + timedelta(days=40)
    return {"leave_id": asked(world, officer, ahead, 3, place).id,
            "diversion_id": diverted(world, officer, at(ahead, 34), at(ahead, 40), place).id}
