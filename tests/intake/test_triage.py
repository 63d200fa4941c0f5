"""Triage at work: versions, the gate at disposal, ways, permissions, reasons, FIR pointers, labels; in scope and out of it."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from sqlalchemy import func, select

from portal.audit.models import TrailEntry
from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken
from portal.followups import actions as follow
from portal.intake.actions import gate
from portal.intake.actions import triage as actions
from portal.intake.models import EnquiryPermission, FirReference, GateReason, LaterLabel, RouteDecision, TriageRecord
from portal.intake.queries import gate as gates
from portal.intake.queries import triage as queries
from portal.intake.queries.assessment import assess
from portal.intake.rules import triage as rules
from portal.intake.rules.states import FIR_FIRST, NO_COUNSELLING, ONLY_FIR, TICK_FIRST
from portal.intake.rules.triage import ChildAnswer
from tests.factories.matters import actor, complaint
from tests.factories.matters import triage as tick

REASON = "पुनः सुने जाने पर प्रार्थिनी ने बताया कि घटना किसी अन्य व्यक्ति ने की थी।"
CRUELTY, INSULT, STALKED = ("cruelty", "hurt"), ("insult",), ("followed",)
CHILD = {"cwc": ChildAnswer("told", "उ0नि0", date(2026, 11, 24)), "pocso": ChildAnswer("none")}


@pytest.fixture
def matter(world):
    return complaint(world, until="under_enquiry")


@pytest.fixture
def officer(world):
    return actor(world, "enquiry_officer")


def close(officer, matter):
    return follow.dispose(officer, matter, manner="action_taken", report=REASON, now=clock.now())


def refused(officer, matter):
    with pytest.raises(gate.GateShut) as fault:
        close(officer, matter)
    return fault.value.sentence


def entries(action):
    db.session.commit()
    return db.session.scalars(select(TrailEntry).where(TrailEntry.action == action).order_by(TrailEntry.at)).all()


def note(officer, matter, number="0123", **changes):
    values = {"year": clock.today().year, "registered_at": clock.now(), "station_name": "थाना परीक्षण"} | changes
    return actions.note_fir(officer, officer.scope, matter, number, **values)


def test_closing_is_shut_until_someone_has_looked(officer, matter):
    assert refused(officer, matter) == TICK_FIRST
    assert matter.state == "under_enquiry"
    tick(officer, matter, INSULT)
    assert close(officer, matter) and matter.state == "disposed"


def test_a_cognizable_offence_holds_closing_and_the_refusal_outlives_the_rollback(officer, matter, world):
    tick(officer, matter, CRUELTY)
    db.session.commit()
    assert refused(officer, matter) == FIR_FIRST
    db.session.rollback()
    entry = entries("intake:gate:refused")[-1]
    assert (entry.kind, entry.subject_id, entry.user_id) == ("refusal", str(matter.id), str(officer.user_id))
    assert entry.details == {"step": "dispose", "why": FIR_FIRST, "token": matter.token}
    for role, place, count in (("circle_officer", "own", 1), ("sho", "own", 1), ("sho", "sibling", 0),
                               ("circle_officer", "elsewhere", 0)):
        assert gates.count_gate_refusals(actor(world, role, place).scope) == count, (role, place)


def test_an_old_refusal_leaves_the_list(officer, matter, world):
    with clock.standing_at(clock.now() - timedelta(days=8)):
        assert refused(officer, matter)
        db.session.commit()
    assert gates.count_gate_refusals(actor(world, "circle_officer").scope) == 0


def test_an_fir_number_opens_closing(officer, matter):
    tick(officer, matter, CRUELTY)
    pointer = note(officer, matter)
    assert (pointer.number, pointer.year) == (123, clock.today().year)
    assert close(officer, matter)
    assert entries("intake:fir:noted")[0].details["number"] == 123


@pytest.mark.parametrize(("number", "changes", "field"), [
    ("12345", {}, "number"), ("0", {}, "number"), ("0123", {"year": 2025}, "year"), ("0123", {"station_name": " "}, "station"),
    ("0123", {"registered_at": datetime(2027, 1, 1, tzinfo=UTC), "year": 2027}, "registered_on"),
])
def test_an_impossible_fir_is_refused_in_a_sentence(officer, matter, number, changes, field):
    with pytest.raises(actions.Refused) as fault:
        note(officer, matter, number, **changes)
    assert list(fault.value.faults) == [field]
    assert db.session.scalar(select(func.count(FirReference.id))) == 0


def test_the_year_of_an_fir_is_that_of_the_day_in_india(officer, world):
    matter = complaint(world, until="under_enquiry", occurred_from_on=date(2025, 12, 1))
    at_midnight = datetime(2025, 12, 31, 18, 45, tzinfo=UTC)  # 1 January 2026, 00:15 in India
    with pytest.raises(actions.Refused):
        note(officer, matter, year=2025, registered_at=at_midnight)
    assert note(officer, matter, year=2026, registered_at=at_midnight).year == 2026


def test_the_same_fir_is_noted_once(officer, matter):
    note(officer, matter)
    with pytest.raises(actions.Refused, match="noted in this matter"):
        note(officer, matter, "123")
    note(officer, matter, "१२४")
    assert sorted(one.number for one in queries.list_firs(officer.scope, matter.id)) == [123, 124]


def test_an_fir_of_later_today_is_not_there_yet(officer, matter):
    with clock.standing_at(datetime(2026, 11, 24, 6, tzinfo=UTC)), pytest.raises(actions.Refused) as fault:
        note(officer, matter, registered_at=datetime(2026, 11, 24, 9, tzinfo=UTC))
    assert list(fault.value.faults) == ["registered_on"]


def test_a_reasoned_record_opens_closing_and_waits_for_both_supervisors(officer, matter, world):
    tick(officer, matter, CRUELTY)
    gate.write_reason(officer, matter, category="not_made_out", text=REASON, now=clock.now())
    db.session.commit()
    sho, circle = actor(world, "sho"), actor(world, "circle_officer")
    assert [gates.count_unread_reasons(one.scope) for one in (sho, circle)] == [1, 1]
    assert gates.count_unread_reasons(actor(world, "circle_officer", "elsewhere").scope) == 0
    assert gate.mark_reasons_read(sho, matter, clock.now()) == 1 and gate.mark_reasons_read(sho, matter, clock.now()) == 0
    db.session.commit()
    assert [gates.count_unread_reasons(one.scope) for one in (sho, circle)] == [0, 1]
    gate.mark_reasons_read(circle, matter, clock.now())
    assert gates.count_unread_reasons(circle.scope) == 0
    assert close(officer, matter)


def test_a_reason_counts_for_the_facts_it_was_written_on(officer, matter):
    tick(officer, matter, CRUELTY)
    gate.write_reason(officer, matter, category="not_made_out", text=REASON, now=clock.now())
    tick(officer, matter, (*CRUELTY, "dowry_demand"), note=REASON)
    assert refused(officer, matter) == FIR_FIRST


def test_a_reason_opens_nothing_for_a_sexual_offence_or_a_child(officer, matter, world):
    tick(officer, matter, STALKED)
    with pytest.raises(RuleBroken, match="opens nothing"):
        gate.write_reason(officer, matter, category="not_made_out", text=REASON, now=clock.now())
    assert refused(officer, matter) == ONLY_FIR
    note(officer, matter)
    assert close(officer, matter)
    child = complaint(world, until="under_enquiry", age=15)
    tick(officer, child, CRUELTY, **CHILD)
    assert refused(officer, child) == ONLY_FIR


def test_a_row_of_a_reason_alone_does_not_open_a_sexual_offence(officer, matter):
    record = tick(officer, matter, STALKED)
    gate.put_before_supervisors(officer, matter, record, category="other", text=REASON, now=clock.now())
    assert refused(officer, matter) == ONLY_FIR


def test_a_girl_known_later_shuts_the_gate_again(officer, matter):
    tick(officer, matter, CRUELTY)
    gate.write_reason(officer, matter, category="not_made_out", text=REASON, now=clock.now())
    matter.is_minor = True
    assert refused(officer, matter) == ONLY_FIR


def test_corrected_facts_open_the_gate_with_a_reason_that_supervisors_read(officer, matter, world):
    tick(officer, matter, STALKED)
    with pytest.raises(actions.Refused) as fault:
        tick(officer, matter, INSULT, note="ग़लती")
    assert list(fault.value.faults) == ["note"]
    second = tick(officer, matter, INSULT, note=REASON)
    versions = queries.list_triages(officer.scope, matter.id)
    assert [one.version for one in versions] == [2, 1] and second.version == 2 and versions[1].facts == ["followed"]
    reason = db.session.scalar(select(GateReason))
    assert reason.category == rules.CORRECTED and gates.count_unread_reasons(actor(world, "circle_officer").scope) == 1
    assert close(officer, matter)


def test_the_reason_of_a_correction_never_opens_a_graver_gate(officer, matter):
    tick(officer, matter, STALKED)
    tick(officer, matter, CRUELTY, note=REASON)
    assert refused(officer, matter) == FIR_FIRST


def test_a_permission_opens_for_its_fourteen_days(officer, matter, world):
    tick(officer, matter, CRUELTY)
    actions.decide_way(officer, matter, "preliminary_enquiry", details={}, reason=REASON, now=clock.now())
    circle = actor(world, "circle_officer")
    db.session.commit()
    assert gates.count_waiting_permissions(circle.scope) == 1 and refused(officer, matter) == FIR_FIRST
    with pytest.raises(RuleBroken, match="waits for its answer"):
        actions.decide_way(officer, matter, "preliminary_enquiry", details={}, reason=REASON, now=clock.now())
    permission = gate.answer_permission(circle, matter, answer="given", order_ref="CO-17/2026", note="", now=clock.now())
    last = clock.to_ist(matter.received_at).date() + timedelta(days=14)
    over = clock.from_ist(datetime.combine(last, time(23, 59)))
    assert permission.until_at == over and gates.count_waiting_permissions(circle.scope) == 0
    assert gates.gate_facts(officer.scope, matter, over).has_permission
    assert not gates.gate_facts(officer.scope, matter, over + timedelta(seconds=1)).has_permission
    assert close(officer, matter)
    with pytest.raises(RuleBroken, match="No permission"):
        gate.answer_permission(circle, matter, answer="given", order_ref="x", note="", now=clock.now())


def test_the_fourteen_days_run_from_the_information_and_not_from_the_permission(officer, matter, world):
    """BNSS 173(3)."""
    tick(officer, matter, CRUELTY)
    actions.decide_way(officer, matter, "preliminary_enquiry", details={}, reason=REASON, now=clock.now())
    late = matter.received_at + timedelta(days=16)
    with pytest.raises(RuleBroken, match="fourteen days since the information are over"):
        gate.answer_permission(actor(world, "circle_officer"), matter, answer="given", order_ref="CO-1", note="", now=late)
    circle = actor(world, "circle_officer")
    refusal = gate.answer_permission(circle, matter, answer="refused", order_ref="", note=REASON, now=late)
    assert refusal.until_at is None
    with pytest.raises(RuleBroken, match="fourteen days since the information are over"):
        actions.decide_way(officer, matter, "preliminary_enquiry", details={}, reason=REASON, now=late)


def test_facts_that_came_later_are_their_own_information(officer, matter):
    tick(officer, matter, INSULT)
    matter.received_at -= timedelta(days=40)
    db.session.flush()
    tick(officer, matter, CRUELTY, note=REASON)
    assert gates.enquiry_ends(officer.scope, matter) > clock.now() + timedelta(days=13)


def test_beside_an_fir_counselling_is_open_when_the_offence_is_not_sexual(officer, matter):
    tick(officer, matter, CRUELTY)
    consent = {"consent_how": "written", "consent_on": "2026-11-01", "consent_at_hour": "10:00", "witnessed_by": "म0आ0 12"}
    with pytest.raises(RuleBroken, match="an FIR comes first"):
        actions.decide_way(officer, matter, "counselling", details=consent, reason="", now=clock.now())
    note(officer, matter)
    assert actions.decide_way(officer, matter, "counselling", details=consent, reason="", now=clock.now()).way == "counselling"


def test_a_reason_opens_what_it_was_written_for(officer, matter):
    tick(officer, matter, CRUELTY)
    with pytest.raises(RuleBroken, match="not open for these facts"):
        actions.decide_way(officer, matter, "referral_only", details={"sent_to": "legal_services"}, reason="", now=clock.now())
    gate.write_reason(officer, matter, category="court", text=REASON, now=clock.now())
    way = actions.decide_way(officer, matter, "referral_only", details={"sent_to": "legal_services"}, reason="", now=clock.now())
    assert way.way == "referral_only"


def test_a_refused_permission_opens_nothing(officer, matter, world):
    tick(officer, matter, CRUELTY)
    actions.decide_way(officer, matter, "preliminary_enquiry", details={}, reason=REASON, now=clock.now())
    gate.answer_permission(actor(world, "circle_officer"), matter, answer="refused", order_ref="", note=REASON, now=clock.now())
    assert refused(officer, matter) == FIR_FIRST
    assert db.session.scalar(select(EnquiryPermission)).until_at is None


def test_a_permission_given_on_lesser_facts_does_not_cover_graver_ones(officer, matter, world):
    tick(officer, matter, CRUELTY)
    actions.decide_way(officer, matter, "preliminary_enquiry", details={}, reason=REASON, now=clock.now())
    gate.answer_permission(actor(world, "circle_officer"), matter, answer="given", order_ref="1", note="", now=clock.now())
    tick(officer, matter, (*CRUELTY, "attempt_to_kill"), note=REASON)
    assert refused(officer, matter) == FIR_FIRST


def test_counselling_of_a_sexual_matter_is_refused_and_written_down(officer, matter):
    tick(officer, matter, STALKED)
    with pytest.raises(gate.GateShut) as fault:
        actions.decide_way(officer, matter, "counselling", details={}, reason="", now=clock.now())
    assert fault.value.sentence == NO_COUNSELLING
    assert entries("intake:gate:refused")[-1].details["step"] == "counsel"
    assert db.session.scalar(select(func.count(RouteDecision.id))) == 0


@pytest.mark.parametrize(("facts", "way"), [(CRUELTY, "enquiry"), (CRUELTY, "ncr"), (CRUELTY, "transfer"), (INSULT, "fir"),
                                             (CRUELTY, "information"), (CRUELTY, "nonsense")])
def test_a_shut_way_is_refused(officer, matter, facts, way):
    tick(officer, matter, facts)
    with pytest.raises(RuleBroken, match="not open"):
        actions.decide_way(officer, matter, way, details={}, reason="", now=clock.now())


def test_her_consent_stands_with_counselling(officer, matter):
    tick(officer, matter, ("words_only",), note=REASON)
    consent = {"consent_how": "written", "consent_on": "2026-11-24", "witnessed_by": "मुख्य आरक्षी"}
    actions.decide_way(officer, matter, "counselling", details=consent, reason="", now=clock.now())
    assert queries.list_ways_taken(officer.scope, matter.id)[0].details == consent


def test_days_on_both_sides_of_the_first_of_july_force_a_choice(officer, world):
    matter = complaint(world, until="under_enquiry", occurred_from_on=date(2024, 6, 30), occurred_to_on=date(2024, 7, 1))
    with pytest.raises(actions.Refused) as fault:
        tick(officer, matter, CRUELTY)
    assert fault.value.faults == {"chosen_code": rules.CHOOSE_CODE}
    older = tick(officer, matter, CRUELTY, code="IPC")
    assert older.chosen_code == "IPC" and not [key for key in older.disclosed if key.startswith("BNS")]
    newer = tick(officer, matter, CRUELTY, code="BNS", note=REASON)
    assert not [key for key in newer.disclosed if key.startswith("IPC")]


def test_one_side_asks_nothing(officer, world):
    matter = complaint(world, until="under_enquiry", occurred_from_on=date(2024, 6, 29), occurred_to_on=date(2024, 6, 30))
    assert all(not key.startswith("BNS") for key in tick(officer, matter, CRUELTY).disclosed)


def test_who_informs_is_asked_where_the_class_turns_on_it_and_open_counts_as_cognizable(officer, matter):
    with pytest.raises(actions.Refused) as fault:
        tick(officer, matter, ("cruelty",), informant="")
    assert fault.value.faults == {"informant": rules.ASK_INFORMANT}
    assert assess(officer.scope, matter, ("cruelty",), "", "").is_cognizable


def test_sections_are_the_officers_choice_within_what_follows(officer, matter):
    with pytest.raises(actions.Refused) as fault:
        tick(officer, matter, CRUELTY, sections=("BNS:103(1)",))
    assert fault.value.faults == {"sections": rules.NOT_SHOWN}
    with pytest.raises(actions.Refused) as fault:
        tick(officer, matter, CRUELTY, sections=())
    assert fault.value.faults == {"sections": rules.CHOOSE_SECTION}
    record = tick(officer, matter, CRUELTY, sections=("BNS:85",))
    assert record.sections == ["BNS:85"] and "BNS:115(2)" in record.disclosed and record.law_pack_version


def test_choosing_no_section_does_not_open_the_gate(officer, matter):
    tick(officer, matter, CRUELTY, sections=(), note=REASON)
    assert refused(officer, matter) == FIR_FIRST


@pytest.mark.parametrize("missing", ["cwc", "pocso"])
def test_a_child_asks_committee_and_pocso(officer, world, missing):
    matter = complaint(world, until="under_enquiry", age=16)
    with pytest.raises(actions.Refused) as fault:
        tick(officer, matter, INSULT, **{key: value for key, value in CHILD.items() if key != missing})
    assert list(fault.value.faults) == [missing]
    record = tick(officer, matter, INSULT, **CHILD)
    assert record.is_child and record.child_answers["cwc"] == {"answer": "told", "by": "उ0नि0", "on": "2026-11-24"}


def test_nothing_under_pocso_cannot_be_said_of_an_offence_under_it(officer, world):
    matter = complaint(world, until="under_enquiry", age=16)
    with pytest.raises(actions.Refused) as fault:
        tick(officer, matter, ("touched",), **CHILD)
    assert fault.value.faults == {"pocso": rules.POCSO_NOT_NONE}


def test_the_age_is_that_of_the_day_of_the_act(officer, world):
    grown = complaint(world, until="under_enquiry", age=19, occurred_from_on=date(2024, 8, 1))
    assert assess(officer.scope, grown, ("touched",), "", "").is_child
    assert not assess(officer.scope, complaint(world, until="under_enquiry", age=19), ("touched",), "", "").is_child


def test_a_missing_child_is_a_childs_matter_whoever_complains(officer, matter):
    tick(officer, matter, ("child_missing",), **CHILD)
    assert refused(officer, matter) == ONLY_FIR


def test_labels_come_later_by_rank_with_statement_and_proof(officer, matter, world):
    sho = actor(world, "sho")
    values = {"kind": "went_by_own_will", "her_statement_on": clock.today(), "age_proof": "अंकपत्र", "age_proved": 19,
              "reason": REASON}
    with pytest.raises(actions.Refused) as fault:
        actions.set_label(sho, matter, **values, now=clock.now())
    assert fault.value.faults == {"kind": rules.LABEL_TOO_EARLY}
    tick(officer, matter, ("adult_missing",), note=REASON)
    with pytest.raises(actions.Refused) as fault:
        actions.set_label(sho, matter, **values | {"age_proved": 16}, now=clock.now())
    assert list(fault.value.faults) == ["age_proved"]
    actions.set_label(sho, matter, **values, now=clock.now())
    assert db.session.scalar(select(func.count(LaterLabel.id))) == 1 and entries("intake:label:set")


def test_what_nobody_looked_at_shows_after_the_norm(officer, matter, world):
    scope = actor(world, "kendra_incharge").scope
    assert queries.count_untriaged(scope) == 0
    with clock.standing_at(clock.now() + timedelta(hours=25)):
        assert queries.count_untriaged(scope) == 1
        assert queries.count_untriaged(actor(world, "kendra_incharge", "sibling").scope) == 0
        tick(officer, matter, INSULT)
        assert queries.count_untriaged(scope) == 0


def test_the_norm_is_changed_by_the_operator_and_keeps_its_days(app, matter, world):
    assert app.test_cli_runner().invoke(args=["settings", "set", "triage-within-hours", "48"]).exit_code == 0
    assert app.test_cli_runner().invoke(args=["settings", "set", "triage-within-hours", "0"]).exit_code != 0
    with clock.standing_at(clock.now() + timedelta(hours=25)):
        assert queries.hours_of_norm() == 48 and queries.count_untriaged(actor(world, "kendra_incharge").scope) == 0


def test_triage_is_read_in_reach_only(officer, matter, world):
    tick(officer, matter, INSULT)
    note(officer, matter)
    for role, place, count in (("sho", "own", 1), ("circle_officer", "own", 1), ("enquiry_officer", "second", 0),
                               ("kendra_incharge", "sibling", 0)):
        scope = actor(world, role, place).scope
        assert len(queries.list_triages(scope, matter.id)) == len(queries.list_firs(scope, matter.id)) == count, (role, place)
    assert db.session.scalar(select(func.count(TriageRecord.id))) == 1
