"""A cookie that a thin line has cut stands beside the right one, and shuts nobody out."""

import time

import pytest
from itsdangerous import TimestampSigner

from tests.client import Browser

COOKIE, URL = "portal", "/session/mine"


@pytest.fixture
def asked(app, sign_in):
    """Status of a page of the officer's own for the values of cookies sent, in that order; and the value of her right cookie."""
    right = sign_in("desk_officer").http.get_cookie(COOKIE).value
    bare = Browser(app, app.response_class, use_cookies=False)

    def ask(*values: str) -> int:
        return bare.get(URL, headers={"Cookie": "; ".join(f"{COOKIE}={value}" for value in values)}).status_code
    return ask, right


def signed(app, minutes_ago: int, **session) -> str:
    """A cookie as the portal signed it then."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TimestampSigner, "get_timestamp", lambda _self: int(time.time()) - 60 * minutes_ago)
        return app.session_interface.get_signing_serializer(app).dumps(session)


def test_every_cut_of_the_value_leaves_the_officer_at_work(asked):
    ask, right = asked
    assert ask() == ask(right[:-9]) == 303, "without a whole cookie nobody is at work"
    assert {ask(right[:length], right) for length in (0, 1, len(right) // 2, len(right) - 1)} == {200}


def test_a_whole_cookie_of_an_earlier_answer_does_not_stand_before_the_newest(app, asked):
    ask, right = asked
    earlier = signed(app, 5, _user_id="a token from before the lock")
    assert ask(earlier) == 303
    assert ask(earlier, right) == ask(right, earlier) == 200
    assert ask(signed(app, 60 * 24 * 32), right) == 200, "one that has run out is no cookie"
    assert ask(signed(app, -1, _user_id="a token from the next minute"), right) == 200, "nor one from the future"
