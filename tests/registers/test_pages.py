"""Registers on the screen: serials without gap, the day as it is in India, paging by key, gaps named, nothing from elsewhere."""

import pytest
from sqlalchemy import select

from portal.audit.models import TrailEntry
from portal.core import clock
from portal.core.db import db
from portal.core.keys import current_vault
from portal.intake.actions.visits import register_visit
from tests.factories.casefile import CANARY, PARTY_CANARY
from tests.factories.matters import actor, complaint
from tests.registers.conftest import serials

ROLES = {"kendra_incharge": 200, "desk_officer": 200, "sho": 200, "circle_officer": 200, "nodal_officer": 200,
         "enquiry_officer": 403, "auditor": 403, "administrator": 403, "state_officer": 403}


def test_serials_run_without_gap_for_each_kendra_and_begin_anew_with_the_year_of_india(entered, sign_in):
    for at in ("31-12-2026 23:57", "31-12-2026 23:59", "01-01-2027 00:00", "01-01-2027 00:01"):
        entered(at)
    entered("31-12-2026 23:58", kendra="sibling")
    assert serials(sign_in("kendra_incharge").get("/registers/complaints")) == ["2/2027", "1/2027", "2/2026", "1/2026"]
    assert serials(sign_in("kendra_incharge", "sibling").get("/registers/complaints")) == ["1/2026"]


def test_a_number_that_was_not_used_is_given_again(world, came, sign_in):
    came("01-11-2026 10:00")
    visit = register_visit(actor(world, "desk_officer"), current_vault(), {
        "purpose": "information", "channel": "walk_in", "received_at": clock.now(), "remark": ""}, {})
    assert visit.serial == 2
    db.session.rollback()  # the power went before it was saved
    came("01-11-2026 10:02")
    assert serials(sign_in("kendra_incharge").get("/registers/visitors")) == ["2/2026", "1/2026"]


@pytest.mark.parametrize("days, expected", [
    ("from_on=01-11-2026", ["4/2026", "3/2026"]), ("to_on=31-10-2026", ["2/2026", "1/2026"]),
    ("from_on=31-10-2026&to_on=31-10-2026", ["2/2026"]), ("from_on=01-11-2026&to_on=01-11-2026", ["3/2026"]),
    ("from_on=30-10-2026&to_on=02-11-2026", ["4/2026", "3/2026", "2/2026", "1/2026"]),
    ("from_on=03-11-2026", [])])
@pytest.mark.parametrize("key", ["complaints", "visitors"])
def test_a_month_ends_at_midnight_in_india(entered, came, sign_in, key, days, expected):
    # 31-10 23:59 and 01-11 00:00 IST are both the evening of 31-10 in UTC.
    for at in ("30-10-2026 12:00", "31-10-2026 23:59", "01-11-2026 00:00", "02-11-2026 05:29"):
        (entered if key == "complaints" else came)(at)
    assert serials(sign_in("sho").get(f"/registers/{key}?{days}")) == expected


@pytest.mark.parametrize("query", ["from_on=31-02-2026", "to_on=yesterday", "from_on=02-11-2026&to_on=01-11-2026", "unit=none"])
@pytest.mark.parametrize("page", ["/registers/complaints", "/registers/complaints/gaps"])
def test_a_filter_that_is_not_understood_shows_nothing_and_says_why(entered, sign_in, page, query):
    entered("01-11-2026 10:00", gist="मारा", place="")
    shown = sign_in("kendra_incharge").get(f"{page}?{query}", status=400)
    assert not shown.soup.select("table.list, a[href^='/print/register-pages']")
    assert "पूर्ण है" not in shown.words and "पूर्ण हैं" not in shown.words
    assert "unit" in query or shown.errors()


def test_long_registers_are_paged_by_key_and_keep_their_filter(came, sign_in):
    for minute in range(60):
        came(f"01-11-2026 10:{minute:02d}")
    client, seen = sign_in("kendra_incharge"), []
    page = client.get("/registers/visitors?from_on=01-11-2026")
    seen += serials(page)
    older = page.soup.select_one("a[rel=next]")["href"]
    assert "from_on=01-11-2026" in older and "after=" in older
    came("01-11-2026 11:00")  # what is entered meanwhile moves no line to another page
    page = client.get(older)
    seen += serials(page)
    assert seen == [f"{number}/2026" for number in range(60, 0, -1)]
    assert page.soup.select_one("a[rel=next]") is None
    newer = page.soup.select_one("a[rel=prev]")["href"]
    assert serials(client.get(newer)) == [f"{number}/2026" for number in range(60, 10, -1)]
    assert serials(client.get(older, htmx=True)) == seen[50:]
    client.get("/registers/visitors?after=not-a-key", status=400)
    client.get("/registers/visitors?page=2", status=400)


def test_gaps_and_thin_words_are_named_and_a_good_entry_is_not(entered, came, sign_in):
    entered("01-11-2026 10:00", gist="पति मारपीट करता है")
    entered("01-11-2026 11:00", occurred_from_on=None, place="",
            gist="पति ने कल रात शराब पीकर डण्डे से मारा और घर से निकाल दिया, बच्चे वहीं हैं")
    came("01-11-2026 12:00", remark="—")
    incharge = sign_in("kendra_incharge")
    rows = {row.th.get_text(strip=True): row.td.get_text(" ", strip=True)
            for row in incharge.get("/registers/complaints/gaps").soup.select("tbody tr")}
    assert "संक्षिप्त" in rows["1/2026"] and "संक्षिप्त" not in rows["2/2026"]
    assert "खतरे" in rows["1/2026"] and "अधिकार" in rows["1/2026"]
    assert "घटनास्थल" in rows["2/2026"] and "घटनास्थल" not in rows["1/2026"]
    visits = {row.th.get_text(strip=True): row.td.get_text(" ", strip=True)
              for row in incharge.get("/registers/visitors/gaps").soup.select("tbody tr")}
    assert set(visits) >= {"3/2026"} and "जाने का समय" in visits["3/2026"]


def test_the_feedback_register_names_a_call_with_a_word_or_two(world, sign_in):
    complaint(world, until="verified")
    incharge = sign_in("kendra_incharge")
    assert serials(incharge.get("/registers/feedback")) == ["1/2026"]
    assert not incharge.get("/registers/feedback/gaps").soup.select("tbody tr")


@pytest.mark.parametrize("role, status", ROLES.items())
def test_who_may_open_a_register(entered, sign_in, role, status):
    token = entered("01-11-2026 10:00").token
    page = sign_in(role).get("/registers/complaints", status=status)
    assert (token in page.text) == (status == 200)


@pytest.mark.parametrize("place", ["sibling", "elsewhere"])
def test_the_register_of_another_kendra_is_not_there(entered, world, sign_in, place):
    entered("01-11-2026 10:00")
    unit = world.units["kendra"]
    stranger = sign_in("kendra_incharge", place)
    for url in (f"/registers/complaints?unit={unit}", f"/registers/complaints/gaps?unit={unit}",
                f"/print/register-pages/{unit}?register=complaints"):
        assert "AD-ONE" not in stranger.get(url, status=404).text
    assert not serials(stranger.get("/registers/complaints"))
    stranger.get("/registers/nothing", status=404)


def test_the_circle_chooses_between_its_kendras(entered, world, sign_in):
    here, there = entered("01-11-2026 10:00"), entered("01-11-2026 10:00", kendra="sibling")
    circle = sign_in("circle_officer")
    offered = {option["value"] for option in circle.get("/registers/complaints").soup.select("#unit option")}
    assert offered == {str(world.units["kendra"]), str(world.units["sibling_kendra"])}
    page = circle.get(f"/registers/complaints?unit={world.units['sibling_kendra']}")
    assert there.token in page.text and here.token not in page.text


@pytest.mark.parametrize("key", ["complaints", "visitors"])
def test_no_register_names_her_and_each_reading_is_in_the_trail(entered, sign_in, key):
    entered("01-11-2026 10:00")
    page = sign_in("kendra_incharge").get(f"/registers/{key}")
    assert serials(page) and not [word for word in (*CANARY.values(), *PARTY_CANARY.values()) if word in page.text]
    db.session.rollback()
    entry = db.session.scalars(select(TrailEntry).where(TrailEntry.action == "registers:register:read")).one()
    assert entry.details == {"register": key} and entry.kind == "read"


def test_a_visitor_with_a_complaint_came_for_its_nature(world, came, sign_in):
    complaint(world, nature="dowry_harassment")
    came("01-11-2026 10:00", remark="पेंशन के कागज़ों की जानकारी ली।")
    rows = [row.get_text(" ", strip=True) for row in sign_in("sho").get("/registers/visitors").soup.select("#rows tbody tr")]
    assert len(rows) == 2
    assert any("दहेज उत्पीड़न" in row for row in rows) and any("पेंशन" in row and "दहेज" not in row for row in rows)
