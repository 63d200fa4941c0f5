"""A beat officer without a line: a day of five visits arrives exactly once, what came back is mended, her paper is soon typed."""

import random
import re
from datetime import timedelta

import pytest
from playwright.sync_api import expect
from sqlalchemy import func, select

from portal.beats.models import Beat, BeatDay, BeatPlace, BeatProblem, BeatVisit
from portal.core import clock
from portal.core.db import db
from portal.personnel.models import Officer
from tests.journeys.beat import BeatPhone, beat_arrived, keep_beat
from tests.journeys.line import BAD, DEAD, GOOD, line_to
from tests.journeys.phone import sitting, telephone

ROUNDS, MOST_KEYS = 2, 600


@pytest.fixture
def line(portal):
    """A line to the practice portal."""
    with line_to(int(portal.url.rsplit(":", 1)[1])) as made:
        yield made


@pytest.fixture
def number(portal):
    """The officer of a beat with five places."""
    return keep_beat(portal.app, portal.numbers["kendra_incharge"][0])


@pytest.fixture
def phone(portal, line, number, tmp_path):
    """Her telephone: opened once with a line, prepared, then the line is dead."""
    with telephone(tmp_path / "phone", line.url, BeatPhone) as made:
        made.on()
        made.sign_in(sitting(portal.app, number))
        made.prepare()
        made.page.wait_for_selector("main:has-text('योजना प्राप्त')")
        line.set(DEAD)
        yield made


def back_on(phone, cookie):
    """Battery in, signed in, unlocked."""
    phone.on()
    phone.sign_in(cookie)
    phone.unlock()
    phone.page.wait_for_selector("button.start")


def test_days_of_five_visits_pulled_batteries_and_broken_lines_arrive_exactly_once(portal, line, number, phone):
    chance = random.Random(11)
    for day in range(ROUNDS):
        pulled_at = chance.randrange(5)
        phone.begin()
        for one in range(5):
            phone.visit(f"d{day}v{one}", place=one + 1)
            if one == pulled_at:
                phone.pull()
                phone.on()
                phone.unlock()
                phone.page.click("button.thread")
        phone.problem("पड़ोसी रास्ते में धमकी देता है")
        phone.finish()
        phone.counts(waits=8)
        phone.pull()
        line.set(BAD)
        back_on(phone, sitting(portal.app, number))
        phone.page.wait_for_timeout(chance.randrange(50, 900))
        phone.pull()
        back_on(phone, sitting(portal.app, number))
        phone.send_until_empty()
        line.set(DEAD)
        phone.counts(waits=0)
        found = beat_arrived(portal.app, f"d{day}v")
        assert found.pop("") == day + 1
        assert found == {f"d{day}v{one}": 1 for one in range(5)}
    assert line.resets > 0, "the line never broke; this test proved nothing"


def test_what_came_back_is_mended_even_after_the_end_of_the_day_was_taken(portal, line, number, phone):
    phone.begin()
    phone.visit("बहुत", women="4000")
    phone.visit("ठीक", place=2)
    phone.finish()
    line.set(GOOD)
    phone.send_until_empty()
    phone.counts(waits=0, back=1)
    expect(phone.page.locator("li.bad .why")).to_contain_text("999")
    phone.page.click("li.bad button.main")
    phone.page.fill("#f-women_met", "40")
    phone.page.click("#save")
    phone.counts(waits=0)
    assert beat_arrived(portal.app, "") == {"बहुत": 1, "ठीक": 1, "": 1}


def test_a_wrong_clock_is_told_and_what_it_wrote_is_mended(portal, line, number, phone):
    now, page = clock.to_ist(clock.now()), phone.page
    page.clock.install(time=now + timedelta(days=2))
    phone.unlock()
    page.wait_for_selector("button.start")
    phone.begin()
    line.set(GOOD)
    page.wait_for_selector("#say:has-text('घड़ी')")
    phone.counts(waits=0, back=1)
    page.click("li.bad button.main")
    expect(page.locator("#say")).to_be_empty(timeout=1000)  # it would lie over the field that is to be mended
    page.fill("#f-day", f"{now:%d-%m-%Y}")
    page.fill("#f-at", f"{now:%H:%M}")
    page.click("#save")
    phone.counts(waits=0)
    with portal.app.app_context():
        hers = select(BeatDay.day).join(Officer, Officer.id == BeatDay.officer_id).where(Officer.personnel_no == number)
        assert db.session.scalars(hers).all() == [now.date()]
        db.session.remove()


def test_the_next_day_begins_with_the_note_and_without_a_wrong_day(portal, line, number, phone):
    phone.begin()
    phone.visit("एक")
    phone.finish()
    line.set(GOOD)
    phone.send_until_empty()
    phone.page.wait_for_selector("#clear")
    phone.page.click("main > button:last-of-type")
    phone.page.wait_for_timeout(1500)
    line.set(DEAD)
    phone.page.click("button.start")
    expect(phone.page.locator("main p.soft >> nth=0")).to_contain_text("ग्राम 3 अवश्य जायें")
    assert phone.page.input_value("#f-day")
    phone.save("button.step")
    phone.page.click("button.step:has-text('भ्रमण')")
    assert phone.page.input_value("#f-next_on") == ""
    assert phone.page.evaluate("document.documentElement.scrollWidth") == 360


def test_a_paper_day_is_typed_by_keyboard_alone(portal, number, browser):
    """Five visits and a problem. Two keys a second are slow typing, so six hundred keys are five minutes."""
    context = browser.new_context()
    page = portal.sign_in(context.new_page(), "kendra_incharge")
    with portal.app.app_context():
        beat_id, = db.session.execute(select(Beat.id).where(Beat.name.startswith("अभ्यास बीट"))).one()
        codes = db.session.scalars(select(BeatPlace.code).where(BeatPlace.beat_id == beat_id).order_by(BeatPlace.code)).all()
        db.session.remove()
    page.goto(f"{portal.url}/beats/{beat_id}/sheet")
    page.evaluate("window.typed = 0; addEventListener('keydown', () => { window.typed += 1; }, true)")
    page.focus("[name=day]")
    page.keyboard.press("Control+a")
    yesterday = (clock.today() - timedelta(days=1)).strftime("%d-%m-%Y")
    visits = [text for one in range(5) for text in (str(codes[one]), f"1{one}10", f"1{one}40", "12", "1 4", "1 2", "", "", "")]
    problem = (str(codes[0]), "1020", "16", "3", "", "पड़ोसी रास्ते में रोककर धमकी देता है")
    # the officer is chosen already; the list of codes is a stop of the tab key; lines that stay empty are passed by it
    for text in (yesterday, "", "1000", "1500", "", *visits, *[""] * 27, *problem, *[""] * 18,
                 "पाँच ग्राम का भ्रमण किया गया", "ग्राम 3 जायें"):
        page.keyboard.type(text)
        page.keyboard.press("Tab")
    keys = page.evaluate("window.typed")
    page.keyboard.press("Enter")
    page.wait_for_url(re.compile(r"/beats/days/"))
    assert keys <= MOST_KEYS
    with portal.app.app_context():
        hers = select(BeatDay.id).where(BeatDay.beat_id == beat_id)
        assert db.session.scalar(select(func.count(BeatVisit.id)).where(BeatVisit.day_id.in_(hers))) == 5
        assert db.session.scalars(select(BeatProblem.nature).where(BeatProblem.day_id.in_(hers))).all() == ["threat"]
        db.session.remove()
    context.close()
