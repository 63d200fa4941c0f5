"""The day after the receipt in a real browser: everyone who carries a matter on, watches over it or keeps the house, in Hindi."""

import re
import subprocess
from datetime import timedelta

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from portal.core import clock
from portal.demo.loading import KENDRAS
from portal.demo.people import MATTERS, WOMEN
from tests.journeys.practice import Practice

# As the how many-th each matter came to the first kendra.
WAITING, ENQUIRY, NOT_VERIFIED, VERIFIED, LONG_DISPOSED, HARASSED = 9, 14, 13, 11, 3, 7
REPORT = "जाँच में विपक्षी दोषी पाये गये, निरोधात्मक कार्यवाही की गयी और प्रार्थिनी को बताया गया।"
NEW_PASSWORD = "hara patta subah ki os"


@pytest.fixture(params=[True, False], ids=["with script", "without script"])
def context(browser: Browser, request) -> BrowserContext:
    """A browser as it stands at the kendra."""
    opened = browser.new_context(java_script_enabled=request.param)
    opened.set_default_timeout(10_000)
    yield opened
    opened.close()


@pytest.fixture
def page(browser: Browser) -> Page:
    """A page of a browser with script."""
    opened = browser.new_context()
    opened.set_default_timeout(10_000)
    yield opened.new_page()
    opened.close()


def send(page: Page) -> str:
    """Presses the page's main button; gives what the officer reads afterwards."""
    page.click("main .bar.send button[type=submit]")
    page.wait_for_load_state()
    return page.inner_text("body")


def figure(page: Page, portal: Practice, label: str) -> int:
    """The number on the first page's tile with *label*; a nought stands folded away."""
    page.goto(f"{portal.url}/")
    return int(page.text_content(f"a.figure:has-text('{label}') strong"))


def matter(page: Page, portal: Practice, place: int) -> str:
    """Opens the matter that came as the *place*-th from the list; its address."""
    page.goto(f"{portal.url}/complaints")
    page.click(f"table.list a:has-text('{portal.token(place)}')")
    page.wait_for_url(re.compile(r"/complaints/[0-9a-f-]{36}$"))
    return page.url


def dispose(page: Page, base: str, manner: str = "action_taken") -> str:
    """Proposes the end of the matter at *base*; what the officer reads afterwards."""
    page.goto(f"{base}/dispose")
    page.check(f"[name=manner][value={manner}]")
    page.fill("[name=report]", REPORT)
    return send(page)


def test_the_incharge_acknowledges_assigns_and_reads_what_is_missing(context, portal):
    page = portal.sign_in(context.new_page(), "kendra_incharge")
    before = figure(page, portal, "अभी खतरा है")
    page.click("a.figure:has-text('अभी खतरा है')")
    page.click("table.list tbody a >> nth=0")
    assert "क्या करना है" in page.inner_text("main")
    page.fill("[name=note]", "महिला को आश्रय गृह भेजा गया, बीट आरक्षी को सूचना दी।")
    assert "संज्ञान अंकित हुआ" in send(page)
    assert figure(page, portal, "अभी खतरा है") == before - 1

    page.click("a.figure:has-text('जाँच अधिकारी नामित नहीं')")
    page.click(f"table.list a:has-text('{portal.token(WAITING)}')")
    page.click("main a:has-text('जाँच अधिकारी नामित करें')")
    page.wait_for_selector("input[name=officer_id]")  # a list of what stands there now waits for nothing by itself
    loads = page.locator("label:near(input[name=officer_id])").all_inner_texts()
    assert any("5 लम्बित" in load and "सबसे पुरानी" in load for load in loads), f"the load stands beside the names: {loads}"
    assert any("कुछ लम्बित नहीं" in load for load in loads), loads
    page.check("input[name=officer_id] >> nth=0")
    assert "जाँचकर्ता नामित हुए" in send(page) and "जाँच में" in page.inner_text("main")
    assert figure(page, portal, "जाँच अधिकारी नामित नहीं") == 0

    page.goto(f"{portal.url}/registers")
    page.click("section:has-text('महिला हेल्प डेस्क रजिस्टर') >> a:has-text('पूर्णता सूची')")
    rows = page.inner_text("table.list")
    assert "विपक्षी अंकित नहीं" in rows and portal.serial(12) in rows


def test_the_incharge_prints_a_register(page, portal):
    portal.sign_in(page, "kendra_incharge")
    page.goto(f"{portal.url}/registers/complaints")
    page.click("main a:has-text('मुद्र')")
    action = page.get_attribute("main form[method=post]", "action")
    token = page.get_attribute("main form[method=post] input[name=csrf_token]", "value")
    answer = page.request.post(portal.url + action, form={"csrf_token": token, "language": "hi"})
    assert answer.ok and answer.body().startswith(b"%PDF")
    text = subprocess.run(["pdftotext", "-layout", "-", "-"], input=answer.body(), capture_output=True,
                          check=True).stdout.decode()
    assert portal.serial(1) in text and portal.serial(14) in text
    assert not [woman for woman, *_ in WOMEN if woman in text]


def test_the_enquiry_officer_keeps_the_diary_promises_and_disposes(context, portal):
    page = portal.sign_in(context.new_page(), "enquiry_officer")
    base = matter(page, portal, ENQUIRY)
    page.goto(f"{base}/diary/new")
    page.select_option("[name=kind]", "party")
    page.fill("[name=text]", "विपक्षी को केन्द्र पर बुलाकर बात की गयी, एक सप्ताह में खर्च देने को कहा।")
    assert "कृत कार्यवाही में अंकित हुआ" in send(page)
    page.goto(f"{base}/diary")
    assert "विपक्षी को केन्द्र पर बुलाकर" in page.inner_text("main")

    due = clock.today() + timedelta(days=3)
    page.goto(f"{base}/promises/new")
    page.fill("[name=text]", "तीन दिन में विपक्षी से फिर बात कर बताया जायेगा।")
    page.fill("[name=due_on]", f"{due:%d-%m-%Y}")
    assert "आश्वासन शेष कार्यों की सूची में आ गया" in send(page)
    page.goto(f"{portal.url}/due/promises")
    assert f"{due:%d-%m-%Y}" in page.inner_text(f"tr:has-text('तीन दिन में'):has-text('{portal.token(ENQUIRY)}')")

    before = figure(page, portal, "असत्यापित निस्तारण")
    assert "आश्वासन अभी शेष है" in dispose(page, base), "nothing is closed over an open promise"
    page.goto(f"{base}/promises")
    for href in [link.get_attribute("href") for link in page.query_selector_all("main a[href$='/end']")]:
        page.goto(portal.url + href)
        page.check("[name=outcome][value=kept]")
        page.fill("[name=text]", "विपक्षी से बात की और प्रार्थिनी को फोन पर बताया।")
        send(page)
    assert "“असत्यापित” लिखा रहेगा" in dispose(page, base) and "निस्तारण असत्यापित" in page.inner_text("main")
    assert figure(page, portal, "असत्यापित निस्तारण") == before + 1
    page.goto(f"{base}/disposal")
    assert "निस्तारण असत्यापित" in page.inner_text("main")
    assert not page.query_selector(f"a[href='{base.removeprefix(portal.url)}/call']"), "nobody verifies the own work"
    assert page.goto(f"{base}/call").status == 403


def test_closing_waits_for_the_facts_and_for_the_fir(context, portal):
    page = portal.sign_in(context.new_page(), "enquiry_officer")
    base = matter(page, portal, HARASSED)
    assert "पहले तथ्य चिह्नित करें" in dispose(page, base)
    page.goto(f"{base}/triage")
    for fact in ("remarks", "at_work"):
        if folded := page.query_selector(f"details:has(#fact-{fact}):not([open]) > summary"):
            folded.click()
        page.check(f"#fact-{fact}")
    page.click("main button[name=_preview]:visible")
    page.wait_for_selector("#candidates input[name=sections]")
    sections = page.inner_text("#candidates")
    assert "बीएनएस 75" in sections and "संज्ञेय" in sections, sections
    for box in page.query_selector_all("#candidates input[name=sections]"):
        box.check()
    assert "तथ्य अंकित हुए" in send(page) and "निस्तारण बन्द है" in page.inner_text("main")
    assert "एफआईआर के बाद ही समाप्त होता है" in dispose(page, base)
    assert "निस्तारण असत्यापित" not in page.inner_text("main")

    page.goto(f"{base}/triage/ways/fir")
    page.fill("[name=number]", "0417")
    page.fill("[name=registered_at_hour]", "00:00")
    assert "मार्ग तय हुआ" in send(page) and "निस्तारण खुला है" in page.inner_text("main")
    assert f"0417/{clock.today().year}" in page.inner_text("main")
    assert "“असत्यापित” लिखा रहेगा" in dispose(page, base, "fir") and "निस्तारण असत्यापित" in page.inner_text("main")


def test_an_enquiry_officer_sees_own_files_only(page, portal):
    portal.sign_in(page, "enquiry_officer")
    base = matter(page, portal, ENQUIRY)
    page.context.clear_cookies()
    portal.sign_in(page, "enquiry_officer", 1)
    page.goto(f"{portal.url}/complaints")
    assert f"{KENDRAS[0]}/20" not in page.inner_text("main")
    assert page.goto(base).status == 404 and "नहीं मिला" in page.inner_text("h1")


def test_someone_else_calls_three_times_and_gives_up(context, portal):
    page = portal.sign_in(context.new_page(), "desk_officer")
    base = matter(page, portal, LONG_DISPOSED)
    for day, hour in ((2, "11:00"), (2, "16:00"), (1, "12:00")):
        page.goto(f"{base}/disposal")
        assert not page.query_selector("main form.act button:has-text('सम्पर्क नहीं हो सका')"), "three tries on two days first"
        page.goto(f"{base}/call")
        page.check("[name=is_reached][value=no]")
        page.fill("[name=happened_on]", f"{clock.today() - timedelta(days=day):%d-%m-%Y}")
        page.fill("[name=happened_at_hour]", hour)
        page.fill("[name=her_words]", "घण्टी जाती रही, किसी ने नहीं उठाया।")
        assert "फीडबैक रजिस्टर में अंकित हो गया" in send(page)
    page.goto(f"{base}/disposal")
    page.click("main form.act button:has-text('सम्पर्क नहीं हो सका')")
    page.wait_for_url(base)
    assert "निस्तारित, महिला से सम्पर्क नहीं हो सका" in page.inner_text("main")
    page.goto(f"{portal.url}/registers/feedback")
    assert page.inner_text("#rows").count(portal.token(LONG_DISPOSED)) == 3


def test_someone_else_calls_and_her_answer_verifies(context, portal):
    page = portal.sign_in(context.new_page(), "desk_officer", 1)
    base = matter(page, portal, NOT_VERIFIED)
    page.goto(f"{base}/call")
    page.check("[name=is_reached][value=yes]")
    assert "पूछकर" in send(page) or page.query_selector(".error"), "reached, but no answer: the page asks for it"
    page.check("[name=satisfaction][value=partly]")
    page.fill("[name=her_words]", "धमकी बन्द है पर वह अभी भी रास्ते में घूरता है।")
    assert "फीडबैक रजिस्टर में अंकित हो गया" in send(page)
    assert "निस्तारित, सत्यापित" in page.inner_text("main")
    page.goto(f"{base}/disposal")
    assert "आंशिक" in page.inner_text("main") and "रास्ते में घूरता है" in page.inner_text("main")


def test_the_station_officer_sees_what_waits_and_opens_a_matter_again(page, portal):
    portal.sign_in(page, "sho")
    waiting = figure(page, portal, "असत्यापित निस्तारण")
    assert waiting and "थाना हजरतगंज" in page.inner_text("main")
    page.click("a.figure:has-text('असत्यापित निस्तारण')")
    assert len(page.query_selector_all("table.list tbody tr")) == waiting
    base = matter(page, portal, VERIFIED)
    page.goto(f"{base}/reopen")
    page.fill("[name=reason]", "प्रार्थिनी ने दोबारा आकर बताया कि पीछा करना फिर शुरू हो गया।")
    assert "प्रकरण पुनः खुल गया" in send(page) and "जाँच में" in page.inner_text("main")
    page.goto(f"{base}/looks")
    assert "अभी" not in page.inner_text("h1") and len(page.query_selector_all("table.list tbody tr")) > 1


def test_the_circle_officer_reviews_an_emergency_opening(page, portal):
    portal.sign_in(page, "desk_officer", 1)
    base = matter(page, portal, ENQUIRY)
    page.goto(f"{base}/emergency")
    page.check("[name=category] >> nth=0") if page.query_selector("input[name=category]") else page.select_option(
        "[name=category]", index=1)
    page.fill("[name=reason]", "महिला ने 112 पर बताया कि पति दरवाज़ा तोड़ रहा है, पता तुरन्त चाहिए।")
    assert "एक घण्टे" in send(page)
    page.context.clear_cookies()

    portal.sign_in(page, "circle_officer")
    assert figure(page, portal, "आपात में खोली गई पहचान") == 1
    page.click("a.figure:has-text('आपात में खोली गई पहचान')")
    page.click("table.list tbody a >> nth=0")
    said = page.inner_text("main")
    assert "दरवाज़ा तोड़ रहा है" in said and not [woman for woman, *_ in WOMEN if woman in said]
    page.fill("[name=note]", "112 की सूचना से मिलान किया, खोलना उचित था।")
    assert "समीक्षा दर्ज हुई" in send(page)
    assert figure(page, portal, "आपात में खोली गई पहचान") == 0


def test_the_auditor_finds_acts_in_the_trail_and_reads_no_content(page, portal):
    portal.sign_in(page, "desk_officer")
    base = matter(page, portal, ENQUIRY)
    page.context.clear_cookies()
    portal.sign_in(page, "auditor")
    page.goto(f"{portal.url}/trail")
    page.fill("[name=subject]", base.rsplit("/", 1)[1])
    page.click("main form button[type=submit]")
    page.wait_for_url("**subject=*")
    said = page.inner_text("#entries")
    for sentence in ("शिकायत अंकित की", "जाँच अधिकारी नामित किया", "कृत कार्यवाही अंकित की", "intake:complaint:opened"):
        assert sentence in said, said
    page.fill("[name=subject]", "")
    page.fill("[name=action]", "accounts:session")
    page.click("main form button[type=submit]")
    page.wait_for_url("**action=accounts*")
    assert set(re.findall(r"[a-z]+:[a-z]+:[a-z]+", page.inner_text("#entries"))) <= {
        "accounts:session:opened", "accounts:session:ended", "accounts:session:locked", "accounts:session:unlocked"}
    page.goto(f"{portal.url}/trail")
    seen = []
    while True:
        seen.append(page.content())
        following = page.query_selector("a[rel=next]")
        if following is None:
            break
        page.goto(portal.url + following.get_attribute("href"))
    assert len(seen) > 1
    no_content(" ".join(seen))
    for path in ("/complaints", base.removeprefix(portal.url), "/search", "/registers/complaints"):
        assert page.goto(portal.url + path).status in (403, 404), path


def test_the_administrator_adds_an_officer_who_then_comes_in(page, portal):
    portal.sign_in(page, "administrator")
    page.goto(f"{portal.url}/officers")
    assert not page.query_selector("main .error")
    page.click("main a[href='/officers/new']")
    page.fill("[name=personnel_no]", "912345678")
    page.fill("[name=name_hi]", "सुषमा नवागता")
    page.fill("[name=name_en]", "Sushma Navagata")
    page.select_option("[name=rank]", "HC")
    page.check("[name=is_woman]")
    assert "912345678" in send(page)
    account = page.url

    page.click("main a[href$='/roles/new']")
    page.select_option("[name=role]", "desk_officer")
    page.fill("[name=unit_code]", "LKO-MHL")
    page.fill("[name=from_on]", f"{clock.today():%d-%m-%Y}")
    send(page)
    assert page.query_selector(".error-summary"), "no role without an order number"
    page.fill("[name=order_no]", "स्था-1/2026/77")
    said = send(page)
    assert page.url == account and "स्था-1/2026/77" in said and "डेस्क अधिकारी" in said

    page.click("main a[href$='/code']")
    send(page)
    code = page.inner_text("main .code")
    for path in ("/complaints", "/visits", "/registers/complaints", "/search", "/danger-alerts", "/trail"):
        assert page.goto(portal.url + path).status == 403, path
        no_content(page.content())

    page.context.clear_cookies()
    page.goto(f"{portal.url}/sign-in/code")
    page.fill("[name=number]", "912345678")
    page.fill("[name=code]", code)
    send(page)
    page.wait_for_url("**/sign-in/new-password")
    for field in page.query_selector_all("main input[type=password]"):
        field.fill(NEW_PASSWORD)
    send(page)
    page.wait_for_selector("nav.menu", state="attached")
    assert "सुषमा नवागता" in page.content() and "महिला थाना" in page.inner_text("main")


def no_content(html: str) -> None:
    """Nothing that a woman told and nothing that names her stands in *html*."""
    told = [word for row in MATTERS for word in (row[2], row[3])] + [word for row in WOMEN for word in (row[0], row[1], row[3])]
    assert not [words for words in told if words and words in html]
