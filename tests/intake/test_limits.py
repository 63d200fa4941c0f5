"""Too fast and too often: searches, prints and openings have their limits, those above see who reached them and grant more."""

from datetime import timedelta

import pytest
from sqlalchemy import func, select, update

from portal.accounts import limits
from portal.accounts.models import Throttle
from portal.accounts.rules.throttle import Window, read_window
from portal.audit import trail
from portal.audit.models import TrailEntry
from portal.core import clock
from portal.core.db import db
from portal.core.errors import RuleBroken, TooMany
from portal.core.settings import write_setting
from portal.intake.actions import identity as actions
from portal.intake.models import IdentityOpening, QuotaRelease
from portal.intake.queries import identity as queries
from portal.intake.rules import identity as rules
from tests.factories.casefile import CANARY, canary_words, matter
from tests.factories.matters import complaint as make_complaint

WHY = "महिला को न्यायालय की तारीख बतानी है, फोन पर बुलाया जाना है"


@pytest.fixture
def complaint(sign_in):
    return matter(sign_in.actor("desk_officer"))


def set_limit(what: str, value: str) -> None:
    write_setting(f"limit-{what}", value)
    db.session.commit()


def refusals(action: str = limits.REACHED) -> int:
    db.session.rollback()
    return db.session.scalar(select(func.count(TrailEntry.id)).where(
        TrailEntry.action == action, TrailEntry.kind == "refusal"))


def forget_the_minute() -> None:
    """As if a minute had passed since every counted try."""
    db.session.execute(update(Throttle).values(since=clock.now() - timedelta(minutes=2)))
    db.session.commit()


def opened(client, complaint, status: int = 200, **more):
    url = f"/complaints/{complaint.id}/identity"
    return client.send(url, {"reason": "call", **more}, action=url, status=status)


def test_a_setting_stands_before_the_usual_window():
    usual = Window("search", 30, timedelta(minutes=1))
    assert read_window(usual, None) == usual == read_window(usual, "")
    assert read_window(usual, "5 600") == Window("search", 5, timedelta(minutes=10))


def test_searches_stop_with_a_sentence_and_go_on_later(sign_in):
    set_limit("search", "2 60")
    client, other = sign_in("desk_officer"), sign_in("kendra_incharge")
    ask = lambda who, status: who.post("/search", {"q": "कोकिला", "csrf_token": who.csrf()}, status=status)  # noqa: E731
    ask(client, 200)
    ask(client, 200)
    page = ask(client, 429)
    assert "60" in page.words and "कोकिला" in page.text, "what was typed stays on the page"
    assert refusals() == 1
    ask(other, 200)
    forget_the_minute()
    ask(client, 200)


def test_looking_for_her_at_the_desk_is_a_search_too(sign_in):
    set_limit("search", "1 60")
    client = sign_in("desk_officer")
    form, url = client.get("/intake/new").form(), "/intake/new"
    for status in (200, 429):
        client.post(url, {**form, "_who": "कोकिला प्रथमा", "_find": "1"}, status=status)


def test_prints_stop_before_they_are_drawn(world, sign_in):
    set_limit("print", "1 60")
    made = make_complaint(world, until="registered")
    client, url = sign_in("kendra_incharge"), f"/print/complaint-sheet/{made.id}"
    client.send(url, {"language": "hi"})
    page = client.send(url, {"language": "en", "reason": "दूसरी भाषा में भी चाहिये"}, status=429)
    assert "दूसरी भाषा में भी चाहिये" in page.text and refusals() == 1
    forget_the_minute()
    client.send(url, {"language": "en"})


def test_openings_stop_and_show_nothing(sign_in, complaint):
    set_limit("reveal", "1 60")
    client = sign_in("desk_officer")
    assert CANARY["name"] in opened(client, complaint).words
    page = opened(client, complaint, status=429)
    assert not any(word in page.text for word in canary_words()) and refusals() == 1


def test_those_above_see_who_reached_a_limit(sign_in, complaint):
    set_limit("reveal", "1 60")
    client = sign_in("desk_officer")
    opened(client, complaint)
    opened(client, complaint, status=429)
    name = client.get("/session/mine").soup.select_one(".me strong").get_text()
    for role in ("kendra_incharge", "sho", "circle_officer"):
        assert name in sign_in(role).get("/identity-openings/limits").words
        assert queries.count_overruns(sign_in.actor(role).scope) == 1
    assert "/identity-openings/limits" in sign_in("sho").get("/").text
    assert queries.count_overruns(sign_in.actor("sho", "elsewhere").scope) == 0
    client.get("/identity-openings/limits", status=403)


def use_up(actor, complaint) -> None:
    """The whole quota of the shift, over more than a minute."""
    for _each in range(15):
        actions.record_opening(actor, complaint, "call", "", clock.now())
        forget_the_minute()
    with pytest.raises(RuleBroken):
        actions.record_opening(actor, complaint, "call", "", clock.now())
    db.session.commit()
    trail.waiting().clear()


def test_a_used_up_quota_is_released_by_an_officer_above(sign_in, world, complaint):
    officer = sign_in.actor("desk_officer")
    incharge, url = sign_in("kendra_incharge"), f"/identity-openings/limits/{officer.user_id}"
    incharge.get(url, status=404)
    use_up(officer, complaint)
    assert f"{url}\"" in incharge.get("/identity-openings/limits").text
    assert incharge.send(url, {"reason": "काम"}, status=422).errors()
    incharge.send(url, {"reason": "आज बारह महिलाओं को तारीख बतानी है"})
    assert queries.count_released(officer.user_id, clock.now()) == rules.MORE
    assert CANARY["name"] in opened(sign_in("desk_officer"), complaint).words
    assert queries.count_released(officer.user_id, clock.now() + timedelta(hours=8, minutes=1)) == 0, "for this shift alone"
    sign_in("sho", "elsewhere").get(url, status=404)
    sign_in("desk_officer").get(url, status=403)


def test_nobody_grants_to_oneself_or_to_those_above(sign_in, complaint):
    actor = sign_in.actor("kendra_incharge")
    trail.record_refusal(actor, queries.OVER_QUOTA, subject=("complaint", complaint.id), unit_id=complaint.unit_id, count=40)
    db.session.commit()
    refused = queries.get_over_quota(actor.scope, actor.user_id, clock.now())
    for role, is_open in (("kendra_incharge", False), ("sho", True), ("circle_officer", True)):
        if not is_open:
            with pytest.raises(RuleBroken):
                actions.release_quota(sign_in.actor(role), refused, WHY, clock.now())
        else:
            actions.release_quota(sign_in.actor(role), refused, WHY, clock.now())
    assert len(db.session.scalars(select(QuotaRelease)).all()) == 2
    assert not rules.may_grant("kendra_incharge", "sho") and not rules.may_grant("sho", "sho")


def test_the_lot_is_one_in_ten_and_does_not_change_by_trying():
    drawn = [rules.is_drawn(b"secret", "officer", number, 0, 10) for number in range(10_000)]
    assert 850 < sum(drawn) < 1150
    assert drawn == [rules.is_drawn(b"secret", "officer", number, 0, 10) for number in range(10_000)]
    assert drawn != [rules.is_drawn(b"other", "officer", number, 0, 10) for number in range(10_000)]
    assert not any(rules.is_drawn(b"secret", "officer", number, 0, 0) for number in range(100))


def test_a_drawn_opening_is_explained_and_reviewed_within_seven_days(sign_in, complaint):
    write_setting("justify-one-in", "1")
    db.session.commit()
    client, sho = sign_in("desk_officer"), sign_in("sho")
    for words in ("", "काम है", "काम काम काम काम काम काम"):
        page = opened(client, complaint, status=422, explanation=words)
        assert not any(word in page.text for word in canary_words()) and page.errors()
    assert CANARY["name"] in opened(client, complaint, explanation=WHY).words
    db.session.rollback()
    kept = db.session.scalar(select(IdentityOpening))
    assert (kept.category, kept.reason) == (rules.DRAWN, WHY)
    assert rules.review_due(kept.opened_at, kept.category) == kept.opened_at + timedelta(days=7)
    scope = sign_in.actor("desk_officer").scope
    assert queries.find_glass(scope, complaint.id, clock.now()) is None, "it opens nothing by itself"
    assert queries.count_waiting_openings(sign_in.actor("sho").scope) == 1
    url = f"/identity-openings/{kept.id}"
    assert WHY in sho.get(url).words and f"{url}\"" in sho.get("/identity-openings").text
    assert len(queries.list_looks_under(sign_in.actor("sho").scope, kept)) == 1
    sho.send(url, {"note": "कारण सही पाया गया"})
    assert queries.count_waiting_openings(sign_in.actor("sho").scope) == 0


def test_an_opening_that_is_not_drawn_asks_nothing_more(sign_in, complaint):
    assert "explanation" not in sign_in("desk_officer").get(f"/complaints/{complaint.id}/identity").form()


def test_counting_stands_even_in_one_transaction(sign_in):
    set_limit("search", "2 60")
    actor = sign_in.actor("desk_officer")
    limits.spend(actor, "search")
    limits.spend(actor, "search")
    with pytest.raises(TooMany):
        limits.spend(actor, "search")
    trail.waiting().clear()
