"""Publishing: frozen versions, gaps with a reason, differences, who has seen it, and what leave does to a published month."""

from datetime import date

import pytest
from sqlalchemy import select

from portal.core.db import db
from portal.core.errors import NotFound, RuleBroken
from portal.roster.actions import months, norms
from portal.roster.models import RosterAcknowledgement, RosterVersion
from portal.roster.queries.calendar import get_month
from tests.factories import training as made_up
from tests.factories.matters import actor
from tests.factories.roster import published, staff
from tests.roster.test_calendar import DECEMBER, day, december, leave_of

pytestmark = pytest.mark.usefixtures("november")

@pytest.fixture
def desk(world):
    return actor(world, "kendra_incharge")


@pytest.fixture
def small(world, desk):
    """Needs of one officer in the morning only, so that a month can be full: two officers by turns, weekly off held."""
    for duty, least in (("morning", 1), ("evening", 0), ("night", 0)):
        norms.change_need(desk, desk.unit_id, {"duty": duty, "weekday": None, "least": least, "women": 0, "rank": "",
                                               "of_rank": 0, "from_on": date(2026, 12, 1)})
    return [made_up.officer(world, number, name_hi=f"कर्मी {number}") for number in (1, 2)]


def fill(desk, small, until: int = 31):
    held = december(desk)
    for number in range(1, until + 1):
        months.set_cell(desk, held, small[number % 2].id, day(number), "morning")
    return held


def test_a_full_month_is_published_and_frozen(desk, small):
    held = fill(desk, small)
    version = months.publish(desk, held)
    assert (version.number, version.gaps, len(version.cells), held.state) == (1, 0, 31, "published")
    assert version.cells == sorted(version.cells) and version.cells[0][1:] == ["2026-12-02", "morning"]
    months.set_cell(desk, held, small[0].id, day(1), "court")
    assert [str(small[0].id), "2026-12-01", "court"] not in version.cells
    assert months.publish(desk, held).number == 2


def test_nothing_new_is_no_new_version(desk, small):
    held = fill(desk, small)
    assert months.publish(desk, held).id == months.publish(desk, held).id


def test_days_kept_free_are_no_duty_of_a_version(desk, small):
    held = fill(desk, small)
    months.set_cell(desk, held, small[0].id, day(1), "off")
    assert len(months.publish(desk, held).cells) == 31


def test_gaps_ask_for_a_reason_and_only_new_ones_ask_again(desk, small):
    held = fill(desk, small, until=29)
    with pytest.raises(RuleBroken):
        months.publish(desk, held)
    first = months.publish(desk, held, "बल की कमी")
    assert (first.gaps, first.reason) == (2, "बल की कमी")
    months.set_cell(desk, held, small[0].id, day(30), "morning")
    assert months.publish(desk, held).gaps == 1
    months.clear_cell(desk, held, small[1].id, day(1))
    with pytest.raises(RuleBroken):
        months.publish(desk, held)


def test_a_hard_breach_stops_publishing(world, desk, small, sign_in):
    held = fill(desk, small)
    leave_of(world, small[0], day(10), day(10))
    db.session.commit()
    page = sign_in("kendra_incharge").get(f"/roster/months/{held.id}/publish")
    assert "10-12-2026" in page.soup.select_one(".band.danger").get_text() and not page.soup.select("textarea")
    with pytest.raises(RuleBroken):
        months.publish(desk, get_month(desk.scope, held.id), "फिर भी")
    assert db.session.scalar(select(RosterVersion)) is None


def test_published_on_the_page_with_differences_shown_before(world, desk, small, sign_in):
    held = fill(desk, small, until=30)
    db.session.commit()
    client, url = sign_in("kendra_incharge"), f"/roster/months/{held.id}/publish"
    asked = client.send(url, {}, status=422)
    assert "कारण लिखें" in asked.soup.select_one("#reason-error").get_text() and asked.soup.select("section.danger li")
    assert "संस्करण 1" in client.follow(client.send(url, {"reason": "बल की कमी"})).words
    client.send(f"{DECEMBER}/cell?cell=778000002.1", {"duty": "court"})
    assert "अभी जारी नहीं हुए" in client.get(DECEMBER).words
    page = client.get(url)
    row, = page.soup.select("tbody tr")  # one officer
    assert row.td.get_text(" ", strip=True) == "1: हेल्प डेस्क, प्रातःकालीन पाली → न्यायालय"
    client.send(url, {"reason": "न्यायालय में साक्ष्य"})
    assert [one.number for one in db.session.scalars(select(RosterVersion).order_by(RosterVersion.number))] == [1, 2]
    page = client.get(f"/roster/months/{held.id}/seen")
    assert "न्यायालय में साक्ष्य" in page.words and page.soup.select(".badge.warn")


def test_a_last_night_tells_that_the_month_after_is_out_already(desk, small, sign_in):
    published(desk, 2027, 1, (small[0], date(2027, 1, 1), "morning"))
    held = months.month_of(desk, desk.unit_id, 2026, 12)
    months.set_cell(desk, held, small[0].id, day(31), "night")
    db.session.commit()
    client, url = sign_in("kendra_incharge"), f"/roster/months/{held.id}/publish"
    page = client.follow(client.send(url, {"reason": "बल की कमी"}))
    assert any("01-01-2027" in band.get_text() and "विश्राम" in band.get_text() for band in page.soup.select(".band.warning"))


def test_another_change_meanwhile_stops_publishing_unseen(desk, small, sign_in):
    held = fill(desk, small)
    db.session.commit()
    client, url = sign_in("kendra_incharge"), f"/roster/months/{held.id}/publish"
    form = client.get(url).form(url)
    months.set_cell(desk, get_month(desk.scope, held.id), small[0].id, day(30), "court")
    db.session.commit()
    client.post(url, form, status=409)
    assert db.session.scalar(select(RosterVersion)) is None


def test_leave_after_publishing_and_a_posting_that_ended_are_said_on_the_month_page(world, desk, small, sign_in):
    held = fill(desk, small)
    months.publish(desk, held)
    leave_of(world, small[0], day(10), day(11))
    posting, = made_up.personnel.queries.postings_of(small[1].id)
    posting.to_on = day(29)
    db.session.commit()
    page = sign_in("sho").get(DECEMBER)
    said = page.soup.select_one(".band.danger").get_text()
    assert "10-12-2026" in said and "31-12-2026" in said and "11-12-2026" not in said


def test_an_officer_acknowledges_on_her_own_account_and_once(world, desk, sign_in):
    own, other = staff(world, "desk_officer", "counsellor")
    held = december(desk)
    months.set_cell(desk, held, own.id, day(3), "morning")
    version = months.publish(desk, held, "बल की कमी")
    db.session.commit()
    client, url = sign_in("desk_officer"), f"/roster/versions/{version.id}/acknowledge"
    token = client.csrf()
    for _ in range(2):
        client.post(url, {"csrf_token": token})
    assert db.session.scalars(select(RosterAcknowledgement.officer_id)).all() == [own.id]
    page = sign_in("kendra_incharge").get(f"/roster/months/{held.id}/seen")
    assert not page.soup.select(".badge.warn")
    with pytest.raises(NotFound):
        months.acknowledge(actor(world, "counsellor"), version.id)  # no duty of hers in it
    months.set_cell(desk, get_month(desk.scope, held.id), other.id, day(4), "beat")
    newer = months.publish(desk, get_month(desk.scope, held.id), "बल की कमी")
    with pytest.raises(RuleBroken):
        months.acknowledge(actor(world, "desk_officer"), version.id)
    months.acknowledge(actor(world, "desk_officer"), newer.id)


def test_nobody_publishes_elsewhere(world, desk, small):
    held = fill(desk, small)
    with pytest.raises(NotFound):
        get_month(actor(world, "kendra_incharge", "elsewhere").scope, held.id)
    with pytest.raises(NotFound):
        months.month_of(actor(world, "kendra_incharge", "elsewhere"), desk.unit_id, 2026, 12)
