"""Sittings on a shared computer: lock, switch, sign-out, limits, and no way back for a token that has ended."""

from datetime import timedelta

from sqlalchemy import select

from portal.accounts.models import LoginSession, RoleHeld, User
from portal.audit.models import TrailEntry
from portal.core import clock
from portal.core.db import db
from tests.accounts.conftest import PASSWORD


def _post(browser, url, data=None, **more):
    return browser.post(url, {"csrf_token": browser.csrf(), **(data or {})}, **more)


def _token(browser):
    with browser.http.session_transaction() as cookie:
        return cookie.get("_user_id")


def _login(user_id):
    statement = select(LoginSession).where(LoginSession.user_id == user_id).order_by(LoginSession.id.desc()).limit(1)
    return db.session.scalar(statement.execution_options(populate_existing=True))


def test_sign_out_ends_the_sitting_clears_the_browser_and_nothing_brings_it_back(door, sign_in):
    browser = sign_in("desk_officer")
    token = _token(browser)
    answer = _post(browser, "/session/end")
    assert answer.location == "/sign-in"
    assert answer.response.headers["Clear-Site-Data"] == '"cache", "storage"'
    assert _token(browser) is None
    with browser.http.session_transaction() as cookie:
        cookie["_user_id"] = token
    assert browser.get("/session/mine", status=303).location.startswith("/sign-in")
    with browser.http.session_transaction() as cookie:
        cookie["_user_id"] = token
    csrf = browser.get("/sign-in").form("/sign-in")["csrf_token"]
    browser.post("/session/active", {"csrf_token": csrf}, status=401)
    assert _login(browser.officer.user_id).ended_at is not None


def test_activity_noted_late_does_not_revive_an_ended_sitting(app, sign_in):
    from portal.accounts import sessions
    browser = sign_in("desk_officer")
    login = _login(browser.officer.user_id)
    before = login.last_active_at
    sessions.end(login, "signed out")
    db.session.commit()
    with clock.standing_at(clock.now() + timedelta(minutes=2)):
        sessions.note_activity(login)
    after = _login(browser.officer.user_id)
    assert after.ended_at is not None and after.last_active_at == before


def test_the_locked_screen_shows_nothing_of_whom_it_locked(door, sign_in):
    browser = sign_in("desk_officer")
    token, csrf = _token(browser), browser.csrf()
    answer = browser.post("/session/lock", {"csrf_token": csrf, "next": "/session/mine"})
    assert answer.location == "/session/locked" and answer.response.headers["Clear-Site-Data"] == '"cache"'
    assert _token(browser) != token
    user = door.user("desk_officer")
    page = browser.get("/session/locked")
    for secret in (user.name_hi, user.name_en, user.personnel_no, "परीक्षण", "Test AD"):
        assert secret not in page.text
    assert browser.get("/session/mine", status=303).location == "/session/locked"
    assert browser.get("/officers", htmx=True, status=401).response.headers["HX-Redirect"] == "/session/locked"
    with browser.http.session_transaction() as cookie:
        cookie["_user_id"] = token  # the token from before the lock, as in a page of the browser's memory
    assert browser.get("/session/mine", status=303).location.startswith("/sign-in")


def test_her_password_unlocks_and_leads_back_where_she_was(door, sign_in):
    door.with_password("desk_officer")
    browser = sign_in("desk_officer")
    csrf = browser.csrf()
    browser.post("/session/lock", {"csrf_token": csrf, "next": "/session/mine"})
    browser.send("/session/locked", {"password": "x" * 15}, status=422)
    assert browser.send("/session/locked", {"password": PASSWORD}).location == "/session/mine"
    assert browser.get("/session/mine").status == 200
    assert db.session.scalars(select(LoginSession)).one().user_id == browser.officer.user_id  # the same sitting goes on
    assert browser.csrf() and browser.post("/session/lock", {"csrf_token": csrf}).location == "/session/locked"


def test_another_officer_signs_in_on_the_locked_screen_and_the_first_sitting_ends(door, sign_in):
    second = door.with_password("desk_officer", "second")
    browser = sign_in("desk_officer")
    csrf = browser.csrf()
    browser.post("/session/lock", {"csrf_token": csrf, "next": "/officers"})
    answer = browser.send("/session/locked", {"number": second.personnel_no, "password": PASSWORD})
    assert answer.location == "/"  # not where the first one was
    page = browser.get("/session/mine")
    assert second.personnel_no in page.text and door.user("desk_officer").personnel_no not in page.text
    first = _login(browser.officer.user_id)
    assert first.ended_at is not None and first.end_reason == "switched"
    browser.post("/session/lock", {"csrf_token": csrf}, status=400)  # a form of the first officer's page is no longer taken


def test_an_idle_screen_locks_and_polls_do_not_keep_it_open(door, sign_in, app):
    idle = app.config["IDLE_SECONDS"]
    browser, start = sign_in("desk_officer"), clock.now()
    with clock.standing_at(start + timedelta(seconds=idle - 1)):
        browser.get("/session/mine", headers={"X-Poll": "1"})
    with clock.standing_at(start + timedelta(seconds=idle + 1)):
        assert browser.get("/session/mine", status=303).location == "/session/locked"
    login = _login(browser.officer.user_id)
    assert login.locked_at is not None and login.return_to == "/session/mine"
    assert db.session.scalars(select(TrailEntry.action).order_by(TrailEntry.seq)).all() == ["accounts:session:locked"]


def test_keys_pressed_keep_it_open(sign_in, app):
    idle = app.config["IDLE_SECONDS"]
    browser, start = sign_in("desk_officer"), clock.now()
    csrf = browser.csrf()
    for minutes in range(4, 40, 4):
        assert idle > 240
        with clock.standing_at(start + timedelta(minutes=minutes)):
            browser.post("/session/active", {"csrf_token": csrf}, status=204)


def test_activity_is_written_at_most_once_a_minute(sign_in):
    browser, start = sign_in("desk_officer"), clock.now()
    for seconds, moved in ((30, False), (61, True), (90, False)):
        before = _login(browser.officer.user_id).last_active_at
        with clock.standing_at(start + timedelta(seconds=seconds)):
            browser.get("/session/mine")
        assert (_login(browser.officer.user_id).last_active_at != before) is moved


def test_a_sitting_ends_after_eight_hours_however_busy(sign_in):
    browser, start = sign_in("desk_officer"), clock.now()
    csrf = browser.csrf()
    for minutes in range(4, 480, 4):
        with clock.standing_at(start + timedelta(minutes=minutes)):
            browser.post("/session/active", {"csrf_token": csrf}, status=204)
    with clock.standing_at(start + timedelta(hours=8, seconds=1)):
        assert browser.get("/session/mine", status=303).location.startswith("/sign-in")
        assert browser.get("/sign-in").soup.select_one(".band.warning") is not None
    assert _login(browser.officer.user_id).end_reason == "expired"


def test_signing_in_elsewhere_ends_the_first_sitting_and_says_so_on_both_screens(door):
    user, one, two = door.with_password("desk_officer"), door.browser(), door.browser()
    one.http.environ_base["REMOTE_ADDR"] = "10.0.0.1"
    two.http.environ_base["REMOTE_ADDR"] = "10.0.0.2"
    door.sign_in(one, user)
    door.sign_in(two, user)
    assert "10.0.0.1" in two.get("/session/mine").words
    assert one.get("/session/mine", status=303).location.startswith("/sign-in")
    assert "10.0.0.2" in one.get("/sign-in").words
    assert two.get("/session/mine").status == 200


def test_a_password_alone_throws_nobody_out(door):
    from tests.accounts.conftest import code_at
    user, secret = door.with_factor("district_chief")
    one, two = door.browser(), door.browser()
    door.sign_in(one, user)
    one.send("/sign-in/second-factor", {"code": code_at(secret)})
    door.sign_in(two, user)  # knows the password, has no telephone
    assert one.get("/session/mine").status == 200


def test_the_own_sessions_are_listed_and_can_be_ended(door):
    user, one, two = door.with_password("desk_officer"), door.browser(), door.browser()
    door.sign_in(one, user)
    first = _login(user.id).id
    door.sign_in(two, user)
    assert len(two.get("/session/mine").soup.select("table.list tbody tr")) == 2
    _post(two, f"/session/mine/{first}/end")
    other = door.browser()
    door.sign_in(other, door.with_password("desk_officer", "second"))
    _post(other, f"/session/mine/{_login(user.id).id}/end", status=404)
    assert two.get("/session/mine").status == 200


def test_a_role_that_ends_and_an_account_that_is_closed_act_at_the_next_request(door, sign_in, world):
    for spoil in ("role", "account", "unit"):
        browser = sign_in("counsellor")
        assert browser.get("/session/mine").status == 200
        held = db.session.get_one(RoleHeld, browser.officer.role_held_id, populate_existing=True)
        user = db.session.get_one(User, browser.officer.user_id, populate_existing=True)
        if spoil == "role":
            held.to_on = clock.today() - timedelta(days=1)
        elif spoil == "account":
            user.is_active = False
        else:
            held.unit.is_active = False
        db.session.commit()
        assert browser.get("/session/mine", status=303).location.startswith("/sign-in"), spoil
        held.to_on, user.is_active, held.unit.is_active = None, True, True
        db.session.commit()


def test_an_unfinished_sign_in_lapses(door):
    user, _ = door.with_factor("district_chief")
    browser = door.browser()
    door.sign_in(browser, user)
    with clock.standing_at(clock.now() + timedelta(minutes=11)):
        assert browser.get("/sign-in/second-factor", status=303).location == "/sign-in"


def test_language_is_chosen_before_and_after_sign_in(door):
    user, browser = door.with_password("desk_officer"), door.browser()
    csrf = browser.get("/sign-in").form("/sign-in")["csrf_token"]
    assert browser.post("/session/language", {"csrf_token": csrf, "locale": "en", "next": "/sign-in"}).location == "/sign-in"
    assert browser.get("/sign-in").soup.html["lang"] == "en"
    door.sign_in(browser, user)
    assert browser.get("/session/mine").soup.html["lang"] == "hi"  # her own
    _post(browser, "/session/language", {"locale": "en", "next": "/session/mine"})
    assert browser.get("/session/mine").soup.html["lang"] == "en"
    assert door.user("desk_officer").language == "en"
    _post(browser, "/session/language", {"locale": "xx", "next": "//evil.example"})
    assert door.user("desk_officer").language == "en"


def test_every_door_form_wants_its_csrf_token(door, sign_in):
    browser = sign_in("desk_officer")
    for url in ("/sign-in", "/session/lock", "/session/switch", "/session/end", "/session/active", "/session/language"):
        browser.post(url, {}, status=400)
    assert _login(browser.officer.user_id).ended_at is None


def test_the_actor_carries_role_unit_and_reach(sign_in, world):
    desk, sho, chief = (sign_in.actor(role) for role in ("desk_officer", "sho", "district_chief"))
    assert desk.unit_ids == (world.units["kendra"],)
    assert sho.unit_ids == (world.units["station"], world.units["kendra"])
    assert chief.unit_ids is None and chief.unit_path == "/UP/AZ/AR/AD/"
