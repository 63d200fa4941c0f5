"""How long something took, as one says it."""

import pytest

from portal.core.calendar import long_parts
from portal.core.filters import long


@pytest.mark.parametrize(("minutes", "parts"), [
    (-3, [("minute", 0)]), (0, [("minute", 0)]), (59, [("minute", 59)]), (60, [("hour", 1)]), (125, [("hour", 2), ("minute", 5)]),
    (1439, [("hour", 23), ("minute", 59)]), (1440, [("day", 1)]), (1499, [("day", 1)]), (55736, [("day", 38), ("hour", 16)]),
])
def test_a_length_has_two_parts_at_most_and_no_minutes_after_a_day(minutes, parts):
    assert long_parts(minutes) == parts


@pytest.mark.parametrize(("language", "said"), [
    ("hi", ["38 दिन 16 घण्टे", "1 घण्टा 1 मिनट", "0 मिनट"]), ("en", ["38 days 16 hours", "1 hour 1 minute", "0 minutes"])])
def test_a_length_is_said_in_the_language_of_the_reader(app, language, said):
    from flask_babel import force_locale
    with app.test_request_context(), force_locale(language):
        assert [long(55736), long(61), long(0)] == said
