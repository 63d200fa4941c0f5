"""Lists of cases, the search box, registers and figures: what they show to whom, and what a wrong filter gets."""

from datetime import timedelta

import pytest

from portal.core import clock
from portal.core.db import db
from portal.units.models import Unit
from tests.factories.cases import case, happened
from tests.factories.matters import actor


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


def test_the_list_of_what_was_written_late_names_no_counts(world, sign_in):
    file = happened(actor(world, "enquiry_officer"), case(world, registered_at=clock.now() - timedelta(days=9)), "scene_visited",
                    at=clock.now() - timedelta(days=4), late_reason="निर्वाचन ड्यूटी में थी")
    page = sign_in("sho").get("/cases/late")
    assert "निर्वाचन ड्यूटी में थी" in page.words and f"{file.case.serial}/{file.case.year}" in page.words
    assert not page.soup.select("td.num")
    assert "निर्वाचन" not in sign_in("sho", "sibling").get("/cases/late").words
    sign_in("district_chief").get("/cases/late", status=403)


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


@pytest.mark.parametrize("key", ["fir", "ncr", "missing"])
def test_registers_stand_on_screen_with_their_serials_and_gaps(world, sign_in, key):
    case(world, kind=key, sections=("BNS:115(2)",), number=None, with_io=False)
    client = sign_in("sho")
    assert client.get(f"/registers/{key}").soup.select("tbody tr")
    assert client.get(f"/registers/{key}/gaps", status=None).status in (200, 404)
