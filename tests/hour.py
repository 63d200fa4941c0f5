"""The hour at which the suite runs: PORTAL_TEST_NOW=2026-12-31T23:50 bin/test tests/squads asks what midnight does to it.

A time without an offset is Indian. Every test begins at that moment and time goes on from there; the world of the tests is
five minutes older. Only the portal's clock is set: a process that a test starts has the machine's own."""

import datetime as dt
import os

from portal.core import clock

_ahead = dt.timedelta()


class _Shifted(dt.datetime):
    """Stands in the clock's module for `datetime`."""

    @classmethod
    def now(cls, tz: dt.tzinfo | None = None) -> dt.datetime:
        return dt.datetime.now(tz) + _ahead


def begin(*, earlier: dt.timedelta = dt.timedelta()) -> None:
    """Sets the portal's clock to the moment of PORTAL_TEST_NOW; without it, leaves the clock alone."""
    global _ahead
    if not (wanted := os.environ.get("PORTAL_TEST_NOW")):
        return
    moment = dt.datetime.fromisoformat(wanted)
    if moment.tzinfo is None:
        moment = clock.from_ist(moment)
    _ahead = moment - earlier - dt.datetime.now(dt.UTC)
    clock.datetime = _Shifted
