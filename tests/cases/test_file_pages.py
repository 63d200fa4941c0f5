"""The file of a case on its pages: sections, accused, officers, facts and age, and who opens an identity."""

import uuid

from sqlalchemy import select

from portal.accounts.models import User
from portal.core.db import db
from portal.core.settings import write_setting
from portal.intake.models import IdentityOpening
from tests.factories.cases import again, case, give_to, happened
from tests.factories.matters import HERS, actor


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


def test_an_earlier_conviction_is_asked_only_where_a_section_turns_on_it(world, sign_in):
    client = sign_in("kendra_incharge")
    rape, stalking = case(world, number=1), case(world, number=2, sections=("BNS:78(2)(first)",))
    assert not client.get(f"/cases/{rape.case.id}/accused/new").soup.select("[name=is_convicted_before]")
    assert client.get(f"/cases/{stalking.case.id}/accused/new").soup.select("[name=is_convicted_before]")
    change = f"/accused/{stalking.accused[0].id}/change"
    client.send(change, {"state": "at_large", "is_convicted_before": "yes"}, action=change)
    assert again(stalking).accused[0].is_convicted_before is True


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
