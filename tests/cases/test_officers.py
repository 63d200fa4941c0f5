"""Who investigates: naming, hand-over, whom nobody follows, and the reach that goes with it."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.accounts.models import RoleHeld
from portal.cases.actions import officers as officer_steps
from portal.cases.models import CaseDuty
from portal.cases.queries.cases import count_cases, get_case, select_cases
from portal.cases.queries.duties import count_due, select_due
from portal.cases.queries.officers import list_candidates, list_left_behind, list_open_cases_of
from portal.cases.rules import officers as officer_rules
from portal.core import clock
from portal.core.db import db
from portal.core.errors import NotFound, RuleBroken
from tests.cases.standing import entries
from tests.factories.cases import again, case, give_to
from tests.factories.matters import actor


def test_a_change_of_officer_needs_its_note_and_moves_the_reach(world):
    file = case(world)
    first, second = actor(world, "enquiry_officer"), actor(world, "enquiry_officer", "second")
    with pytest.raises(RuleBroken, match="what is next"):
        give_to(world, file, "own", who="second", note="ok")
    db.session.rollback()
    file = give_to(world, again(file), "own", who="second")
    assert [one.ended_at is None for one in file.officers] == [False, True] and file.case.io_id == second.user_id
    assert get_case(second.scope, file.case.id) and entries(file, "cases:io:changed")
    with pytest.raises(NotFound):
        get_case(first.scope, file.case.id)
    owners = set(db.session.scalars(select(CaseDuty.io_id).where(CaseDuty.case_id == file.case.id, CaseDuty.state == "open")))
    assert owners == {second.user_id}


def test_who_leaves_hands_over_every_open_case(world):
    files = [case(world, number=number) for number in (1, 2, 3)]
    incharge, former = actor(world, "kendra_incharge"), world.officer("enquiry_officer").user_id
    cases = list_open_cases_of(incharge.scope, former, to_change=True)
    target = next(one for one in list_candidates(files[0].case.unit_id) if one.user_id == world.officer("sho").user_id)
    moved = officer_steps.hand_over_cases(incharge, cases, {one.id for one in cases}, target, note="सभी पत्रावलियाँ सौंपी गयीं",
                                          now=clock.now())
    assert moved == 3 and not list_open_cases_of(incharge.scope, former)
    assert all(again(file).officers[-1].handover_note for file in files)


def test_cases_of_an_officer_whose_posting_ended_are_shown(world):
    case(world)
    officer, incharge = world.officer("enquiry_officer"), actor(world, "kendra_incharge")
    assert list_left_behind(incharge.scope) == []
    db.session.get(RoleHeld, officer.role_held_id).to_on = clock.today() - timedelta(days=1)
    db.session.commit()
    assert list_left_behind(incharge.scope) == [(officer.user_id, 1)]


def test_nobody_takes_over_before_the_information_or_twice(world):
    file, incharge = case(world, registered_at=clock.now() - timedelta(hours=2), with_io=False), actor(world, "kendra_incharge")
    chosen = next(one for one in list_candidates(file.case.unit_id) if one.user_id == world.officer("enquiry_officer").user_id)
    for at, words in ((clock.now() - timedelta(days=3), "before its information"),):
        with pytest.raises(RuleBroken, match=words):
            officer_steps.name_officer(incharge, file, chosen, from_at=at, now=clock.now())
    file = officer_steps.name_officer(incharge, file, chosen, from_at=clock.now(), now=clock.now())
    with pytest.raises(RuleBroken) as refusal:
        officer_steps.name_officer(incharge, file, chosen, from_at=clock.now(), handover_note="लम्बी टिप्पणी यहाँ", now=clock.now())
    assert refusal.value.sentence == officer_rules.HAS_IT


@pytest.mark.parametrize("place", ["sibling", "elsewhere"])
def test_cases_of_other_stations_are_not_found(world, place):
    other = case(world, place)
    for role in ("desk_officer", "kendra_incharge", "sho", "enquiry_officer"):
        scope = actor(world, role).scope
        with pytest.raises(NotFound):
            get_case(scope, other.case.id)
        assert count_cases(scope, {}) == 0 and count_due(scope, {}, clock.now()) == 0
        assert db.session.execute(select_cases(scope, {})).all() == []
    reaches = actor(world, "circle_officer").scope
    assert count_cases(reaches, {}) == (1 if place == "sibling" else 0)


def test_an_enquiry_officer_sees_only_the_cases_she_investigates(world):
    mine, other = case(world, number=1), case(world, number=2)
    other = give_to(world, other, "own", who="second")
    scope = actor(world, "enquiry_officer").scope
    assert [row.id for row in db.session.execute(select_cases(scope, {}))] == [mine.case.id]
    assert {row.case_id for row in db.session.execute(select_due(scope, {}, clock.now()))} == {mine.case.id}
