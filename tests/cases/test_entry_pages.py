"""Entering a case on its pages: right, wrong, twice; nothing typed is lost, and what is asked comes back with its field."""


import pytest
from sqlalchemy import select

from portal.cases.models import Case
from portal.core import clock
from portal.core.db import db
from portal.intake.models import FirReference
from tests.cases.pages import BRIEF, count, entry, record
from tests.factories.cases import again, case
from tests.factories.matters import HERS, complaint


def test_a_case_is_entered_once_and_shows_what_is_due_without_a_name(world, sign_in):
    client = sign_in("desk_officer")
    form = client.get("/cases/new").form("/cases/new") | entry()
    first, second = client.post("/cases/new", form), client.post("/cases/new", form)
    assert first.location == second.location and count(Case) == 1
    page = client.follow(first)
    assert BRIEF in page.words and HERS["own"].name not in page.words
    assert page.soup.select_one("#due") and "बीएनएसएस" in page.words


@pytest.mark.parametrize(("changed", "field"), [
    ({"registered_on": "01-01-2031"}, "registered_on"),
    ({"number": "78"}, "number"),
    ({"number": "0078/2019"}, "number"),
    ({"occurred_from_on": "01-06-2024"}, "sections"),
    ({"sections": "IPC 376(1)"}, "sections"),
    ({"sections": "BNS 77"}, "sections"),
    ({"sections": ""}, "sections"),
    ({"sections": "BNS 85, PWDVA 12"}, "sections"),
    ({"registered_on": "01-10-2026", "informed_on": "02-10-2026", "late_reason": "x"}, "informed_on"),
    ({"registered_on": "01-10-2026", "occurred_from_on": "05-10-2026", "late_reason": "x"}, "occurred_from_on"),
    ({"registered_on": "01-10-2026"}, "late_reason"),
    ({"gd_number": ""}, "gd_number"),
    ({"informed_by": ""}, "informed_by"),
    ({"kind": ""}, "kind"),
    ({"registered_hour": "25:70"}, "registered_hour"),
    ({"victim_age": "400"}, "victim_age"),
    ({"informant_phone": "12"}, "informant_phone"),
])
def test_what_cannot_be_is_refused_beside_its_field_and_nothing_is_lost(world, sign_in, changed, field):
    page = record(sign_in("desk_officer"), status=422, **changed)
    assert page.soup.select_one(f"#{field}-error"), page.errors()
    form = page.form("/cases/new")
    assert form["brief"] == BRIEF and form["informant_name"] == HERS["own"].name and count(Case) == 0


def test_sections_year_and_station_are_told_together(world, sign_in):
    page = record(sign_in("desk_officer"), status=422, number="0078/2019", station="दूसरा थाना", occurred_from_on="01-06-2024")
    assert all(page.soup.select_one(part) for part in ("#number-error", "#sections-error", ".band.warning"))


def test_a_number_of_another_year_and_station_is_told_at_once_where_it_comes_later(world, sign_in):
    file, client = case(world, number=None), sign_in("desk_officer")
    url = f"/cases/{file.case.id}/number"
    page = client.send(url, {"number": "0099/2019", "station": "दूसरा थाना"}, action=url, status=422)
    assert page.soup.select_one("#number-error") and page.soup.select_one(".band.warning")
    assert page.form(url)["number"] == "0099/2019" and again(file).case.cctns_number is None


def test_a_day_that_no_calendar_has_is_told_so(world, sign_in):
    page = record(sign_in("desk_officer"), status=422, occurred_from_on="31-11-2026")
    assert "कैलेण्डर" in page.soup.select_one("#occurred_from_on-error").get_text()
    assert page.form("/cases/new")["occurred_from_on"] == "31-11-2026"


def test_a_number_of_another_station_is_asked_about_then_taken(world, sign_in):
    client = sign_in("desk_officer")
    page = record(client, status=422, station="दूसरा थाना")
    assert page.soup.select_one(".band.warning") and count(Case) == 0
    client.post("/cases/new", page.form("/cases/new") | {"because": "क्षेत्र बदला, नया थाना बना"})
    assert db.session.scalars(select(Case)).one().because == "क्षेत्र बदला, नया थाना बना"


def test_a_section_outside_the_pack_is_asked_about(world, sign_in):
    client = sign_in("desk_officer")
    page = record(client, status=422, sections="BNS 74, BNS 303(2)")
    assert page.soup.select_one(".band.warning")
    client.post("/cases/new", page.form("/cases/new") | {"because": "चोरी भी हुई"})
    assert count(Case) == 1


def test_from_a_complaint_nothing_is_typed_twice_and_the_gate_opens(world, sign_in):
    matter, client = complaint(world, until="under_enquiry"), sign_in("desk_officer")
    assert client.get(f"/complaints/{matter.id}/cases").soup.select_one(f'a[href="/complaints/{matter.id}/cases/new"]')
    url = f"/complaints/{matter.id}/cases/new"
    form = client.get(url).form(url)
    assert form["occurred_from_on"] == "01-11-2026" and form["place"] == "नमूना चौराहा" and "informant_name" not in form
    told = {name: value for name, value in entry().items() if name in form and name != "occurred_from_on"}
    told["registered_hour"] = clock.to_ist(clock.now()).strftime("%H:%M")
    done = client.post(url, form | told)
    page = client.follow(done)
    assert matter.token in page.words and count(FirReference) == 1
    assert client.get(f"/complaints/{matter.id}/cases").soup.select("li a")


def test_another_accused_block_comes_without_script_and_with_it(world, sign_in):
    client = sign_in("desk_officer")
    page = client.send("/cases/new", entry(_add="parties"), action="/cases/new", status=200)
    assert "parties-0-name" in page.form("/cases/new") and page.form("/cases/new")["brief"] == BRIEF
    assert client.get("/cases/new/party?index=2", htmx=True).soup.select_one("[name=parties-2-name]")


def test_an_entry_out_of_order_is_asked_about(world, sign_in):
    """LAW-4: the FIR before the general diary."""
    client, now = sign_in("desk_officer"), clock.to_ist(clock.now())
    page = record(client, status=422, gd_on=now.strftime("%d-%m-%Y"), gd_hour="00:01", registered_hour="00:00")
    assert page.soup.select_one(".band.warning") and count(Case) == 0
    client.post("/cases/new", page.form("/cases/new") | {"because": "सर्वर बन्द था, जी0डी0 बाद में लिखी"})
    assert count(Case) == 1


def test_a_child_without_a_section_of_pocso_is_asked_about(world, sign_in):
    """POCSO 42."""
    client = sign_in("desk_officer")
    page = record(client, status=422, sections="BNS 74", victim_age="13")
    assert "पॉक्सो" in page.soup.select_one(".band.warning").get_text() and count(Case) == 0
    record(client, sections="BNS 74, POCSO 8", victim_age="13")
    assert count(Case) == 1


def test_an_ncr_becomes_an_fir_by_its_page(world, sign_in):
    ncr, client = case(world, kind="ncr", sections=("BNS:115(2)",), number=4, with_io=False), sign_in("desk_officer")
    url = f"/cases/{ncr.case.id}/convert"
    form = client.get(url).form(url)
    assert form["sections"] == "BNS 115(2)" and form["kind"] == "fir"
    page = client.follow(client.post(url, form | {name: value for name, value in entry().items() if name in form
                                                  and not name.startswith("occurred")} | {
        "sections": "BNS 115(2), 74", "registered_hour": clock.to_ist(clock.now()).strftime("%H:%M")}))
    assert page.soup.select_one(f'a[href="/cases/{ncr.case.id}"]') and again(ncr).case.outcome == "registered"
    client.get(url, status=409)
