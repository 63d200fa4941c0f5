"""Present strength: posted and attached officers without those on leave, on other duty or attached elsewhere, on any day."""

import subprocess
from datetime import date, timedelta

import pytest

from portal.core import clock
from portal.core.db import db
from portal.leave import actions as leaves
from portal.personnel import actions, queries
from portal.personnel.documents import build_statement
from portal.personnel.rules.postings import AWAY_ATTACHED, AWAY_DIVERTED
from portal.personnel.rules.staff_list import ROWS_SHOWN
from portal.personnel.rules.strength import MAN_IN_CHARGE, WOMEN_SHORT
from portal.personnel.sheets import read_staff
from tests.factories import training as made_up
from tests.factories.leave import asked, at, diverted, granted
from tests.factories.matters import actor
from tests.house.test_queries_per_page import MOST_QUERIES, questions

ONE = timedelta(days=1)


@pytest.fixture
def sho(world):
    return actor(world, "sho")


def said(day: date) -> str:
    return day.strftime("%d-%m-%Y")


def line(sho, unit, day=None, group="constable"):
    return next(one for one in queries.strength_of(sho.scope, unit, day or clock.today())[0] if one.group == group)


def why(sho, unit, day=None) -> dict:
    return {one.row.id: one.why for one in queries.list_standing(sho.scope, unit, day or clock.today()) if one.why}


def test_who_is_on_leave_is_posted_and_not_present_and_a_waiting_leave_takes_nobody_away(world, sho):
    unit, (one, two, three) = world.units["kendra"], (made_up.officer(world, number) for number in (1, 2, 3))
    granted(world, one, clock.today() - 3 * ONE, 3)
    asked(world, two, clock.today() - ONE)
    refused = asked(world, three, clock.today() - ONE)
    leaves.refuse(sho, refused, "बल की कमी")
    found = line(sho, unit, clock.today() - ONE)
    assert (found.posted, found.attached, found.present) == (3, 0, 2)
    assert why(sho, unit, clock.today() - ONE) == {one.id: "On leave"}
    assert (line(sho, unit, clock.today()).present, line(sho, unit, clock.today() - 4 * ONE).present) == (3, 3)


def test_a_leave_that_was_cut_short_gives_the_later_days_back(world, sho):
    unit, one = world.units["kendra"], made_up.officer(world, 1)
    leave = granted(world, one, clock.today() - 2 * ONE, 5)
    leaves.cut_short(sho, leave, clock.today() - ONE, "वापस बुलाया")
    assert [line(sho, unit, day).present for day in (clock.today() - 2 * ONE, clock.today() - ONE, clock.today())] == [0, 0, 1]


def test_hours_of_other_duty_and_a_long_diversion_count_as_away(world, sho):
    unit, one, two = world.units["kendra"], made_up.officer(world, 1), made_up.officer(world, 2)
    diverted(world, one, at(clock.today(), 22), at(clock.today(), 30))
    actions.post(sho, two, unit, kind="diverted", from_on=clock.today() - ONE, to_on=clock.today(), order_no="T/2")
    assert why(sho, unit) == {one.id: AWAY_DIVERTED, two.id: AWAY_DIVERTED}
    assert why(sho, unit, clock.today() + ONE) == {one.id: AWAY_DIVERTED}, "the night reaches into the next day"
    found = line(sho, unit)
    assert (found.posted, found.present) == (2, 0), "one who is diverted stays posted, and is counted once"


def test_an_attachment_counts_where_she_sits_and_not_where_she_is_posted(world, sho):
    unit, there, one = world.units["kendra"], world.units["sibling_kendra"], made_up.officer(world, 1)
    circle = actor(world, "circle_officer")
    actions.post(actor(world, "sho", "sibling"), one, there, kind="attached", from_on=clock.today(), order_no="T/2")
    at_home, sits = line(circle, unit), line(circle, there)
    assert (at_home.posted, at_home.attached, at_home.present) == (1, 0, 0) and why(circle, unit) == {one.id: AWAY_ATTACHED}
    assert (sits.posted, sits.attached, sits.women, sits.present) == (0, 1, 1, 1)
    granted(world, one, clock.today())
    assert line(circle, there).present == 0, "a leave that her own kendra granted counts where she sits, too"
    assert line(circle, unit, clock.today() - ONE).present == 1


def test_posted_and_attached_at_one_kendra_is_one_officer(world, sho):
    unit, one = world.units["kendra"], made_up.officer(world, 1)
    actions.post(sho, one, unit, kind="attached", from_on=clock.today(), order_no="T/2")
    found = line(sho, unit)
    assert (found.posted, found.attached, found.present) == (1, 0, 1)


def test_a_day_in_the_past_is_told_as_it_was(world, sho):
    unit, one, two = world.units["kendra"], made_up.officer(world, 1), made_up.officer(world, 2, from_on=clock.today() - 5 * ONE)
    actions.end_posting(sho, queries.postings_of(one.id)[0], to_on=clock.today() - 3 * ONE, order_no="T/2", hand_over_note="x")
    granted(world, two, clock.today() - ONE)
    told = [(clock.today() - ago * ONE, posted, present) for ago, posted, present in ((6, 1, 1), (5, 2, 2), (2, 1, 1), (1, 1, 0))]
    assert [(day, line(sho, unit, day).posted, line(sho, unit, day).present) for day, *_ in told] == told


def test_a_man_in_charge_asks_for_a_woman_among_the_sub_inspectors(world, sho, sign_in):
    unit = world.units["kendra"]
    man = made_up.officer(world, 1, rank="SI", is_woman=False)
    posting = queries.postings_of(man.id)[0]
    posting.is_in_charge = True
    db.session.commit()
    sentences = [sentence for sentence, _values in line(sho, unit, group="in_charge").said]
    assert sentences == [MAN_IN_CHARGE]
    page = sign_in("sho").get(f"/units/{unit}/strength")
    assert "उप निरीक्षक" in page.soup.select_one("tbody .badge").get_text()
    made_up.officer(world, 2, rank="SI")
    assert line(sho, unit, group="in_charge").said == ()


def test_home_guards_are_women_and_counsellors_as_needed(world, sho):
    unit = world.units["kendra"]
    made_up.officer(world, 1, rank="HG", is_woman=False)
    guards = line(sho, unit, group="home_guard")
    assert (guards.posted, guards.women, [sentence for sentence, _ in guards.said]) == (1, 0, [WOMEN_SHORT])
    assert line(sho, unit, group="counsellor").said == () and line(sho, unit, group="counsellor").norm.most is None


def test_the_page_and_the_paper_say_who_is_away_and_no_kind_of_leave(world, sho, sign_in):
    unit, one = world.units["kendra"], made_up.officer(world, 1)
    leave = granted(world, one, clock.today() - ONE)
    leave.kind = "medical"
    db.session.commit()
    page = sign_in("circle_officer").get(f"/units/{unit}/strength?on={said(clock.today() - ONE)}")
    assert "परीक्षण कुमारी" in page.words and "अवकाश पर" in page.words and "चिकित्सा" not in page.words
    context = build_statement(sho.scope, sho, unit, {"arguments": {"on": said(clock.today() - ONE)}, "language": "hi"}).context
    assert [(row["number"], row["away"]) for row in context["staff"]] == [("778000001", "On leave")]
    assert [row["present"] for row in context["lines"]] == [0] * 5
    assert sign_in("sho").get(f"/print/strength-statement/{unit}?on={said(clock.today())}").status == 200


def test_pages_ask_no_more_for_more_officers(world, sho, sign_in):
    unit, one = world.units["kendra"], made_up.officer(world, 1)
    granted(world, one, clock.today())
    db.session.commit()
    client = sign_in("circle_officer")
    urls = (f"/units/{unit}/strength", f"/staff?unit={unit}", "/staff/tenure", "/leave?view=all", f"/leave/month?unit={unit}",
            "/leave/diversions", f"/staff/{one.id}")
    few = {url: questions(client, url) for url in urls}
    for number in range(2, 32):
        more = made_up.officer(world, number, from_on=date(2020, 1, 1))
        granted(world, more, clock.today() + 3 * ONE)
        diverted(world, more, at(clock.today(), 10), at(clock.today(), 12))
    db.session.commit()
    for url in urls:
        many = questions(client, url)
        assert few[url]["work"] == many["work"] <= MOST_QUERIES, f"{url} {few[url]} {many.seen}"
    waits = asked(world, one, clock.today() + 9 * ONE)
    db.session.commit()
    decide = questions(sign_in("sho"), f"/leave/{waits.id}/decide")
    assert decide["work"] <= MOST_QUERIES, decide.seen


def test_an_account_that_outlives_the_posting_is_told(world, sho, sign_in):
    one, two = made_up.officer(world, 1), made_up.officer(world, 2)
    one.personnel_no = actor(world, "desk_officer").personnel_no
    db.session.commit()
    client, ended = sign_in("sho"), []
    for officer in (one, two):
        url = f"/postings/{queries.postings_of(officer.id)[0].id}/end"
        page = client.follow(client.send(url, {"to_on": said(clock.today()), "order_no": "T/9", "hand_over_note": "रजिस्टर सौंपे"}))
        ended.append(len(page.soup.select(".band.warning")))
    assert ended == [1, 0]


def test_a_long_list_is_shown_in_parts_and_by_verdict(world, sign_in):
    nodal = sign_in.actor("nodal_officer")
    head = "pno,name hindi,name english,rank,gender,mobile,unit,posted from,order no\n"
    rows = [f"7790{number:05d},परीक्षण,Test,{'CONST' if number % 50 else 'boss'},female,,AD-ONE,01-10-2025,SP/1"
            for number in range(ROWS_SHOWN + 30)]
    found = actions.preview_list(nodal, read_staff((head + "\n".join(rows)).encode()))
    db.session.commit()
    client, url = sign_in("nodal_officer"), f"/staff/lists/{found.id}"
    page = client.get(url)
    assert len(page.soup.select("tbody tr")) == ROWS_SHOWN
    rest = client.get(page.soup.select_one("main a[rel=next]")["href"])
    assert len(rest.soup.select("tbody tr")) == 30 and rest.soup.select("main a[rel=next]") == []
    refused = client.get(f"{url}?outcome=refused")
    assert len(refused.soup.select("tbody tr")) == 3 == found.counts["refused"]
    client.get(f"{url}?outcome=other", status=400)


@pytest.mark.parametrize(("language", "words"), [("hi", ["उपस्थित", "अवकाश पर", "परीक्षण कुमारी"]),
                                                 ("en", ["Present", "On leave", "Test Kumari"]),
                                                 ("both", ["उपस्थित", "Present", "On leave", "Test Kumari"])])
def test_the_paper_of_a_past_day_is_drawn(world, sign_in, language, words):
    granted(world, made_up.officer(world, 1), clock.today() - ONE)
    db.session.commit()
    client, url = sign_in("kendra_incharge"), f"/print/strength-statement/{world.units['kendra']}"
    made = client.send(f"{url}?on={said(clock.today() - ONE)}", {"language": language}, action=url)
    pdf = client.get(made.location).response.get_data()
    text = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    for word in (said(clock.today() - ONE), *words):
        assert word in text
