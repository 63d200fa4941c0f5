"""Registers on paper: pages that go on counting, serials carried forward, the same days as on the screen."""

import re
import subprocess
from itertools import pairwise

import pytest

from tests.factories.casefile import CANARY, PARTY_CANARY


def print_pages(client, register: str, days: str = "", language: str = "hi", status: int = 303):
    """The text of the pages printed from the register's own page."""
    page = client.get(f"/registers/{register}?{days}")
    url = next(a["href"] for a in page.soup.select("a[href^='/print/register-pages']"))
    form = client.get(url).form()
    sent = client.post(url, {**form, "language": language}, status=status)
    if status != 303:
        return sent.words
    pdf = client.get(sent.location).response.get_data()
    return subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


def page_numbers(text: str) -> list[int]:
    """The numbers that the pages say they have in the register."""
    return [int(number) for number in re.findall(r"Register page\s*:?\s*(\d+)", text)]


def first_to_last(text: str) -> list[str]:
    """The serials printed, in their order on the paper."""
    return re.findall(r"^\s*(\d+/20\d\d)\b", text, flags=re.M)


@pytest.fixture
def two_months(came):
    """Forty visitors of October and two of November."""
    for number in range(40):
        came(f"{1 + number // 2:02d}-10-2026 1{number % 2}:00")
    came("31-10-2026 23:59")
    came("01-11-2026 00:00")


def test_the_next_month_goes_on_where_the_last_one_ended(two_months, sign_in):
    incharge = sign_in("kendra_incharge")
    october = print_pages(incharge, "visitors", "from_on=01-10-2026&to_on=31-10-2026", "en")
    pages = page_numbers(october)
    assert pages[0] == 1 and pages == list(range(1, len(pages) + 1)) and len(pages) > 1
    assert first_to_last(october) == [f"{number}/2026" for number in range(1, 42)]
    november = print_pages(incharge, "visitors", "from_on=01-11-2026&to_on=30-11-2026", "en")
    assert page_numbers(november)[0] == pages[-1] + 1
    assert first_to_last(november) == ["42/2026"]
    assert re.search(r"Carried forward from serial\s+41/2026", november)
    # Another register of the same kendra counts its own pages.
    assert page_numbers(print_pages(incharge, "complaints", "from_on=01-11-2026", "en"))[0] == 1


def test_a_page_says_which_serials_stand_on_it(two_months, sign_in):
    text = print_pages(sign_in("sho"), "visitors", "to_on=31-10-2026", "en")
    said = re.findall(r"Serials on this page\s*:?\s*(\d+/2026)\s*[–-]\s*(\d+/2026)", text)
    assert said and said[0][0] == "1/2026" and said[-1][1] == "41/2026", text[-1500:]
    for (_, before), (after, _) in pairwise(said):
        assert int(after.split("/")[0]) == int(before.split("/")[0]) + 1


def test_nobody_is_named_on_the_paper(entered, sign_in):
    token = entered("01-11-2026 10:00").token
    text = print_pages(sign_in("kendra_incharge"), "complaints")
    assert first_to_last(text) == ["1/2026"] and token.split("/")[0] in text
    assert not [word for word in (CANARY["phone"], CANARY["code_word"], CANARY["name"], PARTY_CANARY["name"]) if word in text]


def test_an_empty_month_says_so(app, sign_in):
    text = print_pages(sign_in("kendra_incharge"), "feedback", "from_on=01-01-2026&to_on=31-01-2026", "en")
    assert "No entry in this period" in text


@pytest.mark.parametrize("arguments", ["register=complaints&from_on=32-01-2026", "register=complaints&first_page=-1",
                                       "register=complaints&first_page=x"])
def test_a_damaged_address_is_refused(app, world, sign_in, arguments):
    sign_in("kendra_incharge").get(f"/print/register-pages/{world.units['kendra']}?{arguments}", status=400)


def test_an_unknown_register_and_a_reader_without_the_right_are_refused(app, world, sign_in):
    unit = world.units["kendra"]
    sign_in("kendra_incharge").get(f"/print/register-pages/{unit}?register=nothing", status=404)
    sign_in("enquiry_officer").get(f"/print/register-pages/{unit}?register=complaints", status=403)
