"""A month of a register: what keeps it open, what it says for ever once closed, and corrections as dated additions."""

import io
from datetime import date, timedelta

import pytest
from flask_babel import force_locale
from pypdf import PdfReader
from sqlalchemy import select

from portal.audit.models import TrailEntry
from portal.cases.actions.comparing import compare_month, settle_month
from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.registers import actions, queries, rules
from portal.registers.documents import build_register_pages
from portal.registers.models import RegisterMonth
from portal.units.models import Unit
from tests.factories.matters import actor

WHY = "दो प्रविष्टियों का पता बताया नहीं गया"
URL = "/registers/complaints/2026/10"
CLOSED = "माह 10-2026 बन्द है"
HERS = {"purpose": "information", "name": "नमूना देवी", "phone_not_told": "does_not_want", "address_not_told": "does_not_want",
        "remark": "वृद्धावस्था पेंशन के कागज़ों की जानकारी ली।"}


@pytest.mark.parametrize(("year", "month", "last"), [(2024, 2, "29"), (2026, 2, "28"), (2026, 12, "31")])
def test_a_month_ends_where_the_calendar_says(year, month, last):
    assert rules.month_of(year, month)[1].strftime("%d") == last


def test_months_from_before_the_opening_are_not_to_be_closed(world, sign_in):
    assert len(rules.months_to_close(date(2026, 1, 31), None)) == rules.MONTHS_SHOWN
    assert rules.months_to_close(date(2028, 4, 1), date(2025, 9, 22))[-1] == date(2025, 9, 1), "no month is ever too old to close"
    assert rules.months_to_close(date(2026, 1, 31), date(2025, 11, 20)) == [date(2025, 12, 1), date(2025, 11, 1)]
    kendra = db.session.get_one(Unit, world.units["kendra"])
    last_month = date.fromisoformat(f"{clock.today():%Y-%m}-01") - timedelta(days=1)
    for opened, months in ((last_month, 1), (clock.today(), 0)):
        kendra.opened_on = opened
        db.session.commit()
        assert len(sign_in("kendra_incharge").get("/registers/complaints/months").soup.select("tbody tr")) == months
    with pytest.raises(RuleBroken, match="before this kendra was opened"):
        actions.close_month(actor(world, "kendra_incharge"), queries.get_register("complaints"), kendra,
                            last_month.replace(day=1), "", clock.now(), clock.today())


def test_what_differs_from_the_closed_lines_is_named_by_serial():
    then, now = [["1/2026", "अ"], ["2/2026", "ब"], ["3/2026", "स"]], [["1/2026", "अ"], ["2/2026", "बदला"], ["4/2026", "द"]]
    found = {(one.serial, one.what) for one in rules.differences(then, now)}
    assert found == {("2/2026", rules.CHANGED), ("3/2026", rules.GONE), ("4/2026", rules.ADDED)}
    assert rules.read(rules.written(["Name"], then)) == (["Name"], then)


def test_the_in_charge_closes_a_month_and_a_correction_is_an_addition(world, entered, sign_in):
    with clock.standing_at(clock.now().replace(year=2026, month=11, day=15)):
        entered("31-10-2026 23:59"), entered("01-11-2026 00:00")
        client = sign_in("kendra_incharge")
        page = client.get(URL)
        client.follow(client.post(f"{URL}/close", page.form(f"{URL}/close") | {"because": WHY}))
        closed = db.session.scalar(select(RegisterMonth))
        assert closed.line_count == 1 and closed.sha256 == rules.fingerprint(closed.content)
        entered("31-10-2026 22:00")  # written late: it belongs to a month that is closed
        page = client.get(URL)
        assert closed.sha256 in page.words and "3/2026: बन्द होने के बाद अंकित" in page.words
        assert [cell.get_text(strip=True) for cell in page.soup.select("table.list tbody th")] == ["1/2026"]
        action = f"{URL}/correct"
        refused = client.post(action, page.form(action) | {"serial": "9/2026", "text": WHY, "reason": WHY}, status=422)
        assert "9/2026" in refused.words and WHY in refused.text, "nothing typed is lost"
        page = client.get(URL)
        said = {"serial": "३/2026", "text": WHY, "reason": "देर से लिखा गया"}
        assert said["reason"] in client.follow(client.post(action, page.form(action) | said)).words
        db.session.expire_all()
        assert db.session.scalar(select(RegisterMonth)).content == closed.content
        told = set(db.session.scalars(select(TrailEntry.action)))
        assert {"registers:month:closed", "registers:month:corrected"} <= told
        assert "/close" not in sign_in("desk_officer").get(URL).text
        sign_in("circle_officer").get(URL)
        desk = sign_in("desk_officer")
        assert not desk.get(URL).soup.select("#closed-in")
        desk.post("/session/language", {"csrf_token": desk.csrf(), "locale": "en", "next": "/"})
        assert "closed in Hindi" in desk.get(URL).words, "a reader of English is told why the lines are not"
        unit = closed.unit_id
        paper = f"/print/register-pages/{unit}?register=complaints&from_on=01-10-2026&to_on=31-10-2026"
        copy = client.post(paper, client.get(paper).form(paper.partition("?")[0]) | {"language": "hi"})
        read = PdfReader(io.BytesIO(client.http.get(copy.location).data)).pages
        said = "".join(part.extract_text() for part in read).replace("\n", "")
        assert closed.sha256[:20] in said.replace(" ", "") and "3/2026" in said and "2/2026" not in said.replace("12/2026", "")


def test_a_month_does_not_close_early_twice_or_with_silent_gaps(world, entered):
    officer = actor(world, "kendra_incharge")
    kendra, register = db.session.get(Unit, officer.unit_id), queries.get_register("complaints")
    entered("10-10-2026 10:00", gist="मारा", place="")
    november = rules.month_of(2026, 11)[0]
    with clock.standing_at(clock.now().replace(year=2026, month=11, day=15)):
        def try_closing(month, because=""):
            return actions.close_month(officer, register, kendra, month, because, clock.now(), clock.today())
        october = november.replace(month=10)
        for month, sentence in ((november, rules.NOT_OVER), (october, rules.SAY_WHY)):
            with pytest.raises(RuleBroken) as refusal:
                try_closing(month)
            assert refusal.value.sentence == sentence
        assert try_closing(october, WHY).gap_count == 1
        with pytest.raises(RuleBroken) as refusal:
            try_closing(october, WHY)
        assert refusal.value.sentence == rules.CLOSED


def test_other_days_on_paper_name_the_closed_months_and_what_reads_otherwise(world, entered):
    officer = actor(world, "kendra_incharge")
    kendra, register = db.session.get(Unit, officer.unit_id), queries.get_register("complaints")

    def printed(**days):
        options = {"arguments": {"register": "complaints", **days}}
        return build_register_pages(officer.scope, officer, kendra.id, options).context["closed_months"]
    with clock.standing_at(clock.now().replace(year=2026, month=11, day=15)):
        entered("31-10-2026 23:59")
        assert printed() is None
        actions.close_month(officer, register, kendra, date(2026, 10, 1), WHY, clock.now(), clock.today())
        assert printed() == {"months": "10-2026", "changed": ""}
        entered("30-10-2026 22:00")
        assert printed(from_on="15-10-2026", to_on="10-11-2026") == {"months": "10-2026", "changed": "2/2026"}
        assert printed(from_on="01-11-2026") is None
        assert printed(from_on="01-10-2026", to_on="31-10-2026") is None, "the closed month itself says what was closed"


def test_an_english_paper_names_officers_in_english_and_a_month_is_closed_in_hindi(world, entered):
    officer = actor(world, "kendra_incharge")
    entered("31-10-2026 23:59")
    register, options = queries.get_register("complaints"), {"arguments": {"register": "complaints"}}
    for language, said, unsaid in (("en", "Test Officer", "अधिकारी"), ("hi", "अधिकारी", "Test Officer")):
        with force_locale(language):
            rows = str(build_register_pages(officer.scope, officer, officer.unit_id, options).context["rows"])
            assert said in rows and unsaid not in rows
            lines, _gaps = queries.lines_of_month(register, officer.scope, officer.unit_id, date(2026, 10, 1))
            assert "Test Officer" not in str(lines)


def test_the_register_of_firs_closes_only_after_its_comparison_with_cctns(world):
    officer = actor(world, "kendra_incharge")
    kendra, register = db.session.get(Unit, officer.unit_id), queries.get_register("fir")
    with clock.standing_at(clock.now().replace(year=2026, month=11, day=15)):
        month = rules.month_of(2026, 10)[0]
        assert queries.unsettled(register, kendra.id, month)
        with pytest.raises(RuleBroken):
            actions.close_month(officer, register, kendra, month, "", clock.now(), clock.today())
        made = compare_month(officer, kendra, "fir", month, [], "0" * 64, clock.now())
        settle_month(officer, made, clock.now())
        assert actions.close_month(officer, register, kendra, month, "", clock.now(), clock.today()).line_count == 0


def test_a_month_of_another_kendra_is_not_found(world, entered, sign_in):
    away = db.session.scalar(select(Unit.id).where(Unit.id == actor(world, "kendra_incharge", "sibling").unit_id))
    sign_in("kendra_incharge").get(f"{URL}?unit={away}", status=404)
    sign_in("kendra_incharge").get("/registers/complaints/2026/13", status=404)


def test_what_falls_into_a_closed_month_says_so_before_it_is_sent(world, entered, sign_in):
    with clock.standing_at(clock.now().replace(year=2026, month=11, day=15)):
        complaint, later = entered("31-10-2026 23:59"), entered("02-11-2026 10:00")
        incharge, desk = actor(world, "kendra_incharge"), sign_in("desk_officer")
        kendra, month = db.session.get(Unit, incharge.unit_id), rules.month_of(2026, 10)[0]
        mend = f"/complaints/{complaint.id}/correct"
        assert CLOSED not in desk.get(mend).words
        for key in ("complaints", "visitors"):
            actions.close_month(incharge, queries.get_register(key), kendra, month, WHY, clock.now(), clock.today())
        settle_month(incharge, compare_month(incharge, kendra, "fir", month, [], "0" * 64, clock.now()), clock.now())
        actions.close_month(incharge, queries.get_register("fir"), kendra, month, "", clock.now(), clock.today())
        db.session.commit()
        assert CLOSED in desk.get(mend).words and CLOSED not in desk.get(f"/complaints/{later.id}/correct").words
        assert CLOSED not in desk.get(f"/complaints/{complaint.id}").words, "who only reads is not warned"
        form = desk.get("/intake/new").form("/intake/new") | HERS | {"received_on": "31-10-2026", "received_at": "12:00"}
        asked = desk.post("/intake/new", form, status=422)
        assert CLOSED in asked.words and asked.form("/intake/new")["received_on"] == "31-10-2026"
        desk.post("/intake/new", asked.form("/intake/new") | {"as_addition": "y"}, status=303)
        url = "/cases/new"
        fir = desk.get(url).form(url) | {
            "kind": "fir", "number": "0078/2026", "registered_on": "30-10-2026", "registered_hour": "12:00", "gd_number": "23",
            "sections": "BNS 64(1)", "informed_by": "victim", "brief": WHY, "informant_name": "नमूना", "victim_age": "24",
            "is_victim_informant": "y", "occurred_from_on": "29-10-2026", "late_reason": WHY}
        asked = desk.post(url, fir, status=422)
        assert CLOSED in asked.words
        case = desk.post(url, asked.form(url) | {"because": WHY}, status=303).location
        assert CLOSED in desk.get(f"{case}/number").words
