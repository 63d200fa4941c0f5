"""What training does to rows and trail: numbers, places, clashes, marks, corrections, who may reach what."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select

from portal.audit.models import TrailEntry
from portal.core import clock
from portal.core.db import db
from portal.core.errors import NotFound, RuleBroken, StaleEdit
from portal.training import actions
from portal.training.models import Nomination, TrainingMark
from portal.training.queries import programmes
from portal.training.queries import sessions as queries
from portal.training.rules.marks import Mark
from portal.training.rules.validity import valid_until
from tests.factories import training as made_up
from tests.factories.matters import actor

PASSED = Mark("present", "passed")


@pytest.fixture
def sho(world):
    return actor(world, "sho")


@pytest.fixture
def kumari(world):
    return made_up.officer(world, 1)


def words() -> list[str]:
    db.session.commit()
    return list(db.session.scalars(select(TrailEntry.action).where(TrailEntry.action.startswith("training:"))
                                   .order_by(TrailEntry.id)))


def facts(session, **change):
    return {name: getattr(session, name) for name in actions.SESSION_FIELDS} | change


def test_from_plan_to_result_with_numbers_and_trail(world, sho, kumari):
    held = made_up.session(sho, days_ago=3, days=2)
    made, = made_up.sent(sho, held, kumari)
    assert (held.number, made.number) == (f"1/{clock.today().year}", f"1/{clock.today().year}")
    assert made.unit_id == world.units["kendra"] and held.unit_id == world.units["station"]
    assert actions.record_marks(sho, held, {made.id: Mark("late")}) == 1
    assert (made.result, made.valid_until) == ("", None)
    assert actions.record_marks(sho, held, {made.id: Mark("late", "passed")}) == 1
    assert actions.record_marks(sho, held, {made.id: Mark("late", "passed")}) == 0
    assert made.passed_on == held.to_on and made.valid_until == valid_until(held.to_on, 12)
    assert words() == ["training:session:planned", "training:officer:nominated", "training:result:recorded",
                       "training:result:recorded"]


def test_numbers_run_without_gap_also_over_what_was_refused_and_taken_back(world, sho):
    officers = [made_up.officer(world, number) for number in range(2, 6)]
    held = made_up.session(sho, capacity=3)
    first, second = made_up.sent(sho, held, *officers[:2])
    actions.withdraw(sho, second, "अवकाश पर")
    with pytest.raises(RuleBroken, match="seats"):
        actions.nominate(sho, held, world.units["kendra"], [one.id for one in officers[1:]])
    more = made_up.sent(sho, held, officers[1], officers[2])
    assert [one.serial for one in (first, second, *more)] == [1, 2, 3, 4]
    assert queries.count_taken(held.id) == 3
    with pytest.raises(RuleBroken, match="nominated already"):
        made_up.sent(sho, held, officers[0])


def test_nobody_is_in_two_sessions_at_once(world, sho, kumari):
    held = made_up.session(sho, days_ago=-5, days=3)
    made, = made_up.sent(sho, held, kumari)
    other = made_up.session(actor(world, "nodal_officer"), days_ago=-7, programme=made_up.LISTENING)
    with pytest.raises(RuleBroken) as refused:
        made_up.sent(sho, other, kumari)
    assert refused.value.values == {"number": kumari.personnel_no, "session": f"ADS1 {held.number}"}
    following = made_up.session(sho, days_ago=-8, programme=made_up.LISTENING)
    made_up.sent(sho, following, kumari)
    with pytest.raises(RuleBroken, match="on these days"):
        actions.change_session(sho, held, facts(held, to_on=following.from_on))
    actions.withdraw(sho, made, "दूसरे सत्र में")
    made_up.sent(sho, other, kumari)


def test_only_who_is_posted_there_on_the_first_day_is_nominated(world, sho):
    later = made_up.officer(world, 7, from_on=clock.today())
    with pytest.raises(RuleBroken, match="posted there"):
        made_up.sent(sho, made_up.session(sho, days_ago=1), later)
    made_up.sent(sho, made_up.session(sho, days_ago=0), later)
    with pytest.raises(NotFound):
        actions.nominate(sho, made_up.session(sho, days_ago=0), world.units["sibling_kendra"], [later.id])


def test_a_session_with_marks_keeps_its_days_and_is_not_cancelled(sho, kumari):
    held = made_up.session(sho)
    made, = made_up.sent(sho, held, kumari)
    with pytest.raises(RuleBroken, match="Take nominations back"):
        actions.change_session(sho, held, facts(held, capacity=0))
    actions.record_marks(sho, held, {made.id: Mark("absent")})
    for refused in (lambda: actions.change_session(sho, held, facts(held, to_on=clock.today())),
                    lambda: actions.cancel_session(sho, held, "x"), lambda: actions.withdraw(sho, made, "x")):
        with pytest.raises(RuleBroken, match="Attendance is entered"):
            refused()
    actions.change_session(sho, held, facts(held, trainer="डा. परीक्षण"))
    assert held.trainer == "डा. परीक्षण" and words().count("training:session:changed") == 1


def test_a_cancelled_session_takes_nothing_more(world, sho, kumari):
    held = made_up.session(sho)
    made, = made_up.sent(sho, held, kumari)
    actions.cancel_session(sho, held, "प्रशिक्षक उपलब्ध नहीं")
    for refused in (lambda: actions.record_marks(sho, held, {made.id: PASSED}), lambda: actions.cancel_session(sho, held, "x"),
                    lambda: made_up.sent(sho, held, made_up.officer(world, 8)),
                    lambda: actions.change_session(sho, held, facts(held, place="x"))):
        with pytest.raises(RuleBroken, match="was cancelled"):
            refused()
    made_up.sent(sho, made_up.session(sho), kumari)


def test_what_is_entered_is_corrected_only_with_a_reason_and_both_stay(sho, kumari):
    held = made_up.session(sho)
    made, = made_up.sent(sho, held, kumari)
    with pytest.raises(RuleBroken, match="Nothing is entered"):
        actions.correct_mark(sho, held, made, PASSED, "x")
    actions.record_marks(sho, held, {made.id: PASSED})
    with pytest.raises(StaleEdit):
        actions.record_marks(sho, held, {made.id: Mark("absent")})
    actions.correct_mark(sho, held, made, Mark("absent"), "उपस्थिति पत्रक से मिलान")
    assert (made.attendance, made.result, made.valid_until, made.passed_on) == ("absent", "", None, None)
    assert {(mark.attendance, mark.result) for mark in queries.list_marks(made.id)} == {("present", "passed"), ("absent", "")}
    assert words()[-2:] == ["training:result:recorded", "training:result:corrected"]


def test_rules_of_marks_hold_in_the_action_too(sho, kumari):
    held = made_up.session(sho, days_ago=0, days=2)
    made, = made_up.sent(sho, held, kumari)
    with pytest.raises(RuleBroken, match="last day"):
        actions.record_marks(sho, held, {made.id: PASSED})
    assert db.session.scalar(select(func.count(TrainingMark.id))) == 0


def test_nobody_enters_her_own_result(world, sho):
    own = made_up.officer(world, 9)
    own.personnel_no = sho.personnel_no
    held = made_up.session(sho)
    made, = made_up.sent(sho, held, own)
    with pytest.raises(RuleBroken, match="her own result"):
        actions.record_marks(sho, held, {made.id: PASSED})


def test_marks_of_another_session_are_not_found(sho, kumari):
    made, = made_up.sent(sho, made_up.session(sho), kumari)
    with pytest.raises(NotFound):
        actions.record_marks(sho, made_up.session(sho), {made.id: PASSED})


def test_a_session_above_is_seen_below_and_each_sees_the_own_nominees(world, kumari):
    nodal, sho, sibling = actor(world, "nodal_officer"), actor(world, "sho"), actor(world, "sho", "sibling")
    held = made_up.session(nodal, programme=made_up.LISTENING)
    made_up.sent(sho, held, kumari)
    made_up.sent(sibling, held, made_up.officer(world, 11, "sibling"))
    assert [len(queries.list_nominees(who.scope, held.id)) for who in (nodal, sho, sibling)] == [2, 1, 1]
    assert queries.get_session(sibling.scope, held.id) is held
    for who, ask in ((sibling, queries.get_own_session), (actor(world, "sho", "elsewhere"), queries.get_session)):
        with pytest.raises(NotFound):
            ask(who.scope, held.id)
    nomination = db.session.scalar(select(Nomination).where(Nomination.officer_id == kumari.id))
    with pytest.raises(NotFound):
        queries.get_nomination(sibling.scope, nomination.id)
    assert queries.holds_session(nodal.scope, held) and not queries.holds_session(sho.scope, held)


def test_who_holds_a_session_sees_guests_from_other_kendras(world):
    guest, host = made_up.officer(world, 12, "sibling"), actor(world, "kendra_incharge")
    held = made_up.session(host)
    made, = made_up.sent(actor(world, "nodal_officer"), held, guest)
    assert queries.get_nomination(host.scope, made.id) is made
    actions.record_marks(host, held, {made.id: PASSED})
    with pytest.raises(NotFound):
        queries.get_own_nomination(host.scope, made.id)


def test_a_district_keeps_its_own_programmes_and_only_the_state_those_of_the_portal(world):
    nodal, other = actor(world, "nodal_officer"), actor(world, "nodal_officer", "elsewhere")
    new = {"title_hi": "आईगॉट पाठ्यक्रम", "title_en": "iGOT course", "months": 6, "is_for_desk": True, "is_active": True}
    own = actions.enter_programme(nodal, new)
    assert own.id in {row.id for row in programmes.list_offered(actor(world, "kendra_incharge").scope)}
    assert own.id not in {row.id for row in programmes.list_programmes(other.scope)}
    assert len(programmes.list_programmes(other.scope)) == 9
    assert programmes.changeable_ids(nodal.scope) == {own.id}
    with pytest.raises(NotFound):
        programmes.get_programme(other.scope, own.id)
    with pytest.raises(NotFound):
        programmes.get_programme(nodal.scope, made_up.SOP)
    with pytest.raises(NotFound):
        made_up.session(actor(world, "sho", "elsewhere"), programme=own.id)
    state = actor(world, "state_officer")
    assert len(programmes.changeable_ids(state.scope)) == 10
    actions.change_programme(nodal, own, new | {"is_active": False})
    with pytest.raises(NotFound):
        made_up.session(nodal, programme=own.id)
    assert words() == ["training:programme:entered", "training:programme:changed"]


def test_a_shorter_validity_counts_for_what_is_planned_from_now_on(world, sho, kumari):
    earlier = made_up.session(sho)
    made, = made_up.sent(sho, earlier, kumari)
    programme = queries.programme_of(earlier)
    actions.change_programme(actor(world, "state_officer"), programme,
                             {name: getattr(programme, name) for name in actions.PROGRAMME_FIELDS} | {"months": 1})
    actions.record_marks(sho, earlier, {made.id: PASSED})
    assert made.valid_until == valid_until(earlier.to_on, 12)
    later, = made_up.sent(sho, made_up.session(sho, days_ago=0), kumari)
    actions.record_marks(sho, queries.session_of(later), {later.id: PASSED})
    assert later.valid_until == valid_until(clock.today(), 1) > clock.today() + timedelta(days=27)
