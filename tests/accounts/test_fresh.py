"""A grave step with an old proof asks once more who sits there, keeps what was typed, and is then done."""

from datetime import timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from portal.access.policy import GRAVE
from portal.accounts.fresh import SETTING
from portal.accounts.models import LoginSession
from portal.audit.models import TrailEntry
from portal.core import clock
from portal.core.db import db
from portal.core.once import OnceToken
from portal.core.settings import write_setting
from portal.intake.models import IdentityOpening
from tests.accounts.conftest import PASSWORD, code_at
from tests.factories.casefile import CANARY, canary_words, matter
from tests.factories.matters import complaint as make_complaint

WHY = "112 पर सूचना: वह घर में बंद है, पति के पास हथियार है"


@pytest.fixture
def complaint(sign_in):
    return matter(sign_in.actor("desk_officer"))


def aged(minutes: int) -> None:
    """The last proof of every sitting lies so long back."""
    db.session.execute(update(LoginSession).values(proven_at=clock.now() - timedelta(minutes=minutes)))
    db.session.commit()


def count(action: str) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count(TrailEntry.id)).where(TrailEntry.action == action))


def test_a_fresh_proof_is_not_asked_again(sign_in, complaint):
    url = f"/complaints/{complaint.id}/identity"
    assert CANARY["name"] in sign_in("desk_officer").send(url, {"reason": "call"}, status=200).words


def test_an_old_proof_is_asked_and_the_opening_goes_through_with_its_words(door, sign_in, complaint):
    door.with_password("desk_officer")
    client, url = sign_in("desk_officer"), f"/complaints/{complaint.id}/identity"
    aged(6)
    page = client.send(url, {"reason": "other", "other": "विधवा पेंशन के फार्म के लिए"}, status=422)
    assert page.h1 == "पुष्टि करें कि आप ही हैं" and count("intake:identity:opened") == 0
    assert not any(word in page.text for word in canary_words())
    form = page.form(url)
    assert form["other"] == "विधवा पेंशन के फार्म के लिए" and "password" not in form
    wrong = client.post(url, {**form, "_password": "galat galat galat"}, status=422)
    assert wrong.errors or wrong.soup.select("#error-summary")
    assert wrong.form(url)["other"] == form["other"] and "galat" not in wrong.text and count("intake:identity:opened") == 0
    opened = client.post(url, {**wrong.form(url), "_password": PASSWORD}, status=200)
    assert CANARY["name"] in opened.words
    db.session.rollback()
    entry = db.session.scalar(select(TrailEntry).where(TrailEntry.action == "intake:identity:opened"))
    assert entry.details["words"] == "विधवा पेंशन के फार्म के लिए"
    assert CANARY["name"] in client.send(url, {"reason": "call"}, status=200).words, "the proof counts from now on"


def test_the_reason_of_an_emergency_is_kept_and_sent_once(door, sign_in, complaint):
    door.with_password("circle_officer")
    client, url = sign_in("circle_officer"), f"/complaints/{complaint.id}/emergency"
    aged(6)
    form = {**client.send(url, {"category": "life", "reason": WHY}, status=422).form(url), "_password": PASSWORD}
    first = client.post(url, form)
    assert client.post(url, form).location == first.location, "a double click is one opening"
    db.session.rollback()
    assert db.session.scalars(select(IdentityOpening.reason)).all() == [WHY]
    kept = db.session.scalars(select(OnceToken.fingerprint)).all()
    assert len(kept) == 1


def test_a_second_factor_is_asked_instead_of_the_password(door, sign_in, complaint):
    _, secret = door.with_factor("desk_officer")
    client, url = sign_in("desk_officer"), f"/complaints/{complaint.id}/identity"
    aged(6)
    page = client.send(url, {"reason": "call"}, status=422)
    client.post(url, {**page.form(url), "_password": PASSWORD}, status=422)
    assert CANARY["name"] in client.post(url, {**page.form(url), "_password": code_at(secret)}, status=200).words


def test_the_setting_says_how_long_a_proof_lasts(door, sign_in, complaint):
    door.with_password("desk_officer")
    client, url = sign_in("desk_officer"), f"/complaints/{complaint.id}/identity"
    write_setting(SETTING, "15")
    aged(14)
    client.send(url, {"reason": "call"}, status=200)
    aged(16)
    client.send(url, {"reason": "call"}, status=422)


def test_an_open_print_is_asked_and_a_closed_one_is_not(door, sign_in, world):
    door.with_password("sho")
    made = make_complaint(world, until="registered")
    client, url = sign_in("sho"), f"/print/complaint-sheet/{made.id}"
    aged(6)
    client.send(url, {"language": "hi"})
    page = client.send(url, {"language": "hi", "is_open": "y", "reason": "न्यायालय के आदेश पर"}, status=422)
    assert page.form(url)["reason"] == "न्यायालय के आदेश पर"
    copy = client.post(url, {**page.form(url), "_password": PASSWORD}).location
    assert client.get(copy).response.mimetype == "application/pdf"
    aged(6)
    assert client.get(copy, status=303).location == f"/session/confirm?next={copy}"


def test_every_form_behind_a_grave_permission_asks(app: Flask, sign_in, world):
    """The sentence of the policy is the declaration: no route may forget it. A permission that guards no form is a mistake."""
    asked = {view.permission for rule in app.url_map.iter_rules() if "POST" in rule.methods
             for view in [app.view_functions[rule.endpoint]] if view.permission in GRAVE}
    assert asked == GRAVE
