"""A week of a squad in a window of a telephone: its leader with and without a line and on paper, the in-charge, the circle."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import Browser, Page, expect
from sqlalchemy import func, select

from portal.core import clock
from portal.core.db import db
from portal.squads.models import Outing, SquadConduct, SquadStop
from tests.browser import axe_violations
from tests.journeys.kendra import ago, fill, send
from tests.journeys.line import DEAD, GOOD, line_to
from tests.journeys.phone import sitting, telephone
from tests.journeys.practice import Practice

PHONE = {"width": 360, "height": 740}
SECONDS_A_KEY = 0.75  # somebody who types codes and looks each one up on the paper (Card, Moran, Newell: 0.28 for running text)
HIM = {"name": "टिल्लू नमूना", "relative_name": "भोला नमूना", "age": "24", "address": "ग्राम नमूनापुर"}
CLEAN = dict.fromkeys(("has_woman_officer", "asked_no_couple", "humiliated_nobody", "chose_by_act"), "yes") | {
    "dress": "uniform", "camera_ref": "BC-7"}


@pytest.fixture
def window(browser: Browser, portal: Practice):
    """Opens a window of a telephone for the officer of a role; pages are looked at by axe as they pass."""
    opened = []

    def of(role: str, **more) -> Page:
        context = browser.new_context(viewport=PHONE, has_touch=True, bypass_csp=more.get("java_script_enabled", True), **more)
        context.set_default_timeout(20_000)
        opened.append(context)
        return portal.sign_in(context.new_page(), role)

    yield of
    for context in opened:
        context.close()


def look(page: Page, url: str) -> str:
    """Opens a page: it fits the telephone, axe finds nothing, and what it says is Hindi."""
    page.goto(url)
    said = page.inner_text("main")
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"], url
    assert not (found := axe_violations(page)), f"{url}: {found}"
    assert not re.findall(r"[A-Za-z]{4,}", said), url
    return said


def yes_to_all(page: Page) -> None:
    """The conduct record as it should be."""
    fill(page, **CLEAN)


# On the pages, without script -----------------------------------------------------------------------------------------------


def test_an_outing_is_written_on_plain_forms_without_script(window, portal):
    page = window("squad_leader", java_script_enabled=False)
    page.goto(f"{portal.url}/squads")
    page.click("main table a")
    page.click("main a.button:has-text('ब्रीफिंग')")
    fill(page, day=f"{ago(3):%d-%m-%Y}", at=f"{ago(3):%H:%M}", officer="", briefing="स्थल एवं आचरण बताया गया")
    send(page)
    outing = page.url
    for link, values in (
            ("रवानगी", {"at": f"{ago(2.8):%H:%M}"}),
            ("चेकिंग", {"spot": "", "came_at": f"{ago(2.6):%H:%M}", "left_at": f"{ago(2.3):%H:%M}", "checked": "9", "warned": "1",
                        "reason": "सूचना मिली"}),
            ("पैदल गश्त", {"place": "मुख्य बाजार", "came_at": f"{ago(2):%H:%M}", "left_at": f"{ago(1.6):%H:%M}", "checked": "20",
                           "warned": "0"}),
            ("आचरण", CLEAN), ("बन्द", {"at": f"{ago(1):%H:%M}", "note": "शान्तिपूर्ण"})):
        assert page.url == outing
        page.click(f"main a.button:has-text('{link}')")
        assert page.inner_text("h1") and page.viewport_size == PHONE
        fill(page, **values)
        send(page)
    with portal.app.app_context():
        made = db.session.scalar(select(Outing).order_by(Outing.recorded_at.desc()))
        assert (made.state, outing.rsplit("/", 1)[1]) == ("closed", str(made.id))


# On paper, typed by keyboard ------------------------------------------------------------------------------------------------


class Keys:
    """A keyboard that counts. Nothing is clicked."""

    def __init__(self, page: Page):
        self.page, self.count = page, 0

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)
            self.count += len(key.split("+")) if len(key) > 1 else 1

    def write(self, *texts: str) -> None:
        """Each text into its field, and on to the next."""
        for text in texts:
            self.page.keyboard.type(text)
            self.count += len(text)
            self.press("Tab")


def test_a_paper_sheet_is_typed_by_keyboard_in_under_five_minutes(browser, portal):
    """Six places, two walks, the conduct record: counted keys at the pace of somebody who looks at a paper for each."""
    page = portal.sign_in(browser.new_page(), "kendra_incharge")
    page.goto(f"{portal.url}/squads")
    page.click("main table a")
    page.goto(f"{page.url}/sheet")
    keys, day = Keys(page), clock.today() - timedelta(days=1)
    page.wait_for_load_state()
    keys.press("Tab", "Enter")  # the link that leaps to the page's own part
    while page.evaluate("document.activeElement.name") != "day":
        keys.press("Tab")
    keys.press("Control+a")
    keys.write(f"{day:%d-%m-%Y}", "1500")
    keys.press("ArrowDown", "Tab")
    keys.write("स्थल एवं आचरण बताया, केवल कृत्य पर कार्यवाही", "1510", "1900")
    if page.evaluate("document.activeElement.tagName") == "SUMMARY":
        keys.press("Tab")
    for number in range(6):
        hour, late = 15 + number // 2, number % 2
        keys.write(str(number % 5 + 1), f"{hour}{20 + late * 25}", f"{hour}{35 + late * 20}", "12", "1", "3")
    keys.press(*["Tab"] * 24)
    for number in range(2):
        keys.write("मुख्य बाजार से चौक", f"18{number * 2}0", f"18{number * 2 + 1}5", "25", "0")
    keys.press(*["Tab"] * 5, "Space", "Tab", "Space", "Tab")
    keys.write("BC 17", "")
    keys.press("Space", "Tab", "Space", "Tab", "Space", "Control+Enter")
    page.wait_for_url("**/squads/outings/*")
    with portal.app.app_context():
        made = db.session.scalar(select(Outing).order_by(Outing.recorded_at.desc()))
        stops = db.session.scalars(select(SquadStop).where(SquadStop.outing_id == made.id)).all()
        conduct = db.session.scalar(select(SquadConduct).where(SquadConduct.outing_id == made.id))
        assert (made.state, made.day, len(stops), sum(one.checked for one in stops)) == ("closed", day, 8, 6 * 12 + 2 * 25)
        assert conduct.is_clean and conduct.camera_ref == "BC 17"
    print(f"{keys.count} keys, {keys.count * SECONDS_A_KEY:.0f} s")
    assert keys.count * SECONDS_A_KEY < 300
    page.context.close()


# A week ---------------------------------------------------------------------------------------------------------------------


def a_day_without_a_line(phone, day: date, number: int) -> None:
    """Briefing to closing of a day, typed on the telephone."""
    page = phone.page
    page.click("button.start")
    fill_phone(page, day=f"{day:%d-%m-%Y}", at="10:00", briefing=f"स्थल बताये गये, दिन {number}")
    page.select_option("#f-officer", index=1)
    phone.save("button.step")
    page.click("button.step:has-text('रवानगी')")
    fill_phone(page, at="10:10")
    phone.save("button.step")
    for stop in range(2):
        page.click("button.step:has-text('चेकिंग')")
        page.select_option("#f-spot", index=stop + 1)
        fill_phone(page, came_at=f"{11 + stop}:00", left_at=f"{11 + stop}:30", checked="8", warned="1", reason=f"सप्ताह {number}")
        phone.save("button.step")
    page.click("button.step:has-text('आचरण')")
    for name, value in CLEAN.items():
        if name != "camera_ref":
            page.check(f"[name={name}][value={value}]")
    fill_phone(page, camera_ref="BC-7")
    phone.save("button.step")
    page.click("button.step:has-text('बन्द')")
    fill_phone(page, at="14:00")
    phone.save("button.start")


def fill_phone(page: Page, **values: str) -> None:
    """Fields of the telephone's form by their names."""
    for name, value in values.items():
        page.fill(f"#f-{name}", value)


def test_a_week_of_leader_incharge_and_circle(window, portal, tmp_path):
    days = [clock.today() - timedelta(days=number) for number in range(6, 0, -1)]
    number = portal.numbers["squad_leader"][0]
    with portal.app.app_context():
        before = {table: db.session.scalar(select(func.count()).select_from(table)) for table in (Outing, SquadStop)}
    with line_to(int(portal.url.rsplit(":", 1)[1])) as line, telephone(tmp_path / "phone", line.url) as phone:
        phone.on()
        phone.sign_in(sitting(portal.app, number))
        phone.prepare()
        phone.page.wait_for_selector("main:has-text('योजना प्राप्त')")
        for at, day in enumerate(days):  # three days without a line, one with, two without
            line.set(GOOD if at == 3 else DEAD)
            a_day_without_a_line(phone, day, at)
            if at == 3:
                phone.send_until_empty()
        phone.counts(waits=12)
        line.set(GOOD)
        phone.page.click("button:has-text('अभी भेजें')")
        phone.send_until_empty()
        phone.counts(waits=0)
    leader = window("squad_leader")
    for path in ("/squads", "/squads/outings"):
        look(leader, portal.url + path)
    with portal.app.app_context():
        newest = db.session.scalar(select(Outing.id).order_by(Outing.recorded_at.desc(), Outing.id.desc()))
        assert db.session.scalar(select(func.count(Outing.id))) == before[Outing] + 6
        assert db.session.scalar(select(func.count(SquadStop.id))) == before[SquadStop] + 12
    look(leader, f"{portal.url}/squads/outings/{newest}")

    # A day with a line: a red card, and the same man again.
    leader.goto(f"{portal.url}/squads")
    leader.click("main table a")
    squad = leader.url
    look(leader, squad)
    look(leader, f"{squad}/outings/new")
    fill(leader, day=f"{ago(3):%d-%m-%Y}", at=f"{ago(3):%H:%M}", officer="", briefing="स्थल एवं आचरण बताया गया")
    send(leader)
    outing = leader.url
    look(leader, f"{outing}/go-out")
    fill(leader, at=f"{ago(2.9):%H:%M}")
    send(leader)
    look(leader, f"{outing}/stops/new")
    for outcome in ("red_card", "warned"):
        look(leader, f"{outing}/people/new")
        fill(leader, outcome=outcome, act="following", account="छात्रा का पीछा किया", place="विद्यालय मार्ग", at=f"{ago(2):%H:%M}",
             guardian="told", officer="", **HIM)
        said = send(leader)
    assert "प्रभारी" in said and HIM["name"] not in said
    leader.goto(f"{outing}/close")
    fill(leader, at=f"{ago(1):%H:%M}")
    assert "आचरण" in send(leader), "it does not close without the conduct record"
    look(leader, f"{outing}/conduct")
    yes_to_all(leader)
    send(leader)
    leader.goto(f"{outing}/close")
    fill(leader, at=f"{ago(1):%H:%M}")
    send(leader)

    # The in-charge: plan against actual, what was outside, the repeat.
    incharge = window("kendra_incharge")
    assert "रेड कार्ड" in look(incharge, f"{portal.url}/")
    for path in ("/squads/weeks", "/squads/spots", "/squads/returns", "/squads/oversight?kind=outside_plan",
                 "/squads/oversight?kind=late", "/registers/squad-daily", "/registers/red-cards"):
        look(incharge, portal.url + path)
    look(incharge, f"{squad}/week")
    look(incharge, f"{portal.url}/squads/oversight?kind=repeat")
    incharge.goto(outing)
    incharge.locator("main li a").last.click()
    incharge.click("main a.button:has-text('पुनरावृत्ति')")
    fill(incharge, note="धारा 170 में कार्यवाही हेतु निर्देश")
    assert "धारा 170" in send(incharge)

    # The circle: conduct and coverage, and a complaint that neither kendra nor station reads.
    desk = window("desk_officer")
    look(desk, f"{portal.url}/squads/complaints/new")
    fill(desk, kendra=desk.locator("[name=kendra] option").first.get_attribute("value"), happened_on=f"{days[-1]:%d-%m-%Y}",
         place="पार्क", account="परिचय पत्र माँगा गया")
    send(desk)
    incharge.goto(f"{portal.url}/squads/complaints")
    expect(incharge.locator("main")).not_to_contain_text("परिचय पत्र")
    circle = window("circle_officer")
    for path in ("/", "/squads", "/squads/weeks", "/squads/returns", "/squads/oversight?kind=no_conduct", "/squads/complaints"):
        said = look(circle, portal.url + path)
    assert "पार्क" in said
    circle.click("main table a")
    circle.click("main a.button:has-text('उत्तर')")
    fill(circle, note="स्क्वायड को निर्देशित किया गया")
    assert "निर्देशित" in send(circle)
