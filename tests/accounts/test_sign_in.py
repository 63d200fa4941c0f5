"""The door: who gets in, what it answers to mistakes, and what the browser then holds."""

from datetime import timedelta

from sqlalchemy import func, select

from portal.accounts.models import LoginSession, RoleHeld, Throttle, User
from portal.audit.models import TrailEntry
from portal.core import clock
from portal.core.db import db, new_id
from tests.accounts.conftest import PASSWORD, code_at
from tests.bench.measuring import statements


def test_a_password_opens_the_portal_and_the_trail_says_so(door, client):
    user = door.with_password("desk_officer")
    answer = door.sign_in(client, user)
    assert answer.location == "/"
    assert client.get("/session/mine").status == 200
    seen = db.session.scalars(select(TrailEntry.action).where(TrailEntry.user_id == str(user.id))).all()
    assert seen == ["accounts:session:opened"]


def test_the_number_may_be_typed_in_devanagari_digits(door, client):
    user = door.with_password("desk_officer")
    typed = "".join(chr(0x966 + int(digit)) for digit in user.personnel_no)
    client.send("/sign-in", {"number": f" {typed} ", "password": PASSWORD})
    assert client.get("/session/mine").status == 200


def test_the_password_is_taken_exactly_as_typed(door, client):
    user = door.with_password("desk_officer")
    for wrong in (PASSWORD + " ", " " + PASSWORD, PASSWORD.upper()):
        door.sign_in(client, user, wrong, status=422)


def test_every_mistake_gets_the_same_answer(door, world):
    wrong, off = door.with_password("desk_officer"), door.with_password("sho")
    unused = door.user("counsellor")
    off.is_active = False
    db.session.commit()
    answers = []
    for number, password in ((wrong.personnel_no, "x" * 15), ("999999999", PASSWORD), (off.personnel_no, PASSWORD),
                             (unused.personnel_no, "!" * 15), ("a b c d e", "y" * 15)):
        page = door.browser().send("/sign-in", {"number": number, "password": password}, status=422)
        page.soup.select_one("input[name=number]")["value"] = ""
        answers.append((page.status, page.words, len(page.text) - len(number), "Set-Cookie" in page.response.headers))
    assert len(set(answers)) == 1, answers


def test_every_mistake_is_the_same_work(door):
    """The time of a refusal must not tell who is known here, whose account is closed and whose door."""
    wrong, off, shut = (door.with_password(role) for role in ("desk_officer", "sho", "counsellor"))
    off.is_active = False
    db.session.commit()
    browser = door.browser()
    for _ in range(6):
        door.sign_in(browser, shut, "z" * 15, status=422)
    asked = {}
    for name, number in {"wrong": wrong.personnel_no, "unknown": "999999999", "closed account": off.personnel_no,
                         "closed door": shut.personnel_no}.items():
        page = browser.get("/sign-in")
        with statements() as seen:
            browser.post("/sign-in", page.form() | {"number": number, "password": "x" * 15}, status=422)
        asked[name] = seen
    assert all(seen == asked["wrong"] for seen in asked.values()), asked
    assert sum("throttles" in one for one in asked["closed door"]) >= 7


def test_a_throttled_door_answers_as_to_a_mistake_and_takes_no_right_password(door):
    user = door.with_password("desk_officer")
    browser = door.browser()
    bodies = {len(door.sign_in(browser, user, "z" * 15, status=422).text) for _ in range(7)}
    refused = door.sign_in(browser, user, status=422)
    assert bodies == {len(refused.text)}
    why = db.session.scalars(select(TrailEntry.details).where(TrailEntry.action == "accounts:door:refused")
                             .order_by(TrailEntry.seq)).all()
    assert [entry["why"] for entry in why] == ["wrong"] * 5 + ["too many tries"] * 3


def test_the_door_opens_again_after_the_wait(door):
    user, browser = door.with_password("desk_officer"), door.browser()
    for _ in range(5):
        door.sign_in(browser, user, "z" * 15, status=422)
    door.sign_in(browser, user, status=422)
    with clock.standing_at(clock.now() + timedelta(seconds=31)):
        door.sign_in(browser, user)


def test_tries_are_kept_in_the_database_and_shared_by_all_browsers(door, app):
    user = door.with_password("desk_officer")
    for _ in range(5):
        door.sign_in(door.browser(), user, "z" * 15, status=422)
    db.session.remove()
    db.engine.dispose()
    door.sign_in(door.browser(), user, status=422)


def test_a_stranger_elsewhere_cannot_lock_an_officer_out_of_her_own_desk(door):
    user, desk, stranger = door.with_password("desk_officer"), door.browser(), door.browser()
    stranger.http.environ_base["REMOTE_ADDR"] = "10.9.9.9"
    door.sign_in(desk, user)
    for _ in range(8):
        door.sign_in(stranger, user, "z" * 15, status=422)
    door.sign_in(stranger, user, status=422)
    door.sign_in(door.browser(), user)


def test_a_right_password_forgets_the_wrong_ones(door, client):
    user = door.with_password("desk_officer")
    for _ in range(4):
        door.sign_in(client, user, "z" * 15, status=422)
    door.sign_in(client, user)
    assert db.session.scalar(select(func.coalesce(func.sum(Throttle.tries), 0))) == 4 + 4  # terminal and everywhere


def test_the_token_is_new_at_every_stage_and_only_its_hash_is_kept(door, client):
    user, secret = door.with_factor("district_chief")
    with client.http.session_transaction() as cookie:
        cookie["_user_id"] = "planted-by-an-attacker"
    tokens = ["planted-by-an-attacker"]
    door.sign_in(client, user)
    tokens.append(_token(client))
    client.send("/sign-in/second-factor", {"code": code_at(secret)})
    tokens.append(_token(client))
    assert len(set(tokens)) == 3
    assert all(len(token) >= 43 for token in tokens[1:])
    assert not set(tokens) & set(db.session.scalars(select(LoginSession.token_hash)))


def test_the_cookie_holds_the_token_csrf_and_language_and_nothing_else(door, client):
    door.sign_in(client, door.with_password("desk_officer"))
    client.get("/session/mine")
    with client.http.session_transaction() as cookie:
        assert set(cookie) == {"_user_id", "csrf_token", "language"}
    header = client.http.post("/session/end", data={"csrf_token": "x"}).headers.getlist("Set-Cookie")
    assert all("HttpOnly" in line and "SameSite=Lax" in line and "Path=/" in line for line in header)


def test_before_the_second_factor_nothing_is_open(door, client):
    user, secret = door.with_factor("district_chief")
    assert door.sign_in(client, user).location == "/sign-in/second-factor"
    for url in ("/session/mine", "/officers"):
        assert client.get(url, status=303).location == "/sign-in/second-factor"
    client.send("/sign-in/second-factor", {"code": code_at(secret)})
    assert client.get("/session/mine").status == 200


def test_a_code_of_the_telephone_opens_once_however_it_is_written(door):
    user, secret = door.with_factor("district_chief")
    first, code = door.browser(), code_at(secret)
    door.sign_in(first, user)
    first.send("/sign-in/second-factor", {"code": f" {code[:3]} {code[3:]} "})
    for written in (code, f"{code[:3]} {code[3:]}", f"  {code}", code.translate({48 + n: 0x966 + n for n in range(10)})):
        second = door.browser()
        door.sign_in(second, user)
        assert second.send("/sign-in/second-factor", {"code": written}, status=422).status == 422


def test_of_two_who_type_the_same_code_at_once_one_gets_in(door):
    user, secret = door.with_factor("district_chief")
    one, two = door.browser(), door.browser()
    door.sign_in(one, user)
    door.sign_in(two, user)
    code = code_at(secret)
    one.send("/sign-in/second-factor", {"code": code})
    assert two.get("/sign-in/second-factor", status=303).location == "/sign-in"  # the first ended all other sittings


def test_old_and_future_codes_are_refused_and_neighbours_taken(door):
    user, secret = door.with_factor("district_chief")
    for off, status in ((-2, 422), (2, 422), (1, 303)):
        browser = door.browser()
        door.sign_in(browser, user)
        browser.send("/sign-in/second-factor", {"code": code_at(secret, off)}, status=status)


def test_the_second_factor_has_its_own_throttle(door, client):
    user, secret = door.with_factor("district_chief")
    door.sign_in(client, user)
    for _ in range(5):
        client.send("/sign-in/second-factor", {"code": "000000"}, status=422)
    client.send("/sign-in/second-factor", {"code": code_at(secret)}, status=422)
    with clock.standing_at(clock.now() + timedelta(minutes=5, seconds=1)):
        client.send("/sign-in/second-factor", {"code": code_at(secret)})


def test_a_role_that_sees_much_sets_up_the_second_factor_at_the_first_sign_in(door, client):
    user = door.with_password("district_chief")
    assert door.sign_in(client, user).location == "/sign-in/enrol"
    page = client.send("/sign-in/enrol/start", at="/sign-in/enrol", action="/sign-in/enrol/start", status=200)
    secret = page.soup.select_one("p code").get_text().replace(" ", "")
    assert page.soup.select_one(".qr svg") is not None
    values = {"csrf_token": page.form("/sign-in/enrol")["csrf_token"]}
    client.post("/sign-in/enrol", values | {"code": "000000"}, status=422)
    codes = client.post("/sign-in/enrol", values | {"code": code_at(secret)}, status=200)
    recovery = [tag.get_text() for tag in codes.soup.select(".codes code")]
    assert len(set(recovery)) == 10
    assert client.get("/session/mine").status == 200
    assert secret.encode() not in db.session.get_one(User, user.id, populate_existing=True).totp_secret

    again = door.browser()
    door.sign_in(again, user)
    again.send("/sign-in/second-factor", {"code": recovery[0].lower().replace("-", " ")})
    third = door.browser()
    door.sign_in(third, user)
    third.send("/sign-in/second-factor", {"code": recovery[0]}, status=422)


def test_who_holds_several_roles_chooses_one_and_can_change(door, client):
    user = door.with_password("enquiry_officer")
    db.session.add(RoleHeld(id=new_id(), user_id=user.id, role="squad_leader", unit_id=door.world.units["station"],
                            from_on=clock.today(), order_no="T-2"))
    db.session.commit()
    assert door.sign_in(client, user).location == "/sign-in/role"
    assert client.get("/session/mine", status=303).location == "/sign-in/role"
    roles = {held.role: str(held.id) for held in db.session.scalars(select(RoleHeld).where(RoleHeld.user_id == user.id))}
    client.send("/sign-in/role", {"role_held": roles["squad_leader"]})
    before = _token(client)
    client.send("/session/role", {"role_held": roles["enquiry_officer"]})
    assert _token(client) != before
    other = door.world.officer("sho").role_held_id
    client.send("/session/role", {"role_held": str(other)}, status=422)


def test_without_a_role_today_nobody_gets_in(door, client):
    user = door.with_password("desk_officer")
    db.session.get_one(RoleHeld, door.world.officer("desk_officer").role_held_id).to_on = clock.today() - timedelta(days=1)
    db.session.commit()
    door.sign_in(client, user, status=422)
    assert client.get("/officers", status=303).location.startswith("/sign-in")


def test_it_comes_back_to_the_page_it_was_asked_for_and_to_no_foreign_one(door):
    chief = door.with_password("desk_officer")
    page = door.browser().get("/officers", status=303)
    assert page.location == "/sign-in?next=/officers"
    browser = door.browser()
    assert browser.send(page.location, {"number": chief.personnel_no, "password": PASSWORD}).location == "/officers"
    typed = {"number": chief.personnel_no, "password": PASSWORD}
    for foreign in ("//evil.example", "https://evil.example", "/\\evil.example", "/sign-in", "/officers?a=1"):
        assert door.browser().send("/sign-in", typed | {"next": foreign}).location == "/"


def test_htmx_is_told_where_to_go(door, client):
    answer = client.get("/officers", htmx=True, status=401)
    assert answer.response.headers["HX-Redirect"].startswith("/sign-in")


def test_an_account_unused_for_thirty_days_sleeps(door, client, app):
    user = door.with_password("desk_officer")
    user.last_used_at = clock.now() - timedelta(days=31)
    db.session.commit()
    app.config["DEMO"] = False
    try:
        door.sign_in(client, user, status=422)
    finally:
        app.config["DEMO"] = True


def test_an_old_hash_is_raised_at_sign_in(door, client, monkeypatch):
    from portal.accounts import passwords
    user = door.with_password("desk_officer")
    before = user.password_hash
    monkeypatch.setitem(passwords.COSTS, "test", (2, 16))
    passwords._hasher.cache_clear()
    passwords._nobodys_hash.cache_clear()
    door.sign_in(client, user)
    passwords._hasher.cache_clear()
    passwords._nobodys_hash.cache_clear()
    after = door.user("desk_officer").password_hash
    assert "m=16,t=2" in after and after != before


def _token(client) -> str:
    with client.http.session_transaction() as cookie:
        return cookie["_user_id"]
