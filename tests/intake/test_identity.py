"""Identities stay closed until they are opened; every opening has its reason, its entry, its end and its limit."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.audit import trail
from portal.audit.models import TrailEntry
from portal.core import clock
from portal.core.db import db
from portal.core.errors import NotFound, RuleBroken
from portal.core.keys import current_vault
from portal.core.settings import write_setting
from portal.intake.actions import identity as actions
from portal.intake.models import IdentityOpening
from portal.intake.queries import identity as queries
from portal.intake.rules import identity as rules
from tests.factories.casefile import CANARY, PARTY_CANARY, canary_words, matter

WHY = "112 पर सूचना: वह घर में बंद है, पति के पास हथियार है"


@pytest.fixture
def complaint(sign_in):
    return matter(sign_in.actor("desk_officer"))


def entries(complaint, action: str) -> list[TrailEntry]:
    """The entries about it with that action."""
    db.session.rollback()
    return list(db.session.scalars(select(TrailEntry).where(
        TrailEntry.subject_id == str(complaint.id), TrailEntry.action == action).order_by(TrailEntry.seq)))


def open_it(client, complaint, reason: str = "call", status: int = 200, **more):
    """Opens the identity by the page's own form."""
    url = f"/complaints/{complaint.id}/identity"
    return client.send(url, {"reason": reason, **more}, action=url, status=status)


def is_closed(page) -> bool:
    """Whether nothing of the people stands on it."""
    return not any(word in page.text for word in canary_words())


@pytest.mark.parametrize("role", ["desk_officer", "kendra_incharge", "sho", "circle_officer"])
def test_nothing_of_her_stands_on_any_page_without_opening(sign_in, complaint, role):
    client = sign_in(role)
    pages = ["", "/complaints", f"/complaints/{complaint.id}", f"/complaints/{complaint.id}/history"]
    if role != "circle_officer":
        pages += [f"/complaints/{complaint.id}/attachments", f"/complaints/{complaint.id}/identity"]
    if role in ("kendra_incharge", "sho"):
        pages += [f"/complaints/{complaint.id}/assign", "/identity-openings", "/handover"]
    if role in ("sho", "circle_officer"):
        pages += [f"/complaints/{complaint.id}/looks"]
    for url in pages:
        assert is_closed(client.get(url or "/", status=None)), url


@pytest.mark.parametrize("role", ["desk_officer", "kendra_incharge", "sho"])
def test_with_a_relation_and_a_reason_it_opens_for_a_minute(sign_in, complaint, role):
    page = open_it(sign_in(role), complaint)
    for word in (*CANARY.values(), *PARTY_CANARY.values()):
        assert word in page.words, word
    assert page.words.index(CANARY["code_word"]) < page.words.index(CANARY["name"]), "how she is reached stands first"
    assert page.response.headers["Refresh"] == f"60; url=/complaints/{complaint.id}"
    entry, = entries(complaint, "intake:identity:opened")
    assert entry.details == {"reason": "call"} and entry.role == role
    assert not any(word in str(entry.details) for word in canary_words())


def test_the_assigned_officer_opens_it_and_another_does_not_even_find_it(sign_in, world):
    complaint = matter(sign_in.actor("desk_officer"), officer_id=world.officer("enquiry_officer").user_id)
    assert CANARY["phone"] in open_it(sign_in("enquiry_officer"), complaint).words
    sign_in("enquiry_officer", "second").get(f"/complaints/{complaint.id}/identity", status=404)


@pytest.mark.parametrize(("role", "place", "status"), [
    ("desk_officer", "second", 403), ("circle_officer", "own", 403), ("district_chief", "own", 403),
    ("desk_officer", "sibling", 404), ("sho", "elsewhere", 404), ("administrator", "own", 403), ("auditor", "own", 403)])
def test_without_a_relation_it_stays_closed(sign_in, complaint, role, place, status):
    client = sign_in(role, place)
    values = {"reason": "call", "csrf_token": client.csrf()}
    page = client.post(f"/complaints/{complaint.id}/identity", values, status=status)
    assert is_closed(page)
    assert not entries(complaint, "intake:identity:opened")


def test_a_reason_is_needed_and_nothing_is_shown_without(sign_in, complaint):
    client = sign_in("desk_officer")
    for values in ({}, {"reason": "other", "other": "ऐसे ही"}, {"reason": "curious"}):
        form = client.get(f"/complaints/{complaint.id}/identity").form(f"/complaints/{complaint.id}/identity")
        page = client.post(f"/complaints/{complaint.id}/identity", {**form, **values}, status=422)
        assert page.errors() and is_closed(page)
    assert not entries(complaint, "intake:identity:opened")


def test_when_the_entry_cannot_be_written_nothing_is_shown(sign_in, complaint, monkeypatch):
    client = sign_in("desk_officer")

    def broken() -> None:
        raise OSError(28, "No space left on device")
    monkeypatch.setattr(db.session().__class__, "commit", lambda self: broken())
    page = open_it(client, complaint, status=503)
    monkeypatch.undo()
    assert is_closed(page)
    assert not entries(complaint, "intake:identity:opened")


def test_the_quota_of_a_shift_holds_and_names_who_can(sign_in, complaint, app):
    actor, now = sign_in.actor("desk_officer"), clock.now()
    write_setting("limit-reveal", "100 60")
    for _ in range(15):
        actions.record_opening(actor, complaint, "call", "", now)
        db.session.commit()
    with pytest.raises(RuleBroken) as refusal:
        actions.record_opening(actor, complaint, "call", "", clock.now())
    assert refusal.value.values["count"] == 15
    trail.waiting().clear()
    page = open_it(sign_in("desk_officer"), complaint, status=409)
    assert is_closed(page) and len(entries(complaint, "intake:identity:over_quota")) == 1
    assert len(entries(complaint, "intake:identity:opened")) == 15
    actions.record_opening(actor, complaint, "call", "", clock.now() + timedelta(hours=8, minutes=1))
    open_it(sign_in("kendra_incharge"), complaint)


def glass(sign_in, complaint, role="circle_officer", place="own", at=None) -> IdentityOpening:
    opening = actions.break_glass(sign_in.actor(role, place), complaint, "life", WHY, at or clock.now())
    db.session.commit()
    return opening


def test_an_emergency_opens_one_matter_for_an_hour_and_those_above_see_it_at_once(sign_in, complaint):
    client, url = sign_in("circle_officer"), f"/complaints/{complaint.id}/emergency"
    other = matter(sign_in.actor("desk_officer"))
    client.post(f"{url}/identity", {"reason": "call", "csrf_token": client.csrf()}, status=409)
    page = client.send(url, {"category": "life", "reason": "जल्दी"}, status=422)
    assert page.errors() and is_closed(page)
    page = client.send(url, {"category": "life", "reason": WHY})
    chief = sign_in("district_chief").get("/identity-openings")
    assert complaint.token in chief.words
    page = client.follow(page)
    assert page.soup.select(".band.danger") and is_closed(page)
    assert client.get(f"/complaints/{complaint.id}").soup.select(".band.danger"), "the banner stands on the matter too"
    form = client.get(url).form(f"{url}/identity")
    page = client.post(f"{url}/identity", {**form, "reason": "hospital"}, status=200)
    assert CANARY["phone"] in page.words
    client.post(f"/complaints/{other.id}/emergency/identity", {"reason": "call", "csrf_token": client.csrf()}, status=409)
    entry = entries(complaint, "intake:identity:opened")[-1]
    assert entry.details["glass"] == str(db.session.scalar(select(IdentityOpening.id)))


def test_an_emergency_opening_ends_by_itself(sign_in, complaint):
    actor, now = sign_in.actor("circle_officer"), clock.now()
    opening = glass(sign_in, complaint, at=now)
    assert queries.find_glass(actor.scope, complaint.id, now + timedelta(minutes=59, seconds=59)).id == opening.id
    assert queries.find_glass(actor.scope, complaint.id, now + timedelta(minutes=60)) is None
    opening.ends_at = now - timedelta(seconds=1)
    db.session.commit()
    client = sign_in("circle_officer")
    page = client.post(f"/complaints/{complaint.id}/emergency/identity",
                       {"reason": "call", "csrf_token": client.csrf()}, status=409)
    assert is_closed(page)


def test_a_second_emergency_within_the_hour_is_the_same(sign_in, complaint):
    assert glass(sign_in, complaint).id == glass(sign_in, complaint).id
    assert len(entries(complaint, "intake:glass:broken")) == 1


def test_with_a_relation_there_is_no_emergency(sign_in, complaint):
    sign_in("desk_officer").get(f"/complaints/{complaint.id}/emergency", status=409)
    sign_in("desk_officer", "second").get(f"/complaints/{complaint.id}/emergency")
    sign_in("sho").get(f"/complaints/{complaint.id}/emergency", status=403)


def test_who_reviews_what(sign_in, complaint):
    by_desk = glass(sign_in, complaint, "desk_officer", "second")
    by_circle, by_chief = glass(sign_in, complaint), glass(sign_in, complaint, "district_chief")
    seen = {role: {row[0].id for row in db.session.execute(
                queries.list_openings(sign_in.actor(role).scope, only_waiting=True))}
            for role in ("kendra_incharge", "sho", "circle_officer", "nodal_officer", "district_chief", "range_officer")}
    assert seen == {
        "kendra_incharge": {by_desk.id}, "sho": {by_desk.id}, "circle_officer": {by_desk.id},
        "nodal_officer": {by_desk.id, by_circle.id}, "district_chief": {by_desk.id, by_circle.id},
        "range_officer": {by_desk.id, by_circle.id, by_chief.id}}
    for role, ids in seen.items():
        assert queries.count_waiting_openings(sign_in.actor(role).scope) == len(ids), role
    assert not list(db.session.execute(queries.list_openings(sign_in.actor("sho", "elsewhere").scope, only_waiting=False)))
    with pytest.raises(NotFound):
        queries.get_opening(sign_in.actor("circle_officer").scope, by_circle.id)
    with pytest.raises(RuleBroken):
        actions.review_opening(sign_in.actor("circle_officer"), by_circle, "सब ठीक है, देखा", clock.now())


def test_a_review_is_kept_once_and_leaves_the_list(sign_in, complaint):
    opening, client = glass(sign_in, complaint, "desk_officer", "second"), sign_in("sho")
    url = f"/identity-openings/{opening.id}"
    assert client.send(url, {"note": "ठीक"}, status=422).errors()
    client.send(url, {"note": "उचित था, महिला को अस्पताल पहुँचाया"})
    assert complaint.token not in client.get("/identity-openings").words
    assert complaint.token in client.get("/identity-openings?which=all").words
    assert not client.get(url).soup.select("textarea")
    with pytest.raises(RuleBroken):
        actions.review_opening(sign_in.actor("sho"), opening, "फिर से देखा गया", clock.now())


def test_who_looked_is_told_to_the_station_officer(sign_in, complaint):
    open_it(sign_in("desk_officer"), complaint, "other", other="विधवा पेंशन के फार्म के लिए")
    sign_in("desk_officer", "second").get(f"/complaints/{complaint.id}/identity", status=403)
    page = sign_in("sho").get(f"/complaints/{complaint.id}/looks")
    assert "विधवा पेंशन के फार्म के लिए" in page.words and is_closed(page)
    assert entries(complaint, "intake:look:listed")
    sign_in("desk_officer").get(f"/complaints/{complaint.id}/looks", status=403)
    sign_in("sho", "elsewhere").get(f"/complaints/{complaint.id}/looks", status=404)


def test_people_outside_the_reader_s_units_open_only_through_the_matter(sign_in, world):
    complaint = matter(sign_in.actor("desk_officer"), officer_id=world.officer("enquiry_officer").user_id)
    scope = sign_in.actor("enquiry_officer").scope
    assert queries.open_identity(scope, current_vault(), complaint.id).woman.name == CANARY["name"]
    with pytest.raises(NotFound):
        queries.open_identity(sign_in.actor("enquiry_officer", "second").scope, current_vault(), complaint.id)


def test_unknown_parameters_are_refused(sign_in, complaint):
    sign_in("desk_officer").get(f"/complaints/{complaint.id}/identity?show=1", status=400)
    sign_in("sho").get("/identity-openings?page=2", status=400)


def test_the_shift_is_eight_hours():
    assert rules.shift_began(clock.now()) < clock.now() - timedelta(hours=7, minutes=59)
