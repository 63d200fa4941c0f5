"""Every endpoint × every role × every relation: the status is what the policy says, and no answer leaks a canary."""

import io
import subprocess
import uuid

import pytest
from pypdf import PdfReader
from sqlalchemy import select, text

from portal.access.policy import POLICY
from portal.access.roles import ROLES
from portal.cases.actions.comparing import compare_month
from portal.cases.models import CctnsDifference
from portal.core import clock
from portal.core.db import db
from portal.core.spreadsheets import Sheet
from portal.followups.actions import make_promise
from portal.intake.models import DangerAlert
from portal.personnel import actions as personnel
from portal.personnel.models import Posting
from portal.units.models import Unit
from tests.client import Page
from tests.factories.beats import walked
from tests.factories.cases import case, happened
from tests.factories.leave import away
from tests.factories.matters import HERS, actor, complaint, nowhere, photo, triage
from tests.factories.patrols import gone_out
from tests.factories.preventive import entered
from tests.factories.roster import exchanged
from tests.factories.squads import patrolled
from tests.factories.training import nominated

PLACES = ("own", "sibling", "elsewhere")
# Endpoints that work for whoever is signed in, or before, and reach no record.
WITHOUT_RECORD = {"monitoring.show_health"}
OF_RECORDS = {"complaint_id", "party_id", "subject_id", "visit_id", "alert_id", "attachment_id", "promise_id", "action_id",
              "staff_id", "posting_id", "import_id", "case_id", "milestone_id", "section_id", "accused_id", "victim_id",
              "comparison_id",
              "difference_id", "session_id", "nomination_id", "programme_id", "swap_id", "month_id", "version_id",
              "run_id", "holiday_id", "wish_id", "leave_id", "diversion_id",
              "squad_id", "outing_id", "named_id", "conduct_id", "beat_id", "place_id", "spot_id", "day_id", "problem_id",
              "evaluation_id"}
# Those that exist to show identity, each with its own tests of who may.
SHOWS_IDENTITY = {"intake.open_identity", "intake.open_in_emergency", "intake.open_woman", "intake.open_party",
                  "cases.open_identity"}
WORDS = {"document": "complaint-sheet", "form_key": "entry", "key": "complaints", "code": "ABCD", "step": "report_sent",
         "way": "enquiry", "kind": "arrest", "rule": "rest", "year": "2026", "month": "12"}


@pytest.fixture
def seeded(world, sign_in):
    """A matter with everything that hangs on it in each of the three places: place → argument name → id."""
    ids = {}
    for place in PLACES:
        made = complaint(world, place, until="under_enquiry", is_in_danger=True)
        triage(actor(world, "enquiry_officer", place), made)
        ids[place] = {"complaint_id": made.id, "subject_id": made.id, "visit_id": made.visit_id,
                      "alert_id": db.session.scalar(select(DangerAlert.id).where(DangerAlert.complaint_id == made.id)),
                      "unit_id": made.unit_id, "user_id": world.officer("enquiry_officer", place).user_id,
                      "officer_id": world.officer("enquiry_officer", place).user_id, "party_id": made.parties[0].id}
        ids[place]["attachment_id"] = attach(sign_in("desk_officer", place), made)
        ids[place]["promise_id"] = promise(world, place, made)
        ids[place]["action_id"] = prevention(world, place, made)
        ids[place] |= staff(world, place) | criminal_case(world, place)
        ids[place] |= nominated(world, place, ids[place]["staff_id"])
        ids[place] |= exchanged(world, place, ids[place]["staff_id"]) | away(world, place, ids[place]["staff_id"])
        ids[place] |= patrolled(world, place, 80 + PLACES.index(place))
        ids[place] |= walked(world, place, 70 + PLACES.index(place))
        ids[place] |= gone_out(world, place, ids[place]["beat_id"])
    db.session.commit()
    return ids


def attach(client, made) -> uuid.UUID:
    url = f"/complaints/{made.id}/attachments"
    form = client.get(url).form(url)
    files = {name: (io.BytesIO(photo()), f"{HERS['own'].name}.jpg") for name in ("files",)}
    client.post(url, {**form, **files}, status=None, content_type="multipart/form-data")
    return db.session.execute(text("SELECT id FROM attachments ORDER BY added_at DESC")).scalars().first() or nowhere()


def prevention(world, place, made) -> uuid.UUID:
    return entered(actor(world, "kendra_incharge", place), made,
                   people=[{"relation": "neighbour", "person_id": made.parties[0].person_id}]).id


def criminal_case(world, place) -> dict[str, uuid.UUID]:
    """A case with everything that hangs on it, and a month compared with CCTNS."""
    file = happened(actor(world, "enquiry_officer", place), case(world, place), "scene_visited")
    incharge = actor(world, "kendra_incharge", place)
    made = compare_month(incharge, db.session.get(Unit, file.case.unit_id), "fir", clock.today().replace(day=1), [], "f" * 64,
                         clock.now())
    return {"case_id": file.case.id, "milestone_id": file.milestones[0].id, "section_id": file.sections[0].id,
            "accused_id": file.accused[0].id, "victim_id": file.victims[0].id, "comparison_id": made.id,
            "difference_id": db.session.scalar(select(CctnsDifference.id).where(CctnsDifference.comparison_id == made.id))}


def promise(world, place, made) -> uuid.UUID:
    return make_promise(actor(world, "enquiry_officer", place), made, text="कल बताया जायेगा।", due_on=clock.today(),
                        now=clock.now()).id


def staff(world, place) -> dict[str, uuid.UUID]:
    """An officer on the staff list with her posting, and a list that was looked at."""
    sho, unit = actor(world, "sho", place), world.officer("kendra_incharge", place).unit_id
    facts = {"name_hi": "परीक्षण", "name_en": "Test", "rank": "SI", "is_woman": True, "phone": "", "skills": [], "languages": []}
    made = personnel.enter_officer(sho, f"88800000{PLACES.index(place)}", facts, unit,
                                   {"kind": "posted", "from_on": clock.today(), "order_no": "T"})
    posting = db.session.scalar(select(Posting.id).where(Posting.officer_id == made.id))
    return {"staff_id": made.id, "posting_id": posting, "import_id": personnel.preview_list(sho, Sheet("", (), ())).id}


def address(app, rule, ids) -> str | None:
    """The URL of *rule* for the record of one place; unknown arguments get an id of nothing."""
    values = {}
    for argument in rule.arguments:
        known = ids.get(argument) or WORDS.get(argument)
        values[argument] = uuid.UUID(str(known)) if argument in ids else known or nowhere()
    with app.test_request_context():
        return rule.build(values, append_unknown=False)[1]


def rules_of(app, method: str):
    return [rule for rule in app.url_map.iter_rules() if method in rule.methods and rule.endpoint not in WITHOUT_RECORD]


def readable(page: Page) -> str:
    """Everything an answer says: body, headers, and the words of a PDF."""
    body = page.response.get_data()
    said = body.decode("utf-8", "replace") + str(page.response.headers)
    if page.response.mimetype == "application/pdf":
        said += "".join(sheet.extract_text() for sheet in PdfReader(io.BytesIO(body)).pages)
        said += subprocess.run(["pdftotext", "-", "-"], input=body, capture_output=True, check=True).stdout.decode()
    return said


def digest(connection) -> list:
    """How many rows each table has; sessions and the trail may grow when someone reads."""
    spared = {"trail_entries", "trail_heads", "login_sessions", "throttles", "notices"}
    counts = [f"SELECT '{table.name}', COUNT(*) FROM {table.name}" for table in db.metadata.sorted_tables
              if table.name not in spared]
    return connection.execute(text(" UNION ALL ".join(counts))).all()


def leaks(said: str, role: str, place: str, endpoint: str, reads_story: bool) -> list[str]:
    found = []
    for where, hers in HERS.items():
        secret = list(hers.identity)
        if not reads_story or where != place:
            secret.append(hers.story)
        found += [f"{where}: {word}" for word in secret if word in said]
    return [] if endpoint in SHOWS_IDENTITY else found


@pytest.mark.parametrize("role", [*ROLES, "nobody"])
def test_get_every_endpoint_in_every_relation(app, world, seeded, sign_in, client, role):
    reader = client if role == "nobody" else sign_in(role)
    faults, asked = [], 0
    before = digest(db.session)
    db.session.rollback()
    for rule in rules_of(app, "GET"):
        view = app.view_functions[rule.endpoint]
        allowed = view.permission is None or (role != "nobody" and role in POLICY[view.permission])
        for place in PLACES if rule.arguments else ("own",):
            url = address(app, rule, seeded[place])
            for htmx in (False, True):
                page = reader.get(url, status=None, htmx=htmx, headers={"X-Poll": "1"})
                asked += 1
                faults += [f"{rule.endpoint} {place}: {what}" for what in judge(page, rule, view, role, place, allowed)]
                story = role != "nobody" and role in POLICY["intake:complaint:read"]
                found = leaks(readable(page), role, place, rule.endpoint, story)
                faults += [f"{rule.endpoint} {place} leaks {what}" for what in found]
    db.session.rollback()
    assert digest(db.session) == before, "a GET wrote"
    assert asked > 60
    assert not faults, "\n".join(faults)


def judge(page: Page, rule, view, role: str, place: str, allowed: bool) -> list[str]:
    """What is wrong with the status of an answer."""
    if page.status >= 500:
        return [f"{page.status}"]
    if view.permission is None:
        return []
    if role == "nobody":
        return [] if page.status in (303, 401) else [f"a stranger got {page.status}"]
    if not allowed:
        return [] if page.status == 403 else [f"{role} got {page.status} instead of 403"]
    if rule.arguments & OF_RECORDS and outside(role, place):
        return [] if page.status in (403, 404) else [f"{role} got {page.status} for a record out of reach"]
    return []


def outside(role: str, place: str) -> bool:
    """Whether the records of *place* lie outside what the officer of that role in "own" reaches."""
    if place == "own":
        return False
    kinds = ROLES[role].held_at
    reaches_sibling = any(kind in kinds for kind in ("circle", "district", "range", "zone", "state")) and "kendra" not in kinds
    if place == "sibling":
        return not reaches_sibling or "station" in kinds
    return "state" not in kinds or "station" in kinds or "district" in kinds


@pytest.mark.parametrize("role", [*ROLES, "nobody"])
def test_an_empty_post_changes_nothing_out_of_reach(app, world, seeded, sign_in, client, role):
    reader = client if role == "nobody" else sign_in(role)
    token = reader.csrf() if role != "nobody" else ""
    faults = []
    for rule in rules_of(app, "POST"):
        view = app.view_functions[rule.endpoint]
        if view.permission is None or rule.endpoint.startswith("accounts."):
            continue
        for place in PLACES if rule.arguments else ("own",):
            before = digest(db.session)
            db.session.rollback()
            page = reader.post(address(app, rule, seeded[place]), {"csrf_token": token}, status=None)
            after = digest(db.session)
            db.session.rollback()
            allowed = role != "nobody" and role in POLICY[view.permission]
            if page.status >= 500:
                faults.append(f"{rule.endpoint} {place}: {page.status}")
            if (not allowed or outside(role, place)) and before != after:
                faults.append(f"{rule.endpoint} {place}: {role} changed something")
            if not allowed and page.status not in ((400, 303, 401) if role == "nobody" else (403,)):
                faults.append(f"{rule.endpoint} {place}: {role} got {page.status}")
            faults += [f"{rule.endpoint} {place} leaks {what}" for what in leaks(
                readable(page), role, place, rule.endpoint, role != "nobody" and role in POLICY["intake:complaint:read"])]
    assert not faults, "\n".join(faults)


def test_the_detector_finds_a_leak():
    assert leaks(f"… {HERS['own'].name} …", "desk_officer", "own", "intake.show_complaint", True)
    assert leaks(f"… {HERS['sibling'].story} …", "desk_officer", "own", "intake.show_complaint", True)
    assert not leaks(f"… {HERS['own'].story} …", "desk_officer", "own", "intake.show_complaint", True)
