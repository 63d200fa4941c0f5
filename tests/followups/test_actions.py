"""Disposal, promises and calls: the right officer leaves a row and an entry, the wrong moment is refused."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.audit.models import TrailEntry
from portal.core import clock
from portal.core.db import db
from portal.core.errors import NotFound, RuleBroken
from portal.followups import actions, queries, rules
from portal.followups.models import Disposal
from tests.factories.matters import actor, complaint

WORDS = "अब कोई परेशानी नहीं है, धन्यवाद।"


def entries(matter, action):
    db.session.commit()
    entries = select(TrailEntry).where(TrailEntry.action == action, TrailEntry.subject_id == str(matter.id))
    return db.session.scalars(entries).all()


def call(officer, matter, *, is_reached=True, called_at=None):
    moment = called_at or clock.now()
    return actions.record_call(officer, matter, is_reached=is_reached, satisfaction="satisfied" if is_reached else "",
                               her_words=WORDS, called_at=moment, now=moment)


def test_a_disposal_waits_until_someone_else_has_reached_her(world):
    matter = complaint(world, until="disposed")
    assert matter.state == "disposed" and queries.get_waiting_disposal(matter) is not None
    call(actor(world, "desk_officer"), matter)
    assert matter.state == "verified" and queries.get_waiting_disposal(matter) is None
    assert entries(matter, "followups:disposal:proposed") and entries(matter, "followups:call:recorded")


def test_neither_who_enquired_nor_who_disposed_may_verify_or_give_up(world):
    matter = complaint(world, until="triaged")
    incharge = actor(world, "kendra_incharge")
    actions.dispose(incharge, matter, manner="action_taken", report="जाँच कर विपक्षी को पाबन्द किया गया।", now=clock.now())
    for officer in (incharge, actor(world, "enquiry_officer")):
        with pytest.raises(RuleBroken, match="someone else"):
            call(officer, matter)
        with pytest.raises(RuleBroken, match="someone else"):
            actions.give_up_calling(officer, matter, clock.now())
    assert matter.state == "disposed"


def test_a_call_before_the_disposal_verifies_nothing(world):
    matter = complaint(world, until="disposed")
    with pytest.raises(RuleBroken, match="before the disposal"):
        call(actor(world, "desk_officer"), matter, called_at=clock.now() - timedelta(hours=5))
    assert matter.state == "disposed"


def test_three_tries_on_two_days_are_needed_for_unreachable(world):
    matter, desk = complaint(world, until="disposed"), actor(world, "desk_officer")
    for _ in range(3):
        call(desk, matter, is_reached=False)
    with pytest.raises(RuleBroken, match="three tries"):
        actions.give_up_calling(desk, matter, clock.now())
    call(desk, matter, is_reached=False, called_at=clock.now() + timedelta(days=1))
    actions.give_up_calling(desk, matter, clock.now())
    assert matter.state == "unreachable" and entries(matter, "followups:call:given_up")


def test_reopening_begins_the_tries_anew(world):
    matter, desk = complaint(world, until="disposed"), actor(world, "desk_officer")
    call(desk, matter, is_reached=False)
    actions.reopen(actor(world, "sho"), matter, reason="नई बात सामने आयी है।", now=clock.now())
    assert matter.state == "under_enquiry" and entries(matter, "followups:matter:reopened")
    with pytest.raises(RuleBroken):
        call(desk, matter)
    actions.dispose(actor(world, "enquiry_officer"), matter, manner="fir", now=clock.now(),
                    report="प्राथमिकी दर्ज की गयी, विवेचना जारी।")
    outcomes = db.session.scalars(select(Disposal.outcome).where(Disposal.complaint_id == matter.id)).all()
    assert sorted(outcomes) == ["reopened", "waiting"]


def test_an_open_promise_holds_the_disposal(world):
    matter, officer = complaint(world, until="triaged"), actor(world, "enquiry_officer")
    promise = actions.make_promise(officer, matter, text="कल बताया जायेगा।", due_on=clock.today(), now=clock.now())
    wish = {"manner": "action_taken", "report": "जाँच कर विपक्षी को पाबन्द किया गया।", "now": clock.now()}
    with pytest.raises(RuleBroken, match="promised"):
        actions.dispose(officer, matter, **wish)
    actions.end_promise(officer, matter, promise, outcome="kept", text="बताया गया", now=clock.now())
    with pytest.raises(RuleBroken, match="ended already"):
        actions.end_promise(officer, matter, promise, outcome="withdrawn", text="x", now=clock.now())
    actions.dispose(officer, matter, **wish)
    assert entries(matter, "followups:promise:made") and entries(matter, "followups:promise:ended")


@pytest.mark.parametrize("state", ["recorded", "registered", "disposed", "verified"])
def test_only_an_enquired_matter_is_disposed(world, state):
    matter = complaint(world, until=state)
    with pytest.raises(RuleBroken):
        actions.dispose(actor(world, "kendra_incharge"), matter, manner="fir", report="x", now=clock.now())


def test_serials_of_calls_run_without_gap(world):
    matter, desk = complaint(world, until="disposed"), actor(world, "desk_officer")
    assert [call(desk, matter, is_reached=False).serial for _ in range(3)] == [1, 2, 3]


def test_a_late_entry_is_written(world):
    matter, officer = complaint(world, until="under_enquiry"), actor(world, "enquiry_officer")
    entry = actions.write_diary(officer, matter, kind="visit", text="मौके पर गयी।", late_reason="बाहर थी", now=clock.now(),
                                happened_at=clock.now() - timedelta(days=3))
    assert rules.is_late(entry.happened_at, entry.written_at)
    assert entries(matter, "followups:diary:written")[0].details["late"] is True


def test_scope_decides_who_finds_matter_promise_and_call(world):
    matter = complaint(world, until="under_enquiry")
    promise = actions.make_promise(actor(world, "enquiry_officer"), matter, text="कल", due_on=clock.today(), now=clock.now())
    db.session.commit()
    for role, place, sees in (("desk_officer", "own", True), ("enquiry_officer", "own", True),
                              ("enquiry_officer", "second", False), ("desk_officer", "sibling", False),
                              ("circle_officer", "own", True), ("desk_officer", "elsewhere", False)):
        scope = actor(world, role, place).scope
        assert (queries.count(queries.select_open_promises(scope)) == 1) == sees, (role, place)
        if not sees:
            with pytest.raises(NotFound):
                queries.get_matter(scope, matter.id)
            with pytest.raises(NotFound):
                queries.get_promise(scope, promise.id)
