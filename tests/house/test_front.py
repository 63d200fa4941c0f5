"""The front: small files, valid and accessible parts, and what the script promises on a shared PC."""

import gzip
import time
from collections.abc import Iterator
from itertools import pairwise

import pytest
from babel.messages.pofile import read_po
from flask import Flask
from playwright.sync_api import Browser, BrowserContext, Page, expect

from portal.config import ROOT
from tests import browser as tools
from tests.client import PageClient
from tests.house.style_page import make_app

STATIC = ROOT / "static"
PATHS = ("/", "/form", "/bare")
WIDE, PHONE = {"width": 1366, "height": 768}, {"width": 360, "height": 740}
SECRET = "दीपा-का-गोपनीय-कथन"  # a canary; no person


@pytest.fixture(scope="module")
def app(tmp_path_factory) -> Flask:
    return make_app(tmp_path_factory.mktemp("style"))


@pytest.fixture(scope="module")
def url(app: Flask) -> Iterator[str]:
    with tools.live_server(app) as server:
        yield server.url


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    with tools.launch() as browser:
        yield browser


@pytest.fixture
def context(chromium: Browser, app: Flask) -> Iterator[BrowserContext]:
    app.log.clear()
    app.session_answer = 204
    context = chromium.new_context(viewport=WIDE)
    context.set_default_timeout(5000)
    yield context
    context.close()


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


@pytest.fixture
def scriptless(chromium: Browser, app: Flask) -> Iterator[Page]:
    app.log.clear()
    context = chromium.new_context(java_script_enabled=False)
    context.set_default_timeout(5000)
    yield context.new_page()
    context.close()


def posts(app: Flask, path: str) -> list[dict]:
    """What was POSTed to *path*, in order."""
    return [form for method, sent_to, form in app.log if method == "POST" and sent_to == path]


# What is sent down the line

@pytest.mark.parametrize(("name", "raw", "packed"), [("css/portal.css", 16_384, 4_600), ("js/portal.js", 12_288, 4_000)])
def test_files_stay_small(name: str, raw: int, packed: int):
    content = (STATIC / name).read_bytes()
    assert len(content) <= raw
    assert len(gzip.compress(content, 9)) <= packed


def test_first_visit_fits_the_budget():
    files = ("css/portal.css", "js/portal.js", "vendor/htmx-2.0.11.min.js", "icons/portal.svg")
    assert sum(len(gzip.compress((STATIC / name).read_bytes(), 9)) for name in files) <= 30 * 1024


def test_script_keeps_nothing_and_evaluates_nothing():
    script = (STATIC / "js/portal.js").read_text(encoding="utf-8").split("*/", 1)[1]
    for word in ("localStorage", "setItem", "indexedDB", "document.cookie", "eval(", "new Function", "innerHTML"):
        assert word not in script


def test_every_sentence_of_the_frame_has_its_hindi(app: Flask):
    with (ROOT / "portal/translations/components.hi.po").open("rb") as file:
        hindi = {message.id: message.string for message in read_po(file, locale="hi")}
    for folder in ("layouts", "components"):
        for path in (ROOT / "templates" / folder).glob("*.html"):
            for _, _, sentence in app.jinja_env.extract_translations(path.read_text(encoding="utf-8")):
                sentence = sentence[0] if isinstance(sentence, tuple) else sentence
                assert sentence is None or hindi.get(sentence), f"{path.name}: {sentence!r} has no Hindi in components.hi.po"


# Pages without script

@pytest.mark.parametrize("path", PATHS)
def test_pages_are_valid(app: Flask, path: str):
    PageClient(app).get(path)


def test_refused_form_links_each_mistake_to_its_field(app: Flask):
    client = PageClient(app)
    sent = client.get("/form").form("/form") | {"parties-0-name": "", "parties-0-relation": ""}
    page = client.post("/form", sent, status=422)
    links = [link["href"] for link in page.soup.select("#error-summary a")]
    assert "#name" in links and "#channel-0" in links and "#parties-0-name" in links
    for link in links:
        assert page.soup.select_one(link), f"{link} leads nowhere"
    name = page.soup.select_one("#name")
    assert name["aria-invalid"] == "true" and "name-error" in name["aria-describedby"]
    assert page.soup.select_one("#name-error")


def test_typed_fields_are_not_remembered_checked_or_translated(app: Flask):
    for field in PageClient(app).get("/form").soup.select("main input[type=text], main input[type=tel], main textarea"):
        assert (field["autocomplete"], field["spellcheck"], field["translate"]) == ("off", "false", "no"), field


def test_long_text_is_never_cut_by_the_browser(app: Flask):
    assert not PageClient(app).get("/form").soup.select_one("#gist").has_attr("maxlength")


def test_two_forms_on_a_page_carry_every_hidden_field_without_ids(app: Flask):
    form = PageClient(app).get("/form").soup.select_one("main form")
    hidden = {field["name"]: field for field in form.select("input[type=hidden]")}
    assert {"csrf_token", "once_token", "version"} <= set(hidden)
    assert hidden["version"]["value"] == "3"
    assert not any(field.has_attr("id") for field in hidden.values())


@pytest.mark.parametrize(("press", "name", "value"), [("[name=_add]", "_add", "parties"),
                                                    ("#parties-1 [name=_remove]", "_remove", "parties-1")])
def test_blocks_without_script_send_the_form(scriptless: Page, url: str, app: Flask, press: str, name: str, value: str):
    scriptless.goto(url + "/form?parties=2")
    scriptless.click(press)
    assert posts(app, "/form")[0][name] == value


def test_enter_without_script_saves_and_never_removes_a_block(scriptless: Page, url: str, app: Flask):
    scriptless.goto(url + "/form?parties=2")
    scriptless.press("#mobile", "Enter")
    assert {"_add", "_remove"}.isdisjoint(posts(app, "/form")[0])


def test_not_told_opens_its_reason_without_script(scriptless: Page, url: str):
    scriptless.goto(url + "/form")
    expect(scriptless.locator("#name_reason")).not_to_be_visible()
    scriptless.click(".not-told summary")
    expect(scriptless.locator("#name_reason")).to_be_visible()


# Looks and access

@pytest.mark.parametrize("viewport", [WIDE, PHONE], ids=["wide", "phone"])
@pytest.mark.parametrize("path", [*PATHS, "refused"])
def test_accessibility_engine_finds_nothing(chromium: Browser, url: str, path: str, viewport: dict):
    context = chromium.new_context(viewport=viewport, bypass_csp=True)
    page = context.new_page()
    page.goto(url + ("/form" if path == "refused" else path))
    if path == "refused":
        page.click("[data-main]")
        expect(page.locator("#error-summary")).to_be_focused()
    for closed in page.locator("details:visible").all():
        closed.locator("summary").click()
    page.wait_for_load_state("networkidle")
    assert tools.axe_violations(page) == []
    context.close()


@pytest.mark.parametrize("width", [320, 360, 1366])
@pytest.mark.parametrize("path", PATHS)
def test_nothing_sticks_out_sideways(page: Page, url: str, path: str, width: int):
    page.set_viewport_size({"width": width, "height": 740})
    page.goto(url + path)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("path", PATHS)
def test_targets_are_large(page: Page, url: str, path: str):
    page.goto(url + path)
    for target in page.locator(".button:visible, input:visible, select:visible, .menu a:visible").all():
        box = target.bounding_box()
        is_tick = target.evaluate("e => ['checkbox', 'radio'].includes(e.type)")
        assert box["height"] >= (24 if is_tick else 44), target.evaluate("e => e.outerHTML")


def test_paper_shows_the_matter_only(page: Page, url: str):
    page.goto(url + "/")
    page.emulate_media(media="print")
    expect(page.locator("table").first).to_be_visible()
    for part in (".top", ".menu", ".foot", ".bar", ".pager", ".demo"):
        expect(page.locator(part).first).not_to_be_visible()


# What the script adds

@pytest.mark.parametrize("path", PATHS)
def test_policy_refuses_nothing_and_nothing_is_stored(page: Page, url: str, path: str):
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(url + path)
    page.wait_for_load_state("networkidle")
    assert said == []
    assert page.evaluate("[localStorage.length, sessionStorage.length, document.cookie]") == [0, 0, ""]


def test_htmx_is_locked(page: Page, url: str):
    page.goto(url + "/")
    expect(page.locator("#piece")).to_be_visible()  # the panel came in
    config = page.evaluate("htmx.config")
    assert [config[name] for name in ("allowEval", "allowScriptTags", "includeIndicatorStyles", "historyRestoreAsHxRequest",
                                      "selfRequestsOnly", "refreshOnHistoryMiss", "historyCacheSize")] \
        == [False, False, False, False, True, True, 0]


def test_draft_is_kept_when_a_field_is_left(page: Page, url: str, app: Flask):
    page.goto(url + "/form")
    page.fill("#name", "क ख ग")
    page.focus("#mobile")
    expect(page.locator("[data-draft-note]")).to_contain_text(":")
    saved = posts(app, "/draft")
    assert len(saved) == 1 and saved[0]["name"] == "क ख ग" and saved[0]["_draft"] == "entry" and saved[0]["once_token"]


def test_draft_that_fails_says_so_and_keeps_the_text(page: Page, url: str, app: Flask):
    app.session_answer = 503
    page.goto(url + "/form")
    page.fill("#gist", "लिखा हुआ")
    page.focus("#mobile")
    expect(page.locator("[data-draft-note].bad")).to_be_visible()
    expect(page.locator("#gist")).to_have_value("लिखा हुआ")


def test_form_untouched_makes_no_draft(page: Page, url: str, app: Flask):
    page.goto(url + "/form")
    page.focus("#name")
    page.focus("#mobile")
    page.wait_for_timeout(300)
    assert posts(app, "/draft") == []


def test_idle_screen_is_emptied_after_its_draft_is_sent(page: Page, url: str, app: Flask):
    page.goto(url + "/form?idle=2")
    page.fill("#gist", SECRET)
    started = time.monotonic()
    expect(page.locator("#gist")).to_have_count(0)
    assert time.monotonic() - started < 3
    page.wait_for_url("**/session/locked")
    order = [path for method, path, _ in app.log if method == "POST"]
    assert order.index("/draft") < order.index("/session/lock")
    assert posts(app, "/draft")[0]["gist"] == SECRET
    assert posts(app, "/session/lock") == [{"next": "/form"}]
    assert SECRET not in page.content()


def test_idle_screen_is_emptied_though_the_server_is_gone(context: BrowserContext, page: Page, url: str):
    page.goto(url + "/form?idle=2")
    page.fill("#gist", SECRET)
    context.set_offline(True)
    page.wait_for_timeout(3000)
    assert SECRET not in page.content()
    assert not page.locator("#gist").count()


def test_locking_one_tab_empties_the_other(context: BrowserContext, page: Page, url: str):
    other = context.new_page()
    for tab in (page, other):
        tab.goto(url + "/form")
    other.fill("#gist", SECRET)
    page.press("body", "Alt+l")
    other.wait_for_url("**/session/locked")
    assert SECRET not in other.content()


def test_a_key_keeps_the_screen_open_and_a_script_does_not(page: Page, url: str):
    page.goto(url + "/form?idle=2")
    for _ in range(6):
        page.wait_for_timeout(500)
        page.press("#mobile", "9")
    expect(page.locator("#mobile")).to_have_value("999999")
    page.evaluate("setInterval(() => document.body.dispatchEvent(new KeyboardEvent('keydown', {bubbles: true})), 200)")
    page.wait_for_url("**/session/locked")


def test_keys_open_the_entry_and_the_search(page: Page, url: str):
    page.goto(url + "/")
    page.press("body", "Alt+f")
    expect(page.locator("#search-q")).to_be_focused()
    page.press("body", "Alt+n")
    page.wait_for_url("**/form")


def test_enter_stays_in_a_long_form_and_ctrl_enter_sends_it_once(page: Page, url: str, app: Flask):
    page.goto(url + "/form")
    page.press("#mobile", "Enter")
    page.wait_for_timeout(200)
    assert posts(app, "/form") == []
    page.press("#mobile", "Control+Enter")
    page.wait_for_selector("#error-summary")
    assert len(posts(app, "/form")) == 1


def test_double_click_sends_once(page: Page, url: str, app: Flask):
    page.goto(url + "/form")
    page.evaluate("for (let i = 0; i < 3; i++) document.querySelector('[data-main]').click()")
    page.wait_for_selector("#error-summary")
    assert len(posts(app, "/form")) == 1


def test_blocks_are_added_and_removed_in_place(page: Page, url: str, app: Flask):
    page.goto(url + "/form")
    for number in range(3):
        page.click("[name=_add]")
        expect(page.locator(f"#parties-{number}-name")).to_be_focused()
    page.click("[value=parties-1]")
    assert page.locator("[data-block]").evaluate_all("all => all.map(e => e.id)") == ["parties-0", "parties-2"]
    assert posts(app, "/form") == []


def test_letters_are_counted(page: Page, url: str):
    page.goto(url + "/form")
    page.fill("#gist", "अ" * 41)
    expect(page.locator("#gist-count.bad")).to_have_text("41 / 40")


def test_headings_do_not_skip_a_level(app: Flask):
    for path in PATHS:
        levels = [int(tag.name[1]) for tag in PageClient(app).get(path).soup.select("main h1, main h2, main h3, main h4")]
        assert levels[0] == 1 and all(after - before <= 1 for before, after in pairwise(levels))
