"""The rest of the sitting through the client: danger, rights, alerts; and the lists with what they count."""

import pytest
from flask import url_for
from flask_babel import force_locale, gettext
from sqlalchemy import func, select

from portal.audit.models import TrailEntry
from portal.core.feature import declared
from portal.intake.models import Complaint, DangerAlert, DangerAnswer, RightTold
from portal.intake.rules.danger import QUESTIONS
from portal.intake.rules.rights import RIGHTS
from tests.factories.matters import complaint as make
from tests.factories.matters import nowhere

CALM = {question.key: ("no" if question.worrying == "yes" else "yes") for question in QUESTIONS}


def ask(client, complaint, **answers):
    """Answers the danger questions, calm but for *answers*."""
    url = f"/complaints/{complaint.id}/danger"
    return client.send(url, {**CALM, **answers}, action=url, status=None)


def entries(session, action):
    return session.scalars(select(TrailEntry).where(TrailEntry.action == action)).all()


def test_danger_now_stands_at_once_before_incharge_and_station_officer(sign_in, session, world):
    complaint = make(world)
    client = sign_in("desk_officer")
    page = client.follow(ask(client, complaint, strangled="yes"))
    assert "108" in page.words and "112" not in page.errors()
    assert session.scalars(select(DangerAnswer.level)).all() == ["now"]
    assert session.scalar(select(Complaint.is_in_danger).where(Complaint.id == complaint.id))
    for role in ("kendra_incharge", "sho"):
        assert complaint.token in sign_in(role).get("/danger-alerts").words
        assert sign_in(role).get("/").soup.select("a[href='/danger-alerts']")
    for role, place in (("kendra_incharge", "sibling"), ("sho", "elsewhere")):
        assert complaint.token not in sign_in(role, place).get("/danger-alerts").words
    sign_in("desk_officer").get("/danger-alerts", status=403)


def test_asking_twice_raises_one_alert_and_keeps_both_askings(sign_in, session, world):
    complaint = make(world)
    client = sign_in("desk_officer")
    for _ in range(2):
        assert ask(client, complaint, he_is_near="yes").status == 303
    assert session.scalar(select(func.count(DangerAlert.id))) == 1
    assert session.scalar(select(func.count(DangerAnswer.id))) == 2


def test_an_alert_goes_with_a_note_and_once(sign_in, session, world):
    complaint = make(world, is_in_danger=True)
    alert = session.scalars(select(DangerAlert)).one()
    url = f"/danger-alerts/{alert.id}"
    chief = sign_in("sho")
    assert chief.send(url, {"note": ""}, action=url, status=422).errors()
    form = chief.get(url).form(url)
    chief.post(url, {**form, "note": "गश्त भेजी गयी, महिला आश्रय में है"})
    session.refresh(alert)
    assert alert.acknowledged_at is not None and alert.acknowledged_by == world.officer("sho").user_id
    assert complaint.token not in chief.get("/danger-alerts").words
    chief.post(url, {"csrf_token": chief.csrf(), "note": "फिर से"}, status=409)
    sign_in("sho", "elsewhere").get(url, status=404)
    client = sign_in("desk_officer")
    ask(client, complaint)
    assert not session.scalar(select(Complaint.is_in_danger).where(Complaint.id == complaint.id))


def test_danger_marked_at_entry_stays_until_a_supervisor_saw_it(sign_in, session, world):
    complaint = make(world, is_in_danger=True)
    ask(sign_in("desk_officer"), complaint)
    assert session.scalar(select(Complaint.is_in_danger).where(Complaint.id == complaint.id))


def test_what_was_done_is_added_to_what_was_done(sign_in, session, world):
    complaint = make(world)
    client = sign_in("desk_officer")
    url = f"/complaints/{complaint.id}/danger/done"
    client.post(url, {"csrf_token": client.csrf(), "done": "medical"}, status=409)
    ask(client, complaint, strangled="yes", he_is_near="yes")
    for done in (["medical"], ["room", "call_112"]):
        client.send(url, {"done": done}, at=f"/complaints/{complaint.id}/danger", action=url)
    kept = session.scalars(select(DangerAnswer)).one().done
    assert {entry["key"] for entry in kept} == {"medical", "room", "call_112"}
    client.send(url, {"done": "medical"}, at=f"/complaints/{complaint.id}/danger", action=url, status=409)


@pytest.mark.parametrize("answers, status", [({"is_hurt": ""}, 422), ({"is_hurt": "perhaps"}, 422), ({"extra": "yes"}, 400)])
def test_every_question_has_an_answer_of_the_list(sign_in, session, world, answers, status):
    complaint = make(world)
    page = ask(sign_in("desk_officer"), complaint, **answers)
    assert page.status == status and session.scalar(select(func.count(DangerAnswer.id))) == 0


def test_a_girl_is_marked_a_minor(sign_in, session, world):
    complaint = make(world)
    ask(sign_in("desk_officer"), complaint, is_girl="yes")
    assert session.scalar(select(Complaint.is_minor).where(Complaint.id == complaint.id))


def test_each_right_has_who_told_it_and_when(sign_in, session, world):
    complaint = make(world)
    client, url = sign_in("desk_officer"), f"/complaints/{complaint.id}/rights"
    page = client.get(url)
    for right in RIGHTS:
        with force_locale("hi"):
            assert gettext(right.source) in page.words and right.source not in page.words
    client.send(url, {"rights": ["legal_aid", "free_copy"]}, action=url)
    second = sign_in("desk_officer", "second")
    second.send(url, {"rights": ["medical"]}, action=url)
    told = {row.right_key: row.told_by for row in session.scalars(select(RightTold))}
    first_id, second_id = world.officer("desk_officer").user_id, world.officer("desk_officer", "second").user_id
    assert told == {"legal_aid": first_id, "free_copy": first_id, "medical": second_id}
    assert "legal_aid" not in {tag["value"] for tag in client.get(url).soup.select("input[name=rights]")}
    assert len(entries(session, "intake:rights:told")) == 2


@pytest.mark.parametrize("values, status", [({"rights": []}, 422), ({"rights": ["a_house"]}, 422),
                                            ({"rights": ["medical"], "told_on": "01-01-2099"}, 422)])
def test_rights_that_cannot_be_told(sign_in, session, world, values, status):
    complaint = make(world)
    url = f"/complaints/{complaint.id}/rights"
    sign_in("desk_officer").send(url, values, action=url, status=status)
    assert session.scalar(select(func.count(RightTold.id))) == 0


def test_each_look_at_a_complaint_is_in_the_trail(sign_in, session, world):
    complaint = make(world)
    for _ in range(2):
        sign_in("sho").get(f"/complaints/{complaint.id}")
    looks = entries(session, "intake:complaint:opened")
    assert [(look.kind, look.subject_id) for look in looks] == [("read", str(complaint.id))] * 2


@pytest.mark.parametrize("role, place, status", [
    ("desk_officer", "own", 200), ("kendra_incharge", "own", 200), ("sho", "own", 200), ("circle_officer", "own", 200),
    ("nodal_officer", "own", 200), ("enquiry_officer", "own", 404), ("desk_officer", "sibling", 404),
    ("sho", "elsewhere", 404), ("state_officer", "own", 403), ("administrator", "own", 403), ("auditor", "own", 403)])
def test_who_reaches_a_complaint(sign_in, world, role, place, status):
    complaint = make(world)
    sign_in(role, place).get(f"/complaints/{complaint.id}", status=status)


def test_the_enquiry_officer_reaches_only_the_own(sign_in, world):
    complaint = make(world, until="under_enquiry")
    assert complaint.token in sign_in("enquiry_officer").get("/complaints").words
    sign_in("enquiry_officer").get(f"/complaints/{complaint.id}")
    second = sign_in("enquiry_officer", "second")
    assert complaint.token not in second.get("/complaints").words
    second.get(f"/complaints/{complaint.id}", status=404)


def test_above_the_circle_the_story_is_not_read(sign_in, world):
    complaint = make(world)
    assert "कथा-प्रथम-गुप्त" in sign_in("circle_officer").get(f"/complaints/{complaint.id}").words
    assert "कथा-प्रथम-गुप्त" not in sign_in("nodal_officer").get(f"/complaints/{complaint.id}").words


def test_the_list_shows_what_is_asked_for(sign_in, world):
    recorded, registered = make(world), make(world, until="registered", is_in_danger=True)
    client = sign_in("kendra_incharge")
    for query, shown, hidden in (("state=recorded", recorded, registered), ("state=registered", registered, recorded),
                                 ("danger=1", registered, recorded), ("to_on=01-01-2020", None, recorded)):
        words = client.get(f"/complaints?{query}").words
        assert hidden.token not in words and (shown is None or shown.token in words), query
    for query in ("state=open", "nature=threat", "from_on=01-01-2026"):
        assert {recorded.token, registered.token} <= set(client.get(f"/complaints?{query}").words.split()), query
    assert recorded.token in sign_in("desk_officer").get("/complaints?mine=1").words
    assert recorded.token not in sign_in("desk_officer", "second").get("/complaints?mine=1").words
    for query in ("order=name", "state=nonsense", "from_on=31-02-2026", "state=open&state=open", "danger=2", "after=x"):
        client.get(f"/complaints?{query}", status=400)
    client.get(f"/complaints/{nowhere()}", status=404)


def test_every_figure_opens_the_rows_it_counts(app, sign_in, world):
    make(world), make(world, until="registered", is_in_danger=True), make(world, until="under_enquiry")
    make(world, "sibling", is_in_danger=True)
    client, scope = sign_in("kendra_incharge"), sign_in.actor("kendra_incharge").scope
    seen = 0
    for indicator in declared("indicators"):
        if indicator.key in {"danger-now", "receipts-waiting", "unassigned", "open"}:
            with app.test_request_context():
                url = url_for(indicator.endpoint, **indicator.arguments)
            rows = client.get(url).soup.select("table.list tbody tr")
            assert len(rows) == indicator.count(scope) > 0, indicator.key
            seen += 1
    assert seen == 4
