"""Fifty women at once: numbers run without gap or repeat, on the real database, with real threads."""

import threading
from collections import Counter

from sqlalchemy import func, select

from portal.core.numbering import is_mistyped
from portal.intake.models import Complaint, Visit
from tests.intake.test_entry_pages import ENTRY

AT_ONCE = 50


def test_fifty_parallel_entries_have_fifty_consecutive_numbers(app, sign_in, session):
    """Each entry is a whole request of its own in its own thread."""
    client = sign_in("desk_officer")
    forms = [{**client.get("/intake/new").form("/intake/new"), **ENTRY} for _ in range(AT_ONCE)]
    cookie = client.http.get_cookie(app.config["SESSION_COOKIE_NAME"])
    session.remove()
    answers: list[int] = []
    ready = threading.Barrier(AT_ONCE)

    def enter(form) -> None:
        browser = app.test_client()
        browser.set_cookie(cookie.key, cookie.value)
        ready.wait()
        answers.append(browser.post("/intake/new", data=form).status_code)

    threads = [threading.Thread(target=enter, args=(form,)) for form in forms]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Counter(answers) == {303: AT_ONCE}
    for model, column in ((Complaint, Complaint.number), (Visit, Visit.serial)):
        assert sorted(session.scalars(select(column))) == list(range(1, AT_ONCE + 1)), model
    tokens = session.scalars(select(Complaint.token)).all()
    assert len(set(tokens)) == AT_ONCE and not any(is_mistyped(token) for token in tokens)
    assert all(is_mistyped(token[:-1] + ("0" if token[-1] != "0" else "1")) for token in tokens)


def test_an_entry_that_fails_leaves_no_hole(sign_in, session):
    client = sign_in("desk_officer")
    form = {**client.get("/intake/new").form("/intake/new"), **ENTRY}
    client.post("/intake/new", {**form, "gist": ""}, status=422)
    client.post("/intake/new", form)
    assert session.scalars(select(Complaint.number)).all() == [1] and session.scalar(select(func.max(Visit.serial))) == 1
