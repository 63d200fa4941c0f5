"""Pages, panel, register and search of preventive action, as each role meets them."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.audit.models import TrailEntry
from portal.core import clock
from portal.core.db import db, new_id
from portal.intake.models import DangerAlert
from portal.preventive.models import PreventiveAction, PreventiveStep
from tests.factories.matters import HERS, actor, complaint
from tests.factories.preventive import NOTICEE, NOTICEE_WORDS, REASON, bound, entered, step
from tests.house.test_queries_per_page import questions

DAY = "%d-%m-%Y"


def day(ahead: int = 0) -> str:
    return (clock.today() + timedelta(days=ahead)).strftime(DAY)


@pytest.fixture
def incharge(world):
    return actor(world, "kendra_incharge")


@pytest.fixture
def matter(world):
    return complaint(world, until="under_enquiry")


def steps() -> list[PreventiveStep]:
    db.session.rollback()
    return list(db.session.scalars(select(PreventiveStep).order_by(PreventiveStep.id)))


def names_nobody(page) -> None:
    assert not [word for word in (*NOTICEE_WORDS, *HERS["own"].identity) if word in page.text]


@pytest.mark.parametrize("role, list_status, read_status, write_status", [
    ("desk_officer", 200, 403, 403), ("kendra_incharge", 200, 200, 200), ("sho", 200, 200, 200),
    ("circle_officer", 200, 200, 403), ("administrator", 403, 403, 403), ("auditor", 403, 403, 403),
    ("counsellor", 403, 403, 403)])
def test_who_may_what(sign_in, incharge, role, list_status, read_status, write_status):
    made, client = entered(incharge), sign_in(role)
    assert (f"1/{made.year}" in client.get("/preventive", status=list_status).text) == (list_status == 200)
    client.get("/preventive/due", status=list_status)
    client.get(f"/preventive/{made.id}", status=read_status)
    for url in ("/preventive/new", f"/preventive/{made.id}/steps/report_sent"):
        client.get(url, status=write_status)


def test_an_action_of_its_own_is_entered_with_several_persons(sign_in):
    client = sign_in("kendra_incharge")
    form = client.get("/preventive/new").form()
    more = client.post("/preventive/new", {**form, "people-0-name": NOTICEE["name"], "reason": REASON, "_add": "people"},
                       status=200)
    again = more.form()
    assert again["people-0-name"] == NOTICEE["name"] and again["reason"] == REASON and "people-1-name" in again
    page = client.follow(client.post("/preventive/new", {
        **again, "kind": "bnss129", "people-0-relation": "other", "people-1-name": "दूसरा परीक्षित",
        "people-1-relation": "acquaintance"}))
    names_nobody(page)
    assert "1/" in page.h1 and "दूसरा" not in page.text and len(page.soup.select("main ul li")) >= 2


def test_what_was_typed_survives_a_refusal(sign_in, matter):
    client = sign_in("sho")
    url = f"/complaints/{matter.id}/preventive/new"
    form = client.get(url).form()
    assert form["known"], "the only opposite party is chosen"
    del form["known"]
    refused = client.post(url, {**form, "kind": "bnss126", "reason": REASON, "reference": "मु0अ0सं0 11/26"}, status=422)
    kept = refused.form()
    assert (kept["kind"], kept["reason"], kept["reference"]) == ("bnss126", REASON, "मु0अ0सं0 11/26") and refused.errors()
    thin = client.post(url, {**client.get(url).form(), "kind": "bnss126", "reason": "झगड़ा"}, status=422)
    assert thin.form()["reason"] == "झगड़ा"


def test_from_a_complaint_its_opposite_party_is_taken_without_typing(sign_in, matter):
    client = sign_in("enquiry_officer")
    url = f"/complaints/{matter.id}/preventive/new"
    page = client.follow(client.send(url, {"kind": "bnss126", "reason": REASON}))
    assert matter.token in page.text
    names_nobody(page)
    panel = client.get(f"/complaints/{matter.id}/preventive", htmx=True)
    assert f"1/{clock.today().year}" in panel.text
    assert f"/complaints/{matter.id}/preventive" in client.get(f"/complaints/{matter.id}").text


def test_the_complainant_is_not_bound_because_both_complained(sign_in, matter):
    client = sign_in("kendra_incharge")
    url = f"/complaints/{matter.id}/preventive/new"
    form = client.get(url).form()
    form = {**client.post(url, {**form, "_add": "people"}, status=200).form(), "kind": "bnss126", "reason": REASON,
            "people-0-name": HERS["own"].name, "people-0-relation": "other"}
    refused = client.post(url, form, status=422)
    assert refused.errors() and refused.form()["people-0-name"] == HERS["own"].name
    client.post(url, {**refused.form(), "complainant_reason": "दोनों ने मारपीट की, मेडिकल से सिद्ध।"})
    db.session.rollback()
    assert db.session.scalar(select(PreventiveAction.complainant_reason))


def test_a_bond_too_long_is_refused_with_its_provision_and_nothing_is_lost(sign_in, incharge):
    made, client = entered(incharge), sign_in("kendra_incharge")
    url = f"/preventive/{made.id}/steps/bond_signed"
    typed = {"amount": "50000", "sureties": "2", "from_on": day(), "until_on": day(500), "evidence": "आदेश 4/26",
             "note": "मूल आदेश संलग्न"}
    refused = client.send(url, typed, status=422)
    said = " ".join(refused.errors())
    assert "BNSS 126" in said and "PREV-02" in said and (refused.form().items() >= typed.items()) and not steps()
    warned = client.post(url, {**refused.form(), "until_on": day(300)}, status=422)
    assert warned.soup.select(".band.warning li") and not steps()
    client.post(url, {**warned.form(), "is_confirmed": "y"})
    written, = steps()
    assert written.until_on == clock.today() + timedelta(days=300) and len(written.out_of_order) == 2
    page = client.get(f"/preventive/{made.id}")
    assert "50,000" in page.text and "आदेश 4/26" in page.text


def test_every_mistake_of_a_step_is_told_at_once(sign_in, incharge):
    url = f"/preventive/{entered(incharge).id}/steps/report_sent"
    refused = sign_in("kendra_incharge").send(url, {"happened_on": "01-01-2020"}, status=422)
    for name in ("report_no", "evidence", "late_reason"):
        assert refused.soup.select_one(f"#{name}-error"), refused.errors()


@pytest.mark.parametrize("values, field", [
    ({"amount": "0"}, "amount"), ({"amount": "-5"}, "amount"), ({"until_on": "01-01-2001"}, "until_on"),
    ({"happened_on": "01-01-2090"}, "happened_on"), ({"evidence": ""}, "evidence"), ({"from_on": ""}, "from_on")])
def test_the_impossible_stands_beside_its_field(sign_in, incharge, values, field):
    made, client = entered(incharge), sign_in("sho")
    typed = {"amount": "5000", "from_on": day(), "until_on": day(30), "evidence": "जी0डी0 1", "is_confirmed": "y"}
    refused = client.send(f"/preventive/{made.id}/steps/bond_signed", {**typed, **values}, status=422)
    assert refused.soup.select_one(f"#{field}-error") and not steps()


def test_a_late_entry_is_asked_why(sign_in, incharge):
    made, client = entered(incharge), sign_in("sho")
    url = f"/preventive/{made.id}/steps/report_sent"
    late = {"happened_on": day(-5), "report_no": "7/26", "evidence": "डाक रजिस्टर 3"}
    assert client.send(url, late, status=422).soup.select_one("#late_reason-error")
    client.send(url, {**late, "late_reason": "अवकाश पर थे।"})
    assert steps()[0].late_reason


def test_a_step_that_is_not_open_or_not_known(sign_in, incharge):
    made, client = entered(incharge), sign_in("sho")
    client.get(f"/preventive/{made.id}/steps/expired", status=409)
    client.get(f"/preventive/{made.id}/steps/nonsense", status=404)


def test_custody_shows_its_minutes_and_closes(sign_in, incharge):
    made = entered(incharge, kind="bnss170")
    step(incharge, made, "arrested", days_ago=23.5 / 24)
    client = sign_in("kendra_incharge")
    today = client.get("/")
    link = today.soup.select_one('a.figure.danger[href="/preventive/due?item=custody"]')
    assert link and link.strong.get_text() == "1"
    row = client.get("/preventive/due?item=custody").soup.select_one("tbody tr").get_text(" ", strip=True)
    assert f"{made.number}" in row and ("29" in row or "30" in row)
    page = client.get(f"/preventive/{made.id}")
    assert "बीएनएसएस 170" in page.soup.select_one(".danger-strip").get_text()
    assert "सी0आर0पी0सी0 151" in page.words and "BNSS" not in page.soup.select_one("main .card").get_text()
    client.send(f"/preventive/{made.id}/steps/produced", {"evidence": "न्यायालय पर्ची 8"})
    assert client.get("/preventive/due?item=custody").soup.select_one(".empty")
    assert not client.get(f"/preventive/{made.id}").soup.select(".danger-strip")


def test_each_count_opens_its_rows(sign_in, incharge, matter):
    bound(incharge, matter, began_days_ago=350)
    bound(incharge, began_days_ago=40, lasts_days=20)
    breached = bound(incharge, matter)
    step(incharge, breached, "breach_reported")
    client = sign_in("circle_officer")
    today = client.get("/")
    figures = {a["href"]: int(a.strong.get_text()) for a in today.soup.select('a.figure[href^="/preventive/due"]')}
    assert sorted(figures.values(), reverse=True) == [1, 1, 1, 0, 0]
    for url, number in figures.items():
        assert len(client.get(url).soup.select("tbody tr")) == number, url
    client.get("/preventive/due?item=nonsense", status=400)
    assert client.get("/preventive/due").soup.select_one('.tabs [aria-current="page"]')["href"] == "/preventive/due?item=breach"


def test_a_new_complaint_against_a_bound_man_says_so_and_the_breach_raises_the_alarm(world, sign_in, incharge, matter):
    client = sign_in("kendra_incharge")
    client.send(f"/complaints/{matter.id}/preventive/new", {"kind": "bnss126", "reason": REASON})
    db.session.rollback()
    made = db.session.scalar(select(PreventiveAction))
    step(incharge, made, "bond_signed", days_ago=3, amount=1000, from_on=clock.today() - timedelta(days=3),
         until_on=clock.today() + timedelta(days=100))
    newer = complaint(world, until="registered")
    panel = client.get(f"/complaints/{newer.id}/preventive")
    link = panel.soup.select_one(f'.band.danger a[href*="/preventive/{made.id}/steps/breach_reported"]')
    page = client.get(link["href"])
    assert page.form()["matter_token"] == newer.token
    wrong = client.post(link["href"].split("?")[0], {**page.form(), "matter_token": "AD-ONE/2026/99999-X", "evidence": "x"},
                        status=422)
    assert wrong.soup.select_one("#matter_token-error") and wrong.form()["matter_token"] == "AD-ONE/2026/99999-X"
    client.post(link["href"].split("?")[0], {**page.form(), "evidence": "जी0डी0 31"})
    db.session.rollback()
    assert newer.id in set(db.session.scalars(select(DangerAlert.complaint_id)))
    desk = sign_in("desk_officer").get(f"/complaints/{newer.id}/preventive")
    assert desk.soup.select_one(".band.danger") and not desk.soup.select('#preventive a')


def test_names_are_opened_with_a_reason_and_written_down(sign_in, incharge):
    made, client = entered(incharge), sign_in("sho")
    url = f"/preventive/{made.id}/persons"
    names_nobody(client.get(url))
    opened = client.send(url, {"reason": "letter"}, status=200)
    assert NOTICEE["name"] in opened.text and opened.response.headers["Refresh"].endswith(f"/preventive/{made.id}")
    db.session.rollback()
    entry = db.session.scalars(select(TrailEntry).where(TrailEntry.action == "intake:identity:opened")).one()
    assert entry.subject_id == str(made.id) and entry.details["reason"] == "letter"
    client.post(url, {**client.get(url).form()}, status=422)
    sign_in("circle_officer").get(url, status=403)
    sign_in("sho", "sibling").get(url, status=404)


def test_filters_and_paging(sign_in, incharge):
    entered(incharge), entered(incharge, kind="bnss170")
    client = sign_in("kendra_incharge")
    assert len(client.get("/preventive?kind=bnss170").soup.select("tbody tr")) == 1
    assert not client.get("/preventive?state=in_force").soup.select("tbody tr")
    client.get("/preventive?from_on=32-01-2026", status=400)
    client.get("/preventive?kind=nonsense", status=400)


def copies(action: PreventiveAction, how_many: int) -> None:
    table = PreventiveAction.__table__
    row = dict(db.session.execute(select(table).where(table.c.id == action.id)).mappings().one())
    for number in range(how_many):
        db.session.execute(table.insert(), row | {"id": new_id(), "serial": 1000 + number})
    db.session.commit()


@pytest.mark.parametrize("role", ["desk_officer", "kendra_incharge", "circle_officer", "enquiry_officer"])
def test_lists_ask_no_more_for_more_rows_and_page_by_key(sign_in, incharge, matter, role):
    made = bound(incharge, matter, began_days_ago=350)
    client = sign_in(role)
    urls = ("/preventive", "/preventive/due?item=expiring", f"/complaints/{matter.id}/preventive")
    few = {url: questions(client, url) for url in urls}
    copies(made, 70)
    many = {url: questions(client, url) for url in urls}
    for url in urls:
        assert few[url]["work"] == many[url]["work"] <= 8, f"{url} {many[url].seen}"
    seen, url = 0, "/preventive"
    while url:
        page = client.get(url)
        seen += len(page.soup.select("tbody tr"))
        following = page.soup.select_one('a[rel="next"]')
        url = following["href"] if following else None
    assert seen == 71


def test_one_action_asks_little(sign_in, incharge, matter):
    made = bound(incharge, matter)
    client = sign_in("kendra_incharge")
    for url in (f"/preventive/{made.id}", f"/preventive/{made.id}/earlier", f"/preventive/{made.id}/steps/hearing"):
        tally = questions(client, url)
        assert tally["work"] <= 8, f"{url} {tally.seen}"


def test_the_register_and_its_gaps(sign_in, incharge, matter):
    bound(incharge, matter)
    entered(incharge, reason="झगड़ालू है")
    client = sign_in("kendra_incharge")
    register = client.get("/registers/preventive")
    names_nobody(register)
    assert len(register.soup.select("#rows tbody tr")) == 2 and matter.token in register.text and "50000" in register.text
    gaps = client.get("/registers/preventive/gaps").soup.select("tbody tr")
    assert len(gaps) == 1 and f"2/{clock.today().year}" in gaps[0].get_text()


def test_the_search_box_finds_the_number(sign_in, incharge):
    made = entered(incharge)
    def found(client, text: str) -> bool:
        page = client.post("/search", {"csrf_token": client.csrf(), "q": text}, status=200)
        return f"/preventive/{made.id}" in page.text

    assert all(found(sign_in("sho"), text) for text in (made.number, f"१/{made.year}", f" 1 / {made.year} "))
    assert not found(sign_in("sho", "sibling"), made.number) and not found(sign_in("desk_officer"), made.number)
