"""The entry page through the client: a walk-in from the first key to the receipt in her hand."""

import pytest
from sqlalchemy import func, select

from portal.audit.models import TrailEntry
from portal.core.keys import current_vault
from portal.intake.models import Complaint, DangerAlert, Draft, OppositeParty, Visit
from portal.persons.actions import record_safe_contact
from portal.persons.models import Person, SafeContact
from portal.persons.queries import get_safe_contact

ENTRY = {
    "purpose": "complaint", "channel": "walk_in", "name": "सुनीता देवी", "relation": "wife_of", "relative_name": "राम प्रसाद",
    "age": "32", "address": "ग्राम परीक्षणपुर", "phone": "9876500001", "may_call": "no", "call_hours": "10-12",
    "nature": "domestic_violence", "occurred_from_on": "01-11-2026", "occurred_to_on": "20-11-2026",
    "place": "घर पर, ग्राम परीक्षणपुर", "gist": "पति रोज़ शराब पीकर मारपीट करते हैं और घर से निकालने की धमकी देते हैं।",
    "relief": "मारपीट बन्द हो",
}


def enter(client, **values):
    """Sends the entry page; gives the answer."""
    page = client.get("/intake/new")
    data = {**page.form("/intake/new"), **ENTRY, **values}
    return client.post("/intake/new", {name: value for name, value in data.items() if value is not None}, status=None)


def only_complaint(session) -> Complaint:
    return session.scalars(select(Complaint)).one()


def actions_of(session) -> list[str]:
    return list(session.scalars(select(TrailEntry.action).order_by(TrailEntry.seq)))


def test_a_walk_in_becomes_visit_and_complaint(sign_in, session, world):
    client = sign_in("desk_officer")
    answer = enter(client)
    complaint = only_complaint(session)
    assert (answer.status, answer.location) == (303, f"/complaints/{complaint.id}/receipt")
    assert complaint.state == "recorded" and complaint.number == 1 and complaint.visit.serial == 1
    assert complaint.token.startswith("AD-ONE/") and complaint.unit_id == world.units["kendra"]
    assert complaint.person_id == complaint.visit.person_id and not complaint.is_minor
    assert {"intake:visit:added", "intake:complaint:recorded", "persons:person:recorded"} <= set(actions_of(session))
    assert complaint.token in client.follow(answer).words


def test_names_stand_nowhere_but_in_the_vault(sign_in, session):
    client = sign_in("desk_officer")
    enter(client)
    complaint = only_complaint(session)
    for row in session.scalars(select(TrailEntry)):
        assert "सुनीता" not in str(row.details) and "9876500001" not in str(row.details)
    for url in ("/complaints", f"/complaints/{complaint.id}", f"/complaints/{complaint.id}/receipt", "/visits"):
        words = client.get(url).text
        assert "सुनीता" not in words and "राम प्रसाद" not in words and "9876500001" not in words


def test_refused_page_keeps_every_word(sign_in, session):
    answer = enter(sign_in("desk_officer"), place="", phone="12345", received_on="31-02-2026")
    assert answer.status == 422 and len(answer.errors()) >= 3
    kept = answer.form("/intake/new")
    for name in ("name", "gist", "relief", "address", "call_hours"):
        assert kept[name] == ENTRY[name], name
    assert kept["phone"] == "12345" and kept["received_on"] == "31-02-2026"
    assert session.scalar(select(func.count(Visit.id))) == 0


def test_mistakes_are_listed_in_the_order_of_the_page(sign_in):
    answer = enter(sign_in("desk_officer"), **dict.fromkeys(("received_on", "name", "phone", "nature", "gist", "place"), ""))
    listed = [link["href"].removeprefix("#") for link in answer.soup.select("#error-summary a")]
    assert len(listed) == 6 and listed == [tag["id"] for tag in answer.soup.select("[id]") if tag["id"] in listed]


def test_not_told_with_its_reason_is_an_answer(sign_in, session):
    answer = enter(sign_in("desk_officer"), name="", name_not_told="does_not_want", age="", age_not_told="does_not_know",
                   place="", place_not_told="cannot_speak")
    assert answer.status == 303
    complaint = only_complaint(session)
    assert complaint.not_told == {"place": "cannot_speak"}
    assert complaint.visit.not_told == {"name": "does_not_want", "age": "does_not_know"}


def test_told_and_not_told_at_once_is_refused(sign_in):
    answer = enter(sign_in("desk_officer"), name_not_told="does_not_want")
    assert answer.status == 422


def test_a_young_age_marks_a_minor(sign_in, session):
    enter(sign_in("desk_officer"), age="१६")
    assert only_complaint(session).is_minor


def test_danger_marked_at_entry_alerts_the_supervisors_at_once(sign_in, session):
    enter(sign_in("desk_officer"), is_in_danger="y")
    complaint = only_complaint(session)
    assert session.scalars(select(DangerAlert.complaint_id)).all() == [complaint.id]
    for role in ("kendra_incharge", "sho"):
        assert complaint.token in sign_in(role).get("/danger-alerts").words
    assert complaint.token not in sign_in("sho", "sibling").get("/danger-alerts").words


def test_no_party_or_several(sign_in, session):
    client = sign_in("desk_officer")
    enter(client, **{"parties-0-relation": "husband", "parties-0-name": "राम प्रसाद", "parties-2-relation": "in_laws"})
    parties = session.scalars(select(OppositeParty).order_by(OppositeParty.place_in_list)).all()
    assert [(one.relation, one.is_known) for one in parties] == [("husband", True), ("in_laws", False)]


def test_no_relation_is_chosen_for_a_party_beforehand(world, sign_in):
    client = sign_in("desk_officer")
    page = enter(client, **{"parties-0-relation": "", "parties-0-name": "राम प्रसाद"})
    assert page.status == 422 and page.soup.select_one("#parties-0-relation[aria-invalid]")
    assert page.form("/intake/new")["parties-0-name"] == "राम प्रसाद"
    piece = client.get("/intake/new/party?index=0", htmx=True)
    assert not piece.soup.select("[name='parties-0-relation'] option[selected]:not([value=''])")


def test_parties_are_added_and_removed_without_script(sign_in, session):
    client = sign_in("desk_officer")
    form = {**client.get("/intake/new").form("/intake/new"), **ENTRY}
    page = client.post("/intake/new", {**form, "_add": "parties"}, status=200)
    page = client.post("/intake/new", {**page.form("/intake/new"), "parties-0-name": "अज्ञात", "_add": "parties"}, status=200)
    kept = page.form("/intake/new")
    assert kept["parties-0-name"] == "अज्ञात" and "parties-1-relation" in kept and kept["gist"] == ENTRY["gist"]
    page = client.post("/intake/new", {**kept, "_remove": "parties-0"}, status=200)
    assert "parties-0-name" not in page.form("/intake/new") and "parties-1-name" in page.form("/intake/new")
    assert client.post("/intake/new", {**page.form("/intake/new"), "parties-1-relation": "stranger"}).status == 303
    assert session.scalar(select(func.count(OppositeParty.id))) == 1


def test_one_more_party_comes_as_a_piece(sign_in):
    client = sign_in("desk_officer")
    piece = client.get("/intake/new/party?index=3", htmx=True)
    assert piece.soup.select_one("[name='parties-3-relation']") and "index=4" in piece.text
    client.get("/intake/new/party?index=x", htmx=True, status=400)
    client.get("/intake/new/party?index=99", htmx=True, status=400)


def test_a_visitor_without_complaint_tells_little(sign_in, session):
    empty = dict.fromkeys(("relative_name", "age", "address", "phone", "nature", "gist", "place", "occurred_from_on",
                           "occurred_to_on", "relief", "call_hours"), "")
    answer = enter(sign_in("desk_officer"), purpose="information", remark="पेंशन की जानकारी", **empty)
    assert (answer.status, answer.location) == (303, "/visits")
    visit = session.scalars(select(Visit)).one()
    assert visit.purpose == "information" and visit.remark and not visit.complaints


@pytest.mark.parametrize("field, value", [("nature", "false_complaint"), ("nature", "elopement"), ("state", "disposed"),
                                          ("is_false", "1"), ("channel", "nowhere"), ("recorded_at", "2020-01-01")])
def test_no_request_can_label_or_forge(sign_in, session, field, value):
    assert enter(sign_in("desk_officer"), **{field: value}).status in (400, 422)
    assert session.scalar(select(func.count(Visit.id))) == 0


def test_repeated_and_unknown_parameters_are_refused(sign_in):
    client = sign_in("desk_officer")
    form = {**client.get("/intake/new").form("/intake/new"), **ENTRY}
    assert client.post("/intake/new", {**form, "name": ["एक", "दो"]}, status=None).status == 400
    client.get("/intake/new?x=1", status=400)
    client.get("/intake/new?draft=1&draft=2", status=400)


@pytest.mark.parametrize("bad", ["\x00", "\u202e", "\ufeff", "\x07"])
@pytest.mark.parametrize("field", ["name", "gist", "place", "channel_reference"])
def test_dirty_text_is_named_at_its_field(sign_in, session, bad, field):
    answer = enter(sign_in("desk_officer"), **{field: f"क{bad}ख"})
    assert answer.status in (400, 422)
    assert session.scalar(select(func.count(Visit.id))) == 0


def test_a_double_click_makes_one_record(sign_in, session):
    client = sign_in("desk_officer")
    form = {**client.get("/intake/new").form("/intake/new"), **ENTRY}
    first, second = client.post("/intake/new", form), client.post("/intake/new", form)
    assert first.location == second.location
    assert session.scalar(select(func.count(Visit.id))) == 1 == session.scalar(select(func.count(Complaint.id)))


def test_the_receipt_cannot_be_skipped(sign_in, session):
    client = sign_in("desk_officer")
    enter(client)
    complaint = only_complaint(session)
    sent_back = client.get("/intake/new", status=303)
    assert sent_back.location == f"/complaints/{complaint.id}/receipt"
    client.get(f"/visits/{complaint.visit_id}/matters/new")
    client.send(f"/complaints/{complaint.id}/receipt", {"how": "in_hand"}, action=f"/complaints/{complaint.id}/receipt")
    client.get("/intake/new")
    session.refresh(complaint)
    assert complaint.state == "registered" and complaint.receipt_given_how == "in_hand"


def test_another_officer_is_not_held_up(sign_in, session):
    enter(sign_in("desk_officer"))
    sign_in("desk_officer", "second").get("/intake/new")


def test_a_kept_receipt_says_why(sign_in, session):
    client = sign_in("desk_officer")
    enter(client)
    url = f"/complaints/{only_complaint(session).id}/receipt"
    assert client.send(url, {"how": "kept"}, action=url, status=422).errors()
    client.send(url, {"how": "kept", "note": "बहुत डरी थी, कल भाई के साथ आयेगी"}, action=url)
    answer = client.post(url, {"csrf_token": client.csrf(), "how": "in_hand", "note": ""}, status=409)
    assert answer.status == 409


def test_several_matters_of_one_visit(sign_in, session):
    client = sign_in("desk_officer")
    enter(client)
    first = only_complaint(session)
    url = f"/visits/{first.visit_id}/matters/new"
    matter = {name: ENTRY[name] for name in ("nature", "occurred_from_on", "place", "gist")} | {"nature": "property"}
    client.send(url, matter, action=url)
    numbers = session.execute(
        select(Complaint.number, Complaint.token, Complaint.person_id).order_by(Complaint.number)).all()
    assert [row.number for row in numbers] == [1, 2] and numbers[0].token != numbers[1].token
    assert numbers[0].person_id == numbers[1].person_id
    page = client.get(f"/complaints/{first.id}")
    assert numbers[1].token in page.words
    assert session.scalar(select(func.count(Visit.id))) == 1


def test_she_is_found_and_chosen_never_merged(sign_in, session):
    client = sign_in("desk_officer")
    enter(client)
    first = only_complaint(session)
    url = f"/complaints/{first.id}/receipt"
    client.send(url, {"how": "in_hand"}, action=url)
    form = client.get("/intake/new").form("/intake/new")
    found = client.post("/intake/new", {"_who": "Sunita", "csrf_token": form["csrf_token"]}, htmx=True, status=200)
    assert first.token in found.words and "सुनीता" not in found.words
    page = client.post("/intake/new", {**form, "gist": "टंकित", "_who": "sunita", "_find": "1"}, status=200)
    assert first.token in page.words and page.form("/intake/new")["gist"] == "टंकित"
    page = client.post("/intake/new", {**page.form("/intake/new"), "_choose": str(first.person_id)}, status=200)
    matter = {name: ENTRY[name] for name in ("nature", "occurred_from_on", "place", "gist")}
    client.post("/intake/new", {**page.form("/intake/new"), **matter, "plan_answer": "same"})
    second = session.scalars(select(Complaint).where(Complaint.id != first.id)).one()
    assert second.person_id == first.person_id and second.visit_id != first.visit_id
    enter_again = session.scalars(select(Complaint.person_id)).all()
    assert len(set(enter_again)) == 1


def test_the_same_details_typed_again_stay_two_women(sign_in, session):
    client = sign_in("desk_officer")
    enter(client)
    url = f"/complaints/{only_complaint(session).id}/receipt"
    client.send(url, {"how": "in_hand"}, action=url)
    enter(client)
    assert len(set(session.scalars(select(Complaint.person_id)))) == 2


def test_a_woman_of_another_kendra_cannot_be_chosen(sign_in, session):
    enter(sign_in("desk_officer", "elsewhere"))
    stranger = only_complaint(session).person_id
    answer = enter(sign_in("desk_officer"), person_id=str(stranger))
    assert answer.status == 422 and session.scalar(select(func.count(Visit.id))) == 1
    found = sign_in("desk_officer")
    page = found.get("/intake/new").form("/intake/new")
    words = found.post("/intake/new", {**page, "_who": "9876500001", "_find": "1"}, status=200).words
    assert str(stranger) not in words and "AD-" not in words.split("AD-ONE")[0]


def test_drafts_survive_and_go_with_the_entry(sign_in, session):
    client = sign_in("desk_officer")
    form = {**client.get("/intake/new").form("/intake/new"), **ENTRY, "parties-0-relation": "husband", "parties-0-name": "अ"}
    client.post("/drafts/intake-entry", {**form, "_draft": "intake-entry"}, status=200)
    client.post("/drafts/intake-entry", {**form, "gist": "आधा वाक्य", "_draft": "intake-entry"}, status=200)
    sealed = session.scalars(select(Draft.sealed)).one()
    assert "आधा".encode() not in sealed and b"\\u0906" not in sealed
    assert client.get("/intake/new").soup.select("a[href='?draft=1']")
    page = client.get("/intake/new?draft=1")
    kept = page.form("/intake/new")
    assert kept["gist"] == "आधा वाक्य" and kept["parties-0-name"] == "अ" and kept["nature"] == "domestic_violence"
    client.post("/intake/new", kept)
    assert session.scalar(select(func.count(Draft.id))) == 0


def test_a_draft_is_the_officers_own_and_can_be_thrown_away(sign_in, session):
    client = sign_in("desk_officer")
    token = client.csrf()
    client.post("/drafts/intake-entry", {"gist": "मेरा", "csrf_token": token}, status=200)
    assert not sign_in("desk_officer", "second").get("/intake/new").soup.select("a[href='?draft=1']")
    client.post("/drafts/intake-entry/drop", {"csrf_token": token})
    assert session.scalar(select(func.count(Draft.id))) == 0
    client.post("/drafts/Not%20A%20Key", {"gist": "x", "csrf_token": token}, status=404)
    client.post("/drafts/intake-entry", {"gist": "x" * 300_000, "csrf_token": token}, status=400)


def test_a_draft_that_arrives_after_its_entry_is_not_kept(sign_in, session):
    client = sign_in("desk_officer")
    form = {**client.get("/intake/new").form("/intake/new"), **ENTRY}
    client.post("/intake/new", form)
    client.post("/drafts/intake-entry", form, status=409)
    assert session.scalar(select(func.count(Draft.id))) == 0


def test_time_out(sign_in, session):
    client = sign_in("desk_officer")
    enter(client)
    visit = session.scalars(select(Visit)).one()
    url = f"/visits/{visit.id}/end"
    client.send(url, at="/visits", action=url)
    session.refresh(visit)
    assert visit.left_at is not None
    client.post(url, {"csrf_token": client.csrf()}, status=409)


@pytest.mark.parametrize("role", ["enquiry_officer", "sho", "circle_officer", "counsellor", "administrator", "auditor"])
def test_only_the_kendra_enters(sign_in, role):
    sign_in(role).get("/intake/new", status=403)


def chosen(client, session, **values):
    """Enters a woman with a plan, then chooses her for a new visit; gives the new page and the first complaint."""
    enter(client, code_word="नीलकंठ", hide_from="सास", **values)
    first = only_complaint(session)
    url = f"/complaints/{first.id}/receipt"
    client.send(url, {"how": "in_hand"}, action=url)
    form = client.get("/intake/new").form("/intake/new")
    return client.post("/intake/new", {**form, "_choose": str(first.person_id)}, status=200), first


MATTER = {name: ENTRY[name] for name in ("nature", "occurred_from_on", "place", "gist")}


def test_on_a_repeat_visit_her_plan_is_shown_closed_and_must_be_asked(sign_in, session):
    client = sign_in("desk_officer")
    page, _first = chosen(client, session)
    plan = page.soup.select_one("#plan").get_text(" ")
    assert "10-12" in plan and "नी•••" in plan and "…01" in plan
    assert not any(word in page.text for word in ("नीलकंठ", "9876500001"))
    assert page.form("/intake/new")["may_call"] == "no", "as she said last time"
    answer = client.post("/intake/new", {**page.form("/intake/new"), **MATTER}, status=422)
    assert answer.errors() and session.scalar(select(func.count(Visit.id))) == 1
    client.post("/intake/new", {**page.form("/intake/new"), **MATTER, "plan_answer": "same"})
    contact = session.scalars(select(SafeContact)).one()
    assert contact.version == 1 and contact.confirmed_at is not None
    assert "persons:contact:confirmed" in actions_of(session)


def test_a_plan_that_changed_is_written_as_a_new_one_and_the_rest_stays(sign_in, session, world):
    client = sign_in("desk_officer")
    page, first = chosen(client, session)
    form = {**page.form("/intake/new"), **MATTER, "plan_answer": "changed"}
    assert client.post("/intake/new", form, status=422).errors(), "changed, but nothing is written"
    client.post("/intake/new", {**form, "phone": "9876500099"})
    session.expire_all()
    plan, version = get_safe_contact(sign_in.actor("desk_officer").scope, current_vault(), first.person_id)
    assert (version, plan.phone, plan.hours, plan.code_word, plan.hide_from, plan.may_call) == (
        2, "9876500099", "10-12", "नीलकंठ", "सास", "no")


def test_a_plan_changed_by_someone_else_meanwhile_is_asked_anew(sign_in, session):
    client = sign_in("desk_officer")
    page, first = chosen(client, session)
    actor = sign_in.actor("kendra_incharge")
    record_safe_contact(actor, current_vault(), session.get(Person, first.person_id), {"hours": "7-8"}, 1)
    session.commit()
    answer = client.post("/intake/new", {**page.form("/intake/new"), **MATTER, "plan_answer": "same"}, status=422)
    assert answer.errors() and "7-8" in answer.soup.select_one("#plan").get_text(" ")
    client.post("/intake/new", {**answer.form("/intake/new"), "plan_answer": "same"})


def test_a_woman_without_plan_is_asked_too(sign_in, session):
    client = sign_in("desk_officer")
    enter(client, phone="", phone_not_told="does_not_want", call_hours="")
    first = only_complaint(session)
    url = f"/complaints/{first.id}/receipt"
    client.send(url, {"how": "in_hand"}, action=url)
    form = client.get("/intake/new").form("/intake/new")
    page = client.post("/intake/new", {**form, "_choose": str(first.person_id)}, status=200)
    client.post("/intake/new", {**page.form("/intake/new"), **MATTER, "plan_answer": "changed", "phone": "9876500098"})
    session.expire_all()
    plan, version = get_safe_contact(sign_in.actor("desk_officer").scope, current_vault(), first.person_id)
    assert (version, plan.phone) == (1, "9876500098")
