"""Photographs the main pages for people to look at: `python -m tests.journeys.shoot FOLDER` (not a test)."""

import re
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page
from sqlalchemy import select

from portal.intake.models import Complaint, DangerAlert
from portal.units.models import Unit
from tests.browser import launch
from tests.journeys.practice import Practice, make, serve

WIDE, PHONE = {"width": 1280, "height": 720}, {"width": 390, "height": 740}


def ids(practice: Practice) -> dict[str, str]:
    """Ids of records worth looking at: a matter in each state, an alert, a unit."""
    from portal.core.db import db

    with practice.app.app_context():
        kendra = db.session.scalar(select(Unit).where(Unit.code == "LKO-HZG"))
        found = {state: str(one) for state, one in db.session.execute(
            select(Complaint.state, Complaint.id).where(Complaint.unit_id == kendra.id).order_by(Complaint.received_at))}
        found["kendra"] = str(kendra.id)
        found["visit"] = str(db.session.scalar(select(Complaint.visit_id).where(Complaint.unit_id == kendra.id)))
        found["alert"] = str(db.session.scalar(select(DangerAlert.id).join(Complaint, Complaint.id == DangerAlert.complaint_id)
                                               .where(Complaint.unit_id == kendra.id)))
        return found


def pages(at: dict[str, str]) -> list[tuple[str, str, str]]:
    """(role, name, path) of each picture."""
    new, mine = at["registered"], at["under_enquiry"]
    done, verified = at.get("disposed", mine), at.get("verified", mine)
    return [
        ("desk_officer", "today-desk", "/"),
        ("desk_officer", "new-entry", "/intake/new"),
        ("desk_officer", "danger", f"/complaints/{new}/danger"),
        ("desk_officer", "rights", f"/complaints/{new}/rights"),
        ("desk_officer", "receipt", f"/complaints/{new}/receipt"),
        ("desk_officer", "complaint-new", f"/complaints/{new}"),
        ("desk_officer", "attachments", f"/complaints/{new}/attachments"),
        ("desk_officer", "list", "/complaints"),
        ("desk_officer", "visits", "/visits"),
        ("desk_officer", "next-matter", f"/visits/{at['visit']}/matters/new"),
        ("desk_officer", "calls", "/due/calls"),
        ("desk_officer", "call", f"/complaints/{done}/call"),
        ("desk_officer", "identity", f"/complaints/{mine}/identity"),
        ("desk_officer", "search", "/search"),
        ("desk_officer", "registers", "/registers"),
        ("desk_officer", "register", "/registers/complaints"),
        ("desk_officer", "print", f"/print/complaint-receipt/{new}"),
        ("desk_officer", "my-account", "/session/mine"),
        ("kendra_incharge", "today-incharge", "/"),
        ("kendra_incharge", "assign", f"/complaints/{new}/assign"),
        ("kendra_incharge", "alerts", "/danger-alerts"),
        ("kendra_incharge", "alert", f"/danger-alerts/{at['alert']}"),
        ("kendra_incharge", "openings", "/identity-openings"),
        ("kendra_incharge", "left-behind", "/handover"),
        ("kendra_incharge", "correct", f"/complaints/{mine}/correct"),
        ("kendra_incharge", "history", f"/complaints/{mine}/history"),
        ("kendra_incharge", "people", f"/complaints/{mine}/people"),
        ("kendra_incharge", "party-new", f"/complaints/{mine}/people/new"),
        ("kendra_incharge", "staff", "/staff"),
        ("kendra_incharge", "gaps", "/registers/complaints/gaps"),
        ("enquiry_officer", "today-enquiry", "/"),
        ("enquiry_officer", "complaint-mine", f"/complaints/{mine}"),
        ("enquiry_officer", "complaint-verified", f"/complaints/{verified}"),
        ("enquiry_officer", "diary", f"/complaints/{mine}/diary"),
        ("enquiry_officer", "diary-write", f"/complaints/{mine}/diary/new"),
        ("enquiry_officer", "promise", f"/complaints/{mine}/promises/new"),
        ("enquiry_officer", "promises", "/due/promises"),
        ("enquiry_officer", "dispose", f"/complaints/{mine}/dispose"),
        ("sho", "today-sho", "/"),
        ("sho", "exceptions", "/assignments/exceptions"),
        ("sho", "looks", f"/complaints/{mine}/looks"),
        ("sho", "reopen", f"/complaints/{done}/reopen"),
        ("sho", "copies", "/print/log"),
        ("sho", "register-print", f"/print/register-pages/{at['kendra']}?register=complaints"),
        ("circle_officer", "today-circle", "/"),
        ("circle_officer", "complaint-circle", f"/complaints/{verified}"),
        ("circle_officer", "openings-circle", "/identity-openings"),
        ("state_officer", "today-state", "/"),
        ("auditor", "trail", "/trail"),
        ("auditor", "proof", "/trail/proof"),
        ("administrator", "today-administrator", "/"),
        ("administrator", "units", "/units"),
        ("administrator", "unit", f"/units/{at['kendra']}"),
        ("administrator", "unit-new", "/units/new"),
        ("administrator", "units-import", "/units/import"),
        ("administrator", "officers", "/officers"),
        ("administrator", "officer-new", "/officers/new"),
    ]


def shoot(page: Page, folder: Path, name: str) -> None:
    """One picture of the whole page, and its English words if it is in Hindi."""
    page.screenshot(path=folder / f"{name}.png", full_page=True)
    strays = sorted(set(re.findall(r"[A-Za-z][a-z]+(?: [A-Za-z]+)+", page.locator("body").inner_text())))
    is_scripted = "-off" not in name
    wide = is_scripted and page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")
    print(f"{name}: {'TOO WIDE ' if wide else ''}{strays or ''}", flush=True)


def walk(browser: Browser, practice: Practice, folder: Path, kind: str, only: str, **context) -> None:
    """Photographs every page once, officer by officer."""
    at, role, opened = ids(practice), "", None
    for wanted, name, path in pages(at):
        if only and not re.search(only, name):
            continue
        if wanted != role:
            if opened:
                opened.close()
            role, opened = wanted, browser.new_context(**context)
            page = practice.sign_in(opened.new_page(), role)
        answer = page.goto(practice.url + path)
        shoot(page, folder, f"{name}{kind}")
        if answer.status != 200:
            print(f"  {path}: {answer.status}")
    if opened:
        opened.close()


def before(browser: Browser, practice: Practice, folder: Path, kind: str, **context) -> None:
    """Pages without a sitting, and those that only come by doing something."""
    opened = browser.new_context(**context)
    page = opened.new_page()
    page.goto(practice.url + "/sign-in")
    shoot(page, folder, f"sign-in{kind}")
    page.goto(practice.url + "/verify")
    shoot(page, folder, f"verify{kind}")
    practice.sign_in(page, "desk_officer", 1)
    page.goto(practice.url + "/nowhere")
    shoot(page, folder, f"not-found{kind}")
    page.goto(practice.url + "/intake/new")
    page.locator("#entry [data-main]").click()
    page.wait_for_selector("#error-summary")
    shoot(page, folder, f"entry-refused{kind}")
    page.goto(practice.url + "/intake/new")
    page.fill("#who", "Sunita")
    page.click("[name=_find]")
    page.wait_for_timeout(700)
    shoot(page, folder, f"matches{kind}")
    page.goto(practice.url + "/")
    page.click("form[action='/session/lock'] button")
    page.wait_for_timeout(1500)
    shoot(page, folder, f"locked{kind}")
    opened.close()


def main(folder: Path, only: str = "") -> None:
    """Takes all pictures."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as place, launch() as browser:
        numbers = make(Path(place) / "filled")
        with serve(Path(place) / "filled", numbers, Path(place) / "copy") as practice:
            for kind, context in (("", {"viewport": WIDE}), ("-phone", {"viewport": PHONE}),
                                  ("-off", {"viewport": WIDE, "java_script_enabled": False})):
                if not only or kind in ("", "-phone"):
                    walk(browser, practice, folder, kind, only, **context)
                    if not only or re.search(only, "before"):
                        before(browser, practice, folder, kind, **context)


if __name__ == "__main__":
    main(Path(sys.argv[1]), *sys.argv[2:3])
