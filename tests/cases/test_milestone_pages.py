"""What happened in a case, on its pages: due, late, out of order, by the wrong officer; and its end."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from portal.audit.models import TrailEntry
from portal.cases.models import Milestone
from portal.core import clock
from portal.core.db import db
from tests.cases.pages import add, count
from tests.factories.cases import again, case, happened
from tests.factories.matters import actor


def test_what_is_due_is_recorded_with_one_click_and_its_paper(world, sign_in):
    file, client = case(world), sign_in("enquiry_officer")
    page = client.get(f"/cases/{file.case.id}")
    link = f"/cases/{file.case.id}/milestones/medical_sent"
    assert page.soup.select_one(f'#due a[href="{link}"]')
    bare = add(client, file, "medical_sent", status=422, evidence="", detail_consent="yes")
    assert bare.soup.select_one("#evidence-error") and count(Milestone) == 0
    add(client, file, "medical_sent", detail_consent="yes", detail_hospital="जिला महिला चिकित्सालय")
    page = client.get(f"/cases/{file.case.id}")
    assert "मेमो 4" in page.words and not page.soup.select_one(f'#due a[href="{link}"]')


def test_a_late_line_says_why_and_an_odd_order_too_and_both_are_taken(world, sign_in):
    file, client = case(world), sign_in("enquiry_officer")
    page = add(client, file, "arrest", status=422, happened_on="02-11-2026" if clock.today().month > 11 else "02-01-2026")
    assert page.soup.select_one("#late_reason-error")
    url = f"/cases/{file.case.id}/milestones/arrest"
    page = client.post(url, page.form(url) | {"late_reason": "अवकाश पर थी"}, status=422)
    assert page.soup.select_one(".band.warning") and page.form(url)["evidence"] == "मेमो 4"
    client.post(url, page.form(url) | {"because": "मौके पर पकड़ा गया"})
    page = client.get(f"/cases/{file.case.id}")
    assert "अवकाश पर थी" in page.words and "मौके पर पकड़ा गया" in page.words


@pytest.mark.parametrize(("kind", "asks"), [("produced", True), ("cwc_production", True), ("remand", False)])
def test_the_journey_is_asked_where_a_clock_leaves_it_out(world, sign_in, kind, asks):
    file = case(world, age=15)
    page = sign_in("enquiry_officer").get(f"/cases/{file.case.id}/milestones/{kind}")
    assert ("detail_journey_minutes" in page.text) is asks


def test_the_future_is_refused_and_the_text_stays(world, sign_in):
    page = add(sign_in("enquiry_officer"), case(world), "search", status=422, happened_on="01-01-2031", note="तलाशी")
    assert page.soup.select_one("#happened_hour-error") and "तलाशी" in page.text and count(Milestone) == 0


def test_a_report_by_another_officer_is_refused_with_a_sentence(world, sign_in):
    file = case(world)
    for role in ("sho", "kendra_incharge", "desk_officer"):
        page = sign_in(role).get(f"/cases/{file.case.id}/milestones/charge_sheet", status=403)
        assert "BNSS 193(3)" in page.words or "बीएनएसएस 193(3)" in page.words
    assert sign_in("enquiry_officer").get(f"/cases/{file.case.id}/milestones/charge_sheet")


def test_the_report_is_offered_to_the_named_officer_alone_as_pressing_it_stands_in_the_trail(world, sign_in):
    file = case(world)
    for role, is_offered in (("enquiry_officer", True), ("kendra_incharge", False)):
        client = sign_in(role)
        for url in (f"/cases/{file.case.id}", f"/cases/{file.case.id}/milestones"):
            links = [one["href"] for one in client.get(url).soup.select("a[href*='/milestones/']")]
            assert links and any(link.endswith("/final_report") for link in links) is is_offered, (role, url, links)
        assert ("बीएनएसएस 193(3)" in client.get(f"/cases/{file.case.id}/milestones").words) is not is_offered


def test_a_kind_that_this_case_does_not_know_is_not_found(world, sign_in):
    file, client = case(world), sign_in("enquiry_officer")
    client.get(f"/cases/{file.case.id}/milestones/bond_peace", status=404)
    client.post(f"/cases/{file.case.id}/milestones/x", {"csrf_token": client.csrf()}, status=404)


def test_closing_without_the_filing_is_refused_and_with_it_asks_what_is_open(world, sign_in):
    officer, client = actor(world, "enquiry_officer"), sign_in("enquiry_officer")
    file = happened(officer, case(world), "final_report", details={"type": "untraced"})
    url = f"/cases/{file.case.id}/close"
    page = client.send(url, {"outcome": "report_accepted"}, action=url, status=422)
    assert "बीएनएसएस 193(3)" in page.soup.select_one("#outcome-error").get_text()
    assert page.form(url)["outcome"] == "report_accepted" and again(file).case.closed_at is None
    assert db.session.scalar(select(func.count(TrailEntry.id)).where(TrailEntry.action == "cases:close:refused")) == 1
    happened(officer, again(file), "court_filed", details={"court": "न्यायालय"})
    page = client.send(url, {"outcome": "report_accepted"}, action=url, status=422)
    assert page.soup.select_one(".band.warning")
    client.post(url, page.form(url) | {"because": "न्यायालय ने स्वीकार की"})
    assert again(file).case.state == "closed"
    assert not client.get(f"/cases/{file.case.id}").soup.select_one("#due")


def moments(when) -> dict[str, str]:
    return {"happened_on": when.strftime("%d-%m-%Y"), "happened_hour": when.strftime("%H:%M")}


def test_what_comes_after_its_day_is_asked_why_and_the_reason_stands_beside_it(world, sign_in):
    """BNSS 184(1): 24 hours from the information."""
    now = clock.to_ist(clock.now())
    file, client = case(world, registered_at=clock.now() - timedelta(hours=30), late_reason="x"), sign_in("enquiry_officer")
    told = {"detail_consent": "yes"} | moments(now - timedelta(hours=1))
    page = add(client, file, "medical_sent", status=422, **told)
    assert "184(1)" in page.words and "क्यों" in page.words and count(Milestone) == 0
    url = f"/cases/{file.case.id}/milestones/medical_sent"
    client.post(url, page.form(url) | {"because": "पीड़िता रात में थाने नहीं आ सकी"})
    shown = client.get(f"/cases/{file.case.id}")
    assert "पीड़िता रात में थाने नहीं आ सकी" in shown.soup.select_one("#timeline").get_text()


def test_a_statement_says_who_took_it_and_a_man_says_why(world, sign_in):
    """BNSS 180(3)."""
    file, client = case(world), sign_in("enquiry_officer")
    page = add(client, file, "victim_statement", status=422)
    assert page.soup.select_one("#detail_by_woman-error") and page.soup.select_one("#detail_taken_by-error")
    told = {"detail_by_woman": "no", "detail_taken_by": "उ0नि0 12"}
    page = add(client, file, "victim_statement", status=422, **told)
    assert "180(3)" in page.words
    add(client, file, "victim_statement", **told | {"detail_by_woman": "yes"})
    assert "उ0नि0 12" in client.get(f"/cases/{file.case.id}").words


def test_the_fortnightly_report_by_its_page(world, sign_in):
    file, client = case(world, kind="ncr", sections=("BNS:115(2)",), number=4, with_io=False), sign_in("desk_officer")
    page = client.get("/cases/fortnight")
    now = clock.to_ist(clock.now())
    told = page.form("/cases/fortnight") | {"cases": str(file.case.id), "happened_on": now.strftime("%d-%m-%Y"),
                                            "happened_hour": now.strftime("%H:%M")}
    assert client.post("/cases/fortnight", told, status=422).soup.select_one("#evidence-error")
    client.post("/cases/fortnight", told | {"evidence": "मेमो 3, प्राप्ति 12"})
    assert again(file).milestones[-1].kind == "nc_report_sent"
