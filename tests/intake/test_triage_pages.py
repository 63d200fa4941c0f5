"""Pages of triage: ticking without script, the refusal in words, ways and their questions, supervisors' lists, the warning."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from portal.audit.models import TrailEntry
from portal.core import clock
from portal.core.db import db
from portal.intake.forms.ways import ANSWERED_BY, WAY_FORMS
from portal.intake.models import (
    Complaint,
    FirReference,
    GateReason,
    LaterLabel,
    RegistrationRefusal,
    RouteDecision,
    TriageRecord,
)
from portal.law.rules.ways import ASKED, WAYS
from tests.factories import casefile
from tests.factories.matters import actor, complaint
from tests.factories.matters import triage as tick
from tests.house.test_queries_per_page import questions

REASON = "पुनः सुने जाने पर प्रार्थिनी ने बताया कि घटना किसी अन्य व्यक्ति ने की थी।"
REPORT = "जाँच कर विपक्षी को पाबन्द किया गया।"


@pytest.fixture
def matter(world):
    return complaint(world, until="under_enquiry")


def count(model) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count()).select_from(model))


def facts_url(matter) -> str:
    return f"/complaints/{matter.id}/triage/facts"


def ticked(page) -> list[str]:
    return [tag["value"] for tag in page.soup.select("input[name=facts][checked], input[name=sections][checked]")]


def test_nothing_is_ticked_beforehand_and_the_likely_group_stands_open(world, sign_in):
    matter = complaint(world, until="under_enquiry", nature="stalking")
    page = sign_in("enquiry_officer").get(f"/complaints/{matter.id}/triage")
    assert ticked(page) == [] and not page.soup.select("input[type=radio][checked]")
    folds = page.soup.select("details.fold")
    assert [one.has_attr("open") for one in folds] == [True] + [False] * (len(folds) - 1)
    assert "follow" not in page.soup.select_one("#candidates").get_text()
    assert "कार्यस्थल पर" in [one.summary.get_text(strip=True) for one in folds]


def test_sections_show_without_script_and_are_chosen_by_the_officer(matter, sign_in):
    client, url = sign_in("enquiry_officer"), facts_url(matter)
    form = client.get(f"/complaints/{matter.id}/triage").form(url)
    shown = client.post(url, form | {"facts": ["cruelty", "hurt"], "informant": "victim", "_preview": "1"}, status=200)
    assert count(TriageRecord) == 0 and set(ticked(shown)) == {"cruelty", "hurt"}
    offered = [tag["value"] for tag in shown.soup.select("input[name=sections]")]
    assert {"BNS:85", "BNS:115(2)"} <= set(offered)
    client.post(url, shown.form(url) | {"sections": ["BNS:85"]})
    record = db.session.scalar(select(TriageRecord))
    assert record.sections == ["BNS:85"] and record.facts == ["cruelty", "hurt"] and record.informant == "victim"


def test_with_script_a_tick_asks_for_the_sections_alone(matter, sign_in):
    client, url = sign_in("enquiry_officer"), facts_url(matter)
    form = client.get(f"/complaints/{matter.id}/triage").form(url)
    piece = client.post(url, form | {"facts": ["followed"], "_preview": "1"}, htmx=True, status=200)
    assert piece.soup.select_one("#candidates") and not piece.soup.select("h1") and count(TriageRecord) == 0
    again = client.post(url, form | {"facts": ["acid_thrown"], "_preview": "1"}, htmx=True, status=200)
    assert again.soup.select("input[name=sections]")


def test_a_refused_form_keeps_every_tick_and_word(matter, sign_in):
    client, url = sign_in("enquiry_officer"), facts_url(matter)
    form = client.get(f"/complaints/{matter.id}/triage").form(url)
    page = client.post(url, form | {"facts": ["cruelty"], "note": "पति शराब पीकर मारता है"}, status=422)
    assert page.errors() and ticked(page) == ["cruelty"] and page.form(url)["note"] == "पति शराब पीकर मारता है"
    both = client.post(url, form | {"facts": ["cruelty"], "none_told": "y"}, status=422)
    assert both.errors() and count(TriageRecord) == 0
    assert client.post(url, form, status=422).errors()


def test_a_range_across_the_first_of_july_shows_the_choice(world, sign_in):
    matter = complaint(world, until="under_enquiry", occurred_from_on=date(2024, 6, 1), occurred_to_on=date(2024, 8, 1))
    client, url = sign_in("enquiry_officer"), facts_url(matter)
    form = client.get(f"/complaints/{matter.id}/triage").form(url)
    asked = client.post(url, form | {"facts": ["hurt"], "sections": ["BNS:115(2)"]}, status=422)
    assert asked.soup.select("input[name=chosen_code]") and count(TriageRecord) == 0
    client.post(url, asked.form(url) | {"chosen_code": "IPC", "sections": ["IPC:323"]})
    assert db.session.scalar(select(TriageRecord.chosen_code)) == "IPC"


def test_a_child_is_asked_for_committee_and_pocso(world, sign_in):
    matter = complaint(world, until="under_enquiry", age=16)
    client, url = sign_in("enquiry_officer"), facts_url(matter)
    page = client.get(f"/complaints/{matter.id}/triage")
    assert page.soup.select("#candidates input[name=cwc]") and page.soup.select("#candidates input[name=pocso]")
    form = page.form(url) | {"facts": ["insult"], "sections": ["BNS:352"]}
    assert len(client.post(url, form, status=422).errors()) >= 2
    client.post(url, form | {"cwc": "will_be", "cwc_by": "उ0नि0", "cwc_on": clock.today().strftime("%d-%m-%Y"), "pocso": "none"})
    assert db.session.scalar(select(TriageRecord)).child_answers["cwc"]["answer"] == "will_be"


def test_the_refusal_is_shown_in_words_recorded_and_seen_by_the_circle_officer(matter, world, sign_in):
    tick(actor(world, "enquiry_officer"), matter, ("cruelty",))
    db.session.commit()
    client, url = sign_in("enquiry_officer"), f"/complaints/{matter.id}/dispose"
    page = client.get(url)
    assert "173(1)" in page.words
    answer = client.post(url, page.form(url) | {"manner": "action_taken", "report": REPORT}, status=409)
    assert "173(1)" in answer.words and REPORT in answer.text
    db.session.rollback()
    assert db.session.get(Complaint, matter.id).state == "under_enquiry"
    assert db.session.scalar(select(func.count(TrailEntry.id)).where(TrailEntry.action == "intake:gate:refused")) == 1
    circle = sign_in("circle_officer")
    listed = circle.get("/triage/refusals")
    assert matter.token in listed.words and "173(1)" in listed.words
    assert circle.get("/").soup.select_one("a[href='/triage/refusals'] strong").text == "1"
    assert matter.token not in sign_in("circle_officer", "elsewhere").get("/triage/refusals").words
    sign_in("desk_officer").get("/triage/refusals", status=403)


def test_every_way_has_a_form_and_every_question_of_the_law_a_field():
    assert set(WAY_FORMS) == set(WAYS) and set(ANSWERED_BY) == set(ASKED)


def test_an_fir_is_pointed_at_and_opens_closing(matter, world, sign_in):
    tick(actor(world, "enquiry_officer"), matter, ("followed",))
    db.session.commit()
    client, url = sign_in("enquiry_officer"), f"/complaints/{matter.id}/triage/ways/fir"
    form = client.get(url).form(url) | {"registered_at_hour": "00:01"}
    year = clock.today().year
    wrong = client.post(url, form | {"number": "0042", "year": str(year - 1)}, status=422)
    assert wrong.errors() and count(FirReference) == count(RouteDecision) == 0
    assert client.post(url, form | {"number": "42/26"}, status=422).errors()
    client.post(url, form | {"number": "0042"})
    assert f"0042/{year}" in client.get(f"/complaints/{matter.id}/triage").words
    assert f"0042/{year}" in client.get(f"/complaints/{matter.id}/triage/short").words
    dispose = f"/complaints/{matter.id}/dispose"
    client.send(dispose, {"manner": "fir", "report": REPORT}, action=dispose)


def test_a_shut_way_says_why_and_a_try_at_counselling_is_written_down(matter, world, sign_in):
    tick(actor(world, "enquiry_officer"), matter, ("followed",))
    db.session.commit()
    client, url = sign_in("enquiry_officer"), f"/complaints/{matter.id}/triage/ways/counselling"
    assert not client.get(url).soup.select("main form")
    client.post(url, {"csrf_token": client.csrf()}, status=409)
    assert matter.token in sign_in("circle_officer").get("/triage/refusals").words and count(RouteDecision) == 0
    client.get(f"/complaints/{matter.id}/triage/ways/nonsense", status=404)


def test_a_permission_goes_to_the_circle_and_back(matter, world, sign_in):
    tick(actor(world, "enquiry_officer"), matter, ("cruelty",))
    db.session.commit()
    client, url = sign_in("enquiry_officer"), f"/complaints/{matter.id}/triage/ways/preliminary_enquiry"
    client.send(url, {"reason": REASON}, action=url)
    circle, answer = sign_in("circle_officer"), f"/complaints/{matter.id}/triage/permission"
    assert matter.token in circle.get("/triage/permissions").words
    assert circle.send(answer, {"answer": "given"}, action=answer, status=422).errors()
    circle.send(answer, {"answer": "given", "order_ref": "क्षेत्रा/17"}, action=answer)
    assert matter.token not in circle.get("/triage/permissions").words
    assert "क्षेत्रा/17" in client.get(f"/complaints/{matter.id}/triage/record").words
    sign_in("sho").get(answer, status=403)


def test_a_reason_is_read_by_station_and_circle(matter, world, sign_in):
    tick(actor(world, "enquiry_officer"), matter, ("cruelty",))
    db.session.commit()
    client, url = sign_in("kendra_incharge"), f"/complaints/{matter.id}/triage/reason"
    assert client.send(url, {"category": "other", "text": "घरेलू मामला"}, action=url, status=422).errors()
    client.send(url, {"category": "not_made_out", "text": REASON}, action=url)
    for role in ("sho", "circle_officer"):
        reader, read = sign_in(role), f"/complaints/{matter.id}/triage/reason/read"
        assert reader.get("/").soup.select_one("a[href='/triage/reasons'] strong").text == "1"
        reader.post(read, reader.get("/triage/reasons").form(read))
        assert matter.token not in reader.get("/triage/reasons").words
    reason = db.session.scalar(select(GateReason).execution_options(populate_existing=True))
    assert reason.sho_seen_at and reason.circle_seen_at


def test_a_refusal_gives_her_a_paper_with_both_ways_on(matter, sign_in):
    client, url = sign_in("desk_officer"), f"/complaints/{matter.id}/refused"
    client.get(f"/print/refusal-note/{matter.id}", status=404)
    client.send(url, {"refused_on": clock.today().strftime("%d-%m-%Y"), "refused_by": "उपनिरीक्षक परीक्षण", "place": "थाना परीक्षण",
                      "reason": "घरेलू मामला बताया"}, action=url)
    assert count(RegistrationRefusal) == 1
    paper = f"/print/refusal-note/{matter.id}"
    pdf = client.http.get(client.send(paper, {"language": "hi"}, action=paper).location)
    assert pdf.mimetype == "application/pdf"


@pytest.mark.parametrize(("role", "status"), [("desk_officer", 403), ("kendra_incharge", 403), ("enquiry_officer", 403),
                                              ("sho", 200), ("circle_officer", 200)])
def test_only_rank_sets_a_label(matter, sign_in, role, status):
    sign_in(role).get(f"/complaints/{matter.id}/label", status=status)


def test_a_label_comes_with_statement_and_proof(matter, world, sign_in):
    client, url = sign_in("sho"), f"/complaints/{matter.id}/label"
    wish = {"kind": "went_by_own_will", "her_statement_on": clock.today().strftime("%d-%m-%Y"), "reason": REASON}
    assert client.send(url, wish, action=url, status=422).errors()
    tick(actor(world, "enquiry_officer"), matter, ("adult_missing",), note=REASON)
    db.session.commit()
    assert client.send(url, wish, action=url, status=422).errors() and count(LaterLabel) == 0
    client.send(url, wish | {"age_proof": "अंकपत्र", "age_proved": "22"}, action=url)
    assert count(LaterLabel) == 1


ENTRY = {"purpose": "complaint", "channel": "walk_in", "name": "जाँच", "relation": "daughter_of", "relative_name": "पिता",
         "age": "22", "address": "ग्राम", "phone": "9000000999", "nature": "kidnapping", "place": "ग्राम", "relief": "तलाश",
         "gist": "बेटी घर से चली गयी, कोई ले गया।"}


@pytest.mark.parametrize("label", ["kind", "label", "later_label", "false_information", "went_by_own_will", "elopement"])
def test_no_request_at_the_desk_sets_a_label(sign_in, label):
    client = sign_in("desk_officer")
    form = client.get("/intake/new").form("/intake/new") | ENTRY | {label: "false_information"}
    client.post("/intake/new", form, status=400)
    assert count(Complaint) == count(LaterLabel) == 0


def test_a_hidden_label_in_a_button_changes_nothing(sign_in):
    client = sign_in("desk_officer")
    form = client.get("/intake/new").form("/intake/new") | ENTRY | {"_label": "false_information", "_kind": "went_by_own_will"}
    client.post("/intake/new", form, status=None)
    assert count(LaterLabel) == 0
    words = {"false_information", "went_by_own_will", "elopement"}
    for one in db.session.scalars(select(Complaint)):
        assert not words & {str(value) for value in vars(one).values()}


def test_even_rank_sets_no_label_while_the_matter_is_new(world, sign_in):
    for state in ("recorded", "registered"):
        made = complaint(world, until=state)
        tick(actor(world, "kendra_incharge"), made, ("insult",))
        db.session.commit()
        url = f"/complaints/{made.id}/label"
        sign_in("sho").send(url, {"kind": "false_information", "her_statement_on": clock.today().strftime("%d-%m-%Y"),
                                  "reason": REASON}, action=url, status=422)
    assert count(LaterLabel) == 0


def again(world, place="own", **changes):
    desk, officer = actor(world, "desk_officer", place), actor(world, "enquiry_officer", place)
    return casefile.matter(desk, officer_id=officer.user_id, **changes)


def test_a_second_report_of_violence_by_one_man_shows_its_history(world, sign_in):
    first = again(world, nature="domestic_violence", parties=[{"relation": "husband", "name": "दुर्जन कनेरा"}])
    second = again(world, name="दूसरी महिला", phone="9123450000", address="", nature="dowry_harassment",
                   parties=[{"relation": "husband", "name": "Durjan Kanera"}])
    for role in ("enquiry_officer", "kendra_incharge", "sho"):
        page = sign_in(role).get(f"/complaints/{second.id}/repeat")
        assert first.token in page.words and page.soup.select(".band.danger"), role
        assert not [word for word in casefile.canary_words() if word in page.text], role
    entry = db.session.scalars(select(TrailEntry).where(TrailEntry.action == "intake:risk:seen")).first()
    assert entry.kind == "read" and entry.details["hits"] == 1


@pytest.mark.parametrize("role", ["desk_officer", "circle_officer", "nodal_officer", "district_chief", "auditor"])
def test_the_warning_is_for_those_who_have_the_matter(world, sign_in, role):
    sign_in(role).get(f"/complaints/{again(world).id}/repeat", status=403)


def test_the_enquiry_officer_opens_only_her_own_file_of_it(world, sign_in):
    officer = actor(world, "enquiry_officer", "second")
    first = casefile.matter(actor(world, "desk_officer"), officer_id=officer.user_id)
    second = again(world)
    page = sign_in("enquiry_officer").get(f"/complaints/{second.id}/repeat")
    assert first.token in page.words and not page.soup.select(f"main a[href='/complaints/{first.id}']")
    assert sign_in("sho").get(f"/complaints/{second.id}/repeat").soup.select(f"main a[href='/complaints/{first.id}']")
    sign_in("enquiry_officer").get(f"/complaints/{first.id}/repeat", status=404)


def test_another_kendra_says_only_that_there_is_a_match(world, sign_in):
    other, mine = again(world, "elsewhere"), again(world)
    page = sign_in("sho").get(f"/complaints/{mine.id}/repeat")
    assert other.token not in page.text and "क्षेत्राधिकारी" in page.words


def test_one_house_and_one_phone_are_signs_a_village_is_none(world, sign_in):
    first = again(world, phone="9123456781", address="मकान 4, कनेर गली, कनेरनगर", parties=[])
    house = again(world, name="सीता", phone="9123456782", address="Makan 4 Kaner Gali Kanernagar", parties=[])
    village = again(world, name="गीता", phone="9123456783", address="ग्राम कनेरनगर", parties=[])
    words = sign_in("sho").get(f"/complaints/{house.id}/repeat").words
    assert first.token in words and village.token not in words


def test_the_list_of_the_untriaged_names_its_norm(matter, sign_in):
    with clock.standing_at(clock.now() + timedelta(hours=30)):
        page = sign_in("kendra_incharge").get("/triage/waiting")
        assert matter.token in page.words and "24" in page.words


def test_the_pages_ask_little(matter, world, sign_in):
    client = sign_in("kendra_incharge")
    assert questions(client, f"/complaints/{matter.id}/triage")["work"] <= 8
    tick(actor(world, "enquiry_officer"), matter, ("cruelty", "hurt"))
    db.session.commit()
    for path in ("triage", "triage/facts", "triage/record", "triage/short", "repeat", "triage/ways/fir"):
        tally = questions(client, f"/complaints/{matter.id}/{path}")
        assert tally["work"] <= 8, (path, tally.seen)


def test_another_kendra_finds_no_triage(matter, sign_in):
    client = sign_in("kendra_incharge", "sibling")
    for path in ("", "/facts", "/record", "/short", "/reason", "/ways/fir"):
        client.get(f"/complaints/{matter.id}/triage{path}", status=404)
    client.get(f"/complaints/{matter.id}/refused", status=404)
    client.get(f"/complaints/{matter.id}/repeat", status=404)

