"""Training pages as their users use them: calendar, planning, nominating, results, who is due, register, certificate."""

import subprocess
from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.core import clock
from portal.core.db import db
from portal.core.feature import RegisterFilter
from portal.registers.queries import get_register, rows_for_paper, rows_with_gaps
from portal.training import actions
from portal.training.models import Nomination, Programme, TrainingSession
from portal.training.rules.marks import LACKS_ATTENDANCE, LACKS_TRAINER, Mark
from tests.factories import training as made_up
from tests.factories.matters import actor
from tests.house.test_queries_per_page import MOST_QUERIES, questions


def yesterday():
    return clock.today() - timedelta(days=1)


def said(day) -> str:
    return day.strftime("%d-%m-%Y")


@pytest.fixture
def kumari(world):
    made = made_up.officer(world, 1)
    db.session.commit()
    return made


@pytest.fixture
def nomination(world, kumari):
    made = made_up.passed(world, kumari)
    db.session.commit()
    return made


def test_a_session_is_planned_nominated_and_its_result_entered_without_script(world, sign_in, kumari):
    client = sign_in("kendra_incharge")
    planned = client.send("/training/sessions/new", {
        "programme": str(made_up.SOP), "unit": str(world.units["kendra"]), "from_on": said(yesterday()),
        "to_on": said(yesterday()), "place": "केन्द्र सभागार", "trainer": "", "capacity": "१०"})
    page = client.follow(planned)
    assert "केन्द्र सभागार" in page.words and "0/10" in page.words
    session = db.session.scalar(select(TrainingSession))
    url = f"/training/sessions/{session.id}/nominate"
    assert "कभी प्रशिक्षित नहीं" in client.get(url).words
    shown = client.follow(client.send(url, {"officers": str(kumari.id)}))
    assert "परीक्षण कुमारी" in shown.words
    results = f"/training/sessions/{session.id}/results"
    client.send(results, {"marks-0-attendance": "present", "marks-0-result": "passed"})
    nomination = db.session.scalar(select(Nomination))
    assert nomination.result == "passed"
    assert said(nomination.valid_until) in client.get(f"/training/nominations/{nomination.id}").words
    assert client.get(results).soup.select("main form[method=post]") == []
    assert "परीक्षण कुमारी" in client.get(f"/staff/{kumari.id}/training").words
    assert "केन्द्र सभागार" in client.get(f"/training?month={yesterday():%m-%Y}").words


def test_bad_fields_say_so_and_keep_what_was_typed(sign_in, kumari):
    client = sign_in("sho")
    page = client.send("/training/sessions/new", {
        "programme": str(made_up.SOP), "from_on": "31-02-2026", "to_on": "", "place": "पुलिस लाइन", "capacity": "0"}, status=422)
    assert page.soup.find("input", {"name": "from_on"})["value"] == "31-02-2026" and len(page.errors()) == 3
    assert page.soup.find("input", {"name": "place"})["value"] == "पुलिस लाइन"
    backwards = client.send("/training/sessions/new", {
        "programme": str(made_up.SOP), "from_on": "12-11-2026", "to_on": "11-11-2026", "place": "x", "capacity": "5"}, status=422)
    assert len(backwards.errors()) == 1
    assert db.session.scalar(select(TrainingSession.id)) is None


def test_a_wrong_line_keeps_the_whole_list(world, sign_in, kumari):
    sho = actor(world, "sho")
    held = made_up.session(sho)
    made_up.sent(sho, held, kumari, made_up.officer(world, 2))
    db.session.commit()
    client, url = sign_in("sho"), f"/training/sessions/{held.id}/results"
    page = client.send(url, {"marks-0-attendance": "late", "marks-0-result": "passed", "marks-1-attendance": "absent",
                             "marks-1-result": "passed", "marks-1-note": "ड्यूटी पर"}, status=422)
    assert len(page.errors()) == 1 and page.soup.find("input", {"name": "marks-1-note"})["value"] == "ड्यूटी पर"
    assert page.soup.select_one('select[name="marks-0-result"] option[selected]')["value"] == "passed"
    assert {one.attendance for one in db.session.scalars(select(Nomination))} == {""}
    form = client.get(url).form(url)
    client.post(url, form | {"marks-0-nomination": form["marks-0-nomination"][:-1] + "z"}, status=404)
    client.post(url, client.get(url).form(url) | {"marks-0-attendance": "late"})
    assert sorted(one.attendance for one in db.session.scalars(select(Nomination))) == ["", "late"]


def test_correcting_asks_for_a_reason_and_shows_both(sign_in, nomination):
    client, url = sign_in("sho"), f"/training/nominations/{nomination.id}/correct"
    assert client.send(url, {"result": "failed", "note": "पुनः"}, status=422).errors()
    shown = client.follow(client.send(url, {"result": "failed", "note": "पुनः", "reason": "मूल्यांकन पत्रक से मिलान"}))
    assert "मूल्यांकन पत्रक से मिलान" in shown.words and "अनुत्तीर्ण" in shown.words and "उत्तीर्ण" in shown.words
    sign_in("kendra_incharge").get(url, status=404)


def test_taking_back_changing_and_cancelling_by_the_page(world, sign_in, kumari):
    sho, client = actor(world, "sho"), sign_in("sho")
    held = made_up.session(sho, days_ago=-3)
    made, = made_up.sent(sho, held, kumari)
    db.session.commit()
    client.send(f"/training/nominations/{made.id}/withdraw", {"reason": ""}, status=422)
    assert "वापस" in client.follow(client.send(f"/training/nominations/{made.id}/withdraw", {"reason": "अवकाश पर"})).words
    url = f"/training/sessions/{held.id}/change"
    stale = client.get(url).form(url)
    assert "थाना परिसर" in client.follow(client.send(url, {"place": "थाना परिसर"})).words
    client.post(url, stale | {"place": "अन्य"}, status=409)
    shown = client.follow(client.send(f"/training/sessions/{held.id}/cancel", {"reason": "प्रशिक्षक उपलब्ध नहीं"}))
    assert "प्रशिक्षक उपलब्ध नहीं" in shown.words


def test_the_calendar_shows_one_month_and_goes_on(world, sign_in):
    sho = actor(world, "sho")
    first = clock.today().replace(day=1)
    turn = (first - clock.today()).days
    over = made_up.session(sho, days_ago=1 - turn, days=3, place="माह के आरम्भ में")
    db.session.commit()
    client = sign_in("circle_officer")
    page = client.get("/training")
    assert over.place in page.words
    earlier = page.soup.select_one("a[rel=prev]")["href"]
    assert over.place in client.get(earlier).words, "a session over the turn of the month stands in both"
    assert over.place not in client.get(client.get(earlier).soup.select_one("a[rel=prev]")["href"]).words
    assert over.place in client.get(f"/training?programme={made_up.SOP}").words
    assert over.place not in client.get(f"/training?programme={made_up.TRAUMA}").words
    for bad in ("month=13-2026", "programme=x"):
        assert client.get(f"/training?{bad}", status=400).errors()
    assert over.place not in sign_in("sho", "elsewhere").get("/training").words


def test_who_is_due_pages_by_key_and_filters(world, sign_in):
    for number in range(1, 19):
        made_up.officer(world, number)
    made_up.passed(world, made_up.officer(world, 20), days_ago=340)
    made_up.officer(world, 30, "sibling", name_hi="अन्य केन्द्र की")
    db.session.commit()
    client, seen, url = sign_in("kendra_incharge"), 0, "/training/due"
    while url:
        page = client.get(url)
        seen += len(page.soup.select("tbody tr"))
        link = page.soup.select_one("main a[rel=next]")
        url = link["href"] if link else None
    assert seen == 18 * 3 + 3
    assert len(client.get("/training/due?within=1").soup.select("tbody tr")) == 50
    assert client.get("/training/due?within=9999", status=400).errors()
    assert [client.get(f"/training/due{asked}").soup.select_one("main [name=within]")["value"] for asked in ("", "?within=")] == [
        "30", "30"], "what is in force stands in the field"
    assert client.get("/training/due?within=many", status=400).errors()
    circle = sign_in("circle_officer")
    shown = circle.get(f"/training/due?unit={world.units['sibling_kendra']}")
    assert len(shown.soup.select("tbody tr")) == 3 and "अन्य केन्द्र की" in shown.words
    sign_in("sho").get(f"/training/due?unit={world.units['sibling_kendra']}", status=404)


def test_figures_open_the_rows_they_count(world, sign_in, nomination):
    for programme in made_up.DESK[1:]:
        made_up.passed(world, db.session.get(type(made_up.officer(world, 50 + int(str(programme)[-1]))), nomination.officer_id),
                       programme, days_ago=int(str(programme)[-1], 16) + 5)
    db.session.commit()
    client = sign_in("circle_officer")
    tiles = {one["href"]: int(one.strong.get_text()) for one in client.get("/").soup.select("a.figure[href^='/training']")}
    assert tiles == {"/training/due": 6, "/training/covered": 1}
    for url, number in tiles.items():
        assert len(client.get(url).soup.select("tbody tr")) == number
    coverage = client.get("/training/coverage")
    assert "1" in coverage.words and "33 %" in coverage.words


def test_the_register_is_numbered_and_says_what_is_missing(world, sign_in, app, nomination):
    sho = actor(world, "sho")
    held = made_up.session(sho, days_ago=9, trainer="")
    other, gone = made_up.sent(sho, held, made_up.officer(world, 2), made_up.officer(world, 3))
    actions.withdraw(sho, gone, "अवकाश पर")
    db.session.commit()
    page = sign_in("kendra_incharge").get("/registers/training")
    assert "परीक्षण कुमारी" in page.words and "वापस लिया गया" in page.words
    with app.test_request_context():
        register, chosen = get_register("training"), RegisterFilter(world.units["kendra"])
        assert [row.serial for row in rows_for_paper(register, sho.scope, chosen)] == [1, 2, 3]
        assert {row.id: gaps for row, gaps in rows_with_gaps(register, sho.scope, chosen)} == {
            other.id: [LACKS_ATTENDANCE, LACKS_TRAINER]}
        assert rows_for_paper(register, actor(world, "sho", "sibling").scope, chosen) == []
    sign_in("desk_officer").get("/registers/training", status=403)


def test_programmes_are_kept_by_the_district_and_the_state(world, sign_in):
    nodal = sign_in("nodal_officer")
    bad = nodal.send("/training/programmes/new", {"title_hi": "Only Latin", "title_en": "iGOT", "months": "121"}, status=422)
    assert len(bad.errors()) == 2 and bad.soup.find("input", {"name": "title_en"})["value"] == "iGOT"
    page = nodal.follow(nodal.send("/training/programmes/new", {
        "title_hi": "आईगॉट पाठ्यक्रम", "title_en": "iGOT course", "months": "6", "is_for_desk": "y"}))
    assert "आईगॉट पाठ्यक्रम" in page.words
    made = db.session.scalar(select(Programme).where(Programme.title_en == "iGOT course"))
    assert made.is_for_desk and made.is_active and made.unit_id == world.units["district"]
    nodal.get(f"/training/programmes/{made_up.SOP}/change", status=404)
    state, url = sign_in("state_officer"), f"/training/programmes/{made_up.SOP}/change"
    stale = state.get(url).form(url)
    state.send(url, {"months": "18"})
    state.post(url, stale | {"months": "24"}, status=409)
    assert "18" in state.get("/training/programmes").words
    sign_in("sho").get("/training/programmes/new", status=403)


def certificate(client, nomination, language) -> str:
    url = f"/print/training-certificate/{nomination.id}"
    sent = client.send(url, {"language": language, "reason": "कर्मी को दी गयी"}, action=url)
    pdf = client.get(sent.location).response.get_data()
    return subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


@pytest.mark.parametrize(("language", "words"), [
    ("hi", ["परीक्षण कुमारी"]), ("en", ["Test Kumari", "Standard operating procedure"]), ("both", ["परीक्षण कुमारी", "Test Kumari"])])
def test_the_certificate_says_who_passed_what_until_when(sign_in, nomination, language, words):
    text = certificate(sign_in("kendra_incharge"), nomination, language)
    for word in (*words, said(nomination.valid_until), f"AD-ONE {nomination.number}", "778000001"):
        assert word in text


def test_the_certificate_is_kept_as_issued_and_only_for_who_passed(world, sign_in, nomination):
    client = sign_in("sho")
    first = certificate(client, nomination, "en")
    actions.change_programme(actor(world, "state_officer"), db.session.get_one(Programme, made_up.SOP), {
        "title_hi": "नया", "title_en": "Renamed", "months": 1, "is_for_desk": True, "is_active": True})
    db.session.commit()
    again = certificate(client, nomination, "en")
    assert "Standard operating procedure" in again and "Renamed" not in again and said(nomination.valid_until) in again
    assert "द्वितीय प्रति" in again and "द्वितीय प्रति" not in first
    sho = actor(world, "sho")
    held = db.session.get_one(TrainingSession, nomination.session_id)
    actions.correct_mark(sho, held, nomination, Mark("absent"), "भूल से")
    db.session.commit()
    client.get(f"/print/training-certificate/{nomination.id}", status=404)
    sign_in("sho", "sibling").get(f"/print/training-certificate/{nomination.id}", status=404)


@pytest.mark.parametrize("role", ["kendra_incharge", "circle_officer", "state_officer"])
def test_lists_ask_no_more_for_more_rows(world, sign_in, role, kumari):
    sho = actor(world, "sho")
    held = made_up.session(sho)
    made_up.sent(sho, held, kumari)
    db.session.commit()
    urls = ("/training", "/training/due", "/training/covered", "/training/coverage", "/training/programmes",
            f"/training/sessions/{held.id}", f"/staff/{kumari.id}/training")
    client = sign_in(role)
    few = {url: questions(client, url) for url in urls}
    for number in range(2, 22):
        made_up.sent(sho, held, made_up.officer(world, number))
        made_up.session(sho, programme=made_up.TRAUMA)
    db.session.commit()
    for url in urls:
        many = questions(client, url)
        assert few[url]["work"] == many["work"] <= MOST_QUERIES, f"{url} {few[url]} {many.seen}"


def test_the_calendar_is_printed_without_what_was_cancelled(world, sign_in, nomination):
    client, held = sign_in("kendra_incharge"), db.session.get_one(TrainingSession, nomination.session_id)
    url = f"/print/training-calendar/{world.units['kendra']}"
    assert url in str(client.get(f"/training?month={held.from_on:%m-%Y}").soup)

    def text() -> str:
        pdf = client.get(client.send(f"{url}?on={said(held.from_on)}", {"language": "both"}, action=url).location)
        return subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf.response.get_data(), capture_output=True,
                              check=True).stdout.decode()

    assert said(held.from_on) in text()
    held.cancelled_at = clock.now()
    db.session.commit()
    assert "No session in this month." in text()
