"""The papers of the roster: forty officers and 31 days on one sheet, Hindi names whole, each fenced off as its page is."""

import io
import subprocess
from datetime import date, timedelta

import pytest
from pypdf import PdfReader

from portal.core import clock
from portal.core.db import db
from portal.leave import actions as leave_actions
from portal.roster.actions.attendance import mark_day
from portal.roster.rules.attendance import Mark
from tests.factories import training as made_up
from tests.factories.leave import granted
from tests.factories.matters import actor
from tests.factories.roster import published, staff

NAMES = ("श्रद्धा विश्वकर्मा", "ज्योत्स्ना कुशवाहा", "प्रियंका द्विवेदी", "स्नेहलता क्षत्रिय")
FIRST = date(2027, 1, 1)


def printed(client, document: str, subject, *, language: str = "hi", **arguments) -> bytes:
    path = f"/print/{document}/{subject}"
    query = "&".join(f"{name}={value}" for name, value in arguments.items())
    sent = client.send(f"{path}?{query}", {"language": language}, action=path)
    return client.get(sent.location).response.get_data()


def words(pdf: bytes) -> str:
    said = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    return " ".join(said.split())


@pytest.fixture
def incharge(world):
    return actor(world, "kendra_incharge")


@pytest.fixture
def forty(world, incharge):
    """Forty officers with a duty on most of 31 days."""
    officers = [made_up.officer(world, number, name_hi=NAMES[number % 4], name_en=f"Test Number{number}") for number in range(40)]
    turn = ("morning", "evening", "night", "", "follow_up", "")
    published(incharge, 2027, 1, *(
        (officer, FIRST + timedelta(days=day), turn[(day - number) % 6]) for number, officer in enumerate(officers)
        for day in range(31) if turn[(day - number) % 6]))
    db.session.commit()
    return officers


@pytest.mark.parametrize(("document", "size"), [("roster-chart-a4", (842, 595)), ("roster-chart-a3", (1191, 842))])
@pytest.mark.parametrize("language", ["hi", "en", "both"])
def test_forty_officers_and_31_days_stand_on_one_sheet(sign_in, incharge, forty, document, size, language):
    pdf = printed(sign_in("kendra_incharge"), document, incharge.unit_id, language=language, on="15-01-2027")
    page, = PdfReader(io.BytesIO(pdf)).pages
    assert (round(page.mediabox.width), round(page.mediabox.height)) == size
    said = words(pdf)
    wanted = ("Test Number39", "Version 1", "Mo Help desk, morning 06:00–14:00") if language == "en" else (*NAMES, "प्रा", "संस्करण")
    assert not [one for one in wanted if one not in said], said[:1500]


def test_the_chart_of_a_small_kendra_is_large_enough_for_a_wall_and_still_one_sheet(world, sign_in, incharge):
    officers = [made_up.officer(world, number, name_hi=f"{NAMES[number % 4]} चतुर्वेदी त्रिपाठी") for number in range(16)]
    published(incharge, 2027, 1, *((one, FIRST + timedelta(days=day), "follow_up") for one in officers for day in range(31)))
    db.session.commit()
    client = sign_in("kendra_incharge")
    for document in ("roster-chart-a4", "roster-chart-a3"):
        assert len(PdfReader(io.BytesIO(printed(client, document, incharge.unit_id, on="15-01-2027"))).pages) == 1


def test_leave_after_publishing_strikes_out_and_a_month_not_published_has_no_chart(world, sign_in, incharge, forty):
    leave = leave_actions.enter_leave(incharge, incharge.unit_id, forty[0].id, {
        "kind": "casual", "from_on": FIRST, "to_on": FIRST, "reason": "गृह कार्य", "applied_on": clock.today()})
    leave_actions.grant(actor(world, "sho"), leave, FIRST, FIRST)
    db.session.commit()
    client = sign_in("sho")
    assert "अवकाश पर या तैनात नहीं" in words(printed(client, "roster-day", incharge.unit_id, on="01-01-2027"))
    client.get(f"/print/roster-chart-a4/{incharge.unit_id}?on=01-02-2027", status=404)
    client.get(f"/print/roster-chart-a4/{incharge.unit_id}?on=32-01-2027", status=400)
    sign_in("sho", "elsewhere").get(f"/print/roster-chart-a4/{incharge.unit_id}?on=01-01-2027", status=404)


def test_a_duty_card_of_29_february_names_an_empty_desk(world, sign_in, incharge):
    published(incharge, 2028, 2, (made_up.officer(world, 1, name_hi=NAMES[1]), date(2028, 2, 29), "night"))
    db.session.commit()
    said = words(printed(sign_in("desk_officer"), "roster-day", incharge.unit_id, on="29-02-2028"))
    assert NAMES[1] in said and "22:00–06:00" in said and said.count("रोस्टर में कोई नहीं है") == 2
    assert said.count("कमी: 2 में से 1 कर्मी") == 1  # the night has one of two; where nobody is, that is said instead


def test_an_officer_prints_her_own_week_and_no_other(world, sign_in, incharge):
    own, = staff(world, "enquiry_officer", name_hi=NAMES[0])
    other = made_up.officer(world, 1)
    published(incharge, 2027, 1, (own, date(2027, 1, 6), "night"), (other, date(2027, 1, 6), "morning"))
    db.session.commit()
    client = sign_in("enquiry_officer")
    said = words(printed(client, "roster-week", own.id, language="both", on="08-01-2027"))
    assert NAMES[0] in said and "04-01-2027" in said and "Help desk, night" in said and "Help desk, morning" not in said
    client.get(f"/print/roster-week/{other.id}?on=08-01-2027", status=404)
    assert words(printed(sign_in("desk_officer"), "roster-week", other.id, on="08-01-2027"))
    sign_in("desk_officer", "sibling").get(f"/print/roster-week/{other.id}?on=08-01-2027", status=404)


def test_a_week_on_paper_says_which_days_are_leave_though_a_duty_was_published_before(world, sign_in, incharge):
    own, = staff(world, "enquiry_officer", name_hi=NAMES[0])
    published(incharge, 2027, 1, (own, date(2027, 1, 5), "night"), (own, date(2027, 1, 6), "night"))
    granted(world, own, date(2027, 1, 6), 2)
    db.session.commit()
    said = words(printed(sign_in("enquiry_officer"), "roster-week", own.id, language="en", on="08-01-2027"))
    assert said.count("Help desk, night") == 1 and said.count("Leave") == 2, said


def test_totals_and_attendance_of_a_month(world, sign_in, incharge):
    one, day = made_up.officer(world, 1, name_hi=NAMES[3]), date(2026, 10, 4)
    published(incharge, 2026, 10, (one, day, "night"), (one, day + timedelta(days=2), "morning"))
    mark_day(incharge, incharge.unit_id, day + timedelta(days=2), {(str(one.id), "morning"): Mark("absent", note="सूचना नहीं दी")})
    db.session.commit()
    client = sign_in("kendra_incharge")
    totals = words(printed(client, "roster-totals", incharge.unit_id, language="both", on="31-10-2026"))
    assert NAMES[3] in totals and "Hours of diversion" in totals
    english = words(printed(client, "roster-totals", incharge.unit_id, language="en", on="31-10-2026"))
    assert "1 1 1 8 0 1 0" in english
    said = words(printed(client, "roster-attendance", incharge.unit_id, on="01-10-2026"))
    assert "सूचना नहीं दी" in said and "06-10-2026" in said
    sign_in("desk_officer").get(f"/print/roster-totals/{incharge.unit_id}", status=403)
    assert "778000001" in words(printed(client, "roster-attendance", incharge.unit_id, language="en", on="01-10-2026"))
