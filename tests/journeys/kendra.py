"""One kendra of the practice portal as its officers work in it: each at a browser of her own, pages looked at as they pass."""

import re
import subprocess
from datetime import datetime, timedelta
from pathlib import Path

from playwright.sync_api import Browser, Locator, Page
from sqlalchemy import select

from portal.accounts.models import User
from portal.core import clock
from portal.core.db import db
from portal.units.models import Unit
from tests.browser import axe_violations
from tests.journeys.practice import Practice

WOMAN = {"name": "सुनयना नमूना", "relative_name": "रामदीन नमूना", "address": "ग्राम नमूनापुर", "phone": "9000012345"}
MAN = {"name": "कल्लू नमूना", "relative_name": "बिन्दा नमूना", "phone": "9000077777"}
PLACE = "नमूना चौराहा"
_IDS = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")


def ago(hours: float) -> datetime:
    """That many hours before now, as an officer's clock in India shows it."""
    return clock.to_ist(clock.now() - timedelta(hours=hours))


def send(page: Page) -> str:
    """Presses the page's main button; what the officer reads afterwards."""
    page.click("main .bar.send button[type=submit]")
    page.wait_for_load_state()
    return page.inner_text("main")


def put(page: Page, name: str, moment: datetime) -> None:
    """Types a day and its time into the pair of fields called *name*."""
    hour = "received_at" if name == "received" else f"{name}_hour"
    page.fill(f"[name={name}_on]", f"{moment:%d-%m-%Y}")
    page.fill(f"[name={hour}]", f"{moment:%H:%M}")


def fill(page: Page, **values: str) -> None:
    """Fills fields by their names, whatever they are: text, a choice of a list, one of several buttons, a box."""
    for name, value in values.items():
        one = page.locator(f"main [name='{name}']")
        if one.first.evaluate("field => field.tagName") == "SELECT":
            one.select_option(value) if value else one.select_option(index=1)
        elif one.first.get_attribute("type") in ("radio", "checkbox"):
            page.check(f"main [name='{name}'][value='{value}']")
        else:
            one.fill(value)


def id_in(address: str) -> str:
    """The id at the end of an address."""
    return address.rsplit("/", 1)[1]


class Kendra:
    """The officers of the first kendra, signed in when each is first needed, and the papers that left the house."""

    def __init__(self, browser: Browser, portal: Practice, papers: Path):
        self.browser, self.portal, self.papers = browser, portal, papers
        self.pages: dict[tuple[str, int], Page] = {}
        self.seen: set[str] = set()

    def officer(self, role: str, place: int = 0) -> Page:
        """Her page; what does not come is waited for no longer than eight seconds."""
        if (role, place) not in self.pages:
            context = self.browser.new_context(bypass_csp=True)
            context.set_default_timeout(8_000)
            self.pages[role, place] = self.portal.sign_in(context.new_page(), role, place)
        return self.pages[role, place]

    def id_of(self, role: str, place: int = 0) -> str:
        """The id under which forms offer her."""
        with self.portal.app.app_context():
            return str(db.session.scalar(select(User.id).where(User.personnel_no == self.portal.numbers[role][place])))

    def unit(self, code: str) -> str:
        """The id of the unit with this code."""
        with self.portal.app.app_context():
            return str(db.session.scalar(select(Unit.id).where(Unit.code == code)))

    def close(self) -> None:
        """Everybody goes home."""
        for page in self.pages.values():
            page.context.close()

    def look(self, page: Page) -> None:
        """Whoever cannot see the page can use it: axe finds nothing. Each kind of page once in a story."""
        kind = _IDS.sub("id", page.url.removeprefix(self.portal.url)).partition("?")[0]
        if kind not in self.seen:
            self.seen.add(kind)
            page.locator(".htmx-request, .htmx-swapping, .htmx-settling").first.wait_for(state="detached")
            assert not (found := axe_violations(page)), f"{kind}: {found}"

    def paper(self, page: Page, document: str, subject: str, *, language: str = "hi") -> str:
        """Prints *document* as the page does; its text. The paper itself stays among the papers to be looked at."""
        assert page.goto(f"{self.portal.url}/print/{document}/{subject}").ok, page.inner_text("main")
        self.look(page)
        action = page.get_attribute("main form[method=post]", "action")
        token = page.get_attribute("main form[method=post] input[name=csrf_token]", "value")
        answer = page.request.post(self.portal.url + action, form={"csrf_token": token, "language": language, "reason": ""},
                                   timeout=0)  # paper takes what a busy machine takes
        assert answer.ok and answer.body().startswith(b"%PDF"), f"{document}: {answer.status}"
        path = self.papers / f"{document}-{language}.pdf"
        path.write_bytes(answer.body())
        text = subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True).stdout.decode()
        assert not [told for told in (WOMAN["name"], WOMAN["phone"], MAN["name"]) if told in text], "no paper names anybody"
        return text

    def enter(self, nature: str, gist: str, *, age: int = 28, party: str = "", **woman: str) -> str:
        """The desk officer writes down who came in at the door, hands her the receipt; the address of the matter."""
        page = self.officer("desk_officer")
        page.goto(f"{self.portal.url}/intake/new")
        fill(page, **(WOMAN | woman), age=str(age), nature=nature, gist=gist, place=PLACE,
             occurred_from_on=f"{ago(60):%d-%m-%Y}")
        put(page, "received", ago(6))
        if party:
            page.click("main button[name=_add]")
            page.locator("select[name^='parties-']").last.select_option(party)
            for name, words in MAN.items():
                page.locator(f"[name^='parties-'][name$='-{name}']").last.fill(words)
        self.look(page)
        page.click("main button[data-main]")
        page.wait_for_url("**/receipt")
        base = page.url.removesuffix("/receipt")
        page.check("main input[type=radio][name=how] >> nth=0")
        page.click("main form[action$='/receipt'] button[type=submit] >> nth=-1")
        page.wait_for_url(lambda url: not url.endswith("/receipt"))
        return base

    def assign(self, base: str) -> Page:
        """The in-charge gives the matter to the first enquiry officer; her page."""
        page = self.officer("kendra_incharge")
        page.goto(f"{base}/assign")
        page.check(f"[name=officer_id][value='{self.id_of('enquiry_officer')}']")
        send(page)
        return self.officer("enquiry_officer")

    def tick(self, page: Page, base: str, facts: str) -> None:
        """Opens the page of the facts, ticks what she told and asks which sections follow."""
        page.goto(f"{base}/triage/facts")
        for fold in page.query_selector_all("details.fold:not([open]) > summary"):
            fold.click()
        for key in facts.split():
            box = page.locator(f"#fact-{key}")
            if not box.is_checked():  # a tick asks again: its answer is awaited, for a mark on the page may not stand yet
                with page.expect_response(lambda answer: answer.request.method == "POST" and "/triage" in answer.url):
                    box.check()
        with page.expect_navigation():
            page.click("button[name=_preview]")

    def triage(self, page: Page, base: str, facts: str, sections: str, *, note: str = "", is_child: bool = False) -> str:
        """Ticks what she told and chooses sections; what the page says then. Every section named must have been offered."""
        self.tick(page, base, facts)
        if page.locator("[name=informant][value=victim]").count():
            page.check("[name=informant][value=victim]")
        for key in sections.split():
            page.check(f"#candidates:not(.htmx-request) input[name=sections][value='{key}']")
        if is_child:
            fill(page, cwc="told", cwc_by="उ0नि0 अभ्यासी", cwc_on=f"{clock.today():%d-%m-%Y}",
                 pocso="told", pocso_by="उ0नि0 अभ्यासी", pocso_on=f"{clock.today():%d-%m-%Y}")
        page.fill("[name=note]", note)
        self.look(page)
        said = send(page)
        assert page.url.endswith("/triage"), said
        self.look(page)
        return said

    def open_case(self, base: str, number: str, *, kind: str = "fir", registered: datetime | None = None) -> str:
        """The in-charge opens the case from the panel of the complaint; nothing that stands there is typed again."""
        page = self.officer("kendra_incharge")
        page.goto(base)
        page.click("a[href$='/cases/new']")
        assert page.locator("[name=informed_by]:checked").count() == 1 and not page.locator("[name=victim_name]").count()
        assert page.input_value("[name=sections]") and page.input_value("[name=place]") == PLACE
        assert page.input_value("[name=kind]") == (kind if kind == "fir" else ""), "a cognizable offence is an FIR"
        fill(page, kind=kind, number=number, gd_number="031")
        put(page, "registered", registered or ago(5))
        self.look(page)
        said = send(page)
        assert re.search(r"/cases/[0-9a-f-]{36}$", page.url), said
        assert number in said
        self.look(page)
        return page.url

    def name_officer(self, case: str, place: int = 0) -> Page:
        """The in-charge names the investigating officer; the page of that officer."""
        page = self.officer("kendra_incharge")
        page.goto(f"{case}/officer")
        page.check(f"[name=user_id][value='{self.id_of('enquiry_officer', place)}']")
        self.look(page)
        said = send(page)
        assert page.url == case, said
        return self.officer("enquiry_officer", place)

    def due(self, page: Page, case: str) -> Locator:
        """The list of what is due in the case."""
        page.goto(case)
        self.look(page)
        return page.locator("#due")

    def happened(self, page: Page, case: str, kind: str, moment: datetime, paper: str, **details: str) -> str:
        """Writes a milestone down by the page of its kind; what is read afterwards."""
        page.goto(f"{case}/milestones/{kind}")
        put(page, "happened", moment)
        fill(page, evidence=paper, **{f"detail_{name}": value for name, value in details.items()})
        if clock.now() - moment > timedelta(hours=24):
            page.fill("[name=late_reason]", "विवेचक न्यायालय में था।")
        self.look(page)
        return send(page)

    def stands(self, page: Page, case: str, kind: str, moment: datetime, paper: str, **details: str) -> None:
        """The milestone is taken as it is."""
        said = self.happened(page, case, kind, moment, paper, **details)
        assert page.url == case, said
