"""A sitting at a screen: its steps up to open, its limits, and where it may lead back to."""

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

# The steps of a sign-in; each has a page of its own, "open" has all others.
FACTOR, PASSWORD, ENROL, ROLE, OPEN = "factor", "password", "enrol", "role", "open"

ABSOLUTE = timedelta(hours=8)
UNFINISHED = timedelta(minutes=10)
NOTED_EVERY = timedelta(seconds=60)
FRESH_FOR = timedelta(minutes=5)
_PATH = re.compile(r"/(?:[A-Za-z0-9._~-]+/?)*")
_DOORS = ("/sign-in", "/session/lock", "/session/switch", "/session/end", "/session/active", "/session/language",
          "/session/confirm")


@dataclass(frozen=True)
class Sitting:
    """What the limits look at."""

    step: str
    created_at: datetime
    last_active_at: datetime
    is_locked: bool
    is_ended: bool


def state_of(sitting: Sitting, now: datetime, idle: timedelta) -> str:
    """`ended`, `expired` (must be ended), `locked`, `idle` (must be locked) or `standing`."""
    if sitting.is_ended:
        return "ended"
    if now - sitting.created_at >= (ABSOLUTE if sitting.step == OPEN else UNFINISHED):
        return "expired"
    if sitting.is_locked:
        return "locked"
    return "idle" if sitting.step == OPEN and now - sitting.last_active_at >= idle else "standing"


def is_worth_noting(last_active_at: datetime, now: datetime) -> bool:
    """Whether activity is written down again: at most once a minute."""
    return now - last_active_at >= NOTED_EVERY


def is_fresh(proven_at: datetime, now: datetime, lasts: timedelta = FRESH_FOR) -> bool:
    """Whether the officer proved to be herself within the time a proof lasts."""
    return now - proven_at < lasts


def next_step(*, factor_on: bool, factor_proven: bool, must_change: bool, needs_factor: bool, role_chosen: bool) -> str:
    """What comes next between the password and work."""
    if factor_on and not factor_proven:
        return FACTOR
    if must_change:
        return PASSWORD
    if needs_factor and not factor_on:
        return ENROL
    return OPEN if role_chosen else ROLE


def safe_path(target: str | None, *, doors: bool = False) -> str:
    """*target* if it is a plain path of this portal to come back to, else an empty text. Queries are never kept.

    *doors*: the pages of the sign-in itself count too.
    """
    if not target or len(target) > 300 or not _PATH.fullmatch(target):
        return ""
    return "" if target.startswith(_DOORS) and not doors else target
