"""A problem told on the beat becomes a complaint by the entry page, without retyping, once; danger stands on the first pages."""

import pytest
from sqlalchemy import func, select

from portal.beats.models import BeatProblem
from portal.beats.queries import days, reach
from portal.core import clock
from portal.core.db import db
from portal.core.errors import NotFound
from portal.intake.actions.seals import seal_complaint
from portal.intake.models import Complaint, DangerAlert, Visit
from tests.factories.matters import actor
from tests.factories.patrols import STORY, end, out, problem

HER = {"name": "कोकिला परीक्षणवती", "relation": "wife_of", "relative_name": "राम परीक्षण", "age": "32", "address": "ग्राम परीक्षणपुर",
       "phone": "9876500001", "may_call": "no", "call_hours": "10-12"}


@pytest.fixture
def told(world):
    """A threat told on the beat by a woman in danger."""
    made = out(world)
    problem_ = problem(made, is_in_danger=True, occurred_on=clock.today())
    db.session.commit()
    return made, problem_


def page_of(problem_):
    return f"/intake/new?origin=beats-problem-{problem_.id}"


def enter(client, problem_, **more):
    page = client.get(page_of(problem_))
    return client.post("/intake/new", page.form("/intake/new") | HER | more, status=None)


def test_the_entry_page_is_filled_with_what_was_told(told, sign_in):
    made, one = told
    form = sign_in("desk_officer").get(page_of(one)).form("/intake/new")
    moment = clock.to_ist(one.told_at)
    assert (form["channel"], form["channel_reference"], form["nature"], form["gist"], form["place"]) == (
        "beat", made.day.number, "threat", STORY, made.places[0].name)
    assert (form["received_on"], form["received_at"]) == (moment.strftime("%d-%m-%Y"), moment.strftime("%H:%M"))
    assert form["occurred_from_on"] == clock.today().strftime("%d-%m-%Y") and form["is_in_danger"]


def test_it_becomes_a_complaint_once_with_its_alert(world, told, sign_in):
    _, one = told
    incharge, client = actor(world, "kendra_incharge"), sign_in("desk_officer")
    assert (days.count_waiting(incharge.scope), days.count_waiting(incharge.scope, in_danger=True)) == (1, 1)
    answer = enter(client, one)
    complaint = db.session.scalar(select(Complaint))
    assert answer.location == f"/complaints/{complaint.id}/receipt"
    assert db.session.scalar(select(BeatProblem.complaint_id)) == complaint.id
    assert (complaint.channel, complaint.received_at) == ("beat", one.told_at)
    assert db.session.scalar(select(func.count(DangerAlert.id))) == 1
    assert days.count_waiting(incharge.scope) == 0
    client.post(answer.location, client.get(answer.location).form() | {"how": "in_hand"})
    again = client.get(page_of(one), status=303)
    assert f"/complaints/{complaint.id}" in client.follow(again).text


def test_two_who_had_the_page_open_make_one_complaint_and_the_second_loses_nothing(told, sign_in):
    _, one = told
    desk, incharge = sign_in("desk_officer"), sign_in("kendra_incharge")
    second = incharge.get(page_of(one)).form("/intake/new")
    assert enter(desk, one).status == 303
    page = incharge.post("/intake/new", second | HER, status=422)
    assert page.form("/intake/new")["name"] == HER["name"] and f"/beats/problems/{one.id}" in page.text
    assert db.session.scalar(select(func.count(Complaint.id))) == db.session.scalar(select(func.count(Visit.id))) == 1


def test_a_fault_keeps_the_origin_and_another_purpose_is_refused(told, sign_in):
    _, one = told
    client = sign_in("desk_officer")
    page = enter(client, one, place="")
    assert page.status == 422 and page.form("/intake/new")["origin"] == f"beats-problem-{one.id}"
    assert enter(client, one, purpose="information", remark="सूचना दी").status == 422
    assert db.session.scalar(select(func.count(Visit.id))) == 0


def test_its_draft_is_its_own_and_is_found_again(told, sign_in):
    _, one = told
    client = sign_in("desk_officer")
    form = client.get(page_of(one)).form("/intake/new")
    key = f"intake-entry-beats-problem-{one.id}"
    client.post(f"/drafts/{key}", form | {"relief": "सुरक्षा मिले"}, status=200)
    assert "intake/_offer" not in client.get("/intake/new").text and client.get("/intake/new").form("/intake/new")["relief"] == ""
    offered = client.get(page_of(one))
    link = next(tag["href"] for tag in offered.soup.select("main a[href]") if "draft=1" in tag["href"])
    assert client.get(link).form("/intake/new")["relief"] == "सुरक्षा मिले"
    dropped = client.post(f"/drafts/{key}/drop", offered.form(f"/drafts/{key}/drop"))
    assert f"origin=beats-problem-{one.id}" in dropped.location


def test_the_beat_officer_makes_it_herself_and_hands_the_receipt_over(world, told, sign_in):
    _, one = told
    client = sign_in("beat_officer")
    there = enter(client, one).location
    complaint = db.session.scalar(select(Complaint))
    assert complaint.unit_id == world.units["kendra"]
    for step in ("danger", "rights", "receipt"):
        client.get(f"/complaints/{complaint.id}/{step}")
    client.get(f"/complaints/{complaint.id}", status=403)
    assert client.post(there, client.get(there).form() | {"how": "in_hand"}).location == "/"
    client.get(there, status=404)
    sign_in("beat_officer", "sibling").get(there, status=404)


def test_the_beat_officer_does_not_see_who_was_entered_at_the_desk(told, sign_in):
    _, one = told
    enter(sign_in("desk_officer"), one)
    client = sign_in("beat_officer")
    page = client.post("/intake/new", client.get("/intake/new").form("/intake/new") | {"_who": HER["phone"], "_find": "1"},
                       status=200)
    assert "कोकिला" not in page.words and not page.soup.select("button[name=_choose]")


def test_only_what_was_taken_up_and_is_in_reach_is_offered(world, told, sign_in):
    made, one = told
    settled = problem(made, 20, nature="property", outcome="settled", account="खेत की मेड़ पर बात करायी गयी")
    db.session.commit()
    client = sign_in("desk_officer")
    client.get(page_of(settled), status=409)
    for url in ("/intake/new?origin=beats-problem", f"/intake/new?origin=nothing-{one.id}", "/intake/new?origin=-"):
        client.get(url, status=404)
    sign_in("desk_officer", "sibling").get(page_of(one), status=404)
    sign_in("sho").get(page_of(one), status=403)


def test_the_lists_put_danger_first_and_say_no_name(world, told, sign_in):
    made, _ = told
    problem(made, 5, account="गाँव की सड़क पर पीछा किया")
    end(made)
    db.session.commit()
    for role in ("desk_officer", "kendra_incharge", "beat_officer", "sho"):
        page = sign_in(role).get("/beats/problems")
        rows = page.soup.select("tbody tr")
        assert len(rows) == 2 and rows[0].select(".danger, .badge.danger"), role
        assert len(sign_in(role).get("/beats/problems?danger=1").soup.select("tbody tr")) == 1
    assert "/beats/problems?danger=1" in sign_in("kendra_incharge").get("/").text


def test_a_problem_whose_complaint_is_sealed_is_not_there(world, told, sign_in):
    made, one = told
    enter(sign_in("desk_officer"), one)
    complaint = db.session.scalar(select(Complaint))
    for role in ("kendra_incharge", "beat_officer"):
        seal_complaint(actor(world, "circle_officer"), complaint, world.officer(role).user_id, "अधिकारी के विरुद्ध है")
        scope = actor(world, role).scope
        with pytest.raises(NotFound):
            reach.get_problem(scope, one.id)
        assert not days.list_problems(scope, made.day)
