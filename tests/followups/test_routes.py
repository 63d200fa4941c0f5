"""Pages of following up: right, wrong, twice, by the wrong role and out of reach."""

import pytest
from sqlalchemy import func, select

from portal.core import clock
from portal.core.db import db
from portal.followups.models import DiaryEntry, Disposal, Promise, VerificationCall
from tests.factories.matters import complaint

STORY = "मौके पर जाकर पड़ोसियों से बात की।"


def count(model) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model))


def test_a_diary_line_is_kept_once_and_shown(world, sign_in):
    matter, client = complaint(world, until="under_enquiry"), sign_in("enquiry_officer")
    url = f"/complaints/{matter.id}/diary/new"
    form = client.get(url).form(url) | {"kind": "visit", "text": STORY}
    first, second = client.post(url, form), client.post(url, form)
    assert first.location == second.location and count(DiaryEntry) == 1
    assert STORY in client.get(f"/complaints/{matter.id}/diary").words


def test_a_late_line_is_asked_why_and_then_taken(world, sign_in):
    matter, client = complaint(world, until="under_enquiry"), sign_in("enquiry_officer")
    url = f"/complaints/{matter.id}/diary/new"
    late = {"kind": "visit", "text": STORY, "happened_on": "01-11-2026" if clock.today().month > 11 else "01-01-2026"}
    page = client.send(url, late, status=422, action=url)
    assert STORY in page.form(url)["text"] and page.errors()
    client.post(url, page.form(url) | {"late_reason": "बन्दोबस्त ड्यूटी में थी"})
    assert count(DiaryEntry) == 1


def test_a_promise_in_the_past_keeps_its_text(world, sign_in):
    matter, client = complaint(world, until="under_enquiry"), sign_in("enquiry_officer")
    url = f"/complaints/{matter.id}/promises/new"
    page = client.send(url, {"text": STORY, "due_on": "01-01-2020"}, status=422, action=url)
    assert page.form(url)["text"] == STORY and count(Promise) == 0
    client.post(url, page.form(url) | {"due_on": clock.today().strftime("%d-%m-%Y")})
    assert STORY in client.get("/due/promises").words


def test_a_disposal_reads_not_verified_until_the_desk_has_called(world, sign_in):
    matter, officer, desk = complaint(world, until="triaged"), sign_in("enquiry_officer"), sign_in("desk_officer")
    url = f"/complaints/{matter.id}/dispose"
    thin = officer.send(url, {"manner": "action_taken", "report": "ok"}, status=422, action=url)
    officer.post(url, thin.form(url) | {"manner": "action_taken", "report": "जाँच कर विपक्षी को पाबन्द किया गया।"})
    panel = f"/complaints/{matter.id}/disposal"
    assert desk.get(panel).soup.select(".badge") and matter.token in desk.get("/due/calls").words
    call = f"/complaints/{matter.id}/call"
    officer.get(call, status=403)
    missing = desk.send(call, {"is_reached": "yes", "her_words": "ok"}, status=422, action=call)
    assert len(missing.errors()) >= 2
    desk.post(call, missing.form(call) | {"is_reached": "yes", "satisfaction": "satisfied", "her_words": "अब कोई परेशानी नहीं है।"})
    assert count(VerificationCall) == 1 and matter.token not in desk.get("/due/calls").words


@pytest.mark.parametrize("path", ["diary", "promises", "disposal", "diary/new", "promises/new", "call"])
def test_another_kendra_finds_nothing(world, sign_in, path):
    matter = complaint(world, until="disposed")
    sign_in("desk_officer", "sibling").get(f"/complaints/{matter.id}/{path}", status=404)


def test_the_wrong_role_changes_nothing(world, sign_in):
    matter, client = complaint(world, until="under_enquiry"), sign_in("desk_officer")
    client.post(f"/complaints/{matter.id}/dispose", {"csrf_token": client.csrf()}, status=403)
    client.post(f"/complaints/{matter.id}/reopen", {"csrf_token": client.csrf()}, status=403)
    assert count(Disposal) == 0


def test_reopening_a_matter_under_enquiry_is_refused_with_a_sentence(world, sign_in):
    matter, client = complaint(world, until="under_enquiry"), sign_in("kendra_incharge")
    url = f"/complaints/{matter.id}/reopen"
    client.send(url, {"reason": "नई बात सामने आयी"}, action=url, status=409)
