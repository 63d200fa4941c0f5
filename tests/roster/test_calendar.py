"""The month page and its cells: what it shows, what it refuses, and what never breaks it."""

import gzip
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from portal.audit import trail
from portal.core import clock
from portal.core.db import db, new_id
from portal.core.errors import RuleBroken
from portal.leave import actions as leave_actions
from portal.roster.actions import months
from portal.roster.models import RosterCell, RosterMonth
from tests.factories import training as made_up
from tests.factories.matters import actor
from tests.house.test_queries_per_page import MOST_QUERIES, questions

DECEMBER = "/roster/2026-12"


@pytest.fixture
def desk(world):
    return actor(world, "kendra_incharge")


def day(number: int, month: int = 12, year: int = 2026) -> date:
    return date(year, month, number)


def december(desk) -> RosterMonth:
    return months.month_of(desk, desk.unit_id, 2026, 12)


def cells(month=None) -> list[tuple[str, int, str]]:
    rows = db.session.execute(select(RosterCell.officer_id, RosterCell.day, RosterCell.duty).order_by(RosterCell.day))
    return [(str(row.officer_id), row.day.day, row.duty) for row in rows]


def leave_of(world, officer, first: date, last: date, kind: str = "casual"):
    desk, sho = actor(world, "kendra_incharge"), actor(world, "sho")
    asked = leave_actions.enter_leave(desk, desk.unit_id, officer.id, {
        "kind": kind, "from_on": first, "to_on": last, "reason": "पारिवारिक", "applied_on": day(1, 11)})
    leave_actions.grant(sho, asked, first, last)
    return asked


def test_an_empty_kendra_has_a_page_with_a_sentence(sign_in):
    page = sign_in("kendra_incharge").get(DECEMBER)
    assert "कोई तैनात नहीं" in page.words


@pytest.mark.parametrize("url", ["/roster/2026-13", "/roster/2026-0", "/roster/1999-12", f"{DECEMBER}?week=7",
                                 f"{DECEMBER}?week=x", f"{DECEMBER}?unit=nothing"])
def test_a_month_week_or_unit_that_is_none_gets_a_sentence(sign_in, url):
    assert sign_in("kendra_incharge").get(url, status=404).words


def test_a_month_has_one_address_with_two_digits_and_is_found_with_one(world, desk, sign_in):
    made_up.officer(world, 1)
    db.session.commit()
    page = sign_in("kendra_incharge").get("/roster/2027-1")
    own = {link["href"].partition("?")[0] for link in page.soup.select("main a[href^='/roster/20']")}
    assert own == {"/roster/2026-12", "/roster/2027-01", "/roster/2027-02", "/roster/2027-01/draft"}
    assert page.soup.select_one("form.wide")["action"] == "/roster/2027-01/cell"
    assert "सप्ताह 25–31" in page.words and "सप्ताह 1–3" in page.words
    assert "दिनांक 1 " in sign_in("kendra_incharge").get("/roster/2026-11").words  # a week of one day is that day


def test_29_february_is_a_day_in_a_leap_year_only(world, desk, sign_in):
    made_up.officer(world, 1)
    db.session.commit()
    client = sign_in("kendra_incharge")
    assert client.get("/roster/2028-02").soup.select_one("#d29")
    assert client.get("/roster/2027-02").soup.select_one("#d29") is None
    client.get("/roster/2027-2/cell?cell=778000001.29", status=404)
    client.get("/roster/2028-2/cell?cell=778000001.29")
    client.get("/roster/2028-2/cell?cell=778000001.x", status=400)
    client.get("/roster/2028-2/cell", status=400)


def test_a_cell_is_chosen_on_the_page_and_entered_with_its_warning(world, desk, sign_in):
    one = made_up.officer(world, 1)
    db.session.commit()
    client = sign_in("kendra_incharge")
    grid = client.get(f"{DECEMBER}?week=2").soup.select_one("form.wide")
    assert grid["action"] == grid["hx-get"] == f"{DECEMBER}/cell"
    assert [button["value"] for button in grid.select("button")] == [f"778000001.{number}" for number in range(7, 14)]
    url = f"{DECEMBER}/cell?cell=778000001.9&week=2"
    page = client.send(url, {"duty": "night"})
    assert page.location.endswith("week=2") and cells() == [(str(one.id), 9, "night")]
    shown = client.follow(page)
    assert shown.soup.select_one("td.n.f button").get_text() == "रा" and "प्रशिक्षण" in shown.soup.select_one("#notices").get_text()
    assert [button["value"] for button in shown.soup.select("button[autofocus]")] == ["778000001.9"]  # a keyboard goes on there
    entry, = [entry for entry in trail.db.session.execute(select(trail.TrailEntry)).scalars()
              if entry.action == "roster:cell:changed"]
    assert entry.subject_kind == "roster_month"
    client.send(url, {"duty": ""})
    assert cells() == []


def test_a_hard_breach_is_refused_with_its_sentence_and_the_choice_stays(world, desk, sign_in):
    one = made_up.officer(world, 1)
    months.set_cell(desk, december(desk), one.id, day(4), "night")
    db.session.commit()
    client = sign_in("kendra_incharge")
    page = client.send(f"{DECEMBER}/cell?cell=778000001.5", {"duty": "morning"}, status=422)
    assert "केवल 0 घंटे विश्राम" in page.words and page.form(f"{DECEMBER}/cell")["duty"] == "morning"
    assert cells() == [(str(one.id), 4, "night")]


def test_the_editor_comes_as_a_piece_and_shows_every_choice_with_its_result(world, desk, sign_in):
    one = made_up.officer(world, 1)
    months.set_cell(desk, december(desk), one.id, day(4), "night")
    db.session.commit()
    piece = sign_in("kendra_incharge").get(f"{DECEMBER}/cell?cell=778000001.5", htmx=True)
    assert piece.soup.select_one("#cell") and piece.soup.select_one("h1") is None
    refused = [label.get_text(" ", strip=True) for label in piece.soup.select(".option label") if label.select(".badge.danger")]
    assert len(refused) >= 3 and len(piece.soup.select("input[name=duty]")) == 12


def test_somebody_elses_change_is_not_overwritten(world, desk, sign_in):
    one = made_up.officer(world, 1)
    december(desk)
    db.session.commit()
    client, url = sign_in("kendra_incharge"), f"{DECEMBER}/cell?cell=778000001.5"
    form = client.get(url).form(f"{DECEMBER}/cell")
    months.set_cell(actor(world, "sho"), december(desk), one.id, day(20), "court")
    db.session.commit()
    client.post(url, form | {"duty": "beat"}, status=409)
    assert cells() == [(str(one.id), 20, "court")]


def test_leave_stands_in_the_cells_and_cannot_be_written_over(world, desk, sign_in):
    one = made_up.officer(world, 1)
    leave_of(world, one, day(30, 11), day(2))
    db.session.commit()
    client = sign_in("kendra_incharge")
    marks = [tag.get_text() for tag in client.get(f"{DECEMBER}?week=1").soup.select("tbody td button")]
    assert marks[:3] == ["अव", "अव", "–"]
    page = client.get(f"{DECEMBER}/cell?cell=778000001.1")
    assert "आकस्मिक" in page.words and [tag["value"] for tag in page.soup.select("input[name=duty]")] == [""]
    form = page.form(f"{DECEMBER}/cell")
    client.post(f"{DECEMBER}/cell?cell=778000001.1", form | {"duty": "morning"}, status=422)
    with pytest.raises(RuleBroken):
        months.set_cell(desk, december(desk), one.id, day(1), "off")
    assert cells() == []


def test_posted_out_in_mid_month_her_later_duties_stand_as_faults_and_can_be_cleared(world, desk, sign_in):
    one = made_up.officer(world, 1)
    held = december(desk)
    for number in (10, 20):
        months.set_cell(desk, held, one.id, day(number), "beat")
    posting, = made_up.personnel.queries.postings_of(one.id)
    posting.to_on = day(15)
    db.session.commit()
    client = sign_in("kendra_incharge")
    page = client.get(DECEMBER)
    assert "20-12-2026" in page.soup.select_one("section.danger").get_text()
    assert page.soup.select_one("td.h button")["value"] == "778000001.20"
    posting.to_on = day(30, 11)
    db.session.commit()
    page = client.get(DECEMBER)
    assert [tag["value"] for tag in page.soup.select("td.h button")] == ["778000001.10", "778000001.20"]
    client.send(f"{DECEMBER}/cell?cell=778000001.20", {"duty": ""})
    assert [number for _, number, _ in cells()] == [10]


def test_overlap_across_midnight_and_the_end_of_the_month_is_seen(world, desk):
    one = made_up.officer(world, 1)
    november = months.month_of(desk, desk.unit_id, 2026, 11)
    months.set_cell(desk, november, one.id, day(30, 11), "night")
    months.publish(desk, november, "कम बल")
    with pytest.raises(RuleBroken) as refused:
        months.set_cell(desk, december(desk), one.id, day(1), "morning")
    assert "rest" in refused.value.sentence and refused.value.values["there"] == 0
    months.set_cell(desk, december(desk), one.id, day(2), "morning")


def test_one_duty_a_day_and_a_day_kept_free_is_marked(world, desk, sign_in):
    one = made_up.officer(world, 1)
    held = december(desk)
    months.set_cell(desk, held, one.id, day(3), "court")
    months.set_cell(desk, held, one.id, day(3), "beat")
    months.set_cell(desk, held, one.id, day(4), "off", is_fixed=False)
    db.session.commit()
    assert cells() == [(str(one.id), 3, "beat"), (str(one.id), 4, "off")]
    page = sign_in("sho").get(f"{DECEMBER}?week=1")
    assert [tag.get_text() for tag in page.soup.select("tbody td button")][2:4] == ["बी", "सा.अ."]
    with pytest.raises(RuleBroken):
        months.set_cell(desk, held, new_id(), day(3), "beat")
    with pytest.raises(RuleBroken):
        months.set_cell(desk, held, one.id, day(1, 1, 2027), "beat")
    with pytest.raises(RuleBroken):
        months.set_cell(desk, held, one.id, day(3), "tea")


def test_22_officers_and_one_woman_leave_gaps_in_words_and_no_broken_page(world, desk, sign_in):
    for number in range(22):
        made_up.officer(world, number, is_woman=number == 0, name_hi=f"कर्मी {number}")
    db.session.commit()
    page = sign_in("kendra_incharge").get(DECEMBER)
    posts = page.soup.select("tfoot tr")
    assert len(posts) == 3 and len(posts[0].select("td.h")) == 31
    assert "महिला" in page.soup.select_one("section.danger").get_text()


def test_the_menu_says_where_the_reader_is_and_filters_say_what_is_in_force(sign_in):
    client, today = sign_in("kendra_incharge"), clock.today()
    for url, current, named in ((f"/roster/{today:%Y-%m}", "true", "/roster"), ("/roster/attendance", "page", None)):
        here = client.get(url).soup.select(".menu [aria-current]")
        assert [(one["href"], one["aria-current"]) for one in here] == [(named or url, current)]
    for url, field, stands in (("/roster/totals", "month", f"{today:%m-%Y}"), ("/roster/attendance", "on", f"{today:%d-%m-%Y}"),
                               ("/roster/attendance?on=", "on", f"{today:%d-%m-%Y}"), ("/leave/month", "month", f"{today:%m-%Y}"),
                               ("/staff", "on", f"{today:%d-%m-%Y}"), ("/leave/month?month=2-2028", "month", "2-2028")):
        assert client.get(url).soup.select_one(f"main [name={field}]")["value"] == stands
    assert client.get("/roster/attendance?on=31-02-2027", status=400).soup.select_one("main [name=on]")["value"] == "31-02-2027"


def test_a_kendra_out_of_reach_does_not_exist(world, desk, sign_in):
    other = world.units["other_kendra"]
    sign_in("kendra_incharge").get(f"{DECEMBER}?unit={other}", status=404)
    sign_in("circle_officer").get(f"{DECEMBER}?unit={other}", status=404)
    assert sign_in("circle_officer").get(f"{DECEMBER}?unit={world.units['sibling_kendra']}").h1
    sign_in("desk_officer").get(DECEMBER, status=403)


def test_who_only_reads_has_no_buttons(world, desk, sign_in):
    made_up.officer(world, 1)
    db.session.commit()
    page = sign_in("circle_officer").get(f"{DECEMBER}?unit={desk.unit_id}")
    assert page.soup.select("tbody td") and not page.soup.select("tbody button")


def test_above_a_kendra_its_months_are_listed_with_their_state(world, desk, sign_in):
    made_up.officer(world, 1)
    held = december(desk)
    months.set_cell(desk, held, made_up.officer(world, 2).id, day(3), "morning")
    months.publish(desk, held, "कम बल")
    db.session.commit()
    page = sign_in("circle_officer").get("/roster?month=12-2026")
    first, second = page.soup.select("tbody tr")
    assert "संस्करण 1" in first.get_text() and first.select_one(".num").get_text() == "185" and "आरम्भ नहीं" in second.get_text()
    sign_in("circle_officer").get("/roster?month=13-2026", status=400)
    assert "/roster/20" in sign_in("kendra_incharge").get("/roster", status=303).location


def test_forty_officers_and_a_full_month_fit_the_page(world, desk, sign_in):
    held, duties = december(desk), ("morning", "evening", "night", "follow_up", "court", "off", None, "squad")
    for number in range(40):
        one = made_up.officer(world, number, name_hi=f"परीक्षण कुमारी {number}")
        for place in range(31):
            duty = duties[(place + number * 3 + place // 7) % 8]
            if duty:
                db.session.add(RosterCell(id=new_id(), unit_id=desk.unit_id, month_id=held.id, officer_id=one.id,
                                          day=day(1) + timedelta(place), duty=duty, is_fixed=duty == "off"))
    db.session.commit()
    client = sign_in("kendra_incharge")
    for url in (DECEMBER, f"{DECEMBER}?week=2", f"{DECEMBER}/cell?cell=778000001.3"):
        asked = questions(client, url)
        assert asked["work"] <= MOST_QUERIES, asked.seen
        assert len(gzip.compress(client.get(url).response.get_data(), 6)) <= 14 * 1024


def test_totals_stand_beside_each_officer(world, desk, sign_in):
    one = made_up.officer(world, 1)
    held = december(desk)
    for number, duty in ((6, "night"), (8, "diversion")):
        months.set_cell(desk, held, one.id, day(number), duty)
    db.session.commit()
    row = sign_in("kendra_incharge").get(DECEMBER).soup.select_one("tbody tr")
    assert [cell.get_text() for cell in row.select("td")[-3:]] == ["1", "1", "20"]
