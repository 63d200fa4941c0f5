"""A clock that went back or leapt is noticed at the next write: entries go on, marked, and everybody is told."""

import time
from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.audit import clock_guard, trail
from portal.audit.clock_guard import AHEAD, BEHIND, judge
from portal.audit.models import TrailEntry
from portal.core import clock
from portal.core.db import db

HOUR = timedelta(hours=1)


def write(sign_in, subject: str) -> TrailEntry:
    """An entry of the desk, and the row that it became."""
    trail.record(sign_in.actor("desk_officer"), "intake:visit:added", subject=("visit", subject))
    db.session.commit()
    return db.session.scalar(select(TrailEntry).where(TrailEntry.subject_id == subject))


def a_minute_later() -> None:
    """The trail is asked again at the next write."""
    clock_guard._memory().pop("asked", None)


def in_the_future(sign_in, by: timedelta = HOUR) -> None:
    with clock.standing_at(clock.now() + by):
        assert "clock" not in write(sign_in, "future").details
    a_minute_later()


@pytest.mark.parametrize(("newest", "expected", "verdict"), [
    (0, 0, ""), (119, 0, ""), (121, 0, BEHIND), (-9999, 121, BEHIND), (0, -599, ""), (0, -601, AHEAD), (None, None, ""),
    (None, -601, AHEAD), (999999, None, BEHIND)])
def test_two_minutes_back_or_ten_forward(newest, expected, verdict):
    now = clock.now()
    at = lambda seconds: None if seconds is None else now + timedelta(seconds=seconds)  # noqa: E731
    assert judge(now, at(newest), at(expected)) == verdict


def test_an_entry_of_the_future_marks_what_is_written_after_it(sign_in, client):
    assert "clock" not in write(sign_in, "before").details
    assert client.get("/health").response.get_data().splitlines()[-1] == b"clock ok"
    in_the_future(sign_in)
    assert write(sign_in, "after").details == {"clock": BEHIND}
    assert client.get("/health").response.get_data().splitlines()[-1] == b"clock behind"
    assert "घड़ी" in sign_in("desk_officer").get("/").soup.select_one(".band.danger").get_text()


def test_the_trail_is_asked_at_most_once_a_minute(sign_in, monkeypatch):
    asked = []
    monkeypatch.setattr(clock_guard, "_newest", lambda session: asked.append(session))
    for number in range(3):
        write(sign_in, f"quick {number}")
    assert len(asked) == 1
    ticks = clock_guard._ticks
    monkeypatch.setattr(clock_guard, "_ticks", lambda: ticks() + clock_guard.ASKS_EVERY + 1)
    write(sign_in, "a minute later")
    assert len(asked) == 2


def test_a_small_difference_is_nobody_s_fault(sign_in):
    in_the_future(sign_in, timedelta(seconds=90))
    assert write(sign_in, "after").details == {}


def test_the_first_page_after_a_start_looks_too(app, sign_in, client):
    in_the_future(sign_in)
    app.extensions.pop("portal.clock", None)  # as a process does that has just started
    assert client.get("/health").response.get_data().splitlines()[-1] == b"clock behind"


@pytest.mark.parametrize(("leap", "verdict"), [(HOUR, AHEAD), (-HOUR, BEHIND)])
def test_a_clock_that_leaps_while_the_portal_runs(app, sign_in, leap, verdict):
    write(sign_in, "first")
    began, ticks = app.extensions["portal.clock"]["since"]
    app.extensions["portal.clock"]["since"] = (began - leap, ticks)  # what a leap of the wall clock looks like from then on
    assert write(sign_in, "later").details == {"clock": verdict}


def test_when_it_was_set_right_entries_are_clean_again_and_the_next_fault_is_seen(app, sign_in):
    in_the_future(sign_in)
    assert write(sign_in, "marked").details == {"clock": BEHIND}
    done = app.test_cli_runner().invoke(args=["trail", "clock-set-right"])
    assert done.exit_code == 0, done.output
    assert write(sign_in, "clean").details == {}
    in_the_future_again = clock.now() + 2 * HOUR
    with clock.standing_at(in_the_future_again):
        write(sign_in, "future again")
    a_minute_later()
    assert write(sign_in, "marked again").details == {"clock": BEHIND}


def test_the_clock_that_nobody_sets_runs():
    first = clock_guard._ticks()
    time.sleep(0.01)
    assert clock_guard._ticks() > first


def test_marked_entries_are_sealed_like_any_other(app, sign_in):
    in_the_future(sign_in)
    write(sign_in, "after")
    assert app.test_cli_runner().invoke(args=["trail", "verify"]).exit_code == 0
