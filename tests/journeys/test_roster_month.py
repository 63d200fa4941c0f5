"""An in-charge makes a month in a real browser, from the staff list to the attendance, and the month after remembers it."""

import re
import subprocess
from collections import Counter
from datetime import date, datetime, time, timedelta

import pytest
from playwright.sync_api import Page, expect
from sqlalchemy import select

from portal.access.scope import Scope
from portal.accounts.models import User
from portal.core import clock
from portal.demo import loading
from portal.leave.rules import shifted
from portal.personnel.queries import find_by_number
from portal.roster import solver
from portal.roster.queries.plan import plan_of
from portal.roster.queries.published import published_cells
from portal.roster.rules.plan import Plan
from portal.roster.rules.swaps import Swap, breaches
from portal.units.models import Unit
from tests import hour
from tests.journeys.practice import Practice

pytestmark = pytest.mark.skipif(not solver.is_there(), reason="the roster's solver is left out on this machine")
NEWCOMER = "900077001"
LIST = ("पीएनओ,नाम हिन्दी,नाम अंग्रेजी,पद,लिंग,मोबाइल,इकाई कोड,तैनाती दिनांक,आदेश संख्या,दक्षता,भाषाएँ\n"
        f"{NEWCOMER},नवीन परीक्षण कुमारी,Naveen Parikshan Kumari,आरक्षी,महिला,,{loading.KENDRAS[0]},01-10-2025,SP/7/2025,,hi\n"
        f"{NEWCOMER},वही संख्या,Same Number,आरक्षी,महिला,,{loading.KENDRAS[0]},01-10-2025,SP/7/2025,,hi\n")


def main_button(page: Page) -> str:
    """Presses the page's main button; gives what the next page says."""
    page.click("main button.main")
    return page.inner_text("main")


def cell(row: str, day: int) -> str:
    """The button of an officer's day on the month page."""
    return f"button[name=cell][value='{row}.{day}']"


def enter(page: Page, row: str, day: int, duty: str) -> None:
    """Clicks a cell, chooses, and saves in the panel beside the month."""
    here = page.url
    page.click(cell(row, day))
    expect(page.locator("#cell h2")).to_be_focused()
    assert page.url == here, "the editor opens beside the month"
    page.check(f"#cell input[name=duty][value='{duty}']")
    page.click("#cell button[data-main]")
    page.wait_for_selector("#cell", state="detached")


def walk(page: Page, month: str) -> None:
    """The arrows go through the grid; on a telephone a whole week stands in view, with its totals and cells for a thumb."""
    page.locator(cell(NEWCOMER, 10)).focus()
    page.keyboard.press("ArrowRight")
    expect(page.locator(cell(NEWCOMER, 11))).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator(f"button[value$='.11']:focus:not({cell(NEWCOMER, 11)})")).to_be_visible()
    size = page.viewport_size
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(f"{month}?week=2")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    total, one = page.locator("tbody tr:first-child td:last-child"), page.locator("tbody button").first
    assert total.bounding_box()["x"] < 350 and one.bounding_box()["width"] >= 22 and one.bounding_box()["height"] >= 32
    page.set_viewport_size(size)
    page.goto(month)


def draft(page: Page, month: str) -> None:
    """Has a month drafted, stops with the first roster that is there, takes it over."""
    page.goto(f"{month}/draft")
    page.click("main button[data-main]")
    expect(page.locator("#draft dd").nth(1)).to_have_text(re.compile("[1-9]"), timeout=90_000)  # filled in by asking again
    stop = page.get_by_role("button", name="रोकें और अब तक का सर्वोत्तम रखें")
    if stop.is_visible():
        stop.click()
    take_over = page.get_by_role("button", name="इसे माह में अपनायें")
    expect(take_over).to_be_visible(timeout=90_000)
    take_over.click()
    page.wait_for_selector("table.grid")


def printed(page: Page, portal: Practice, path: str) -> str:
    """The text of a paper that the page at *path* prints."""
    page.goto(portal.url + path)
    form = page.locator("main form[method=post]")
    token = form.locator("input[name=csrf_token]").get_attribute("value")
    answer = page.request.post(portal.url + form.get_attribute("action"), form={"csrf_token": token, "language": "hi"})
    assert answer.ok and answer.body().startswith(b"%PDF"), path
    return subprocess.run(["pdftotext", "-layout", "-", "-"], input=answer.body(), capture_output=True,
                          check=True).stdout.decode()


def read(portal: Practice, first: date) -> tuple[str, Plan, dict[str, str]]:
    """The kendra's id, the plan of a month, and officer's key → personnel number."""
    with portal.app.app_context():
        from portal.core.db import db

        unit = db.session.scalars(select(Unit).where(Unit.code == loading.KENDRAS[0])).one()
        plan = plan_of(_scope(unit), unit.id, first.year, first.month)
        keys = {str(find_by_number(number).id): number for number in numbers_of(portal)}
        return str(unit.id), plan, keys


def numbers_of(portal: Practice) -> list[str]:
    """The kendra's officers with an account: the first two desk officers, and the newcomer of the list."""
    return [*portal.numbers["desk_officer"][:2], NEWCOMER]


def _scope(unit: Unit) -> Scope:
    from portal.core.db import db

    return Scope(db.session.scalars(select(User.id)).first(), unit.id, unit.path, (unit.id,))


def test_a_month_from_the_staff_list_to_the_attendance(browser, portal, monkeypatch):
    page = portal.sign_in(browser.new_page(), "kendra_incharge")
    ahead = shifted(clock.today().replace(day=1), 2)  # practice records publish this month and the next
    month, following = (f"{portal.url}/roster/{one.year}-{one.month:02}" for one in (ahead, shifted(ahead, 1)))

    page.goto(f"{portal.url}/staff/lists/new")
    page.set_input_files("[name=file]", {"name": "staff.csv", "mimeType": "text/csv", "buffer": LIST.encode()})
    assert "नवीन परीक्षण कुमारी" in main_button(page), "the list is shown with its verdicts before anybody is posted"
    main_button(page)
    page.goto(f"{portal.url}/leave/new")
    who = page.locator("[name=officer] option", has_text="नवीन परीक्षण कुमारी").get_attribute("value")
    page.select_option("[name=officer]", who)
    page.select_option("[name=kind]", index=1)
    first, last = ahead + timedelta(days=9), ahead + timedelta(days=11)
    for name, day in (("from_on", first), ("to_on", last), ("applied_on", clock.today())):
        page.fill(f"[name={name}]", f"{day:%d-%m-%Y}")
    page.fill("[name=reason]", "भाई का विवाह")
    main_button(page)
    page.goto(f"{page.url}/decide")
    page.check("[name=answer][value=grant]")
    main_button(page)

    page.goto(month)
    expect(page.locator(cell(NEWCOMER, 10))).to_have_text("अव")
    walk(page, month)
    enter(page, NEWCOMER, 4, "court")
    enter(page, NEWCOMER, 8, "off")
    draft(page, month)
    expect(page.locator(cell(NEWCOMER, 4))).to_have_text("न्या")
    expect(page.locator(cell(NEWCOMER, 8))).to_have_text("सा.अ.")
    expect(page.locator(cell(NEWCOMER, 10))).to_have_text("अव")
    assert page.locator("tbody td.m, tbody td.e, tbody td.n").count() > 100
    taken = [page.locator("tbody td.m button").nth(number).get_attribute("value").split(".") for number in (0, 5, 10)]
    for row, day in taken:
        enter(page, row, int(day), "")
    expect(page.locator("tfoot td.h").first).to_be_visible()  # the posts that fell empty are red before publishing
    page.get_by_role("link", name="जारी करें").click()
    page.fill("[name=reason]", "तीन अधिकारी अन्य कार्य पर")
    main_button(page)
    expect(page.locator("main .band.success").first).to_contain_text("संस्करण 1")
    kendra, plan, keys = read(portal, ahead)
    text = printed(page, portal, f"/print/roster-chart-a4/{kendra}?on={ahead:%d-%m-%Y}")
    assert "नवीन परीक्षण कुमारी" in text

    draft(page, following)
    nights = Counter(one.officer for one in plan.cells if plan.duty(one).is_night)
    after = read(portal, shifted(ahead, 1))[1]
    assert all(after.nights_before[officer] >= count for officer, count in nights.items()), "its nights are counted on"
    tired = {one.officer for one in plan.cells if plan.duty(one).is_night and one.day == plan.dates[-1]}
    assert tired and not [one for one in after.cells if one.officer in tired and one.day == after.first
                          and one.duty in ("morning", "evening")], "who had the last night rests on the first"
    page.context.close()

    moment = datetime.combine(ahead + timedelta(days=2), time(23), tzinfo=clock.IST)  # the month has begun
    monkeypatch.setattr(clock, "datetime", clock.datetime)
    monkeypatch.setenv("PORTAL_TEST_NOW", moment.isoformat())
    hour.begin()
    giver, taker = numbers_of(portal)[:2]
    swap = next(one for one in (Swap(cell.officer, cell.day, cell.duty, next(key for key in keys if keys[key] == taker))
                                for cell in plan.cells if keys.get(cell.officer) == giver and 5 < cell.day.day < 25)
                if not one.doubles(plan.cells) and not [fault for fault in breaches(plan, plan.cells, one) if fault.is_hard])
    page = portal.sign_in(browser.new_page(), "desk_officer")
    page.goto(f"{portal.url}/roster/mine?month={ahead:%m-%Y}")
    main_button(page)  # she has seen her duties
    page.click(f"a[href*='day={swap.day:%d-%m-%Y}'][href*='duty={swap.duty}']")
    page.select_option("[name=other]", swap.other)
    page.fill("[name=reason]", "परिवार में विवाह")
    main_button(page)
    asked = page.url
    page.context.close()
    page = portal.sign_in(browser.new_page(), "desk_officer", 1)
    page.goto(asked)
    page.check("[name=answer][value=agree]")
    main_button(page)
    page.context.close()

    page = portal.sign_in(browser.new_page(), "kendra_incharge")
    page.goto(f"{portal.url}/roster/swaps/waiting")
    page.click(f"table.list a:has-text('{swap.day:%d-%m-%Y}')")
    page.check("[name=answer][value=approve]")
    main_button(page)
    with portal.app.app_context():
        from portal.core.db import db

        unit = db.session.scalars(select(Unit).where(Unit.code == loading.KENDRAS[0])).one()
        stands = {(one.officer, one.duty) for one in published_cells(_scope(unit), unit.id, swap.day, swap.day)}
    assert (swap.other, swap.duty) in stands and (swap.officer, swap.duty) not in stands
    page.goto(f"{portal.url}/roster/attendance?on={moment:%d-%m-%Y}")
    states = page.locator("select[name$=state]")
    for number in range(states.count()):
        states.nth(number).select_option("present")
    assert main_button(page).count("उपस्थित") >= 6, "two officers in each of three shifts"
    page.goto(f"{portal.url}/roster/totals?month={ahead:%m-%Y}")
    expect(page.locator("table.list tbody tr", has_text="नवीन परीक्षण कुमारी")).to_be_visible()
    page.context.close()
