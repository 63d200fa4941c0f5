"""The telephone without a line: batteries pulled, lines that break, secrets forgotten; every entry arrives exactly once."""

import random
import time

import pytest
from playwright.sync_api import expect

from tests.browser import axe_violations
from tests.journeys.line import BAD, DEAD, GOOD, line_to
from tests.journeys.phone import PIN, arrived, keep_squad, sitting, telephone

ROUNDS = 3
CANARY = "कनकचम्पा-सूचक"  # typed into an entry; must not lie readable on the telephone
DUMP = """async () => {
  const open = await new Promise((yes, no) => { const ask = indexedDB.open('field'); ask.onsuccess = () => yes(ask.result); });
  const found = [];
  const read = (value) => value instanceof ArrayBuffer || ArrayBuffer.isView(value) ? new TextDecoder().decode(value)
    : value && typeof value === 'object' ? Object.values(value).map(read).join(' ') : String(value);
  for (const name of open.objectStoreNames) {
    const rows = await new Promise((yes) => { const ask = open.transaction(name).objectStore(name).getAll();
      ask.onsuccess = () => yes(ask.result); });
    found.push(name + ':' + rows.map(read).join('|'));
  }
  open.close();
  for (const box of await caches.keys()) for (const request of await (await caches.open(box)).keys())
    found.push(request.url + await (await caches.match(request)).text());
  return found.join('\\n') + JSON.stringify(localStorage) + JSON.stringify(sessionStorage);
}"""


@pytest.fixture
def line(portal):
    """A line to the practice portal."""
    with line_to(int(portal.url.rsplit(":", 1)[1])) as made:
        yield made


@pytest.fixture
def number(portal):
    """The in-charge, who has a squad."""
    number = portal.numbers["kendra_incharge"][0]
    keep_squad(portal.app, number)
    keep_squad(portal.app, number, spots=0)
    return number


@pytest.fixture
def phone(portal, line, number, tmp_path):
    """Her telephone: opened once with a line, prepared, then the line is dead."""
    with telephone(tmp_path / "phone", line.url) as made:
        made.on()
        made.sign_in(sitting(portal.app, number))
        made.prepare()
        made.page.wait_for_selector("main:has-text('योजना प्राप्त')")
        line.set(DEAD)
        yield made


def test_days_of_pulled_batteries_and_broken_lines_arrive_exactly_once(portal, line, number, phone):
    chance, before = random.Random(7), arrived(portal.app, "–")[""]
    for day in range(ROUNDS):
        pulled_at = chance.randrange(5)
        phone.begin()
        for stop in range(5):
            phone.stop(f"d{day}s{stop}")
            if stop == pulled_at:
                phone.pull()
                phone.on()
                phone.unlock()
                phone.page.click("button.thread")
        phone.finish()
        phone.counts(waits=9)
        phone.pull()
        phone.on()
        phone.sign_in(sitting(portal.app, number))
        line.set(BAD)
        phone.unlock()
        phone.page.wait_for_selector("button.start")
        phone.page.wait_for_timeout(chance.randrange(50, 900))
        phone.pull()
        phone.on()
        phone.sign_in(sitting(portal.app, number))
        phone.unlock()
        phone.page.wait_for_selector("button.start")
        phone.send_until_empty()
        line.set(DEAD)
        phone.counts(waits=0)
        found = arrived(portal.app, f"d{day}s")
        assert found.pop("") == day + 1 + before
        assert found == {f"d{day}s{stop}": 1 for stop in range(5)}
    assert line.resets > 0, "the line never broke; this test proved nothing"


def test_a_lost_telephone_shows_nothing(phone):
    phone.begin()
    phone.stop(CANARY)
    assert CANARY not in phone.page.evaluate(DUMP)
    phone.page.evaluate("words => localStorage.setItem('control', words)", CANARY)
    assert CANARY in phone.page.evaluate(DUMP), "the search finds nothing at all; the line above proves nothing"
    phone.page.evaluate("localStorage.removeItem('control')")
    phone.pull()
    phone.on()
    phone.page.goto(f"{phone.url}/field/")
    expect(phone.page.locator("#count")).to_contain_text("3")
    assert CANARY not in phone.page.content() and "ब्रीफिंग" not in phone.page.inner_text("main")


def test_a_wrong_secret_opens_nothing_loses_nothing_and_waits_ever_longer(phone):
    phone.begin()
    phone.pull()
    phone.on()
    for _ in range(3):
        phone.unlock("गलत-कोड-१२")
        expect(phone.page.locator(".error")).to_contain_text("सही नहीं")
    phone.unlock()
    expect(phone.page.locator(".error")).to_contain_text("सेकण्ड")
    phone.pull()
    phone.on()
    phone.unlock()
    expect(phone.page.locator(".error")).to_contain_text("सेकण्ड")
    time.sleep(31)
    phone.unlock()
    phone.counts(waits=2)


def test_a_forgotten_secret_is_replaced_by_who_signs_in_and_nobody_else(portal, line, number, phone):
    phone.begin()
    phone.pull()
    phone.on()
    line.set(GOOD)
    phone.sign_in(sitting(portal.app, portal.numbers["sho"][0]))
    phone.page.goto(f"{phone.url}/field/")
    phone.page.click("main > button >> nth=0")
    expect(phone.page.locator("main")).to_contain_text("कोई अन्य लॉग-इन")
    phone.sign_in(sitting(portal.app, number))
    phone.page.goto(f"{phone.url}/field/")
    phone.page.click("main > button >> nth=0")
    phone.page.fill("#pin", "नया-कोड-५५")
    phone.page.fill("#again", "नया-कोड-५५")
    phone.page.click("button.main")
    phone.counts(waits=0)
    phone.pull()
    phone.on()
    phone.unlock(PIN)
    expect(phone.page.locator(".error")).to_contain_text("सही नहीं")


def test_a_sign_out_keeps_the_queue_and_another_officer_has_her_own(portal, line, number, phone):
    phone.begin()
    phone.context.clear_cookies()
    line.set(GOOD)
    phone.page.click("button:has-text('वापस')")
    phone.page.click("button:has-text('अभी भेजें')")
    expect(phone.page.locator(".band a")).to_have_attribute("href", "/field/back")
    phone.sign_in(sitting(portal.app, portal.numbers["sho"][0]))
    phone.page.click("button:has-text('अभी भेजें')")
    expect(phone.page.locator(".band")).to_contain_text("कोई अन्य लॉग-इन")
    phone.page.click("header button:has-text('ताला')")
    phone.page.click("main > button >> nth=1")
    phone.page.fill("#pin", "दूसरा-कोड-७७")
    phone.page.fill("#again", "दूसरा-कोड-७७")
    phone.page.click("button.main")
    phone.counts(waits=0)
    phone.page.click("header button:has-text('ताला')")
    phone.sign_in(sitting(portal.app, number))
    phone.page.check("[name=vault] >> nth=0")
    phone.page.fill("#pin", PIN)
    phone.page.click("button.main")
    phone.page.wait_for_selector("button.start")
    phone.counts(waits=0)


def test_what_is_refused_stays_with_its_reason_and_is_mended(portal, line, number, phone):
    phone.begin()
    phone.stop("स्थल-१", checked="3", warned="8")
    phone.stop("स्थल-२")
    line.set(GOOD)
    phone.page.click("button:has-text('वापस')")
    phone.send_until_empty()
    phone.counts(waits=0, back=1)
    phone.pull()
    phone.on()
    phone.sign_in(sitting(portal.app, number))
    phone.unlock()
    expect(phone.page.locator("li.bad .why")).to_contain_text("चेताये")
    phone.page.click("li.bad button.main")
    assert phone.page.input_value("#f-warned") == "8" and phone.page.input_value("#f-reason") == "स्थल-१"
    phone.page.fill("#f-warned", "2")
    phone.page.click("#save")
    phone.counts(waits=0)
    assert [arrived(portal.app, "स्थल-")[one] for one in ("स्थल-१", "स्थल-२")] == [1, 1]


def test_what_hangs_on_a_refused_briefing_waits_and_goes_with_it(portal, line, phone):
    page = phone.page
    page.click("button.start:has-text('ब्रीफिंग')")
    page.fill("#f-briefing", "स्थल बताये")
    page.select_option("#f-officer", index=1)
    page.select_option("#f-squad", index=1)
    page.fill("#f-day", "01-01-2030")
    phone.save("button.step")
    page.click("button.step:has-text('रवानगी')")
    phone.save("button.step")
    phone.stop("बाद")
    line.set(GOOD)
    page.click("button:has-text('वापस')")
    page.click("button:has-text('अभी भेजें')")
    phone.counts(waits=0, back=3)
    page.click("li.bad button.main >> nth=0")
    page.fill("#f-day", page.evaluate("new Date(Date.now() + 19800000).toISOString().slice(0, 10)"))
    page.click("#save")
    phone.counts(waits=0)
    assert arrived(portal.app, "बाद")["बाद"] == 1


def test_double_taps_and_a_half_typed_form_before_the_battery_is_pulled(portal, line, number, phone):
    phone.begin()
    page = phone.page
    page.click("button.step:has-text('चेकिंग')")
    page.select_option("#f-spot", index=1)
    page.fill("#f-checked", "4")
    page.fill("#f-warned", "0")
    page.fill("#f-reason", "दोहरा")
    page.evaluate("for (let i = 0; i < 5; i += 1) document.getElementById('save').click()")
    page.wait_for_selector("button.step")
    phone.counts(waits=3)
    page.click("button.step:has-text('चेकिंग')")
    page.fill("#f-reason", "अधूरा")
    page.wait_for_timeout(1500)
    phone.pull()
    phone.on()
    phone.sign_in(sitting(portal.app, number))
    line.set(GOOD)
    phone.unlock()
    phone.counts(waits=0)
    phone.page.click("li[data-state=draft] button.main")
    assert phone.page.input_value("#f-reason") == "अधूरा"
    assert arrived(portal.app, "")["दोहरा"] == 1


def test_five_hundred_entries_wait_and_all_arrive(portal, line, number, phone):
    phone.begin()
    phone.stop("बहुत-0")
    phone.page.evaluate("""async pin => {
      const label = (await field.counts())[0].label, box = await field.unlock(label, pin);
      const first = (await box.list()).filter(one => one.entry.fields.reason === 'बहुत-0')[0].entry;
      for (let i = 1; i < 500; i += 1)
        await box.put(field.newId(), 'queued', {...first, fields: {...first.fields, reason: 'बहुत-' + i}});
    }""", PIN)
    line.set(GOOD)
    phone.page.click("button:has-text('वापस')")
    phone.send_until_empty()
    found = arrived(portal.app, "बहुत-")
    found.pop("")
    assert len(found) == 500 and set(found.values()) == {1}


def test_a_new_version_of_the_page_keeps_what_the_old_one_wrote(portal, line, number, phone):
    """An entry of a version that the portal takes no more comes back and is mended by saving it on the present page."""
    phone.begin()
    phone.page.evaluate("""async pin => {
      const box = await field.unlock((await field.counts())[0].label, pin);
      const out = (await box.list())[1];
      out.entry.v = 0;
      await box.put(out.id, 'queued', out.entry);
    }""", PIN)
    line.set(GOOD)
    phone.page.click("button:has-text('वापस')")
    phone.send_until_empty()
    phone.counts(waits=0, back=1)
    phone.page.click("li.bad button.main")
    phone.page.click("#save")
    phone.counts(waits=0)


def test_the_head_says_whether_the_portal_is_there_whatever_the_telephone_thinks_of_its_network(portal, line, number, phone):
    phone.begin()
    phone.pull()
    phone.on()  # the telephone holds its network for good; the portal does not answer
    phone.unlock()
    head = phone.page.locator("#status")
    expect(head).to_contain_text("नेटवर्क नहीं", timeout=20_000)
    phone.sign_in(sitting(portal.app, number))
    line.set(GOOD)
    phone.send_until_empty()
    expect(head).to_contain_text("नेटवर्क है", timeout=20_000)


def test_the_head_sees_the_line_come_back_though_nothing_waits_to_be_sent(line, phone):
    phone.pull()
    phone.on()
    phone.unlock()
    head = phone.page.locator("#status")
    expect(head).to_contain_text("नेटवर्क नहीं", timeout=20_000)
    line.set(GOOD)
    phone.page.evaluate("window.dispatchEvent(new Event('online'))")
    expect(head).to_contain_text("नेटवर्क है", timeout=20_000)


def test_it_locks_when_it_is_put_away(phone):
    phone.begin()
    phone.page.clock.install()
    phone.page.reload()
    phone.page.fill("#pin", PIN)
    phone.page.click("button.main")
    phone.page.wait_for_selector("button.start")
    phone.page.clock.fast_forward(301_000)
    phone.page.wait_for_selector("#pin")
    assert "ब्रीफिंग" not in phone.page.inner_text("main")


def test_whoever_cannot_see_the_page_can_use_it_and_it_fits_the_telephone(portal, line, number, phone):
    phone.off()
    page = phone.on(is_examined=True)
    line.set(GOOD)
    phone.sign_in(sitting(portal.app, number))
    phone.unlock()
    page.wait_for_selector("button.start")
    phone.begin()
    phone.stop("बुरा", checked="1", warned="9")
    phone.counts(waits=0, back=1)
    for press in ("button.step:has-text('आचरण')", "#save", "header button:has-text('English')", "header button:has-text('Lock')"):
        assert not (found := axe_violations(page)), found
        assert page.evaluate("document.documentElement.scrollWidth") == 360
        page.click(press)
    page.wait_for_selector("#pin")
    assert not (found := axe_violations(page)), found


WITH_PLACE = """async pin => {
  const box = await field.unlock((await field.counts())[0].label, pin), pack = await box.pack();
  const kind = {key: 'squads.brief', label: 'आगमन', hint: '', role: 'start', once: false,
    fields: [{name: 'at', kind: 'place', label: 'स्थान अंकित करें'}, {name: 'word', kind: 'text', label: 'शब्द'}]};
  for (const language of ['hi', 'en']) pack.packs[language] = {squads: {title: 'x', kinds: [kind], threads: []}};
  await box.setPack(pack);
}"""
NOTED = """async pin => {
  const box = await field.unlock((await field.counts())[0].label, pin), last = (await box.list()).pop();
  return last.entry.fields.at;
}"""
ASKED = """window.asked = 0;
  const ask = navigator.geolocation.getCurrentPosition.bind(navigator.geolocation);
  navigator.geolocation.getCurrentPosition = (...more) => { window.asked += 1; ask(...more); };
  navigator.geolocation.watchPosition = () => { throw new Error('a track'); };"""


@pytest.mark.parametrize(("may", "noted", "said"), [(True, "26.84671,80.94623,25", "25"), (False, "", "नहीं बता सका")])
def test_the_place_is_asked_for_once_when_pressed_and_the_work_goes_on_without_it(phone, may, noted, said):
    page = phone.page
    if may:
        phone.context.grant_permissions(["geolocation"], origin=phone.url)
    phone.context.set_geolocation({"latitude": 26.846708, "longitude": 80.946227, "accuracy": 25})
    page.evaluate(WITH_PLACE, PIN)
    page.add_init_script(ASKED)
    phone.unlock()
    page.click("button.start")
    page.fill("#f-word", "पहुँचे")
    assert page.evaluate("asked") == 0
    page.click("button:has-text('स्थान अंकित')")
    expect(page.locator("form [role=status]")).to_contain_text(said)
    assert page.evaluate("asked") == 1
    page.click("header button:has-text('English')")
    assert page.input_value("[name=at]") == noted, "turning the language loses nothing"
    page.click("#save")
    page.wait_for_selector("button.thread, #clear, .band, h2")
    assert page.evaluate("asked") == 1 and (page.evaluate(NOTED, PIN) or "") == noted


def test_a_place_that_was_noted_may_be_left_out_again(phone):
    page = phone.page
    phone.context.grant_permissions(["geolocation"], origin=phone.url)
    phone.context.set_geolocation({"latitude": 26.8, "longitude": 80.9, "accuracy": 1500.4})
    page.evaluate(WITH_PLACE, PIN)
    phone.unlock()
    page.click("button.start")
    drop = page.locator("button:has-text('स्थान हटायें')")
    expect(drop).to_be_hidden()
    page.click("button:has-text('स्थान अंकित')")
    expect(page.locator("form [role=status]")).to_contain_text("1500")
    drop.click()
    expect(drop).to_be_hidden()
    assert page.input_value("[name=at]") == ""


def test_without_script_the_page_leads_to_the_same_work_online(browser, portal):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{portal.url}/field/")
    page.click("noscript a") if page.locator("noscript a").count() else page.click("main a")
    assert "/sign-in" in page.url
    context.close()

