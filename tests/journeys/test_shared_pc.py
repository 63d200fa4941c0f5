"""The shared PC: the idle lock empties the page and keeps the draft, another officer switches in, Back shows nothing."""

import pytest

from portal.demo.loading import KENDRAS, PASSWORD
from tests.browser import launch
from tests.journeys import practice

SECRET = "गोपनीय कथन जो पन्ने पर था"


@pytest.fixture
def quick(filled, tmp_path):
    """A portal whose screens lock after twelve seconds."""
    folder, numbers = filled
    with practice.serve(folder, numbers, tmp_path / "portal", IDLE_SECONDS=12) as served:
        yield served


def test_the_lock_empties_the_page_and_keeps_the_draft(browser, quick):
    page = browser.new_context().new_page()
    quick.sign_in(page, "desk_officer")
    page.goto(f"{quick.url}/intake/new")
    page.fill("[name=gist]", SECRET)
    page.press("[name=gist]", "Tab")
    page.wait_for_url("**/session/locked", timeout=30000)
    assert SECRET not in page.content()
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_selector("nav.menu", state="attached")
    assert SECRET in continued(page, quick)
    page.context.close()


def test_the_lock_keeps_what_was_typed_on_any_page(browser, quick):
    page = browser.new_context().new_page()
    quick.sign_in(page, "kendra_incharge")
    page.goto(f"{quick.url}/complaints")
    page.click("table.list tbody a >> nth=0")
    page.goto(f"{page.url}/diary/new")
    page.fill("[name=text]", SECRET)
    page.wait_for_url("**/session/locked", timeout=30000)
    page.fill("[name=password]", PASSWORD)
    page.press("[name=password]", "Enter")
    page.wait_for_url("**/diary/new")
    assert page.input_value("[name=text]") == SECRET
    page.context.close()


def continued(page, portal) -> str:
    """What happened, as the entry that was begun before has it when it is taken up again."""
    page.goto(f"{portal.url}/intake/new")
    for button in page.query_selector_all("main form button, main a.button"):
        if "जारी" in button.inner_text() or "आगे" in button.inner_text():
            button.click()
            break
    page.wait_for_selector("[name=gist]")
    return page.input_value("[name=gist]")


def test_a_draft_survives_the_end_of_the_browser(browser, portal):
    first = browser.new_context()
    page = first.new_page()
    portal.sign_in(page, "desk_officer")
    page.goto(f"{portal.url}/intake/new")
    page.fill("[name=gist]", SECRET)
    with page.expect_response("**/drafts/**"):
        page.press("[name=gist]", "Tab")
    first.close()  # power cut: cookies and page are gone
    second = browser.new_context()
    page = second.new_page()
    portal.sign_in(page, "desk_officer")
    assert SECRET in continued(page, portal)
    second.close()


@pytest.fixture(scope="module")
def keeping_browser():
    """A browser that remembers whole pages for the Back button, as officers' browsers do; tools switch that off."""
    with launch(kept_pages=True) as started:
        yield started


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("kind", ["browser", "keeping_browser"])
def test_back_after_sign_out_shows_nothing(request, portal, kind, script):
    assert f"{KENDRAS[0]}/20" not in after_back(request.getfixturevalue(kind), portal, script)


@pytest.mark.parametrize("kind", ["browser", "keeping_browser"])
def test_without_no_store_the_page_would_come_back(request, portal, kind):
    portal.app.wsgi_app = may_be_kept(portal.app.wsgi_app)
    assert f"{KENDRAS[0]}/20" in after_back(request.getfixturevalue(kind), portal, script=False), "the test above could not fail"


def test_the_script_alone_empties_a_page_that_a_browser_remembered(keeping_browser, portal):
    portal.app.wsgi_app = may_be_kept(portal.app.wsgi_app)
    assert f"{KENDRAS[0]}/20" not in after_back(keeping_browser, portal, script=True)


def may_be_kept(app):
    """The app with its orders to the browser to keep nothing taken out."""
    def answer(environ, start):
        def begin(status, headers, *fault):
            orders = ("cache-control", "vary", "clear-site-data")
            kept = [(name, value) for name, value in headers if name.lower() not in orders]
            return start(status, [*kept, ("Cache-Control", "private, max-age=600")], *fault)

        return app(environ, begin)

    return answer


def after_back(browser, portal, script: bool) -> str:
    """What the browser shows after an officer looked at her list, signed out, and somebody pressed Back."""
    context = browser.new_context(java_script_enabled=script)
    page = context.new_page()
    portal.sign_in(page, "kendra_incharge")
    page.goto(f"{portal.url}/complaints")
    assert f"{KENDRAS[0]}/20" in page.content()
    page.evaluate("document.querySelector(\"form[action='/session/end']\").submit()")
    page.wait_for_url("**/sign-in*")
    page.evaluate("history.back()")
    page.wait_for_timeout(1500)
    content = page.content()
    context.close()
    return content
