"""Correcting who the people of a matter are: opened by POST only, kept by version, struck through, never written over."""

import pytest
from sqlalchemy import func, select

from portal.audit import trail
from portal.audit.models import TrailEntry
from portal.core.db import db
from portal.core.keys import current_vault
from portal.intake.documents import build_sheet
from portal.intake.models import Complaint, OppositeParty, OppositePartyVersion
from portal.intake.queries.complaints import list_parties
from portal.intake.queries.identity import open_identity
from portal.persons.models import Person, PersonVersion, SafeContact
from portal.persons.queries import find_people, list_plans
from tests.factories.casefile import CANARY, PARTY_CANARY, canary_words, matter
from tests.factories.matters import HERS
from tests.factories.matters import complaint as make_complaint

WHY = "पहले गलत सुना गया था"


@pytest.fixture
def complaint(sign_in):
    return matter(sign_in.actor("desk_officer"))


@pytest.fixture
def url(complaint):
    return f"/complaints/{complaint.id}/people"


@pytest.fixture
def party(complaint):
    return db.session.scalar(select(OppositeParty).where(OppositeParty.complaint_id == complaint.id))


def opened(client, url: str, what: str = "woman"):
    """The page of the correction, opened by its button."""
    return client.post(f"{url}/{what}/open", {"csrf_token": client.csrf()}, status=200)


def correct(client, url: str, what: str = "woman", status: int = 303, **values):
    """Opens, changes and sends."""
    form = opened(client, url, what).form(f"{url}/{what}")
    return client.post(f"{url}/{what}", {**form, "reason": WHY, **values}, status=status)


def trail_of(complaint, action: str) -> list[TrailEntry]:
    db.session.rollback()
    return list(db.session.scalars(select(TrailEntry).where(
        TrailEntry.subject_id == str(complaint.id), TrailEntry.action == action).order_by(TrailEntry.seq)))


def is_closed(page) -> bool:
    return not any(word in page.text for word in canary_words())


def people(sign_in, complaint):
    db.session.expire_all()
    return open_identity(sign_in.actor("kendra_incharge").scope, current_vault(), complaint.id)


def test_the_first_page_names_nobody_and_the_opened_one_is_in_the_trail(sign_in, complaint, url):
    client = sign_in("desk_officer")
    assert is_closed(client.get(url)) and not trail_of(complaint, "intake:identity:opened")
    page = opened(client, url)
    form = page.form(f"{url}/woman")
    assert form["name"] == CANARY["name"] and form["plan_code_word"] == CANARY["code_word"]
    assert page.response.headers["Refresh"] == f"600; url={url}"
    assert [entry.details for entry in trail_of(complaint, "intake:identity:opened")] == [{"reason": "correct"}]


def test_her_name_is_corrected_and_the_sealed_old_one_kept(sign_in, complaint, url):
    before = bytes(db.session.get(Person, complaint.person_id).identity)
    correct(sign_in("desk_officer"), url, name="कोमलता देवी", village="नयागाँव")
    woman = people(sign_in, complaint).woman
    assert (woman.name, woman.village, woman.phone) == ("कोमलता देवी", "नयागाँव", CANARY["phone"])
    kept = db.session.scalar(select(PersonVersion))
    assert bytes(kept.identity) == before and kept.reason == WHY and kept.version == 1
    entry, = trail_of(complaint, "intake:woman:corrected")
    assert entry.details["fields"] == ["name", "village"] and "कोमलता" not in str(entry.details)
    assert db.session.scalar(select(func.count(SafeContact.id))) == 1, "her plan was not touched"
    actor = sign_in.actor("kendra_incharge")
    assert [hit.person_id for hit in find_people(actor.scope, current_vault(), "Komalata").matches] == [complaint.person_id]


def test_her_plan_is_corrected_alone(sign_in, complaint, url):
    correct(sign_in("desk_officer"), url, plan_phone="9000000077", plan_hide_from="सास")
    plans = list_plans(sign_in.actor("kendra_incharge").scope, current_vault(), complaint.person_id)
    assert [one.plan.phone for one in plans] == [CANARY["phone"], "9000000077"]
    assert plans[1].reason == WHY and plans[1].plan.code_word == CANARY["code_word"] and plans[1].plan.hide_from == "सास"
    assert not db.session.scalar(select(func.count(PersonVersion.id)))


def test_what_was_there_before_stands_below_the_opened_form(sign_in, complaint, url):
    client = sign_in("desk_officer")
    correct(client, url, name="कोमलता देवी", plan_hours="10-12")
    page = opened(client, url)
    assert CANARY["name"].split()[0] in page.words and [one.get_text() for one in page.soup.select("del")]
    listed = client.get(url)
    assert is_closed(listed) and listed.words.count(WHY) == 2


def test_a_stale_correction_gets_both_texts_and_that_look_is_kept_too(sign_in, complaint, url):
    slow, fast = sign_in("desk_officer"), sign_in("kendra_incharge")
    form = opened(slow, url).form(f"{url}/woman")
    correct(fast, url, phone="9000000055")
    page = slow.post(f"{url}/woman", {**form, "phone": "9000000066", "reason": WHY}, status=409)
    assert "9000000055" in page.words and page.form(f"{url}/woman")["phone"] == "9000000066"
    assert [entry.kind for entry in trail_of(complaint, "intake:identity:opened")] == ["act", "act", "read"]
    assert people(sign_in, complaint).woman.phone == "9000000055"
    slow.post(f"{url}/woman", page.form(f"{url}/woman"))
    assert people(sign_in, complaint).woman.phone == "9000000066"
    assert db.session.scalar(select(func.count(PersonVersion.id))) == 2


def test_a_plan_changed_meanwhile_is_as_stale_as_a_name(sign_in, complaint, url):
    slow = sign_in("desk_officer")
    form = opened(slow, url).form(f"{url}/woman")
    correct(sign_in("kendra_incharge"), url, plan_hours="7-8")
    slow.post(f"{url}/woman", {**form, "name": "दूसरा", "reason": WHY}, status=409)


def test_a_reason_is_asked_and_nothing_changed_is_said(sign_in, complaint, url):
    client = sign_in("desk_officer")
    assert correct(client, url, status=422, name="कोमलता", reason="").errors()
    assert correct(client, url, status=422).soup.select("#error-summary li")
    page = correct(client, url, status=422, phone="12345", age_years="300")
    assert len(page.errors()) >= 2 and page.form(f"{url}/woman")["phone"] == "12345"
    assert not db.session.scalar(select(func.count(PersonVersion.id)))


def test_an_empty_post_shows_nothing_of_her(sign_in, complaint, url, party):
    client = sign_in("desk_officer")
    for what in ("woman", str(party.id)):
        assert is_closed(client.post(f"{url}/{what}", {"csrf_token": client.csrf()}, status=422))
    client.get(f"{url}/woman/open", status=405)
    client.get(f"{url}?x=1", status=400)


def test_an_age_below_eighteen_makes_the_matter_that_of_a_minor(sign_in, complaint, url):
    correct(sign_in("desk_officer"), url, age_years="16")
    db.session.expire_all()
    assert db.session.get(Complaint, complaint.id).is_minor and people(sign_in, complaint).woman.is_minor
    assert trail_of(complaint, "intake:complaint:corrected")


def test_a_party_is_corrected_with_his_relation(sign_in, complaint, url, party):
    correct(sign_in("desk_officer"), url, str(party.id), name="दुर्योधन", party_relation="in_laws", age_years="४०")
    now, = people(sign_in, complaint).parties
    assert (now.relation, now.identity.name, now.identity.age_years) == ("in_laws", "दुर्योधन", 40)
    assert now.identity.address == PARTY_CANARY["address"]
    kept = db.session.scalar(select(OppositePartyVersion))
    assert (kept.relation, kept.person_version, kept.reason) == ("husband", 1, WHY)
    assert db.session.scalar(select(func.count(PersonVersion.id))) == 1
    entry, = trail_of(complaint, "intake:party:corrected")
    assert set(entry.details["fields"]) == {"party_relation", "name", "age_years"}
    before = opened(sign_in("desk_officer"), url, str(party.id))
    assert PARTY_CANARY["name"].split()[0] in before.words


def test_one_who_was_not_known_gets_a_name(sign_in):
    complaint = matter(sign_in.actor("desk_officer"), parties=[{"relation": "stranger"}])
    party, url = list_parties(sign_in.actor("desk_officer").scope, complaint.id)[0], f"/complaints/{complaint.id}/people"
    correct(sign_in("desk_officer"), url, str(party.id), name="नामधारी")
    assert people(sign_in, complaint).parties[0].identity.name == "नामधारी"
    db.session.refresh(party)
    assert party.is_known and party.version == 2
    assert opened(sign_in("desk_officer"), url, str(party.id)).soup.select("ins")


def test_a_stale_correction_of_a_party(sign_in, complaint, url, party):
    slow = sign_in("desk_officer")
    form = opened(slow, url, str(party.id)).form(f"{url}/{party.id}")
    correct(sign_in("sho"), url, str(party.id), party_relation="family")
    page = slow.post(f"{url}/{party.id}", {**form, "name": "तीसरा", "reason": WHY}, status=409)
    assert page.form(f"{url}/{party.id}")["name"] == "तीसरा" and page.soup.select(".band.danger")


def test_a_party_is_added_with_day_and_reason(sign_in, complaint, url):
    client = sign_in("kendra_incharge")
    form = client.get(f"{url}/new").form(f"{url}/new")
    assert client.post(f"{url}/new", {**form, "party_relation": "in_laws"}, status=422).errors()
    client.post(f"{url}/new", {**form, "party_relation": "in_laws", "name": "दूसरा विपक्षी", "reason": "आज बताया"})
    parties = people(sign_in, complaint).parties
    assert [one.relation for one in parties] == ["husband", "in_laws"] and parties[1].identity.name == "दूसरा विपक्षी"
    page = client.get(f"/complaints/{complaint.id}")
    assert "आज बताया" in page.words and "दूसरा विपक्षी" not in page.words
    assert trail_of(complaint, "intake:party:added")[0].details["party"] == 2


def test_a_withdrawn_party_stays_struck_through(sign_in, complaint, url, party):
    client = sign_in("desk_officer")
    place = f"{url}/{party.id}/withdraw"
    assert is_closed(client.get(place))
    assert client.send(place, {"reason": ""}, status=422).errors()
    client.send(place, {"reason": "गलत व्यक्ति का नाम लिखा गया"})
    page = client.get(f"/complaints/{complaint.id}")
    assert page.soup.select(".card del") and "गलत व्यक्ति का नाम लिखा गया" in page.words
    scope = sign_in.actor("desk_officer").scope
    assert len(list_parties(scope, complaint.id)) == 1 and not list_parties(scope, complaint.id, only_standing=True)
    again = {"csrf_token": client.csrf(), "reason": "फिर"}
    client.post(place, again, status=409)
    assert correct(client, url, str(party.id), status=422, name="नया").soup.select("#error-summary li")
    assert len(trail_of(complaint, "intake:party:withdrawn")) == 1
    shown = client.send(f"/complaints/{complaint.id}/identity", {"reason": "call"}, action=f"/complaints/{complaint.id}/identity",
                        status=200)
    assert PARTY_CANARY["name"] in shown.soup.select_one("#party-1 del").get_text()


def test_a_party_of_another_matter_is_not_found(sign_in, complaint, url):
    other = matter(sign_in.actor("desk_officer"))
    stranger = list_parties(sign_in.actor("desk_officer").scope, other.id)[0]
    client = sign_in("desk_officer")
    for place in (f"{url}/{stranger.id}/open", f"{url}/{stranger.id}", f"{url}/{stranger.id}/withdraw"):
        client.post(place, {"csrf_token": client.csrf(), "reason": WHY}, status=404)


@pytest.mark.parametrize(("role", "place", "status"), [
    ("desk_officer", "own", 200), ("desk_officer", "second", 403), ("kendra_incharge", "own", 200), ("sho", "own", 200),
    ("enquiry_officer", "own", 404), ("kendra_incharge", "sibling", 404), ("circle_officer", "own", 403),
    ("district_chief", "own", 403), ("administrator", "own", 403), ("auditor", "own", 403)])
def test_who_corrects_is_who_may_open(sign_in, complaint, url, role, place, status):
    client = sign_in(role, place)
    client.get(url, status=status)
    page = client.post(f"{url}/woman/open", {"csrf_token": client.csrf()}, status=status)
    assert status == 200 or is_closed(page)


def test_the_assigned_officer_corrects_and_the_quota_counts(sign_in, world):
    complaint = matter(sign_in.actor("desk_officer"), officer_id=world.officer("enquiry_officer").user_id)
    client, url = sign_in("enquiry_officer"), f"/complaints/{complaint.id}/people"
    correct(client, url, phone="9000000088")
    for _ in range(14):  # one after the other through the shift, without the pages' own limit of a minute
        trail.record(sign_in.actor("enquiry_officer"), "intake:identity:opened", subject=("complaint", complaint.id),
                     unit_id=complaint.unit_id, reason="call")
    db.session.commit()
    page = client.post(f"{url}/woman/open", {"csrf_token": client.csrf()}, status=409)
    assert is_closed(page) and trail_of(complaint, "intake:identity:over_quota")


def test_the_sheet_strikes_through_and_the_register_counts_who_stands(sign_in, world):
    made = make_complaint(world, until="under_enquiry")
    party = list_parties(sign_in.actor("sho").scope, made.id)[0]
    sign_in("sho").send(f"/complaints/{made.id}/people/{party.id}/withdraw", {"reason": "नाम गलत था"})
    context = build_sheet(sign_in.actor("sho").scope, sign_in.actor("sho"), made.id, {"language": "hi", "is_open": True}).context
    assert context["parties"][0]["withdrawn_at"] and context["parties"][0]["name"] == HERS["own"].party
    page = sign_in("sho").get("/registers/complaints")
    heads = [head.get_text(strip=True) for head in page.soup.select("thead th")]
    cells = [cell.get_text(strip=True) for cell in page.soup.select("tbody tr:first-child > *")]
    assert cells[heads.index("विपक्षीगण")] == "0"
