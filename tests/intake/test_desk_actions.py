"""Acts and questions of the desk without pages: right actor → row and trail entry; wrong state → refusal; scope."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.audit.models import TrailEntry
from portal.core import clock
from portal.core.db import db
from portal.core.errors import NotFound, RuleBroken
from portal.core.keys import current_vault
from portal.intake.actions import danger, rights
from portal.intake.actions.complaints import register_complaint
from portal.intake.actions.drafts import drop_draft, save_draft
from portal.intake.actions.receipts import hand_over_receipt
from portal.intake.actions.visits import end_visit, register_visit
from portal.intake.models import Assignment, Complaint, DangerAlert, OppositeParty
from portal.intake.queries import complaints, drafts, people, visits
from portal.intake.queries import danger as danger_queries
from portal.intake.queries import rights as rights_queries
from portal.persons.queries import get_identity, get_safe_contact
from tests.factories.matters import HERS, actor
from tests.factories.matters import complaint as make

CALM = {"he_is_near": "no", "is_hurt": "no", "strangled": "no", "threat_to_kill": "no", "children_in_danger": "no",
        "can_go_home": "yes", "thinks_of_dying": "no", "is_girl": "no"}
PLACES = [("desk_officer", "own"), ("kendra_incharge", "own"), ("sho", "own"), ("circle_officer", "own")]
STRANGERS = [("desk_officer", "sibling"), ("sho", "elsewhere"), ("enquiry_officer", "own"), ("counsellor", "own")]


def trail_of(subject_id) -> list[str]:
    return list(db.session.scalars(
        select(TrailEntry.action).where(TrailEntry.subject_id == str(subject_id)).order_by(TrailEntry.seq)))


def test_the_woman_and_her_plan_lie_in_the_vault(world):
    desk = actor(world, "desk_officer")
    visit = register_visit(desk, current_vault(), {
        "purpose": "complaint", "channel": "phone", "received_at": clock.now(), "name": "कोकिला", "phone": "9111100009",
        "may_call": "ask", "call_hours": "10-12", "code_word": "तुलसी"}, {"address": "does_not_want", "name": "channel"})
    db.session.commit()
    assert visit.not_told == {"address": "does_not_want"}, "what was told is not kept as not told"
    assert get_identity(desk.scope, current_vault(), visit.person_id).name == "कोकिला"
    plan, version = get_safe_contact(desk.scope, current_vault(), visit.person_id)
    assert (plan.may_call, plan.phone, plan.hours, plan.code_word, version) == ("ask", "9111100009", "10-12", "तुलसी", 1)
    assert trail_of(visit.id) == ["intake:visit:added"]


def test_recorded_late_is_written_down_as_late(world):
    desk = actor(world, "desk_officer")
    visit = register_visit(desk, current_vault(), {
        "purpose": "complaint", "channel": "post", "received_at": clock.now() - timedelta(days=3), "name": "क"}, {})
    made = register_complaint(desk, current_vault(), visit, {"nature": "threat", "gist": "ख"}, {"place": "channel"})
    db.session.commit()
    entry = db.session.scalars(select(TrailEntry).where(TrailEntry.action == "intake:complaint:recorded")).one()
    assert entry.details["days_late"] == 3 and entry.details["token"] == made.token
    assert made.received_at < made.recorded_at and made.not_told == {"place": "channel"}


def test_a_chosen_woman_who_was_young_makes_a_minor(world):
    desk = actor(world, "desk_officer")
    values = {"purpose": "complaint", "channel": "walk_in", "received_at": clock.now(), "name": "ग", "age": 15}
    first = register_visit(desk, current_vault(), values, {})
    again = register_visit(desk, current_vault(), values | {"person_id": first.person_id}, {})
    assert register_complaint(desk, current_vault(), again, {"nature": "other", "gist": "घ"}, {}).is_minor


def test_the_receipt_is_handed_over_once(world):
    made, desk = make(world), actor(world, "desk_officer")
    hand_over_receipt(desk, made, "post")
    db.session.commit()
    assert (made.state, made.receipt_given_how) == ("registered", "post") and made.receipt_given_at
    assert trail_of(made.id)[-1] == "intake:receipt:handed_over"
    with pytest.raises(RuleBroken):
        hand_over_receipt(desk, made, "in_hand")


@pytest.mark.parametrize("how, note", [("kept", ""), ("kept", "कल"), ("burnt", ""), ("", "")])
def test_a_handing_over_that_says_too_little(world, how, note):
    made = make(world)
    with pytest.raises(RuleBroken):
        hand_over_receipt(actor(world, "desk_officer"), made, how, note)
    assert made.state == "recorded" and made.receipt_given_at is None


def test_danger_answers_are_whole_or_refused(world):
    made, desk = make(world), actor(world, "desk_officer")
    with pytest.raises(RuleBroken):
        danger.answer_danger(desk, made, {**CALM, "is_hurt": "maybe"})
    answer = danger.answer_danger(desk, made, {**CALM, "is_hurt": "yes"})
    db.session.commit()
    assert answer.level == "now" and made.is_in_danger
    assert trail_of(made.id)[-2:] == ["intake:danger:answered", "intake:danger:raised"]
    with pytest.raises(RuleBroken):
        danger.mark_done(desk, answer, ["hope"])


def test_rights_are_told_once_and_only_those_of_the_list(world):
    made, desk = make(world), actor(world, "desk_officer")
    told = rights.tell_rights(desk, made, ["medical", "legal_aid"], clock.now())
    assert [one.right_key for one in told] == ["legal_aid", "medical"]
    db.session.commit()
    for keys in (["medical"], ["a_house"]):
        with pytest.raises(RuleBroken):
            rights.tell_rights(desk, made, keys, clock.now())
    assert [one.right_key for one in rights.tell_rights(desk, made, ["medical", "custody"], clock.now())] == ["custody"]


def test_nobody_leaves_before_she_came(world):
    made, desk = make(world), actor(world, "desk_officer")
    with pytest.raises(RuleBroken):
        end_visit(desk, made.visit, made.visit.arrived_at - timedelta(minutes=1))
    end_visit(desk, made.visit, clock.now())
    with pytest.raises(RuleBroken):
        end_visit(desk, made.visit, clock.now())


def test_a_draft_opens_for_its_officer_only(world):
    desk, second = actor(world, "desk_officer"), actor(world, "desk_officer", "second")
    save_draft(desk, current_vault(), "intake-entry", [("gist", "आधा"), ("csrf_token", "x"), ("once_token", "y"), ("_who", "z")])
    db.session.commit()
    assert drafts.open_draft(desk.scope, current_vault(), "intake-entry").pairs == [("gist", "आधा")]
    assert drafts.open_draft(second.scope, current_vault(), "intake-entry") is None
    drop_draft(second, "intake-entry")
    assert drafts.draft_saved_at(desk.scope, "intake-entry") is not None
    drop_draft(desk, "intake-entry")
    assert drafts.draft_saved_at(desk.scope, "intake-entry") is None


@pytest.mark.parametrize("role, place", PLACES)
def test_own_scope_sees_it(world, role, place):
    made, scope = make(world, is_in_danger=True), actor(world, role, place).scope
    assert complaints.get_complaint(scope, made.id).token == made.token
    assert complaints.count_complaints(scope, {"state": "open"}) == 1
    assert len(complaints.list_parties(scope, made.id)) == 1
    assert visits.get_visit(scope, made.visit_id).serial == 1
    assert danger_queries.count_danger_alerts(scope) == 1
    assert complaints.find_by_token(scope, made.token.lower()) == [made]


@pytest.mark.parametrize("role, place", STRANGERS)
def test_another_scope_sees_nothing(world, role, place):
    made, scope = make(world, is_in_danger=True), actor(world, role, place).scope
    rights.tell_rights(actor(world, "desk_officer"), made, ["medical"], clock.now())
    danger.answer_danger(actor(world, "desk_officer"), made, CALM)
    db.session.add(Assignment(unit_id=made.unit_id, complaint_id=made.id, officer_id=actor(world, "sho").user_id,
                              assigned_by=actor(world, "sho").user_id, assigned_at=clock.now()))
    alert_id = db.session.scalar(select(DangerAlert.id))
    db.session.commit()
    for ask in (lambda: complaints.get_complaint(scope, made.id), lambda: visits.get_visit(scope, made.visit_id),
                lambda: danger_queries.get_alert(scope, alert_id)):
        with pytest.raises(NotFound):
            ask()
    assert complaints.count_complaints(scope, {}) == 0 == danger_queries.count_danger_alerts(scope)
    assert db.session.execute(complaints.list_complaints(scope, {})).all() == []
    assert db.session.execute(visits.list_visits(scope, {})).all() == []
    for question in (complaints.list_parties, complaints.list_danger_answers, complaints.list_assignments,
                     rights_queries.list_rights_told):
        assert not question(scope, made.id), question.__name__
    assert complaints.find_by_token(scope, made.token) == [] == complaints.find_by_persons(scope, [made.person_id])
    assert complaints.list_tokens_of(scope, [made.person_id]) == {} == visits.list_tokens(scope, [made.visit_id])
    assert people.get_chosen(scope, current_vault(), str(made.person_id)) is None
    assert not people.find_women(scope, current_vault(), HERS["own"].name).women
    assert complaints.find_waiting_receipt(scope) is None and danger_queries.find_open_alert(scope, made.id) is None


def test_the_same_visit_and_the_same_woman_stand_beside_each_other(world):
    first, desk = make(world), actor(world, "desk_officer")
    other = make(world)
    assert complaints.list_siblings(desk.scope, first) == [], "same name and phone, but nobody chose her"
    other.person_id = first.person_id
    db.session.commit()
    assert [one.token for one in complaints.list_siblings(desk.scope, first)] == [other.token]


def test_parties_are_people_in_the_vault_by_relation_outside(world):
    made = make(world, parties=[{"relation": "husband", "name": "विपक्षी"}, {"relation": "stranger"}])
    rows = db.session.scalars(select(OppositeParty).where(OppositeParty.complaint_id == made.id)
                              .order_by(OppositeParty.place_in_list)).all()
    assert [(row.relation, row.person_id is not None) for row in rows] == [("husband", True), ("stranger", False)]
    assert db.session.scalar(select(Complaint.version).where(Complaint.id == made.id)) == 1
