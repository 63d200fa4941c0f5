"""The relation "sealed": for that officer the complaint does not exist, on any endpoint, in any count, search or paper."""

import uuid

import pytest
from sqlalchemy import select

from portal.access.policy import POLICY
from portal.audit.models import TrailEntry
from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.followups.actions import make_promise
from portal.intake.actions.assignment import AssignmentRefused, assign_complaint
from portal.intake.actions.seals import lift_seal, seal_complaint
from portal.intake.models import ComplaintSeal, DangerAlert
from portal.intake.queries.complaints import count_complaints
from tests.client import Page
from tests.factories.matters import HERS, actor, candidate, complaint
from tests.house.test_matrix import address, attach, prevention, promise, readable, rules_of

WHY = "शिकायत इसी अधिकारी के विरुद्ध है"
READERS = ("desk_officer", "kendra_incharge", "enquiry_officer", "sho", "circle_officer", "nodal_officer", "district_chief",
           "auditor")


@pytest.fixture
def made(world):
    return complaint(world, until="under_enquiry", is_in_danger=True)


@pytest.fixture
def ids(world, sign_in, made):
    """What hangs on the complaint: argument name → id."""
    found = {"complaint_id": made.id, "subject_id": made.id, "visit_id": made.visit_id, "party_id": made.parties[0].id,
             "alert_id": db.session.scalar(select(DangerAlert.id)), "attachment_id": attach(sign_in("desk_officer"), made),
             "promise_id": promise(world, "own", made), "action_id": prevention(world, "own", made)}
    db.session.commit()
    return found


def seal(world, made, role: str, by: str = "circle_officer", by_place: str = "own") -> ComplaintSeal:
    sealed = seal_complaint(actor(world, by, by_place), made, world.officer(role).user_id, WHY)
    db.session.commit()
    return sealed


def says(reader, app, ids, made) -> list[str]:
    """Endpoints whose answer to *reader* says anything of the complaint, or answers for a record of it."""
    faults, secrets = [], (made.token, HERS["own"].story, *HERS["own"].identity)
    for rule in rules_of(app, "GET"):
        view = app.view_functions[rule.endpoint]
        if view.permission is None or reader.officer.role not in POLICY[view.permission]:
            continue
        for htmx in (False, True):
            page = Page(reader.http.get(address(app, rule, ids), headers={"HX-Request": "true"} if htmx else {}))
            said = readable(page)
            faults += [f"{rule.endpoint}: {word}" for word in secrets if word in said]
            if rule.arguments & ids.keys() and page.status < 400:
                faults.append(f"{rule.endpoint}: {page.status}")
    return faults


@pytest.mark.parametrize("role", READERS)
def test_nothing_says_that_the_complaint_exists(app, world, sign_in, made, ids, role):
    reader = sign_in(role)
    if role != "auditor":
        assert says(reader, app, ids, made), "the detector sees it before it is sealed"
        assert count_complaints(sign_in.actor(role).scope, {}) == 1
    seal(world, made, role, "district_chief" if role == "circle_officer" else "circle_officer")
    assert not says(reader, app, ids, made)
    assert count_complaints(sign_in.actor(role).scope, {}) == 0


@pytest.mark.parametrize("role", ["desk_officer", "sho"])
@pytest.mark.parametrize("text", ["token", HERS["own"].name, HERS["own"].phone, HERS["own"].party])
def test_no_search_finds_it(world, sign_in, made, role, text):
    words, reader = made.token if text == "token" else text, sign_in(role)

    def is_found(client) -> bool:
        page = client.post("/search", {"q": words, "csrf_token": client.csrf()}, status=200)
        return f"/complaints/{made.id}" in page.text or "•••" in page.text

    assert is_found(reader), "the detector sees it before it is sealed"
    seal(world, made, role)
    assert not is_found(reader)
    assert is_found(sign_in("kendra_incharge")), "for others it stays where it was"


def test_nothing_of_it_can_be_printed_or_opened(world, sign_in, made):
    seal(world, made, "sho")
    reader = sign_in("sho")
    token = reader.csrf()
    for url in (f"/print/complaint-sheet/{made.id}", f"/complaints/{made.id}/identity", f"/complaints/{made.id}/seals"):
        reader.post(url, {"csrf_token": token, "language": "hi", "reason": "call"}, status=404)


def test_a_print_made_before_is_gone_from_the_log_and_is_not_fetched(world, sign_in, made):
    reader = sign_in("sho")
    why = "दूसरी-प्रति-का-कारण"
    copy = reader.send(f"/print/complaint-sheet/{made.id}", {"language": "hi", "reason": why}).location
    assert why in reader.get("/print/log").text
    seal(world, made, "sho")
    assert why not in reader.get("/print/log").text
    reader.get(copy, status=404)
    assert why in sign_in("kendra_incharge").get("/print/log").text


def test_the_trail_of_it_is_kept_from_a_sealed_auditor(world, sign_in, made):
    reader, url = sign_in("auditor"), f"/trail?subject={made.id}"
    assert readable(reader.get(url)).count("<tr") > 2
    seal(world, made, "auditor")
    assert readable(reader.get(url)).count("<tr") <= 1


def test_it_is_set_on_a_page_and_lifted_by_another_officer(world, sign_in, made):
    sho = sign_in("sho")
    desk = world.officer("desk_officer")
    number = sign_in.actor("desk_officer").personnel_no
    url = f"/complaints/{made.id}/seals"
    assert sho.send(url, {"number": number, "reason": "कुछ"}, status=422).errors()
    assert sho.send(url, {"number": "999999999", "reason": WHY}, status=422).errors()
    assert sho.send(url, {"number": sign_in.actor("sho").personnel_no, "reason": WHY}, status=422).errors(), "from oneself"
    sho.send(url, {"number": number, "reason": WHY})
    assert sho.send(url, {"number": number, "reason": WHY}, status=422).errors(), "twice"
    reader = sign_in("desk_officer")
    reader.get(f"/complaints/{made.id}", status=404)
    sealed = db.session.scalar(select(ComplaintSeal))
    assert sealed.user_id == desk.user_id and WHY in sho.get(url).words
    lift = f"{url}/{sealed.id}/lift"
    sho.send(lift, {"reason": "जाँच में सम्बन्ध नहीं मिला"}, status=422)
    sign_in("kendra_incharge").get(lift, status=403)
    sign_in("circle_officer").send(lift, {"reason": "जाँच में सम्बन्ध नहीं मिला"})
    reader.get(f"/complaints/{made.id}")
    db.session.rollback()
    done = db.session.scalars(select(TrailEntry.action).where(
        TrailEntry.subject_id == str(made.id), TrailEntry.action.startswith("intake:seal:")).order_by(TrailEntry.seq)).all()
    assert done == ["intake:seal:set", "intake:seal:lifted"]
    with pytest.raises(RuleBroken):
        lift_seal(sign_in.actor("district_chief"), sealed, "एक बार और")


def test_who_may_seal(sign_in, made):
    for role, status in (("desk_officer", 403), ("enquiry_officer", 403), ("kendra_incharge", 200), ("circle_officer", 200)):
        sign_in(role).get(f"/complaints/{made.id}/seals", status=status)
    sign_in("sho", "sibling").get(f"/complaints/{made.id}/seals", status=404)


def test_its_own_enquiry_officer_loses_it_and_never_gets_it_back(world, sign_in, made):
    officer = sign_in("enquiry_officer")
    officer.get(f"/complaints/{made.id}")
    make_promise(actor(world, "enquiry_officer"), made, text="कल बताया जायेगा।", due_on=clock.today(), now=clock.now())
    seal(world, made, "enquiry_officer")
    officer.get(f"/complaints/{made.id}", status=404)
    assert made.token not in officer.get("/due/promises").text
    incharge = actor(world, "kendra_incharge")
    assign_complaint(incharge, made, candidate(actor(world, "enquiry_officer", "second")), reason="पहले अधिकारी से सील होने के कारण")
    with pytest.raises(AssignmentRefused):
        assign_complaint(incharge, made, candidate(actor(world, "enquiry_officer")), reason="फिर वही अधिकारी चाहिये")


def test_another_matter_of_the_same_woman_stays_open_with_her_name(world, sign_in, made):
    """A seal hides the people of the sealed matter only as far as no other matter leads to them."""
    second = complaint(world, until="registered")
    second.person_id = made.person_id
    db.session.commit()
    seal(world, made, "sho")
    page = sign_in("sho").send(f"/complaints/{second.id}/identity", {"reason": "call"}, status=200)
    assert HERS["own"].name in page.words and made.token not in page.text


def test_a_seal_of_nobody_hides_nothing(world, sign_in, made):
    seal_complaint(actor(world, "sho"), made, uuid.uuid4(), WHY)
    db.session.commit()
    sign_in("desk_officer").get(f"/complaints/{made.id}")
