"""An in-charge makes a month in a real browser: a cell in the panel, a draft that tells how far it is, stopped, taken over."""

import re

import pytest
from playwright.sync_api import expect

from portal.core import clock
from portal.leave.rules import shifted
from portal.roster import solver

pytestmark = pytest.mark.skipif(not solver.is_there(), reason="the roster's solver is left out on this machine")


def test_a_month_from_the_first_cell_to_publishing(browser, portal):
    page = browser.new_page()
    portal.sign_in(page, "kendra_incharge")
    ahead = shifted(clock.today().replace(day=1), 2)  # practice records publish this month and the next
    month = f"/roster/{ahead.year}-{ahead.month:02}"
    page.goto(portal.url + month)
    page.click("tbody tr:nth-child(2) td:nth-of-type(4) button")
    expect(page.locator("#cell h2")).to_be_focused()
    assert page.url.endswith(month), "the editor opens beside the month"
    page.check("#cell input[value=court]")
    page.click("#cell button[data-main]")
    expect(page.locator("td.o.f button")).to_have_text("न्या")
    page.goto(f"{portal.url}{month}/draft")
    page.click("main button[data-main]")
    expect(page.locator("#draft dl")).to_be_visible()
    stop = page.get_by_role("button", name="रोकें और अब तक का सर्वोत्तम रखें")
    take_over = page.get_by_role("button", name="इसे माह में अपनायें")
    expect(page.locator("#draft dd").nth(1)).to_have_text(re.compile("[1-9]"), timeout=90_000)  # filled in by asking again
    if stop.is_visible():
        stop.click()
    expect(take_over).to_be_visible(timeout=90_000)
    take_over.click()
    expect(page.locator("td.o.f button")).to_have_text("न्या")
    assert page.locator("tbody td.m, tbody td.e, tbody td.n").count() > 100
    page.get_by_role("link", name="जारी करें").click()
    page.fill("[name=reason]", "अभ्यास")
    page.click("main button[data-main]")
    expect(page.locator("main .band.success").first).to_contain_text("संस्करण 1")
    page.context.close()
