"""Whether the server's clock can be believed: against the trail's own last entry, and against a clock that nobody sets."""

import logging
import time
from datetime import datetime, timedelta

from flask import current_app
from sqlalchemy import select
from sqlalchemy.orm import Session

from portal.audit.models import TrailEntry
from portal.core import clock
from portal.core.db import db
from portal.core.settings import read_setting, write_setting
from portal.core.words import N_

BEHIND, AHEAD = "behind", "ahead"
BACKWARDS, FORWARDS = timedelta(minutes=2), timedelta(minutes=10)
SETTING = "clock-set-right"
# Between two looks at the trail a clock that nobody sets keeps watch alone: a page need not ask the database each time.
ASKS_EVERY = 60  # seconds
SENTENCE = N_("The clock of the server cannot be believed. Entries go on and are marked; write the time on paper too, and call "
              "the administrator.")
log = logging.getLogger("portal.clock")


def judge(now: datetime, newest: datetime | None, expected: datetime | None) -> str:
    """BEHIND, AHEAD or an empty text: *newest* is the last entry's time, *expected* what a clock that nobody sets says."""
    latest = max((one for one in (newest, expected) if one is not None), default=now)
    if latest - now > BACKWARDS:
        return BEHIND
    return AHEAD if expected is not None and now - expected > FORWARDS else ""


def look(session: Session) -> str:
    """Judges the clock now, remembers the verdict for pages and the health page, and says it. A clock that practice records
    or tests hold still is not judged."""
    if clock.is_standing():
        return ""
    memory, now = _memory(), clock.now()
    if "since" not in memory:
        memory["since"] = (now, _ticks())
    newest = _lately(memory, session)
    verdict = judge(now, newest, _expected(memory))
    if verdict and _was_set_right(memory, newest):
        verdict = judge(now, None, _expected(memory))
    if verdict and verdict != memory.get("verdict"):
        log.error("the clock is %s", verdict)
    memory["verdict"] = verdict
    return verdict


def last_verdict(session: Session) -> str:
    """The latest verdict of this process; the first time it looks."""
    memory = _memory()
    return memory["verdict"] if "verdict" in memory else look(session)


def set_right() -> None:
    """Notes that somebody has set the clock right now: entries of a later time, written before, are no more compared."""
    write_setting(SETTING, f"{clock.now().isoformat()} {(_newest(db.session()) or clock.now()).isoformat()}")
    current_app.extensions.pop("portal.clock", None)


def _newest(session: Session) -> datetime | None:
    return session.scalar(select(TrailEntry.at).order_by(TrailEntry.at.desc()).limit(1))


def _lately(memory: dict, session: Session) -> datetime | None:
    """The trail's newest time as it was at most a minute ago."""
    asked = memory.get("asked")
    if asked is None or _ticks() - asked > ASKS_EVERY:
        memory["asked"], memory["newest"] = _ticks(), _newest(session)
    return memory["newest"]


def _memory() -> dict:
    return current_app.extensions.setdefault("portal.clock", {})


def _ticks() -> float:
    return time.clock_gettime(time.CLOCK_BOOTTIME)  # counts a machine's sleep too


def _expected(memory: dict) -> datetime:
    began, ticks = memory["since"]
    return began + timedelta(seconds=_ticks() - ticks)


def _was_set_right(memory: dict, newest: datetime | None) -> bool:
    """Whether the clock was set right since; then this process begins to count anew, once."""
    said = read_setting(SETTING)
    if said is None:
        return False
    if memory.get("set_right") != said:
        memory["set_right"], memory["since"] = said, (clock.now(), _ticks())
    return newest is not None and newest <= datetime.fromisoformat(said.split()[1])
