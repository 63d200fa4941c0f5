"""What was typed and not sent, because the screen had locked: kept for its officer, filled in again, gone when it is sent."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from portal.core import clock
from portal.core.db import db
from portal.followups.models import DiaryEntry
from portal.intake.models import Draft
from tests.accounts.conftest import PASSWORD, Door
from tests.factories.matters import complaint

TOLD = "प्रार्थिनी से बात की, विपक्षी को कल बुलाया है और उसका पता लिया है।"


@pytest.fixture
def officer(app, world, sign_in):
    """A desk officer with a password, signed in."""
    Door(app, world).with_password("desk_officer")
    return sign_in("desk_officer")


@pytest.fixture
def page(world) -> str:
    """The address of a form of the diary."""
    return f"/complaints/{complaint(world, until='under_enquiry').id}/diary/new"


def typed(browser, page: str, text: str = TOLD) -> dict[str, str]:
    return browser.get(page).form() | {"kind": "contact", "text": text}


def later():
    """Six minutes on: the screen has locked itself by now."""
    return clock.standing_at(clock.now() + timedelta(minutes=6))


def kept() -> int:
    return db.session.scalar(select(func.count(Draft.id)))


def test_a_form_sent_from_a_locked_screen_is_kept_and_filled_in_again(officer, page):
    values = typed(officer, page)
    with later():
        assert officer.post(page, values, status=303).location == "/session/locked"
        assert db.session.scalar(select(func.count(DiaryEntry.id)).where(DiaryEntry.text == TOLD)) == 0 and kept() == 1
        assert officer.send("/session/locked", {"number": "", "password": PASSWORD}).location == page
        again = officer.get(page)
        assert again.soup.select_one("[name=text]").get_text().strip() == TOLD and "फिर भर दिया गया" in again.text
        officer.send(page)
        assert db.session.scalar(select(func.count(DiaryEntry.id)).where(DiaryEntry.text == TOLD)) == 1 and kept() == 0
        assert TOLD not in officer.get(page).text


def test_it_is_filled_in_for_nobody_else(officer, page, sign_in):
    values = typed(officer, page)
    with later():
        officer.post(page, values, status=303)
        assert TOLD not in sign_in("kendra_incharge").get(page).text


def test_after_a_shift_it_is_old_paper(officer, page, sign_in):
    values = typed(officer, page)
    with later():
        officer.post(page, values, status=303)
    with clock.standing_at(clock.now() + timedelta(hours=9)):
        assert TOLD not in sign_in("desk_officer").get(page).text


def test_a_form_from_elsewhere_is_not_kept(officer, page):
    values = typed(officer, page) | {"csrf_token": "forged"}
    with later():
        officer.post(page, values, status=303)
        assert kept() == 0


def test_the_entry_keeps_its_own_draft(officer):
    values = officer.get("/intake/new").form() | {"gist": TOLD}
    with later():
        officer.post("/intake/new", values, status=303)
        officer.send("/session/locked", {"number": "", "password": PASSWORD})
        assert "?draft=1" in officer.get("/intake/new").text and TOLD in officer.get("/intake/new?draft=1").text


@pytest.mark.parametrize("at", ["/session/mine/password", "/complaints/{}/identity", "/nowhere", "/complaints"])
def test_what_proves_who_one_is_or_stands_beside_an_identity_is_not_kept(officer, page, at):
    path = at.format(page.split("/")[2])
    data = {"csrf_token": officer.csrf(), "_path": path, "password": "x", "other": "y"}
    officer.post("/drafts/unsent" + path.replace("/", "-"), data, status=404)
    assert kept() == 0


def test_the_script_keeps_a_page_under_its_own_address_only(officer, page):
    data = {"csrf_token": officer.csrf(), "_path": page, "text": TOLD}
    officer.post("/drafts/unsent-complaints", data, status=404)
    officer.post("/drafts/unsent" + page.replace("/", "-"), data, status=200)
    assert officer.get(page).soup.select_one("[name=text]").get_text().strip() == TOLD
