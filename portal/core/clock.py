"""The one place that reads the clock: aware UTC for the database, Indian Standard Time for people."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

IST = ZoneInfo("Asia/Kolkata")


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def to_ist(moment: datetime) -> datetime:
    """The same moment on the wall clock of the station (IST, UTC+5:30, no summer time)."""
    return moment.astimezone(IST)


def from_ist(wall: datetime) -> datetime:
    """Reads a naive date-time typed by an officer as IST and gives it in UTC."""
    return wall.replace(tzinfo=IST).astimezone(UTC)


def today() -> date:
    """Today's date in India; the day on which registers turn over."""
    return to_ist(now()).date()
