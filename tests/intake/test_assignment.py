"""Naming an officer moves the matter to her at once; nothing stays with someone who has gone."""

from datetime import timedelta

import pytest
from sqlalchemy import select, update

from portal.accounts.models import RoleHeld, User
from portal.audit.models import TrailEntry
from portal.core import clock
from portal.core.db import db
from portal.intake.actions import assignment as actions
from portal.intake.actions.assignment import AssignmentRefused
from portal.intake.models import Assignment, Complaint
from portal.intake.queries import assignment as queries
from tests.factories.casefile import matter

WHY = "पूर्व जाँचकर्ता अवकाश पर हैं"


@pytest.fixture
def complaint(sign_in):
    return matter(sign_in.actor("desk_officer"), nature="property")


@pytest.fixture
def first(world):
    return world.officer("enquiry_officer").user_id


@pytest.fixture
def second(world):
    return world.officer("enquiry_officer", "second").user_id


@pytest.fixture
def sexes(first, second):
    """The first officer is a man, the second a woman."""
    for user_id, is_woman in ((first, False), (second, True)):
        db.session.execute(update(User).where(User.id == user_id).values(is_woman=is_woman))
    db.session.commit()


def url(complaint) -> str:
    return f"/complaints/{complaint.id}/assign"


def fresh(complaint) -> Complaint:
    """The complaint as it stands in the database."""
    db.session.rollback()
    return db.session.get(Complaint, complaint.id, populate_existing=True)


def give(sign_in, complaint, officer_id, **more):
    """Names an officer through the action; commits."""
    actor = sign_in.actor("kendra_incharge")
    candidate = next(one for one in queries.list_candidates(actor.scope, complaint.unit_id) if one.officer_id == officer_id)
    actions.assign_complaint(actor, complaint, candidate, **more)
    db.session.commit()


@pytest.mark.parametrize("role", ["kendra_incharge", "sho"])
def test_the_officer_sees_it_at_once_and_the_former_no_more(sign_in, complaint, first, second, role):
    client = sign_in(role)
    sign_in("enquiry_officer").get(f"/complaints/{complaint.id}", status=404)
    client.send(url(complaint), {"officer_id": str(first)})
    assert (fresh(complaint).state, complaint.enquiry_officer_id) == ("under_enquiry", first)
    sign_in("enquiry_officer").get(f"/complaints/{complaint.id}")
    client.send(url(complaint), {"officer_id": str(second), "reason": WHY})
    sign_in("enquiry_officer").get(f"/complaints/{complaint.id}", status=404)
    sign_in("enquiry_officer", "second").get(f"/complaints/{complaint.id}")
    rows = db.session.scalars(select(Assignment).where(Assignment.complaint_id == complaint.id)
                              .order_by(Assignment.id)).all()
    assert [(row.officer_id, row.ended_at is None) for row in rows] == [(first, False), (second, True)]
    last = db.session.scalars(select(TrailEntry).where(TrailEntry.action == "intake:complaint:assigned")
                              .order_by(TrailEntry.seq)).all()[-1]
    assert last.details["former"] == str(first) and last.details["reason"] == WHY
    assert WHY in client.get(url(complaint)).words, "the history stands on the page"


def test_the_list_shows_load_and_the_oldest(sign_in, complaint, first, world):
    give(sign_in, complaint, first)
    other = matter(sign_in.actor("desk_officer"))
    candidates = {one.officer_id: one for one in queries.list_candidates(sign_in.actor("sho").scope, complaint.unit_id)}
    assert (candidates[first].open_count, candidates[first].oldest_open_at) == (1, complaint.received_at)
    assert world.officer("kendra_incharge").user_id in candidates and world.officer("sho").user_id in candidates
    assert world.officer("desk_officer").user_id not in candidates
    assert world.officer("enquiry_officer", "elsewhere").user_id not in candidates
    assert "07-09-2026" in sign_in("sho").get(url(other)).words


def test_a_change_says_why(sign_in, complaint, first, second):
    give(sign_in, complaint, first)
    page = sign_in("sho").send(url(complaint), {"officer_id": str(second), "reason": "यों ही"}, status=422)
    assert len(page.errors()) == 1 and page.form(url(complaint))["officer_id"] == str(second)
    assert fresh(complaint).enquiry_officer_id == first


@pytest.mark.usefixtures("sexes")
def test_a_man_needs_an_exception_that_the_station_officer_reads(sign_in, first, second):
    complaint, client = matter(sign_in.actor("desk_officer"), nature="rape"), sign_in("kendra_incharge")
    page = client.get(url(complaint))
    offered = [tag["value"] for tag in page.soup.select("input[name=officer_id]")]
    assert offered.index(str(second)) < offered.index(str(first)), "women officers stand first"
    page = client.send(url(complaint), {"officer_id": str(first)}, status=422)
    assert len(page.errors()) == 1 and fresh(complaint).enquiry_officer_id is None
    client.send(url(complaint), {"officer_id": str(first), "exception": "सभी महिला उपनिरीक्षक मेला ड्यूटी पर हैं"})
    sho = sign_in("sho")
    assert "मेला ड्यूटी" in sho.get("/assignments/exceptions").words
    assert queries.count_exceptions(sign_in.actor("sho").scope) == 1
    assert queries.count_exceptions(sign_in.actor("sho", "elsewhere").scope) == 0
    client.send(url(complaint), {"officer_id": str(second), "reason": WHY})
    assert queries.count_exceptions(sign_in.actor("sho").scope) == 0


def test_an_officer_named_in_it_cannot_enquire(sign_in, first):
    complaint = matter(sign_in.actor("desk_officer"), nature="property", parties=[{"relation": "official", "name": "कोई"}])
    client = sign_in("sho")
    assert client.send(url(complaint), {"officer_id": str(first)}, status=422).errors()
    assert client.send(url(complaint), {"officer_id": str(first), "is_party": "yes"}, status=422).errors()
    assert fresh(complaint).enquiry_officer_id is None
    client.send(url(complaint), {"officer_id": str(first), "is_party": "no"})


@pytest.mark.parametrize("wrong", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_only_officers_of_the_list(sign_in, complaint, world, wrong):
    outsider = str(world.officer("enquiry_officer", "elsewhere").user_id)
    for value in (wrong, outsider):
        assert sign_in("sho").send(url(complaint), {"officer_id": value}, status=422).errors()
    assert fresh(complaint).enquiry_officer_id is None


@pytest.mark.parametrize(("role", "place", "status"), [
    ("desk_officer", "own", 403), ("enquiry_officer", "own", 403), ("circle_officer", "own", 403),
    ("kendra_incharge", "sibling", 404), ("sho", "elsewhere", 404)])
def test_who_names_officers(sign_in, complaint, role, place, status):
    client = sign_in(role, place)
    client.get(url(complaint), status=status)
    client.post(url(complaint), {"csrf_token": client.csrf(), "officer_id": "x"}, status=status)


def test_before_the_receipt_and_after_the_end_nobody_is_named(sign_in, complaint, first):
    waiting = matter(sign_in.actor("desk_officer"), is_registered=False)
    sign_in("sho").get(url(waiting), status=409)
    complaint.state = "verified"
    db.session.commit()
    client = sign_in("sho")
    client.post(url(complaint), {"csrf_token": client.csrf(), "officer_id": str(first)}, status=409)


def leave(officer_id, days: int = 1) -> None:
    """Ends the officer's posting some days ago (0: today is the last day)."""
    db.session.execute(update(RoleHeld).where(RoleHeld.user_id == officer_id)
                       .values(to_on=clock.today() - timedelta(days=days)))
    db.session.commit()


def test_a_posting_that_ends_puts_every_open_file_on_the_list(sign_in, complaint, first, second):
    give(sign_in, complaint, first)
    other = matter(sign_in.actor("desk_officer"), nature="property")
    give(sign_in, other, second)
    scope = sign_in.actor("sho").scope
    leave(first, days=0)
    assert queries.count_left_behind(scope) == 0, "the last day still counts"
    leave(first)
    assert queries.count_left_behind(scope) == queries.count_left_behind(sign_in.actor("kendra_incharge").scope) == 1
    row, = queries.list_left_behind(scope)
    assert (row.officer_id, row.count) == (first, 1)
    assert queries.count_left_behind(sign_in.actor("sho", "elsewhere").scope) == 0
    db.session.execute(update(User).where(User.id == second).values(is_active=False))
    assert queries.count_left_behind(scope) == 2, "a switched-off account is gone too"


def test_a_posting_elsewhere_does_not_count(sign_in, complaint, first, world):
    give(sign_in, complaint, first)
    db.session.execute(update(RoleHeld).where(RoleHeld.user_id == first).values(unit_id=world.units["other_kendra"]))
    assert queries.count_left_behind(sign_in.actor("sho").scope) == 1
    db.session.execute(update(RoleHeld).where(RoleHeld.user_id == first).values(unit_id=world.units["station"]))
    assert queries.count_left_behind(sign_in.actor("sho").scope) == 0, "the station of the kendra is as good"


def test_files_are_handed_over_all_or_some_with_a_note(sign_in, first, second):
    files = [matter(sign_in.actor("desk_officer"), nature="property") for _ in range(3)]
    for one in files:
        give(sign_in, one, first)
    leave(first)
    client = sign_in("kendra_incharge")
    page_url = f"/handover/{files[0].unit_id}/{first}"
    assert page_url in client.get("/handover").text
    assert len(client.get(page_url).form(page_url)["files"]) == 3, "all are ticked at first"
    assert client.send(page_url, {"officer_id": str(second), "note": "लो"}, status=422).errors()
    assert client.send(page_url, {"officer_id": str(second), "note": WHY, "files": []}, status=422).errors()
    client.send(page_url, {"officer_id": str(second), "note": WHY, "files": [str(files[0].id), str(files[1].id)]})
    assert [fresh(one).enquiry_officer_id for one in files] == [second, second, first]
    note = db.session.scalar(select(Assignment.handover_note).where(
        Assignment.complaint_id == files[0].id, Assignment.ended_at.is_(None)))
    assert note == WHY
    client.send(page_url, {"officer_id": str(second), "note": WHY})
    assert queries.count_left_behind(sign_in.actor("sho").scope) == 0


@pytest.mark.usefixtures("sexes")
def test_a_file_that_she_may_not_have_stays_and_is_named(sign_in, first, second):
    plain, grave = (matter(sign_in.actor("desk_officer"), nature=nature) for nature in ("property", "rape"))
    for one in (plain, grave):
        give(sign_in, one, second)
    leave(second)
    client = sign_in("sho")
    page_url = f"/handover/{plain.unit_id}/{second}"
    page = client.follow(client.send(page_url, {"officer_id": str(first), "note": WHY}))
    assert grave.token in page.words
    assert (fresh(plain).enquiry_officer_id, fresh(grave).enquiry_officer_id) == (first, second)


def test_a_stranger_s_files_cannot_be_handed_over(sign_in, complaint, first, second):
    give(sign_in, complaint, first)
    client, form = sign_in("sho", "elsewhere"), {"files": [str(complaint.id)], "officer_id": str(second), "note": WHY}
    client.post(f"/handover/{complaint.unit_id}/{first}", {**form, "csrf_token": client.csrf()}, status=422)
    assert fresh(complaint).enquiry_officer_id == first


def test_the_action_asks_the_rules_itself(sign_in, complaint, first):
    give(sign_in, complaint, first)
    with pytest.raises(AssignmentRefused) as refusal:
        give(sign_in, complaint, first)
    assert set(refusal.value.faults) == {"officer_id", "reason"}
