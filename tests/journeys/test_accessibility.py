"""An accessibility engine visits every page of every role and finds nothing; so does the content policy."""

from uuid import UUID

import pytest
from playwright.sync_api import Error, expect
from sqlalchemy import text

from portal.access.policy import POLICY
from portal.access.roles import ROLES
from portal.core.db import db
from tests.browser import axe_violations
from tests.journeys.phone import COOKIE, sitting

WORDS = {"document": "complaint-sheet", "key": "complaints", "form_key": "entry", "code": "0"}
NOT_PAGES = {"printing.show_copy", "monitoring.show_health", "intake.new_party", "intake.preview_attachment"}
# role → how the practice portal shows it; a role without an officer there is named by no page of its own.
VISITED = ["desk_officer", "kendra_incharge", "enquiry_officer", "squad_leader", "beat_officer", "sho", "circle_officer",
           "nodal_officer", "administrator", "auditor"]
# argument → table whose first row of the kendra it names, and what the row must be
ANY = "1 = 1"
ROWS = {"squad_id": ("squads", ANY), "outing_id": ("squad_outings", "state = 'closed'"), "spot_id": ("squad_spots", ANY),
        "named_id": ("squad_persons", "outcome = 'red_card'"), "beat_id": ("beats", ANY), "place_id": ("beat_places", ANY),
        "day_id": ("beat_days", "state = 'closed'"), "problem_id": ("beat_problems", ANY),
        "evaluation_id": ("beat_evaluations", ANY), "case_id": ("cases", ANY), "action_id": ("preventive_actions", ANY)}


def ids(app) -> dict[str, str]:
    """An id of each kind of record in the first practice kendra."""
    with app.app_context():
        found = {
            "complaint_id": "SELECT c.id FROM complaints c JOIN units u ON u.id = c.unit_id WHERE u.code = 'LKO-HZG' "
                            "AND c.state = 'under_enquiry' AND c.enquiry_officer_id IS NOT NULL ORDER BY c.number LIMIT 1",
            "visit_id": "SELECT v.id FROM visits v JOIN units u ON u.id = v.unit_id WHERE u.code = 'LKO-HZG' "
                        "AND v.purpose = 'complaint' LIMIT 1",
            "alert_id": "SELECT a.id FROM danger_alerts a JOIN units u ON u.id = a.unit_id WHERE u.code = 'LKO-HZG' LIMIT 1",
            "promise_id": "SELECT p.id FROM promises p JOIN units u ON u.id = p.unit_id WHERE u.code = 'LKO-HZG' "
                          "AND p.ended_at IS NULL LIMIT 1",
            "staff_id": "SELECT l.officer_id FROM leaves l JOIN units u ON u.id = l.unit_id WHERE u.code = 'LKO-HZG' "
                        "AND l.state = 'waiting' AND NOT l.is_paper ORDER BY l.serial LIMIT 1",
            "leave_id": "SELECT l.id FROM leaves l JOIN units u ON u.id = l.unit_id WHERE u.code = 'LKO-HZG' "
                        "AND l.state = 'waiting' ORDER BY l.serial LIMIT 1",
            "diversion_id": "SELECT d.id FROM diversions d JOIN units u ON u.id = d.unit_id WHERE u.code = 'LKO-HZG' LIMIT 1",
            "posting_id": "SELECT p.id FROM postings p JOIN units u ON u.id = p.unit_id WHERE u.code = 'LKO-HZG' LIMIT 1",
            "session_id": "SELECT s.id FROM training_sessions s JOIN units u ON u.id = s.unit_id WHERE u.code = 'LKO-HZG' "
                          "ORDER BY s.from_on DESC LIMIT 1",
            "nomination_id": "SELECT n.id FROM training_nominations n JOIN units u ON u.id = n.unit_id WHERE u.code = 'LKO-HZG' "
                             "AND n.result = 'passed' LIMIT 1",
            "programme_id": "SELECT id FROM training_programmes ORDER BY id LIMIT 1",
            "unit_id": "SELECT id FROM units WHERE code = 'LKO-HZG'",
            "user_id": "SELECT id FROM users ORDER BY personnel_no LIMIT 1",
            "held_id": "SELECT id FROM roles_held ORDER BY order_no LIMIT 1",
            "conduct_id": "SELECT id FROM squad_complaints ORDER BY id LIMIT 1",
        } | {name: f"SELECT t.id FROM {table} t JOIN units u ON u.id = t.unit_id WHERE u.code = 'LKO-HZG' AND {which} "
                   "ORDER BY t.id LIMIT 1" for name, (table, which) in ROWS.items()}
        # SQLite keeps an id without its hyphens; an address needs them, or it is a page not found.
        known = {name: str(UUID(db.session.execute(text(statement)).scalar_one())) for name, statement in found.items()}
        db.session.remove()
    return known | {"subject_id": known["complaint_id"], "officer_id": known["user_id"]}


def addresses(app, role: str, known: dict[str, str]) -> list[str]:
    """The pages that open for *role* with the records at hand."""
    found = []
    for rule in app.url_map.iter_rules():
        view = app.view_functions[rule.endpoint]
        if "GET" not in rule.methods or rule.endpoint in NOT_PAGES:
            continue
        if view.permission is None or role not in POLICY[view.permission]:
            continue
        values = {name: known.get(name) or WORDS.get(name) or "018f0000-0000-7000-8000-000000000000" for name in rule.arguments}
        path = rule.rule
        for name, value in values.items():
            for shape in (f"<uuid:{name}>", f"<{name}>"):
                path = path.replace(shape, value)
        found.append(path)
    return sorted(set(found))


def opens(page, address: str) -> int:
    """Goes to *address*, gives its status; 0 where the browser is handed a file to keep, or data for a program, not a page."""
    try:
        answer = page.goto(address)
    except Error as problem:
        if "Download is starting" not in str(problem):
            raise
        return 0
    return answer.status if answer.headers.get("content-type", "").startswith("text/html") else 0


def settle(page) -> None:
    """Waits until every panel of the page has been filled; looks only: a script handed to the page would break its policy."""
    expect(page.locator(".panel-in > a[hx-trigger=load]")).to_have_count(0)


@pytest.mark.parametrize("role", VISITED)
def test_every_page_of_the_role(browser, portal, role):
    context = browser.new_context(bypass_csp=True)
    page, faults, foreign = context.new_page(), [], []
    page.on("request", lambda request: foreign.append(request.url) if not request.url.startswith(portal.url) else None)
    portal.sign_in(page, role)
    visited, refused = 0, set()
    for path in addresses(portal.app, role, ids(portal.app)):
        status = opens(page, portal.url + path)
        if not status or status in refused:  # the page of a refusal is the same wherever it is shown
            continue
        if status >= 400:
            refused.add(status)
        settle(page)
        visited += 1
        faults += [f"{path}: {fault}" for fault in axe_violations(page)]
    context.close()
    assert visited >= 5
    assert not faults, "\n".join(faults)
    assert not foreign, f"asked other servers: {foreign}"


def test_the_records_at_hand_open(browser, portal):
    """A page not found has no faults either: the ids must be those of records that the role reaches."""
    page, known = browser.new_page(), ids(portal.app)
    portal.sign_in(page, "kendra_incharge")
    for path in ("/complaints/{complaint_id}", "/staff/{staff_id}", "/leave/{leave_id}", "/leave/{leave_id}/decide",
                 "/leave/diversions/{diversion_id}/withdraw", "/training/sessions/{session_id}", "/postings/{posting_id}/end",
                 "/training/nominations/{nomination_id}", "/units/{unit_id}/strength", "/squads/{squad_id}",
                 "/squads/outings/{outing_id}", "/squads/people/{named_id}", "/squads/spots/{spot_id}", "/beats/{beat_id}",
                 "/beats/days/{day_id}", "/beats/places/{place_id}/change", "/beats/evaluations/{evaluation_id}",
                 "/cases/{case_id}", "/preventive/{action_id}"):
        assert page.goto(portal.url + path.format(**known)).status == 200, path
    page.context.close()


@pytest.mark.parametrize(("role", "paths"), [
    ("beat_officer", ("/beats/{beat_id}", "/beats/{beat_id}/plan", "/beats/days/{day_id}", "/beats/problems/{problem_id}")),
    ("squad_leader", ("/squads/{squad_id}", "/squads/outings/{outing_id}", "/squads/people/{named_id}"))])
def test_the_records_of_those_who_go_out_open_to_them(portal, role, paths):
    client, known = portal.app.test_client(), ids(portal.app)
    client.set_cookie(COOKIE, sitting(portal.app, portal.numbers[role][0]))
    for path in paths:
        assert client.get(path.format(**known)).status_code == 200, path


@pytest.mark.parametrize("path", ["/sign-in", "/sign-in/code", "/verify", "/verify/ABCD-ABCD"])
def test_pages_before_sign_in(browser, portal, path):
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(portal.url + path)
    assert not axe_violations(page)
    context.close()


def test_the_policy_is_never_violated(browser, portal):
    context = browser.new_context()
    page, violations = context.new_page(), []
    page.on("console", lambda message: violations.append(message.text) if "Content Security Policy" in message.text else None)
    portal.sign_in(page, "kendra_incharge")
    for path in addresses(portal.app, "kendra_incharge", ids(portal.app)):
        if opens(page, portal.url + path):
            settle(page)
    context.close()
    assert not violations, violations


def test_the_engine_finds_a_planted_fault(browser, portal):
    context = browser.new_context(bypass_csp=True)
    page = context.new_page()
    page.goto(f"{portal.url}/sign-in")
    page.evaluate("document.querySelector('label[for=number]').remove()")
    assert axe_violations(page)
    context.close()


def test_every_visited_role_exists():
    assert set(VISITED) <= set(ROLES)
