"""The papers: closed copies name nobody, the open one names those it is against and never her."""

import subprocess

import pytest

from tests.factories.matters import HERS, actor, complaint
from tests.factories.preventive import NOTICEE, NOTICEE_WORDS, REASON, bound, entered, step


def said(client, document: str, action, *, language: str = "hi", **values) -> str:
    url = f"/print/{document}/{action.id}"
    sent = client.send(url, {"language": language, **values}, action=url)
    pdf = client.get(sent.location).response.get_data()
    return subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


@pytest.fixture
def made(world):
    return bound(actor(world, "kendra_incharge"), complaint(world, until="under_enquiry"))


@pytest.mark.parametrize("language", ["hi", "en", "both"])
def test_closed_papers_name_nobody(sign_in, made, language):
    client = sign_in("kendra_incharge")
    for document in ("preventive-report", "bond-card"):
        text = said(client, document, made, language=language)
        assert made.number in text and "AD-ONE" in text
        assert not [word for word in (*NOTICEE_WORDS, *HERS["own"].identity, REASON[:20]) if word in text]
    if language == "en":
        assert "50,000" in said(client, "bond-card", made, language="en") and "112" in text


def test_the_open_report_names_him_and_not_her(sign_in, made):
    text = said(sign_in("sho"), "preventive-report", made, language="en", is_open="y", reason="न्यायालय को प्रेषित करने हेतु")
    assert NOTICEE["name"].split()[0] in text and "BNSS 130" in text and "1 years" in text
    assert not [word for word in HERS["own"].identity if word in text]


def test_the_enquiry_officer_of_the_matter_may_print_it_open_and_the_circle_officer_not(sign_in, made):
    assert NOTICEE["name"].split()[0] in said(sign_in("enquiry_officer"), "preventive-report", made, language="en", is_open="y",
                                              reason="न्यायालय को प्रेषित करने हेतु")
    circle, url = sign_in("circle_officer"), f"/print/preventive-report/{made.id}"
    circle.post(url, {**circle.get(url).form(url), "language": "hi", "is_open": "y", "reason": "देखने हेतु आवश्यक है"}, status=403)


def test_there_is_no_card_without_an_order_and_no_report_where_none_goes(world, sign_in):
    incharge, client = actor(world, "kendra_incharge"), sign_in("kendra_incharge")
    client.get(f"/print/bond-card/{entered(incharge).id}", status=404)
    client.get(f"/print/preventive-report/{entered(incharge, kind='goondas3').id}", status=404)
    arrest = entered(incharge, kind="bnss170")
    step(incharge, arrest, "arrested", days_ago=0.1)
    assert "BNSS 170" in said(client, "preventive-report", arrest, language="en")


def test_papers_are_fenced_off(sign_in, made):
    sign_in("desk_officer").get(f"/print/bond-card/{made.id}", status=403)
    sign_in("kendra_incharge", "sibling").get(f"/print/bond-card/{made.id}", status=404)
    sign_in("enquiry_officer", "second").get(f"/print/preventive-report/{made.id}", status=404)


def test_the_register_prints(world, sign_in, made):
    client = sign_in("sho")
    page = client.get("/registers/preventive")
    url = next(a["href"] for a in page.soup.select("a[href^='/print/register-pages']"))
    sent = client.post(url, {**client.get(url).form(), "language": "en"})
    pdf = client.get(sent.location).response.get_data()
    text = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    assert made.number in text and "Preventive action" in text and not [word for word in NOTICEE_WORDS if word in text]
