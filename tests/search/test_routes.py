"""The one box: token, phone and name in either script within reach; outside it only that there is a match."""

import pytest
from sqlalchemy import select

from portal.audit.models import TrailEntry
from portal.core.db import db
from tests.factories.matters import HERS, complaint


def ask(client, text):
    form = {"csrf_token": client.csrf(), "q": text}
    return client.post("/search", form, status=200)


@pytest.mark.parametrize("text", [None, HERS["own"].phone, HERS["own"].name, "Kokila Prathama", HERS["own"].party])
def test_each_way_finds_the_matter_in_reach(world, sign_in, text):
    matter = complaint(world, until="under_enquiry")
    page = ask(sign_in("desk_officer"), text or matter.token)
    assert page.soup.select(f"#hits a[href='/complaints/{matter.id}']"), page.words
    shown = page.soup.select_one("#hits").get_text(" ")
    assert not [word for word in (*HERS["own"].identity, HERS["own"].story) if word in shown]


@pytest.mark.parametrize(("text", "is_told"), [(HERS["own"].phone, True), (HERS["own"].name, False)])
def test_elsewhere_a_telephone_says_only_that_a_match_exists_and_a_name_nothing(world, sign_in, text, is_told):
    matter = complaint(world, until="under_enquiry")
    page = ask(sign_in("desk_officer", "sibling"), text)
    assert ("•••" in page.words) == is_told and not page.soup.select("#hits a[href^='/complaints/']")
    assert matter.token not in page.words


def test_the_trail_knows_the_search_but_not_its_words(world, sign_in):
    complaint(world)
    ask(sign_in("desk_officer"), HERS["own"].name)
    entry = db.session.scalars(select(TrailEntry).where(TrailEntry.action == "search:box:asked")).all()[-1]
    assert entry.kind == "read" and set(entry.details) == {"length", "hits"}


@pytest.mark.parametrize("text", [HERS["own"].phone, HERS["own"].name, "Kokila Prathama", HERS["own"].party])
def test_the_enquiry_officer_finds_her_own_files_by_name_and_phone_and_no_others(world, sign_in, text):
    mine, other = complaint(world, until="under_enquiry"), complaint(world)
    page = ask(sign_in("enquiry_officer"), text)
    links = {tag["href"] for tag in page.soup.select("#hits a[href^='/complaints/']")}
    assert links == {f"/complaints/{mine.id}"} and other.token not in page.words
    assert not [word for word in HERS["own"].identity if word in page.soup.select_one("#hits").get_text(" ")]


def test_what_a_colleague_of_the_same_kendra_works_on_is_not_told_to_an_enquiry_officer(world, sign_in):
    complaint(world, until="under_enquiry")
    page = ask(sign_in("enquiry_officer", "second"), HERS["own"].phone)
    assert "•••" not in page.words and not page.soup.select("#hits a[href^='/complaints/']")
    elsewhere = ask(sign_in("enquiry_officer", "sibling"), HERS["own"].phone)
    assert "•••" in elsewhere.words, "another unit: only that there is a match"
