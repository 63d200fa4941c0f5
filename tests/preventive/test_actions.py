"""Entering and writing steps: the right officer leaves a row and an entry, scope holds, a breach raises the alarm."""

import uuid
from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.audit.models import TrailEntry
from portal.core import clock
from portal.core.db import db
from portal.core.errors import NotFound, RuleBroken
from portal.core.keys import current_vault
from portal.core.settings import write_setting
from portal.intake.models import DangerAlert, OppositeParty
from portal.preventive import queries
from portal.preventive.actions import BOTH_SIDES, NOBODY, enter_action
from portal.preventive.rules.projecting import ITEMS
from tests.factories.matters import HERS, actor, complaint
from tests.factories.preventive import NOTICEE, REASON, bound, entered, step


def entries(action, word) -> list[TrailEntry]:
    db.session.rollback()
    return list(db.session.scalars(select(TrailEntry).where(TrailEntry.action == word, TrailEntry.subject_id == str(action.id))))


def due(officer) -> dict[str, int]:
    db.session.rollback()
    counts = queries.count_items(officer.scope)
    assert counts == {item: queries.count_due(officer.scope, item) for item in ITEMS}
    for item, number in counts.items():
        assert len(db.session.execute(queries.select_due(officer.scope, item)).all()) == number
    return {item: number for item, number in counts.items() if number}


@pytest.fixture
def incharge(world):
    return actor(world, "kendra_incharge")


@pytest.fixture
def matter(world):
    return complaint(world, until="under_enquiry")


def test_numbers_run_by_year_and_the_entry_names_nobody(world, incharge):
    first, second = entered(incharge), entered(actor(world, "sho"), kind="bnss170")
    assert (first.number, second.number) == (f"1/{first.year}", f"2/{first.year}")
    assert first.unit_id == second.unit_id == world.units["kendra"], "the station officer writes in the kendra's register"
    entry, = entries(first, "preventive:action:entered")
    assert entry.details["action_kind"] == "bnss126" and NOTICEE["name"] not in str(entry.details)
    assert first.law_pack_version


def test_an_officer_above_the_stations_has_no_register_to_write_in(world):
    with pytest.raises(NotFound):
        entered(actor(world, "circle_officer"))


def test_somebody_must_be_named(incharge):
    with pytest.raises(RuleBroken) as refused:
        enter_action(incharge, current_vault(), kind="bnss126", reason=REASON, people=[], now=clock.now())
    assert refused.value.sentence == NOBODY


@pytest.mark.parametrize("way", ["chosen", "typed"])
def test_the_complainant_stands_in_it_only_with_a_reason(incharge, matter, way):
    hers = {"relation": "other"} | ({"name": HERS["own"].name} if way == "typed" else {"person_id": matter.person_id})
    with pytest.raises(RuleBroken) as refused:
        entered(incharge, matter, people=[hers])
    assert refused.value.sentence == BOTH_SIDES
    db.session.rollback()
    made = entered(incharge, matter, people=[hers], complainant_reason="दोनों ने मारपीट की, मेडिकल से सिद्ध।")
    assert made.complainant_reason and len(queries.list_persons(made.id)) == 1


def test_a_bond_from_report_to_signature(incharge, matter):
    made = bound(incharge, matter, began_days_ago=10)
    assert (made.state, made.amount) == ("in_force", 50000)
    assert made.valid_until - made.valid_from == timedelta(days=365) and made.report_no == "प्र0 7/26"
    assert [one.kind for one in queries.list_steps(made)] == [
        "report_sent", "show_cause", "notice_served", "hearing", "bond_signed"]
    assert len(entries(made, "preventive:step:written")) == 5
    assert all(one.written_at > one.happened_at for one in queries.list_steps(made))


def test_the_impossible_leaves_no_row(incharge):
    made = entered(incharge)
    day = clock.today()
    for typed in ({"amount": -5, "from_on": day, "until_on": day}, {"amount": 5, "until_on": day},
                  {"amount": 5, "from_on": day, "until_on": day + timedelta(days=400)}):
        with pytest.raises(RuleBroken):
            step(incharge, made, "bond_signed", **typed)
        db.session.rollback()
    with pytest.raises(RuleBroken):
        step(incharge, made, "hearing", days_ago=-2)
    db.session.rollback()
    with pytest.raises(RuleBroken):
        step(incharge, made, "expired")
    db.session.rollback()
    assert not queries.list_steps(made) and made.state == "prepared"


def test_what_is_out_of_order_is_kept_with_the_step(incharge):
    made = entered(incharge)
    assert len(step(incharge, made, "hearing").out_of_order) == 1
    assert made.state == "inquiry"


@pytest.mark.parametrize("began, lasts, item", [
    (340, 365, "expiring"), (300, 365, None), (30, 20, "expired"), (365, 365, "expiring")])
def test_a_bond_that_ends_raises_an_item(incharge, began, lasts, item):
    made = bound(incharge, began_days_ago=began, lasts_days=lasts)
    assert due(incharge) == ({item: 1} if item else {})
    if item == "expired":
        step(incharge, made, "expired")
        assert due(incharge) == {} and made.state == "expired"


def test_how_early_is_a_setting(incharge):
    bound(incharge, began_days_ago=300, lasts_days=365)
    for said, expected in (("90", {"expiring": 1}), ("nonsense", {}), ("0", {})):
        write_setting(queries.ALERT_SETTING, said)
        db.session.commit()
        assert due(incharge) == expected


def test_an_urgent_order_is_shown_a_week_before_its_end(incharge):
    first, today = clock.today() - timedelta(days=40), clock.today()
    for ahead, expected in ((8, {}), (7, {"expiring": 1})):
        made = entered(incharge, kind="bnss163")
        step(incharge, made, "order_passed", days_ago=40, from_on=first, until_on=today + timedelta(days=ahead))
        assert due(incharge) == expected
    step(incharge, made, "extended", until_on=today + timedelta(days=100))
    assert due(incharge) == {}


def test_custody_is_due_until_release_is_written(incharge):
    made = entered(incharge, kind="bnss170")
    step(incharge, made, "arrested", days_ago=0.5)
    assert due(incharge) == {"custody": 1} and made.state == "held"
    assert made.release_due_at - made.arrested_at == timedelta(hours=24)
    step(incharge, made, "produced")
    assert due(incharge) == {} and made.state == "released"


def test_an_inquiry_over_six_months_is_due_until_reasons_are_recorded(incharge):
    made = entered(incharge)
    step(incharge, made, "notice_served", days_ago=190, next_on=clock.today() + timedelta(days=3))
    assert due(incharge) == {"inquiry": 1}
    step(incharge, made, "special_reasons", next_on=clock.today() + timedelta(days=60))
    assert due(incharge) == {}
    step(incharge, made, "hearing", next_on=clock.today())
    assert due(incharge) == {"hearing": 1}
    step(incharge, made, "dropped")
    assert due(incharge) == {}


def test_a_breach_puts_both_matters_before_the_supervisors(world, incharge, matter):
    newer = complaint(world, until="registered")
    made = bound(incharge, matter)
    step(incharge, made, "breach_reported", new_matter=newer)
    assert made.state == "breached" and due(incharge) == {"breach": 1}
    alerts = set(db.session.scalars(select(DangerAlert.complaint_id).where(DangerAlert.acknowledged_at.is_(None))))
    assert alerts == {matter.id, newer.id} and matter.is_in_danger and newer.is_in_danger
    step(incharge, made, "breach_proved")
    step(incharge, made, "bond_forfeited", amount=50000)
    assert made.state == "proved" and due(incharge) == {}


def test_another_kendra_does_not_see_it(world, incharge, matter):
    made = bound(incharge, matter)
    for role, place in (("kendra_incharge", "sibling"), ("sho", "elsewhere"), ("circle_officer", "elsewhere")):
        stranger = actor(world, role, place)
        with pytest.raises(NotFound):
            queries.get_action(stranger.scope, made.id)
        assert not db.session.execute(queries.select_actions(stranger.scope, {})).all()
    assert queries.get_action(actor(world, "circle_officer").scope, made.id) is not None


def test_an_enquiry_officer_sees_the_actions_of_her_matters_and_her_own(world, incharge, matter):
    hers, second = actor(world, "enquiry_officer"), actor(world, "enquiry_officer", "second")
    of_matter, alone, own = entered(incharge, matter), entered(incharge), entered(second)
    seen = {row.id for row in db.session.execute(queries.select_actions(hers.scope, {}))}
    assert seen == {of_matter.id} and queries.keeper_of(of_matter) == hers.user_id
    assert {row.id for row in db.session.execute(queries.select_actions(second.scope, {}))} == {own.id}
    matter.enquiry_officer_id = second.user_id
    db.session.commit()
    with pytest.raises(NotFound):
        queries.get_action(hers.scope, of_matter.id)
    assert queries.keeper_of(queries.get_action(second.scope, of_matter.id)) == second.user_id
    assert queries.get_action(incharge.scope, alone.id)


def test_a_bond_against_the_same_man_is_found_from_another_matter(world, incharge, matter):
    party = db.session.scalar(select(OppositeParty).where(OppositeParty.complaint_id == matter.id))
    made = bound(incharge, matter)
    same = entered(incharge, matter, people=[{"relation": "neighbour", "person_id": party.person_id}])
    newer = complaint(world, until="registered")  # its opposite party has the same name
    parties = [one.person_id for one in queries.list_known_parties(incharge.scope, newer)]
    found = queries.list_others_against(incharge.scope, current_vault(), parties, except_complaint=newer.id)
    assert [row.id for row in found] == [same.id] and made.id not in {row.id for row in found}
    assert not queries.list_others_against(actor(world, "sho", "sibling").scope, current_vault(), parties)
    assert not queries.list_others_against(incharge.scope, current_vault(), [uuid.uuid4()])
