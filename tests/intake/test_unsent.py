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


def unlock(browser):
    return browser.send("/session/locked", {"number": "", "password": PASSWORD})


def kept() -> int:
    return db.session.scalar(select(func.count(Draft.id)))


def written() -> int:
    return db.session.scalar(select(func.count(DiaryEntry.id)).where(DiaryEntry.text == TOLD))


def test_a_form_sent_from_a_locked_screen_is_kept_and_filled_in_again(officer, page):
    values = typed(officer, page)
    with later():
        assert officer.post(page, values, status=303).location == "/session/locked"
        assert (written(), kept()) == (0, 1)
        assert unlock(officer).location == page
        again = officer.get(page)
        assert again.soup.select_one("[name=text]").get_text().strip() == TOLD and "फिर भर दिया गया" in again.text
        officer.send(page)
        assert (written(), kept()) == (1, 0)
        assert TOLD not in officer.get(page).text


def test_the_page_leads_back_to_where_it_stood_though_the_sitting_had_locked_by_itself(officer, page):
    """The script sends the text first, and then says where it was; both come after the sitting's own hour."""
    values = typed(officer, page)
    with later():
        officer.post("/drafts/unsent", values | {"_at": page}, status=303)
        officer.post("/session/lock", {"csrf_token": values["csrf_token"], "next": page}, status=303)
        assert unlock(officer).location == page
        assert officer.get(page).soup.select_one("[name=text]").get_text().strip() == TOLD


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
        unlock(officer)
        assert "?draft=1" in officer.get("/intake/new").text and TOLD in officer.get("/intake/new?draft=1").text


def test_the_last_words_of_an_entry_are_kept_though_the_sitting_had_locked_by_itself(officer):
    values = officer.get("/intake/new").form() | {"gist": TOLD}
    with later():
        officer.post("/drafts/intake-entry", values | {"_draft": "intake-entry"}, status=303)
        unlock(officer)
        assert TOLD in officer.get("/intake/new?draft=1").text


@pytest.mark.parametrize("at", ["/session/mine/password", "/nowhere", "/complaints", "/drafts/unsent", ""])
def test_what_proves_an_officer_and_what_takes_no_form_is_not_kept(officer, at):
    officer.post("/drafts/unsent", {"csrf_token": officer.csrf(), "_at": at, "password": "x", "other": "y"}, status=404)
    assert kept() == 0


def test_a_correction_is_filled_in_when_the_identity_is_opened_again(world, officer):
    """Its form is sent to an address that has no page: the page asks for what was kept."""
    matter = complaint(world, until="under_enquiry")
    address = f"/complaints/{matter.id}/people/woman"
    values = officer.post(f"{address}/open", {"csrf_token": officer.csrf()}, status=200).form() | {"reason": TOLD}
    with later():
        officer.post(address, values, status=303)
        unlock(officer)
        assert TOLD in officer.post(f"{address}/open", {"csrf_token": officer.csrf()}, status=200).text


def test_the_script_has_a_form_kept_under_its_address(officer, page):
    officer.post("/drafts/unsent", {"csrf_token": officer.csrf(), "_at": page, "text": TOLD}, status=200)
    assert officer.get(page).soup.select_one("[name=text]").get_text().strip() == TOLD
    assert TOLD not in officer.get(f"{page}?x=1", status=400).text


def test_ticks_of_what_was_done_come_back_to_the_danger_questions(world, officer):
    """They are sent beside the questions, to an address of their own."""
    address = f"/complaints/{complaint(world).id}/danger"
    asked = officer.get(address)
    names = {one["name"] for one in asked.soup.select("form input[type=radio]")}
    officer.post(address, asked.form() | dict.fromkeys(names, "yes"), status=303)
    page = officer.get(address)
    ticks = page.soup.select("[name=done]")
    with later():
        officer.post(f"{address}/done", page.form(f"{address}/done") | {"done": ticks[0]["value"]}, status=303)
        unlock(officer)
        back = officer.get(address).soup.select("[name=done]")
        assert [one.has_attr("checked") for one in back] == [True] + [False] * (len(ticks) - 1) and len(ticks) > 1
