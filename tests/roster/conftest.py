"""The day on which tests of a certain month live."""

from collections.abc import Iterator
from datetime import datetime

import pytest

from portal.core import clock


@pytest.fixture
def november() -> Iterator[None]:
    """The clock stands in November 2026: tests that make the roster of that December, which they know by its Sundays, would
    else find it gone by one day."""
    with clock.standing_at(datetime(2026, 11, 24, 12, tzinfo=clock.IST)):
        yield
