"""A desk officer's day in a real browser, from sign-in to the receipt: by keyboard alone, and with script off."""

import pytest

from portal.demo.loading import PASSWORD

STORY = "पति ने कल रात मारपीट की और घर से निकाल दिया, बच्चे उन्हीं के पास हैं।"


class Keys:
    """Hands on the keyboard: counts what is pressed; typing a word counts its letters apart."""

    def __init__(self, page):
        self.page, self.presses, self.letters = page, 0, 0

    def press(self, key: str, times: int = 1) -> None:
        """Presses *key*."""
        for _ in range(times):
            self.page.keyboard.press(key)
            self.presses += 1

    def to(self, name: str, at_most: int = 60) -> None:
        """Tabs forward until the field called *name* has the focus."""
        for _ in range(at_most):
            if self.page.evaluate("document.activeElement.name || ''") == name:
                return
            self.press("Tab")
        raise AssertionError(f"the keyboard does not reach {name}")

    def type(self, words: str) -> None:
        """Types *words* as an input method gives them."""
        self.page.keyboard.insert_text(words)
        self.letters += len(words)

    def fill(self, name: str, words: str) -> None:
        """Goes to a field and types."""
        self.to(name)
        self.type(words)


def test_a_complaint_by_keyboard_alone(browser, portal):
    context = browser.new_context()
    page = context.new_page()
    page.goto(f"{portal.url}/sign-in")
    keys = Keys(page)
    keys.fill("number", portal.numbers["desk_officer"][0])
    keys.fill("password", PASSWORD)
    keys.press("Enter")
    page.wait_for_selector("nav.menu", state="attached")
    keys.press("Alt+n")
    page.wait_for_url("**/intake/new")
    keys.fill("name", "सुनयना नमूना")
    keys.fill("relative_name", "रामदीन नमूना")
    keys.fill("age", "28")
    keys.fill("address", "ग्राम नमूनापुर")
    keys.fill("phone", "9000012345")
    keys.to("nature")
    keys.press("ArrowDown")
    keys.fill("gist", STORY)
    keys.fill("occurred_from_on", "01-11-2026")
    keys.fill("place", "ससुराल का घर")
    keys.fill("relief", "बच्चे वापस दिलाये जायें")
    keys.press("Control+Enter")
    page.wait_for_url("**/receipt")
    assert portal.token(15) in page.inner_text("main")
    print(f"\nentry by keyboard: {keys.presses} presses, {keys.letters} letters")
    assert keys.presses < 80
    page.goto(f"{portal.url}/complaints")
    assert portal.token(15) in page.inner_text("table.list")
    assert page.evaluate("Object.keys(localStorage).length + Object.keys(sessionStorage).length") == 0
    context.close()


def test_the_receipt_cannot_be_skipped(browser, portal):
    page = browser.new_context().new_page()
    portal.sign_in(page, "desk_officer")
    enter(page, portal)
    page.goto(f"{portal.url}/intake/new")
    assert page.url.endswith("/receipt"), "the next entry waits until the receipt is in her hand"
    page.context.close()


@pytest.mark.parametrize("script", [True, False])
def test_entry_danger_rights_receipt(browser, portal, script):
    context = browser.new_context(java_script_enabled=script)
    page = context.new_page()
    portal.sign_in(page, "desk_officer")
    receipt = enter(page, portal)
    base = receipt.removesuffix("/receipt")
    page.goto(f"{base}/danger")
    for group in page.query_selector_all("fieldset input[type=radio][value=no]"):
        group.check()
    page.click("main button[data-main]")
    page.goto(f"{base}/rights")
    for box in page.query_selector_all("main input[type=checkbox]")[:3]:
        box.check()
    page.click("main button[data-main]")
    page.goto(receipt)
    page.check("main input[type=radio][name=how] >> nth=0")
    page.click("main form[action$='/receipt'] button[type=submit] >> nth=-1")
    page.goto(base)
    assert portal.token(15) in page.inner_text("h1")
    page.goto(f"{portal.url}/print/complaint-receipt/{base.rsplit('/', 1)[1]}")
    action = page.get_attribute("main form[method=post]", "action")
    token = page.get_attribute("main form[method=post] input[name=csrf_token]", "value")
    answer = context.request.post(portal.url + action, form={"csrf_token": token, "language": "both", "reason": ""})
    assert answer.ok and answer.body().startswith(b"%PDF")
    context.close()


def enter(page, portal) -> str:
    """A complaint entered on the page; the address of its receipt step."""
    page.goto(f"{portal.url}/intake/new")
    page.fill("[name=name]", "सुनयना नमूना")
    page.fill("[name=relative_name]", "रामदीन नमूना")
    page.fill("[name=age]", "28")
    page.fill("[name=address]", "ग्राम नमूनापुर")
    page.fill("[name=phone]", "9000012345")
    page.select_option("[name=nature]", "threat")
    page.fill("[name=gist]", STORY)
    page.fill("[name=occurred_from_on]", "01-11-2026")
    page.fill("[name=place]", "नमूना चौराहा")
    page.click("main button[data-main]")
    page.wait_for_url("**/receipt")
    return page.url
