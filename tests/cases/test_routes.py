"""Pages of cases: right, wrong, twice, by the wrong role; nothing typed is lost, and what is asked comes back with its field."""

import io
import uuid
from datetime import timedelta

import pytest
import xlsxwriter
from sqlalchemy import func, select

from portal.accounts.models import User
from portal.audit.models import TrailEntry
from portal.cases.models import Case, CctnsDifference, Milestone
from portal.core import clock
from portal.core.db import db
from portal.core.settings import write_setting
from portal.intake.models import FirReference, IdentityOpening
from portal.units.models import Unit
from tests.factories.cases import again, case, give_to, happened
from tests.factories.matters import HERS, actor, complaint

BRIEF = "विपक्षी ने रास्ते में रोककर पीड़िता के साथ मारपीट की।"


def count(model) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model))


def entry(**more) -> dict[str, str]:
    today = clock.to_ist(clock.now())
    return {"kind": "fir", "number": f"0078/{today.year}", "registered_on": today.strftime("%d-%m-%Y"),
            "registered_hour": "00:00", "gd_number": "23", "sections": "BNS 64(1), 351(3)", "informed_by": "victim",
            "brief": BRIEF, "informant_name": HERS["own"].name, "is_victim_informant": "y", "victim_age": "24",
            "occurred_from_on": "01-11-2026" if today.month > 10 else "01-01-2026"} | more


def record(client, status=303, url="/cases/new", **more):
    return client.send(url, entry(**more), action=url, status=status)


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


def add(client, file, kind, status=303, **more):
    url = f"/cases/{file.case.id}/milestones/{kind}"
    now = clock.to_ist(clock.now())
    told = {"happened_on": now.strftime("%d-%m-%Y"), "happened_hour": now.strftime("%H:%M"), "evidence": "मेमो 4"} | more
    return client.send(url, told, action=url, status=status)


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


def test_sections_officers_accused_and_withdrawal_through_their_pages(world, sign_in):
    file, incharge = case(world), sign_in("kendra_incharge")
    url = f"/cases/{file.case.id}/sections/new"
    page = incharge.send(url, {"sections": "BNS 999x", "rests_on": "कथन"}, action=url, status=422)
    assert page.form(url)["rests_on"] == "कथन"
    incharge.send(url, {"sections": "BNS 115(2)", "rests_on": "चिकित्सीय आख्या"}, action=url)
    file = again(file)
    drop = f"/sections/{file.sections[-1].id}/drop"
    incharge.send(drop, {"because": "आख्या से पुष्टि नहीं"}, action=drop)
    new = f"/cases/{file.case.id}/accused/new"
    assert incharge.send(new, {"is_woman": "no"}, action=new, status=422).errors()
    incharge.send(new, {"is_woman": "no", "description": "लम्बा कद, नीली मोटर साइकिल"}, action=new)
    change = f"/accused/{again(file).accused[-1].id}/change"
    incharge.send(change, {"state": "bail"}, action=change)
    file = happened(actor(world, "enquiry_officer"), again(file), "scene_visited")
    away = f"/milestones/{file.milestones[-1].id}/withdraw"
    incharge.send(away, {"because": "दूसरे मुकदमे का"}, action=away)
    page = incharge.get(f"/cases/{file.case.id}")
    assert page.soup.select("#sections s") and page.soup.select("#timeline s") and "नीली मोटर" in page.words


def test_naming_a_man_where_a_woman_is_asked_needs_the_reason_and_a_change_the_note(world, sign_in):
    file, incharge = case(world, with_io=False), sign_in("kendra_incharge")
    url = f"/cases/{file.case.id}/officer"
    page = incharge.get(url)
    radios = {tag["value"] for tag in page.soup.select("input[name=user_id]")}
    man = next(one for one in radios if not db.session.get(User, uuid.UUID(one)).is_woman)
    page = incharge.send(url, {"user_id": man}, action=url, status=422)
    assert page.soup.select_one(".band.warning")
    incharge.post(url, page.form(url) | {"user_id": man, "because": "महिला अधिकारी अवकाश पर, कथन महिला आरक्षी लिखेंगी"})
    page = incharge.get(url)
    other = next(tag["value"] for tag in page.soup.select("input[name=user_id]"))
    page = incharge.send(url, {"user_id": other, "because": "स्थानान्तरण", "handover_note": "ok"}, action=url, status=422)
    assert page.soup.select_one("#handover_note-error")
    incharge.post(url, page.form(url) | {"user_id": other, "handover_note": "कथन हो चुके, चिकित्सीय आख्या शेष"})
    assert len(again(file).officers) == 2


def test_hand_over_page_moves_the_ticked_cases(world, sign_in):
    file, incharge = case(world), sign_in("kendra_incharge")
    former = file.case.io_id
    assert incharge.get("/cases/handover").soup.select_one(f'a[href="/cases/handover/{former}"]')
    url = f"/cases/handover/{former}"
    page = incharge.get(url)
    target = next(tag["value"] for tag in page.soup.select("input[name=user_id]"))
    incharge.post(url, page.form(url) | {"cases": str(file.case.id), "user_id": target, "handover_note": "पत्रावली पूर्ण सौंपी"})
    assert str(again(file).case.io_id) == target
    incharge.get(url, status=404)


def test_identities_are_opened_by_a_reason_and_for_those_who_may(world, sign_in):
    file = case(world)
    url = f"/cases/{file.case.id}/identity"
    page = sign_in("kendra_incharge").send(url, {"reason": "statement"}, action=url, status=200)
    assert HERS["own"].name in page.words and "Refresh" in page.response.headers
    assert HERS["own"].name in sign_in("enquiry_officer").send(url, {"reason": "letter"}, action=url, status=200).words
    sign_in("desk_officer").get(url, status=403)
    sign_in("circle_officer").get(url, status=403)
    give_to(world, again(file), "own", who="second")
    sign_in("enquiry_officer").get(url, status=404)


def test_openings_of_cases_count_for_the_quota_of_the_shift(world, sign_in, monkeypatch):
    from portal.intake.rules import identity as rules
    monkeypatch.setitem(rules.QUOTA, "kendra_incharge", 1)
    file, client = case(world), sign_in("kendra_incharge")
    url = f"/cases/{file.case.id}/identity"
    client.send(url, {"reason": "statement"}, action=url, status=200)
    assert HERS["own"].name not in client.send(url, {"reason": "call"}, action=url, status=409).text


def test_an_opening_of_a_case_that_the_lot_drew_is_explained_and_reviewed_above(world, sign_in):
    write_setting("justify-one-in", "1")
    file, why = case(world), "चिकित्सालय को पीड़िता की पहचान बतानी है, चिकित्सक ने पूछा है।"
    url = f"/cases/{file.case.id}/identity"
    client = sign_in("kendra_incharge")
    for words in ("", "काम है"):
        page = client.send(url, {"reason": "hospital", "explanation": words}, action=url, status=422)
        assert HERS["own"].name not in page.text and page.errors()
    assert HERS["own"].name in client.send(url, {"reason": "hospital", "explanation": why}, action=url, status=200).words
    db.session.rollback()
    kept = db.session.scalars(select(IdentityOpening)).one()
    assert (kept.subject_kind, kept.subject_id, kept.complaint_id) == ("case", file.case.id, None)
    sho = sign_in("sho")
    assert kept.label and kept.label in sho.get("/identity-openings").words
    page = sho.get(f"/identity-openings/{kept.id}")
    assert why in page.words and kept.label in page.words and HERS["own"].name not in page.text
    sho.send(f"/identity-openings/{kept.id}", {"note": "कारण सही पाया गया"})
    sign_in("enquiry_officer").get(f"/identity-openings/{kept.id}", status=403)
    db.session.rollback()
    assert db.session.get(IdentityOpening, kept.id).reviewed_at


def test_the_list_of_what_was_written_late_names_no_counts(world, sign_in):
    file = happened(actor(world, "enquiry_officer"), case(world, registered_at=clock.now() - timedelta(days=9)), "scene_visited",
                    at=clock.now() - timedelta(days=4), late_reason="निर्वाचन ड्यूटी में थी")
    page = sign_in("sho").get("/cases/late")
    assert "निर्वाचन ड्यूटी में थी" in page.words and f"{file.case.serial}/{file.case.year}" in page.words
    assert not page.soup.select("td.num")
    assert "निर्वाचन" not in sign_in("sho", "sibling").get("/cases/late").words
    sign_in("district_chief").get("/cases/late", status=403)


def test_an_earlier_conviction_is_asked_only_where_a_section_turns_on_it(world, sign_in):
    client = sign_in("kendra_incharge")
    rape, stalking = case(world, number=1), case(world, number=2, sections=("BNS:78(2)(first)",))
    assert not client.get(f"/cases/{rape.case.id}/accused/new").soup.select("[name=is_convicted_before]")
    assert client.get(f"/cases/{stalking.case.id}/accused/new").soup.select("[name=is_convicted_before]")
    change = f"/accused/{stalking.accused[0].id}/change"
    client.send(change, {"state": "at_large", "is_convicted_before": "yes"}, action=change)
    assert again(stalking).accused[0].is_convicted_before is True


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


def test_the_fortnightly_report_by_its_page(world, sign_in):
    file, client = case(world, kind="ncr", sections=("BNS:115(2)",), number=4, with_io=False), sign_in("desk_officer")
    page = client.get("/cases/fortnight")
    now = clock.to_ist(clock.now())
    told = page.form("/cases/fortnight") | {"cases": str(file.case.id), "happened_on": now.strftime("%d-%m-%Y"),
                                            "happened_hour": now.strftime("%H:%M")}
    assert client.post("/cases/fortnight", told, status=422).soup.select_one("#evidence-error")
    client.post("/cases/fortnight", told | {"evidence": "मेमो 3, प्राप्ति 12"})
    assert again(file).milestones[-1].kind == "nc_report_sent"


def test_lists_filter_and_a_wrong_filter_shows_nothing(world, sign_in):
    file, client = case(world), sign_in("sho")
    label = f"{file.case.serial}/{file.case.year}"
    for url in ("/cases?section=BNS+64(1)", "/cases?kind=fir&state=open", "/cases/due", "/cases/due?when=now"):
        assert label in client.get(url).words, url
    for url in ("/cases?section=BNS+85", "/cases?kind=ncr", "/cases?state=closed", "/cases/due?when=overdue"):
        assert label not in client.get(url).words, url
    client.get("/cases?kind=nonsense", status=400)
    client.get("/cases/due?io=nonsense", status=400)
    assert label in sign_in("enquiry_officer").get("/cases/mine").words


def test_a_case_is_found_by_its_number_in_any_digits(world, sign_in):
    file, client = case(world), sign_in("desk_officer")
    for text in (f"78/{file.case.year}", f"0078/{file.case.year}", f"1/{file.case.year}"):
        page = client.post("/search", {"q": text, "csrf_token": client.csrf()}, status=200)
        assert f"/cases/{file.case.id}" in page.text, text


@pytest.mark.parametrize("key", ["fir", "ncr", "missing"])
def test_registers_stand_on_screen_with_their_serials_and_gaps(world, sign_in, key):
    case(world, kind=key, sections=("BNS:115(2)",), number=None, with_io=False)
    client = sign_in("sho")
    assert client.get(f"/registers/{key}").soup.select("tbody tr")
    assert client.get(f"/registers/{key}/gaps", status=None).status in (200, 404)


def sheet(rows) -> bytes:
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    page = book.add_worksheet()
    for line, row in enumerate(rows):
        page.write_row(line, 0, row)
    book.close()
    return out.getvalue()


def upload(client, data, name="a.xlsx", status=303):
    form = client.get("/cctns").form("/cctns") | {"register": "fir", "month": clock.today().replace(day=1).isoformat()}
    return client.post("/cctns", {**form, "file": (io.BytesIO(data), name)}, status=status, content_type="multipart/form-data")


def test_a_month_is_compared_explained_and_settled(world, sign_in):
    file, client = case(world), sign_in("kendra_incharge")
    on = clock.to_ist(file.case.registered_at)
    done = upload(client, sheet([("FIR No", "FIR Date", "Act Section"),
                                 (f"0078/{on.year}", on.strftime("%d-%m-%Y"), "BNS 74"),
                                 ("99", on.strftime("%d-%m-%Y"), "BNS 85")]))
    page = client.follow(done)
    links = [tag["href"] for tag in page.soup.select('a[href^="/cctns/differences/"]')]
    assert len(links) == 2 and not page.soup.select_one('form[action$="/settle"]')
    client.post(f"{done.location}/settle", {"csrf_token": client.csrf()}, status=409)
    client.send(links[0], {"note": "ok"}, action=links[0], status=422)
    for link in links:
        client.send(link, {"note": "थाने से पुष्टि हुई, सुधार किया जायेगा"}, action=link)
    page = client.get(done.location)
    action = f"{done.location.split('://')[-1][done.location.split('://')[-1].find('/cctns'):]}/settle"
    client.post(action, page.form(action))
    assert client.get("/cctns").soup.select(".badge.ok") and count(CctnsDifference) == 2


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04junk", b"\xd0\xcf\x11\xe0old", "नाम,पता\nक,ख".encode(),
                                  b"FIR No\nabc\n", b"FIR No\n1/2026\n1/2026\n"])
def test_a_file_that_is_no_such_list_is_refused_in_a_sentence(world, sign_in, data):
    page = upload(sign_in("kendra_incharge"), data, "a.csv", status=422)
    assert page.soup.select_one("#file-error") and count(CctnsDifference) == 0


def test_who_sees_several_kendras_reads_whose_entry_it_is(world, sign_in):
    own = case(world)
    code = db.session.get_one(Unit, own.case.unit_id).code
    case(world, "sibling")
    circle, incharge = sign_in("circle_officer"), sign_in("kendra_incharge")
    for url in ("/cases", "/cases/due"):
        assert code in circle.get(url).soup.main.get_text(), url
        assert code not in incharge.get(url).soup.main.get_text(), url


def test_the_figures_of_the_first_page_open_their_rows(world, sign_in):
    case(world, with_io=False)
    page = sign_in("sho").get("/")
    links = {tag["href"] for tag in page.soup.select("a.figure")}
    assert {"/cases/due?when=now", "/cases?without_io=1"} <= links


def test_lists_and_registers_cite_sections_and_numbers_as_officers_write_them(world, sign_in):
    file, client = case(world, sections=("BNS:64(1)", "BNS:303(2)"), number=78), sign_in("kendra_incharge")
    cited, number = "बीएनएस 64(1), बीएनएस 303(2)", f"0078/{file.case.year}"
    for url in ("/cases", "/registers/fir"):
        words = client.get(url).words
        assert cited in words and number in words and "BNS:" not in words, url


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


def test_an_entry_out_of_order_is_asked_about(world, sign_in):
    """LAW-4: the FIR before the general diary."""
    client, now = sign_in("desk_officer"), clock.to_ist(clock.now())
    page = record(client, status=422, gd_on=now.strftime("%d-%m-%Y"), gd_hour="00:01", registered_hour="00:00")
    assert page.soup.select_one(".band.warning") and count(Case) == 0
    client.post("/cases/new", page.form("/cases/new") | {"because": "सर्वर बन्द था, जी0डी0 बाद में लिखी"})
    assert count(Case) == 1


def test_facts_age_and_victims_are_corrected_on_their_pages(world, sign_in):
    file, client = case(world, sections=("BNS:74",)), sign_in("enquiry_officer")
    page = client.get(f"/cases/{file.case.id}")
    victim = f"/victims/{file.victims[0].id}/age"
    assert page.soup.select_one(f'a[href="{victim}"]')
    assert client.send(victim, {"age": "16"}, action=victim, status=422).soup.select_one("#proof-error")
    client.send(victim, {"age": "16", "proof": "टीसी 5"}, action=victim)
    facts = f"/cases/{file.case.id}/facts"
    client.send(facts, {"informed_by": "victim", "because": "कुछ नहीं बदला"}, action=facts, status=422)
    client.send(facts, {"informed_by": "victim", "is_scst": "y", "because": "जाति प्रमाण पत्र 9"}, action=facts)
    more = f"/cases/{file.case.id}/victims/new"
    assert client.send(more, {}, action=more, status=422).soup.select_one("#age-error")
    client.send(more, {"age": "30"}, action=more)
    words = client.get(f"/cases/{file.case.id}").words
    assert "19(6)" in words and "12(4)" in words and "30" in words
    sign_in("enquiry_officer", "second").get(facts, status=404)


def test_every_clock_of_the_law_says_why_it_applies_or_not(world, sign_in):
    file, client = case(world, sections=("BNS:74",)), sign_in("sho")
    rows = client.get(f"/cases/{file.case.id}/clocks").soup.select("tbody tr")
    assert len(rows) >= 125 and all(row.select("td")[2].get_text(strip=True) for row in rows)


def test_a_child_without_a_section_of_pocso_is_asked_about(world, sign_in):
    """POCSO 42."""
    client = sign_in("desk_officer")
    page = record(client, status=422, sections="BNS 74", victim_age="13")
    assert "पॉक्सो" in page.soup.select_one(".band.warning").get_text() and count(Case) == 0
    record(client, sections="BNS 74, POCSO 8", victim_age="13")
    assert count(Case) == 1
