"""What an installation decides for itself: each change is checked, dated and in the trail, and acts at the next sign-in."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.accounts.rules.password import is_aged
from portal.audit.models import TrailEntry
from portal.core import clock
from portal.core.db import db
from portal.core.feature import declared
from portal.core.settings import Setting, read_setting
from tests.accounts.conftest import PASSWORD, code_at

NEW = "khidki par baitha tota"


@pytest.fixture
def operator(app):
    """Runs `flask settings …`; gives exit code and what was said."""
    def run(*words: str) -> tuple[int, str]:
        done = app.test_cli_runner().invoke(args=["settings", *words])
        return done.exit_code, done.output

    return run


def test_every_usual_value_passes_its_own_check(app):
    with app.app_context():
        assert len(declared("settings")) >= 9
        assert not [one.name for one in declared("settings") if one.check(one.usual) != one.usual]


def test_a_change_is_checked_dated_and_in_the_trail(operator):
    assert operator("set", "password-days", "90")[0] == operator("set", "password-days", "120")[0] == 0
    kept = db.session.scalars(select(Setting).where(Setting.name == "password-days").order_by(Setting.began_at)).all()
    assert [(one.value, one.ended_at is None) for one in kept] == [("90", False), ("120", True)]
    told = db.session.scalars(select(TrailEntry.details).where(TrailEntry.action == "audit:setting:changed")).all()
    assert [one["value"] for one in told] == ["90", "120"]
    assert "password-days = 120\n" in operator("list")[1] and "proof-minutes = 5 (usual)" in operator("list")[1]


@pytest.mark.parametrize(("name", "value"), [
    ("password-days", "soon"), ("password-days", "-1"), ("password-days", "९०"), ("proof-minutes", "0"),
    ("limit-search", "30"), ("limit-print", "0 60"), ("second-factor-roles", "sho chief"), ("key-check", "x"), ("nothing", "1")])
def test_what_makes_no_sense_changes_nothing(operator, name, value):
    before = read_setting(name)
    code, said = operator("set", name, value)
    assert code and "Error: " in said and read_setting(name) == before


def test_the_second_factor_is_switched_on_for_a_role(operator, door):
    user = door.with_password("desk_officer")
    assert door.sign_in(door.browser(), user).location == "/"
    operator("set", "second-factor-roles", "desk_officer auditor")
    assert door.sign_in(door.browser(), user).location == "/sign-in/enrol"
    operator("set", "second-factor-roles", "")
    assert door.sign_in(door.browser(), user).location == "/"


def test_a_password_is_changed_by_age_only_where_the_office_says_so(operator, door):
    user, browser = door.with_password("desk_officer"), door.browser()
    user.password_set_at = clock.now() - timedelta(days=89)
    db.session.commit()
    operator("set", "password-days", "90")
    assert door.sign_in(door.browser(), user).location == "/"
    with clock.standing_at(clock.now() + timedelta(days=1)):
        assert door.sign_in(browser, user).location == "/sign-in/new-password"
        assert "वह समय हो गया" in browser.get("/sign-in/new-password").text
        browser.send("/sign-in/new-password", {"password": PASSWORD, "again": PASSWORD}, status=422)
        assert browser.send("/sign-in/new-password", {"password": NEW, "again": NEW}).location == "/"
        assert door.sign_in(door.browser(), user, NEW).location == "/"


def test_no_age_is_too_old_by_default():
    now = clock.now()
    assert not is_aged(now - timedelta(days=5000), now, 0)
    assert is_aged(now - timedelta(days=90), now, 90) and not is_aged(now - timedelta(days=89, hours=23), now, 90)


def test_unlocking_by_password_is_no_proof_beside_a_second_factor(door):
    user, secret = door.with_factor("sho")
    browser = door.browser()
    door.sign_in(browser, user)
    browser.send("/sign-in/second-factor", {"code": code_at(secret)})
    with clock.standing_at(clock.now() + timedelta(minutes=6)):  # the screen has locked itself, and the proof is old
        browser.get("/session/mine", status=303)
        browser.send("/session/locked", {"number": "", "password": PASSWORD})
        assert browser.get("/session/mine").status == 200
        asked = browser.send("/session/mine/second-factor/start", at="/session/mine/second-factor",
                             action="/session/mine/second-factor/start", status=422)
        assert asked.soup.select_one("input[name=_password]")
