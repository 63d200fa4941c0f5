"""What administrators do to others' accounts, and what they cannot do to their own."""

import re
from datetime import date, timedelta

import pytest
from flask import g
from flask_babel import refresh
from sqlalchemy import select

from portal.access.scope import Scope
from portal.accounts import actions, queries
from portal.accounts.models import LoginSession, PasswordReset, RoleHeld, User
from portal.audit.models import TrailEntry
from portal.core import clock
from portal.core.db import db, new_id
from portal.core.errors import NotFound, RuleBroken
from portal.units.models import Unit
from tests.accounts.conftest import PASSWORD, code_at

FACTS = {"personnel_no": "777000111", "name_hi": "नई अधिकारी", "name_en": "New Officer", "rank": "CONST", "is_woman": "y",
         "phone": "+91 90000 00001"}


def _show(user):
    return f"/officers/{user.id}"


def _typed_code(page):
    return page.soup.select_one("p.code code").get_text()


def _code(admin, user):
    return _typed_code(admin.send(f"{_show(user)}/code", status=200))


def _today():
    return clock.today().strftime("%d-%m-%Y")


def _actions():
    return db.session.scalars(select(TrailEntry.action).order_by(TrailEntry.at, TrailEntry.seq)).all()


def test_a_new_officer_from_entry_to_first_sign_in(door, sign_in, world):
    admin = sign_in("administrator")
    admin.send("/officers/new", FACTS)
    user = queries.find_by_number("777000111")
    assert user.phone == "9000000001" and user.is_woman and user.password_hash == ""
    admin.send("/officers/new", FACTS, status=422)
    admin.send(f"{_show(user)}/roles/new", {
        "role": "desk_officer", "unit_code": "ad-one", "order_no": "आ-12/2026", "from_on": _today()})
    code = _code(admin, user)
    assert code not in admin.get(_show(user)).text

    browser = door.browser()
    typed = code.lower().replace("-", " ")
    assert browser.send("/sign-in/code", {"number": "777000111", "code": typed}).location == "/sign-in/new-password"
    for bad in ("short", "password12345678", "New Officer 777000111", "mission shakti kendra"):
        page = browser.send("/sign-in/new-password", {"password": bad, "again": bad}, status=422)
        assert page.errors()
    browser.send("/sign-in/new-password", {"password": PASSWORD, "again": PASSWORD + "x"}, status=422)
    assert browser.send("/sign-in/new-password", {"password": PASSWORD, "again": PASSWORD}).location == "/"
    assert browser.get("/session/mine").status == 200
    door.browser().send("/sign-in/code", {"number": "777000111", "code": code}, status=422)
    assert {"accounts:user:created", "accounts:role:granted", "accounts:code:made", "accounts:code:used",
            "accounts:password:changed", "accounts:session:opened"} <= set(_actions())


def test_a_reset_voids_the_password_ends_sessions_and_tells_the_officer_and_her_superiors(door, sign_in):
    user, at_work = door.with_password("desk_officer"), sign_in("desk_officer")
    admin = sign_in("administrator")
    code = _code(admin, user)
    assert at_work.get("/session/mine", status=303).location.startswith("/sign-in")
    door.sign_in(door.browser(), user, status=422)
    browser = door.browser()
    browser.send("/sign-in/code", {"number": user.personnel_no, "code": code})
    browser.send("/sign-in/new-password", {"password": PASSWORD + " aur", "again": PASSWORD + " aur"})
    assert door.user("administrator").name_hi in browser.get("/session/mine").soup.select_one("#notices").get_text()
    boss = door.browser()
    door.sign_in(boss, door.with_password("kendra_incharge"))
    assert user.name_hi in boss.get("/session/mine").soup.select_one("#notices").get_text()
    assert not boss.get("/session/mine").soup.select_one("#notices").get_text(strip=True)  # said once


def test_a_reset_does_not_get_round_the_second_factor(door, sign_in):
    user, secret = door.with_factor("desk_officer")
    code = _code(sign_in("administrator"), user)
    browser = door.browser()
    answer = browser.send("/sign-in/code", {"number": user.personnel_no, "code": code})
    assert answer.location == "/sign-in/second-factor"
    assert browser.get("/sign-in/new-password", status=303).location == "/sign-in/second-factor"
    answer = browser.send("/sign-in/second-factor", {"code": code_at(secret)})
    assert answer.location == "/sign-in/new-password"


def test_a_code_lapses_after_a_day_and_when_a_newer_one_is_made(door, sign_in):
    user, admin = door.user("desk_officer"), sign_in("administrator")
    first, second = _code(admin, user), _code(admin, user)
    door.browser().send("/sign-in/code", {"number": user.personnel_no, "code": first}, status=422)
    with clock.standing_at(clock.now() + timedelta(hours=24, seconds=1)):
        door.browser().send("/sign-in/code", {"number": user.personnel_no, "code": second}, status=422)
    assert second not in {row.code_hash for row in db.session.scalars(select(PasswordReset))}


def test_codes_cannot_be_guessed_faster_than_passwords(door, sign_in):
    user = door.user("desk_officer")
    code = _code(sign_in("administrator"), user)
    browser = door.browser()
    for _ in range(5):
        browser.send("/sign-in/code", {"number": user.personnel_no, "code": "AAAA-AAAA-AAAA-AAAA"}, status=422)
    browser.send("/sign-in/code", {"number": user.personnel_no, "code": code}, status=422)


def test_a_lost_telephone(door, sign_in):
    user, _ = door.with_factor("desk_officer")
    assert door.sign_in(door.browser(), user).location == "/sign-in/second-factor"
    sign_in("administrator").send(f"{_show(user)}/second-factor")
    assert door.sign_in(door.browser(), user).location == "/"
    assert door.user("desk_officer").totp_secret is None


def test_switching_off_and_on(door, sign_in):
    user, at_work, admin = door.with_password("desk_officer"), sign_in("desk_officer"), sign_in("administrator")
    admin.send(f"{_show(user)}/switch")
    assert at_work.get("/session/mine", status=303).location.startswith("/sign-in")
    door.sign_in(door.browser(), user, status=422)
    admin.post(f"{_show(user)}/code", {"csrf_token": admin.csrf()}, status=409)
    admin.send(f"{_show(user)}/switch")
    door.sign_in(door.browser(), user, status=422)  # the old password stays void
    browser = door.browser()
    browser.send("/sign-in/code", {"number": user.personnel_no, "code": _code(admin, user)})


def test_nobody_does_these_things_to_oneself(sign_in):
    admin = sign_in("administrator")
    own, csrf = f"/officers/{admin.officer.user_id}", admin.csrf()
    today = _today()
    grant = {"csrf_token": csrf, "role": "state_officer", "unit_code": "UP", "order_no": "1", "from_on": today, "to_on": ""}
    admin.post(f"{own}/roles/new", grant, status=422)
    admin.post(f"{own}/roles/{admin.officer.role_held_id}/end", {"csrf_token": csrf, "to_on": today}, status=422)
    for act in ("code", "switch", "second-factor"):
        admin.post(f"{own}/{act}", {"csrf_token": csrf}, status=409)


def test_an_administrator_reaches_only_the_officers_of_the_own_units(sign_in, world, door):
    admin = sign_in("administrator")  # of a station
    near, far = door.user("desk_officer"), door.user("desk_officer", "elsewhere")
    admin.get(_show(near))
    for path in ("", "/change", "/roles/new", "/code", "/switch", "/second-factor"):
        admin.get(_show(far) + path, status=404)
    listed = admin.get("/officers").text
    assert near.personnel_no in listed and far.personnel_no not in listed
    admin.send(f"{_show(near)}/roles/new", {
        "role": "desk_officer", "unit_code": "BD-ONE", "order_no": "1", "from_on": _today()}, status=422)


def test_an_administrator_cannot_open_the_account_of_who_has_risen_elsewhere(sign_in, world, door):
    admin, risen = sign_in("administrator"), door.user("district_chief")
    served = RoleHeld(id=new_id(), user_id=risen.id, role="sho", unit_id=world.units["station"],
                      from_on=date(2020, 1, 1), to_on=date(2021, 1, 1), order_no="old")
    db.session.add(served)
    db.session.commit()
    page = admin.get(_show(risen))
    assert not [tag for tag in page.soup.select("main a") if tag["href"].endswith(("/code", "/switch", "/change", "/end"))]
    now = world.officer("district_chief").role_held_id
    for path in ("/change", "/code", "/switch", "/second-factor", f"/roles/{now}/end"):
        admin.get(_show(risen) + path, status=404)


def test_the_role_ends_with_its_last_day(door, sign_in):
    officer, at_work = door.world.officer("counsellor"), sign_in("counsellor")
    admin = sign_in("administrator")
    url = f"/officers/{officer.user_id}/roles/{officer.role_held_id}/end"
    admin.send(url, {"to_on": "01-01-2020"}, status=422)
    admin.send(url, {"to_on": (clock.today() - timedelta(days=1)).strftime("%d-%m-%Y")})
    assert at_work.get("/session/mine", status=303).location.startswith("/sign-in")
    held = db.session.get_one(RoleHeld, officer.role_held_id, populate_existing=True)
    assert held.ended_by == admin.officer.user_id
    admin.send(url, {"to_on": _today()}, status=422)


def test_grave_steps_ask_the_password_again_after_five_minutes(door, sign_in):
    door.with_password("administrator")
    admin, user = sign_in("administrator"), door.user("desk_officer")
    login = db.session.scalars(select(LoginSession)).one()
    login.proven_at = clock.now() - timedelta(minutes=6)
    db.session.commit()
    csrf = admin.csrf()
    for path in ("/code", "/switch", "/second-factor", "/roles/new"):
        assert admin.get(_show(user) + path, status=303).location == f"/session/confirm?next={_show(user)}{path}"
        admin.post(_show(user) + path, {"csrf_token": csrf}, status=422)
    assert db.session.scalar(select(PasswordReset)) is None
    admin.send(f"/session/confirm?next={_show(user)}/code", {"password": "x" * 16}, status=422)
    assert admin.send(f"/session/confirm?next={_show(user)}/code", {"password": PASSWORD}).location == f"{_show(user)}/code"
    assert _code(admin, user)


def test_a_correction_that_comes_too_late_is_refused(door, sign_in):
    admin, user = sign_in("administrator"), door.user("desk_officer")
    form = admin.get(f"{_show(user)}/change").form()
    assert form["name_hi"] == user.name_hi
    admin.send(f"{_show(user)}/change", {"name_en": "First Change"})
    admin.post(f"{_show(user)}/change", form | {"name_en": "Second Change"}, status=409)
    assert door.user("desk_officer").name_en == "First Change"


def test_the_list_is_paged_and_narrowed(sign_in, door):
    auditor = sign_in("auditor")
    for number in range(60):
        actions.create_user(None, actions.OfficerFacts(f"5550{number:05d}", "सूची अधिकारी", "Listed Officer", "CONST"))
    db.session.commit()
    seen, url = [], "/officers?text=5550"
    while url:
        page = auditor.get(url)
        seen += [tag.get_text() for tag in page.soup.select("table.list tbody th a")]
        following = page.soup.select_one("a[rel=next]")
        url = following["href"] if following else None
    assert seen == sorted(seen) and len(seen) == 60
    rows = auditor.get("/officers?role=auditor").soup.select("table.list tbody tr")
    assert 1 <= len(rows) < 5
    auditor.get("/officers/new", status=403)
    auditor.get("/officers?page=2", status=400)


def test_own_password_is_changed_with_the_present_one_and_other_sessions_end(door):
    user, browser = door.with_password("desk_officer"), door.browser()
    door.sign_in(browser, user)
    new = "khidki par baitha tota"
    browser.send("/session/mine/password", {"present": "x" * 15, "password": new, "again": new}, status=422)
    browser.send("/session/mine/password", {"present": PASSWORD, "password": PASSWORD, "again": PASSWORD}, status=422)
    browser.send("/session/mine/password", {"present": PASSWORD, "password": new, "again": new})
    assert browser.get("/session/mine").status == 200
    door.sign_in(door.browser(), user, status=422)
    door.sign_in(door.browser(), user, new)


def test_a_second_factor_of_ones_own_will_can_be_turned_on_and_off(door):
    user, browser = door.with_password("desk_officer"), door.browser()
    door.sign_in(browser, user)
    page = browser.send("/session/mine/second-factor/start", at="/session/mine/second-factor",
                        action="/session/mine/second-factor/start", status=200)
    secret = page.soup.select_one("p code").get_text().replace(" ", "")
    values = {"csrf_token": page.form("/session/mine/second-factor")["csrf_token"], "code": code_at(secret)}
    browser.post("/session/mine/second-factor", values, status=200)
    assert door.sign_in(door.browser(), user).location == "/sign-in/second-factor"
    browser.send("/session/mine/second-factor/off")
    other = door.browser()
    assert door.sign_in(other, user).location == "/"


def test_who_needs_the_second_factor_cannot_turn_it_off(door):
    user, secret = door.with_factor("district_chief")
    browser = door.browser()
    door.sign_in(browser, user)
    browser.send("/sign-in/second-factor", {"code": code_at(secret)})
    browser.send("/session/mine/second-factor/off", status=409)


def test_questions_other_features_ask(app, sign_in, world, door):
    scope = sign_in.actor("desk_officer").scope
    rows = queries.list_officers(scope, world.units["kendra"], ("enquiry_officer", "sho"))
    roles = {row.role for row in rows}
    assert roles == {"enquiry_officer", "sho"} and all(row.name for row in rows)
    assert queries.list_officers(scope, world.units["other_kendra"]) == []
    below = {row.id for row in queries.list_officers(sign_in.actor("sho").scope, world.units["station"])}
    assert world.officer("desk_officer").user_id in below
    user = door.user("desk_officer")
    with app.test_request_context():
        g.language = "en"
        refresh()  # the language was worked out before, as in the middle of a request
        assert queries.names_of([user.id, str(user.id), None]) == {user.id: f"{user.rank_title} {user.name_en}"}
    assert queries.names_of([]) == {}
    assert queries.is_posted(user.id, world.units["kendra"], clock.today())
    assert not queries.is_posted(user.id, world.units["other_kendra"], clock.today())
    with pytest.raises(NotFound):
        queries.get_officer(world.units["kendra"])


def test_users_without_a_role_are_in_the_list_so_that_they_can_be_given_one(app, world):
    user = actions.create_user(None, actions.OfficerFacts("123123123", "अ", "A", "SI"))
    scope = Scope(user.id, world.units["station"], "/UP/AZ/AR/AD/ADC/ADS1/", None)
    assert queries.get_user(scope, user.id) is user
    db.session.rollback()


def test_commands_make_the_first_administrator_of_an_empty_portal(app, door):
    run = app.test_cli_runner()
    made = run.invoke(args=["users", "create", "888000111", "--name-hi", "प्रथम", "--name-en", "First", "--rank", "SI"])
    assert made.exit_code == 0, made.output
    granted = run.invoke(args=["users", "grant", "888000111", "administrator", "UP", "आ-1"])
    assert granted.exit_code == 0, granted.output
    assert run.invoke(args=["users", "grant", "888000111", "auditor", "UP", "आ-2"]).exit_code == 1
    again = run.invoke(args=["users", "create", "888000111", "--name-hi", "अ", "--name-en", "A", "--rank", "SI"])
    assert again.exit_code == 1
    assert run.invoke(args=["users", "reset", "000"]).exit_code == 1
    again = run.invoke(args=["users", "reset", "888000111"])
    code = re.search(r"[A-Z2-9]{4}(-[A-Z2-9]{4}){3}", again.output)[0]
    answer = door.browser().send("/sign-in/code", {"number": "888000111", "code": code})
    assert answer.location == "/sign-in/new-password"


def test_an_action_refuses_by_itself_not_only_on_the_page(app, sign_in, world):
    actor = sign_in.actor("administrator")
    me, station = db.session.get_one(User, actor.user_id), db.session.get_one(Unit, world.units["station"])
    for act in (lambda: actions.make_code(actor, me), lambda: actions.switch_off(actor, me),
                lambda: actions.take_factor_off(actor, me),
                lambda: actions.grant_role(actor, me, "sho", station, "1", clock.today())):
        with pytest.raises(RuleBroken):
            act()
