"""The one place that reads the clock: aware UTC for the database, Indian Standard Time for people."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

IST = ZoneInfo("Asia/Kolkata")


_standing: ContextVar[datetime | None] = ContextVar("standing", default=None)


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return _standing.get() or datetime.now(UTC)


@contextmanager
def standing_at(moment: datetime) -> Iterator[None]:
    """The clock stands at *moment* within the block: for practice records and tests; no page can reach it."""
    token = _standing.set(moment)
    try:
        yield
    finally:
        _standing.reset(token)


def is_standing() -> bool:
    """Whether the clock stands within `standing_at`."""
    return _standing.get() is not None


def to_ist(moment: datetime) -> datetime:
    """The same moment on the wall clock of the station (IST, UTC+5:30, no summer time)."""
    return moment.astimezone(IST)


def from_ist(wall: datetime) -> datetime:
    """Reads a naive date-time typed by an officer as IST and gives it in UTC."""
    return wall.replace(tzinfo=IST).astimezone(UTC)


def today() -> date:
    """Today's date in India; the day on which registers turn over."""
    return to_ist(now()).date()


def period(from_on: date | None, to_on: date | None) -> tuple[datetime | None, datetime | None]:
    """Days in India, both included, as moments: the first of the one, and the first after the other."""
    begin = from_ist(datetime.combine(from_on, time())) if from_on else None
    end = from_ist(datetime.combine(to_on + timedelta(days=1), time())) if to_on else None
    return begin, end
