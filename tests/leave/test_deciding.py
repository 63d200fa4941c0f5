"""Deciding on leave where something stands against it: a posting that ends, a published duty, a second decider, other hours."""

import threading
from collections import Counter
from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.leave import actions, queries, rules
from portal.leave.documents import build_statement
from portal.leave.models import Leave, LeaveDecision
from portal.leave.rules import Days
from portal.personnel import actions as personnel
from portal.personnel.queries import postings_of
from portal.personnel.rules.postings import AWAY_DIVERTED
from tests.factories import training as made_up
from tests.factories.leave import asked, at, diverted, granted
from tests.factories.matters import actor
from tests.factories.roster import published

ONE = timedelta(days=1)


@pytest.fixture
def kumari(world):
    made = made_up.officer(world, 1)
    db.session.commit()
    return made


def then() -> date:
    """A day that comes; asked for when a test runs, which need not be the day on which this file was read."""
    return clock.today() + timedelta(days=10)


def said(day: date) -> str:
    return day.strftime("%d-%m-%Y")


def test_a_posting_that_ends_within_the_leave_is_told_before_and_after_the_decision(world, sign_in, kumari):
    personnel.end_posting(actor(world, "sho"), postings_of(kumari.id)[0], to_on=then() + ONE, order_no="T/2", hand_over_note="x")
    db.session.commit()
    client = sign_in("sho")
    leave = asked(world, kumari, then(), 3)
    fits = asked(world, kumari, then() - 5 * ONE, 5)
    db.session.commit()
    page = client.get(f"/leave/{leave.id}/decide")
    assert said(then() + ONE) in page.soup.select_one(".band.warning").get_text()
    assert client.get(f"/leave/{fits.id}/decide").soup.select(".band.warning") == []
    shown = client.follow(client.send(f"/leave/{leave.id}/decide", {"answer": "grant"}))
    assert said(then() + ONE) in shown.soup.select_one(".band.warning").get_text() and leave_state(leave) == "granted"


def leave_state(leave: Leave) -> str:
    db.session.expire_all()
    return leave.state


def test_a_duty_published_on_the_days_is_told_to_who_decides(world, sign_in, kumari):
    leave, other = asked(world, kumari, then(), 2), made_up.officer(world, 2)
    free = asked(world, kumari, then() + 2 * ONE)
    cells = [(kumari, then(), "night"), (kumari, then() + ONE, "morning"), (other, then(), "morning"),
             (kumari, then() + 3 * ONE, "morning")]
    for year, month in {(day.year, day.month) for _one, day, _duty in cells}:
        published(actor(world, "kendra_incharge"), year, month,
                  *(cell for cell in cells if (cell[1].year, cell[1].month) == (year, month)))
    db.session.commit()
    client = sign_in("kendra_incharge")
    assert client.get(f"/leave/{free.id}/decide").soup.select(".band.warning") == []
    lines = [line.get_text() for line in client.get(f"/leave/{leave.id}/decide").soup.select(".band.warning li")]
    assert [line[:10] for line in lines] == [said(then()), said(then() + ONE)] and "रात्रि" in lines[0]
    shown = client.follow(client.send(f"/leave/{leave.id}/decide", {"answer": "grant"}))
    assert "2" in shown.soup.select_one(".band.warning").get_text()


def test_who_opened_the_page_before_another_decided_changes_nothing(world, sign_in, kumari):
    leave = asked(world, kumari, then(), 2)
    db.session.commit()
    sho, incharge, url = sign_in("sho"), sign_in("kendra_incharge"), f"/leave/{leave.id}/decide"
    stale = sho.get(url).form(url)
    incharge.send(url, {"answer": "refuse", "reason": "बल की कमी"})
    sho.post(url, stale | {"answer": "grant"}, status=409)
    assert leave_state(leave) == "refused" and [one.reason for one in queries.list_decisions(leave)] == ["बल की कमी"]
    sho.get(url, status=409)
    sho.get(f"/leave/{leave.id}/recall", status=409)


def test_the_reason_of_the_request_is_not_taken_for_the_deciders(world, sign_in, kumari):
    leave = asked(world, kumari, then(), 2)
    db.session.commit()
    client, url = sign_in("sho"), f"/leave/{leave.id}/decide"
    form = client.get(url).form(url)
    assert form.pop("reason") == ""
    client.post(url, form | {"answer": "refuse"}, status=409)
    assert leave_state(leave) == "waiting"


def at_once(app, clients, url: str, forms) -> Counter:
    """The statuses of POSTs that arrive together, each with the sitting of its own client."""
    cookies = [client.http.get_cookie(app.config["SESSION_COOKIE_NAME"]) for client in clients]
    db.session.remove()
    ready, answers = threading.Barrier(len(forms)), []

    def send(cookie, form) -> None:
        browser = app.test_client()
        browser.set_cookie(cookie.key, cookie.value)
        ready.wait()
        answers.append(browser.post(url, data=form).status_code)

    threads = [threading.Thread(target=send, args=pair) for pair in zip(cookies, forms, strict=True)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return Counter(answers)


def test_of_two_decisions_at_once_one_counts(app, world, sign_in, kumari):
    leave = asked(world, kumari, then(), 3)
    db.session.commit()
    key, url = leave.id, f"/leave/{leave.id}/decide"
    clients = [sign_in("sho"), sign_in("kendra_incharge")]
    answers = ({"answer": "grant"}, {"answer": "refuse", "reason": "बल की कमी"})
    forms = [client.get(url).form(url) | answer for client, answer in zip(clients, answers, strict=True)]
    assert at_once(app, clients, url, forms) == {303: 1, 409: 1}
    kinds = db.session.scalars(select(LeaveDecision.kind).where(LeaveDecision.leave_id == key)).all()
    assert kinds == [{"granted": "granted", "refused": "refused"}[db.session.get_one(Leave, key).state]]


def test_of_two_requests_for_the_same_days_at_once_one_is_kept(app, world, sign_in, kumari):
    who, url = str(kumari.id), "/leave/new"
    clients = [sign_in("kendra_incharge"), sign_in("desk_officer")]
    days = {"officer": who, "applied_on": said(clock.today()), "kind": "casual", "from_on": said(then()), "to_on": said(then()),
            "reason": "गृह कार्य"}
    forms = [client.get(url).form(url) | days for client in clients]
    assert at_once(app, clients, url, forms) == {303: 1, 409: 1}
    assert db.session.scalar(select(func.count(Leave.id))) == 1


def test_leave_may_begin_the_day_after_another_and_not_on_its_last(world, kumari):
    first = asked(world, kumari, then(), 3)
    with pytest.raises(RuleBroken, match="already"):
        asked(world, kumari, then() + 2 * ONE)
    with pytest.raises(RuleBroken, match="already"):
        asked(world, kumari, then() - ONE, 2)
    after, before = asked(world, kumari, then() + 3 * ONE), asked(world, kumari, then() - ONE)
    assert [one.serial for one in (first, after, before)] == [1, 2, 3]


def test_a_leave_over_the_turn_of_the_year_and_the_leap_day_counts_each_day(world, kumari):
    assert Days(date(2027, 12, 30), date(2028, 1, 2)).count == 4 and Days(date(2028, 2, 28), date(2028, 3, 1)).count == 3
    leave = granted(world, kumari, date(2028, 2, 28), 3)
    assert [row.kind for row in queries.granted(leave.unit_id, date(2028, 2, 29), date(2028, 2, 29))] == ["casual"]


def test_only_what_is_possible_is_offered(world, sign_in, kumari):
    two = made_up.officer(world, 2)
    waits, begun = asked(world, kumari, then()), granted(world, two, clock.today() - ONE, 4)
    ahead, over = granted(world, two, then(), 2), granted(world, two, clock.today() - 9 * ONE)
    db.session.commit()
    client = sign_in("sho")

    def offered(leave) -> list[str]:
        return [one["value"] for one in client.get(f"/leave/{leave.id}/recall").soup.select("input[name=answer]")]

    assert offered(waits) == ["withdrawn"] and client.get(f"/leave/{waits.id}/recall").soup.select("input[name=last]") == []
    assert offered(begun) == ["cut_short"] and offered(ahead) == ["cut_short", "withdrawn"]
    client.get(f"/leave/{over.id}/recall", status=409)
    assert "/recall" not in client.get(f"/leave/{over.id}").text and "/recall" in client.get(f"/leave/{begun.id}").text


def test_a_leave_is_cut_short_by_the_page(world, sign_in, kumari):
    leave = granted(world, kumari, clock.today() - ONE, 5)
    db.session.commit()
    client, url = sign_in("kendra_incharge"), f"/leave/{leave.id}/recall"
    assert client.send(url, {"answer": "cut_short", "last": "", "reason": "वापस बुलाया"}, status=422).errors()
    client.send(url, {"answer": "cut_short", "last": said(leave.to_on), "reason": "वापस बुलाया"}, status=409)
    page = client.follow(client.send(url, {"answer": "cut_short", "last": said(clock.today()), "reason": "वापस बुलाया"}))
    assert "वापस बुलाया" in page.words and leave_state(leave) == "granted"
    assert (leave.to_on, leave.asked_to_on) == (clock.today(), clock.today() + 3 * ONE)
    assert queries.granted(leave.unit_id, clock.today() + ONE, then()) == []


def test_two_diversions_share_no_hour_and_none_lies_on_leave(world, kumari):
    first = diverted(world, kumari, at(then(), 10), at(then(), 16))
    with pytest.raises(RuleBroken, match="these hours"):
        diverted(world, kumari, at(then(), 15), at(then(), 18))
    diverted(world, kumari, at(then(), 16), at(then(), 24))
    actions.withdraw_diversion(actor(world, "sho"), first, "तिथि बदली")
    diverted(world, kumari, at(then(), 8), at(then(), 16))
    granted(world, kumari, then() + ONE)
    with pytest.raises(RuleBroken, match="on leave"):
        diverted(world, kumari, at(then() + ONE, 23), at(then() + ONE, 30))
    diverted(world, kumari, at(then() + 2 * ONE, 0), at(then() + 2 * ONE, 6))


def test_a_diversion_until_midnight_ends_with_its_day(world, kumari):
    last = rules.month_days(then().replace(day=1)).to_on
    diverted(world, kumari, at(last, 18), at(last, 24))
    db.session.flush()
    who = actor(world, "kendra_incharge")

    def lines(day: date) -> int:
        return len(build_statement(who.scope, who, who.unit_id, {"arguments": {"on": said(day)}, "language": "hi"})
                   .context["diversions"])

    assert (lines(last), lines(last + ONE)) == (1, 0)
    assert queries.away_on(who.scope, who.unit_id, last) == {kumari.id: AWAY_DIVERTED}
    assert queries.away_on(who.scope, who.unit_id, last + ONE) == {}


def test_a_diversion_on_the_days_is_told_to_who_decides(world, sign_in, kumari):
    one = diverted(world, kumari, at(then(), 10), at(then(), 16))
    leave = asked(world, kumari, then(), 2)
    db.session.commit()
    page = sign_in("sho").get(f"/leave/{leave.id}/decide")
    assert one.number in page.soup.select_one(".band.warning").get_text()


def test_the_way_back_from_the_statement_leads_to_the_month_of_its_kendra(world, sign_in):
    unit = world.units["kendra"]
    client = sign_in("circle_officer")
    page = client.get(f"/print/leave-statement/{unit}?on={said(then())}")
    back = [one["href"] for one in page.soup.select("main p a") if "/leave/month" in one["href"]]
    assert len(back) == 1 and "AD-ONE" in client.get(back[0]).soup.h1.find_next("p").get_text()


def test_the_month_shows_leave_and_other_duty_of_each_day(world, sign_in, kumari):
    granted(world, kumari, then())
    diverted(world, made_up.officer(world, 2, name_hi="दूसरी"), at(then(), 20), at(then(), 24))
    db.session.commit()
    client = sign_in("sho")
    row, = client.get(f"/leave/month?month={then():%m-%Y}").soup.select("tbody tr")
    assert said(then()) in row.get_text() and "परीक्षण कुमारी" in row.get_text() and "दूसरी" in row.get_text()
    assert client.get("/leave/month?month=01-2030").soup.select("tbody tr, p.empty")[0].name == "p"


def test_an_officer_is_found_by_her_number_in_any_digits(world, sign_in, kumari):
    leave = asked(world, kumari, then())
    asked(world, made_up.officer(world, 2), then())
    db.session.commit()
    page = sign_in("sho").get("/leave?view=all&officer=७७८०००००१")
    assert [str(leave.id) in one["href"] for one in page.soup.select("tbody a")] == [True]


def test_one_who_is_posted_and_attached_stands_once_in_the_choice(world, sign_in, kumari):
    personnel.post(actor(world, "sho"), kumari, world.units["kendra"], kind="attached", from_on=clock.today(), order_no="T/3")
    db.session.commit()
    options = sign_in("kendra_incharge").get("/leave/new").soup.select("select[name=officer] option")
    assert [one["value"] for one in options].count(str(kumari.id)) == 1


def test_the_page_of_an_officer_leads_to_her_leave_and_training(world, sign_in, kumari):
    leave, other = granted(world, kumari, then()), granted(world, made_up.officer(world, 2), then())
    db.session.commit()
    client = sign_in("circle_officer")
    links = {one["href"] for one in client.get(f"/staff/{kumari.id}").soup.select("main a.button")}
    assert {f"/staff/{kumari.id}/leave", f"/staff/{kumari.id}/training"} <= links
    page = client.get(f"/staff/{kumari.id}/leave")
    assert str(leave.id) in page.text and str(other.id) not in page.text
    assert client.get(f"/staff/{kumari.id}/training").status == 200
    sign_in("sho", "elsewhere").get(f"/staff/{kumari.id}/leave", status=404)
    admin = {one["href"] for one in sign_in("administrator").get(f"/staff/{kumari.id}").soup.select("main a.button")}
    assert f"/staff/{kumari.id}/leave" not in admin, "who may not see leave is not led there"
