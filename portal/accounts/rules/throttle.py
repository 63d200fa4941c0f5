"""How often one may try: a ladder of growing waits, and windows of so many tries; never a lock for ever."""

from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True)
class Count:
    """What is remembered of one key: tries since when, the latest when."""

    tries: int
    since: datetime
    last_at: datetime


@dataclass(frozen=True)
class Ladder:
    """So many free tries, then a wait that doubles up to a cap; forgotten after a quiet time."""

    name: str
    free: int
    first: timedelta
    cap: timedelta
    forgets: timedelta

    def closed_until(self, count: Count) -> datetime:
        """The moment from which the next try is open again (may lie in the past)."""
        if count.tries < self.free:
            return count.last_at
        steps = min(count.tries - self.free, 30)
        return count.last_at + min(self.cap, self.first * 2**steps)

    def is_over(self, count: Count, now: datetime) -> bool:
        """Whether the tries are old enough to be forgotten."""
        return now - count.last_at >= self.forgets


@dataclass(frozen=True)
class Window:
    """At most so many tries in a span of time that begins with the first."""

    name: str
    limit: int
    span: timedelta

    def closed_until(self, count: Count) -> datetime:
        """The moment from which the next try is open again (may lie in the past)."""
        return count.since + self.span if count.tries >= self.limit else count.last_at

    def is_over(self, count: Count, now: datetime) -> bool:
        """Whether the span has run out."""
        return now - count.since >= self.span


def check_window(setting: str) -> str:
    """The setting of a window in order; ValueError when it is not two numbers from 1 on."""
    parts = setting.split()
    if len(parts) != 2 or not all(part.isascii() and part.isdigit() and 0 < int(part) <= 86400 for part in parts):
        raise ValueError("write two numbers: how many times, and in how many seconds")
    return " ".join(str(int(part)) for part in parts)


def read_window(usual: Window, setting: str | None) -> Window:
    """*usual*, or the window that a setting of two numbers (times, seconds) says."""
    if not setting:
        return usual
    times, seconds = setting.split()
    return Window(usual.name, int(times), timedelta(seconds=int(seconds)))


Tier = Ladder | Window
_MINUTES_15 = timedelta(minutes=15)

# Tries of a password or one-time code. The first tier stands alone where the officer signed in lately (see throttles.py).
ACCOUNT = Ladder("account", 5, timedelta(seconds=30), _MINUTES_15, timedelta(hours=24))
TERMINAL = Ladder("terminal", 20, timedelta(seconds=30), _MINUTES_15, timedelta(hours=1))
EVERYWHERE = Window("everywhere", 300, timedelta(minutes=5))
# Tries of a second factor, per account: an attacker who comes so far has the password.
FACTOR = (Window("factor-5m", 5, timedelta(minutes=5)), Window("factor-1h", 20, timedelta(hours=1)),
          Window("factor-1d", 50, timedelta(days=1)))
LONGEST_MEMORY = timedelta(days=2)


def is_open(tier: Tier, count: Count | None, now: datetime) -> bool:
    """Whether one more try is open."""
    return count is None or tier.is_over(count, now) or now >= tier.closed_until(count)


def one_more(tier: Tier, count: Count | None, now: datetime) -> Count:
    """The count after a try at *now*."""
    if count is None or tier.is_over(count, now):
        return Count(1, now, now)
    return Count(count.tries + 1, count.since, now)
