"""Swaps: what the server refuses at each step, what an approved one changes, and an officer's own pages and calendar file."""

from datetime import date, datetime, timedelta

import pytest
from icalendar import Calendar
from sqlalchemy import select

from portal.audit.models import TrailEntry
from portal.core import clock
from portal.core.db import db
from portal.core.errors import NotFound, RuleBroken
from portal.leave import actions as leave_actions
from portal.personnel.models import Posting
from portal.roster.actions import swaps as actions
from portal.roster.calendar_file import calendar_of
from portal.roster.models import RosterMonth, RosterSwap, RosterVersion
from portal.roster.queries.own import own_cells, own_months
from portal.roster.queries.published import published_cells
from portal.roster.rules import swaps as rules
from portal.roster.rules.plan import Cell
from portal.roster.rules.swaps import Swap
from tests.factories import training as made_up
from tests.factories.matters import actor
from tests.factories.roster import published, staff

ONE = timedelta(days=1)


@pytest.fixture
def first():
    """The first Monday of the month after next: all of it ahead, its neighbours too."""
    day = (clock.today().replace(day=1) + timedelta(days=70)).replace(day=1)
    return day + timedelta(days=(7 - day.weekday()) % 7)


@pytest.fixture
def pair(world):
    """Two women with accounts on the staff list: the desk officer and the enquiry officer."""
    return staff(world, "desk_officer", "enquiry_officer")


@pytest.fixture
def incharge(world):
    return actor(world, "kendra_incharge")


def facts(day, duty, other, other_day=None):
    return {"day": day, "duty": duty, "other_id": other.id, "other_day": other_day, "reason": "पारिवारिक कार्य"}


def asked(world, pair, day, duty="morning", other_day=None):
    return actions.ask_swap(actor(world, "desk_officer"), facts(day, duty, pair[1], other_day))


def agreed(world, pair, *args, **kwargs):
    made = asked(world, pair, *args, **kwargs)
    actions.answer_swap(actor(world, "enquiry_officer"), made, "agree")
    return made


def test_an_approved_swap_changes_both_days_and_goes_out_as_the_next_version(world, pair, incharge, first):
    one, two = pair
    published(incharge, first.year, first.month, (one, first, "morning"), (two, first + 3 * ONE, "evening"))
    swap = agreed(world, pair, first, other_day=first + 3 * ONE)
    actions.decide_swap(incharge, swap, "approve", "")
    db.session.commit()
    cells = published_cells(incharge.scope, incharge.unit_id, first, first + 6 * ONE)
    assert {(cell.officer, cell.day, cell.duty) for cell in cells} == {
        (str(two.id), first, "morning"), (str(one.id), first + 3 * ONE, "evening")}
    assert swap.state == "approved" and swap.decided_by == incharge.user_id
    assert db.session.scalars(select(RosterVersion.number).order_by(RosterVersion.number)).all() == [1, 2]
    with pytest.raises(RuleBroken, match="not open"):
        actions.decide_swap(incharge, swap, "reject", "x")


def test_two_duties_of_one_day_change_hands(world, pair, incharge, first):
    one, two = pair
    published(incharge, first.year, first.month, (one, first, "morning"), (two, first, "evening"))
    actions.decide_swap(incharge, agreed(world, pair, first, other_day=first), "approve", "")
    cells = published_cells(incharge.scope, incharge.unit_id, first, first)
    assert {(cell.officer, cell.duty) for cell in cells} == {(str(two.id), "morning"), (str(one.id), "evening")}


def test_a_swap_onto_leave_is_refused_when_asked_and_when_leave_came_later(world, pair, incharge, first):
    one, two = pair
    published(incharge, first.year, first.month, (one, first, "morning"), (one, first + ONE, "morning"))
    swap = agreed(world, pair, first)
    leave = leave_actions.enter_leave(incharge, incharge.unit_id, two.id, {
        "kind": "casual", "from_on": first, "to_on": first + ONE, "reason": "गृह कार्य", "applied_on": clock.today()})
    leave_actions.grant(actor(world, "sho"), leave, first, first + ONE)
    with pytest.raises(RuleBroken, match="on leave or not posted"):
        actions.decide_swap(incharge, swap, "approve", "")
    db.session.rollback()


def test_asking_onto_leave_is_refused(world, pair, incharge, first):
    one, two = pair
    published(incharge, first.year, first.month, (one, first, "morning"))
    leave = leave_actions.enter_leave(incharge, incharge.unit_id, two.id, {
        "kind": "casual", "from_on": first, "to_on": first, "reason": "गृह कार्य", "applied_on": clock.today()})
    leave_actions.grant(actor(world, "sho"), leave, first, first)
    with pytest.raises(RuleBroken, match="on leave or not posted"):
        asked(world, pair, first)


def test_rest_is_kept_over_midnight_and_over_the_end_of_the_month(world, pair, incharge, first):
    one, two = pair
    last = (first + timedelta(days=31)).replace(day=1) - ONE
    published(incharge, last.year, last.month, (one, last, "night"), (one, last - 4 * ONE, "night"),
              (two, last - 3 * ONE, "morning"))
    published(incharge, (last + ONE).year, (last + ONE).month, (two, last + ONE, "morning"))
    with pytest.raises(RuleBroken, match="rest before the duty") as refusal:
        asked(world, pair, last - 4 * ONE, "night")
    assert refusal.value.values["there"] == 0 and refusal.value.values["needed"] == 12
    with pytest.raises(RuleBroken, match="rest before the duty"):
        asked(world, pair, last, "night")


def test_the_desk_is_not_left_without_a_woman(world, incharge, first):
    one, = staff(world, "desk_officer")
    man = made_up.officer(world, 3, is_woman=False)
    published(incharge, first.year, first.month, (one, first, "morning"))
    with pytest.raises(RuleBroken, match="no woman"):
        asked(world, [one, man], first)


def test_who_has_a_duty_that_day_posted_out_or_nothing_to_give_back_is_refused(world, pair, incharge, first):
    one, two = pair
    three = made_up.officer(world, 3)
    published(incharge, first.year, first.month, (one, first, "morning"), (two, first, "follow_up"),
              (one, first + 2 * ONE, "night"))
    for colleague, back, sentence in ((two, None, "a duty on"), (three, first + ONE, "no duty on the day"),
                                      (one, None, "Choose a colleague"), (three, first + 40 * ONE, "same month")):
        with pytest.raises(RuleBroken, match=sentence):
            actions.ask_swap(actor(world, "desk_officer"), facts(first, "morning", colleague, back))
    db.session.query(Posting).filter_by(officer_id=three.id).one().to_on = first - ONE
    db.session.flush()
    with pytest.raises(RuleBroken, match="Choose a colleague"):
        actions.ask_swap(actor(world, "desk_officer"), facts(first, "morning", three))
    with pytest.raises(RuleBroken, match="not on your published"):
        actions.ask_swap(actor(world, "desk_officer"), facts(first, "evening", two))


def test_one_duty_is_promised_once_and_only_the_two_answer(world, pair, incharge, first):
    one, _two = pair
    published(incharge, first.year, first.month, (one, first, "morning"))
    swap = asked(world, pair, first)
    with pytest.raises(RuleBroken, match="waits already"):
        asked(world, pair, first)
    with pytest.raises(RuleBroken, match="not open"):
        actions.answer_swap(actor(world, "desk_officer"), swap, "agree")
    with pytest.raises(RuleBroken, match="not open"):
        actions.decide_swap(incharge, swap, "approve", "")
    actions.answer_swap(actor(world, "desk_officer"), swap, "withdraw")
    assert asked(world, pair, first).state == "asked"


def test_nobody_approves_her_own_and_nothing_unpublished_goes_out_with_it(world, incharge, first):
    one, two = staff(world, "desk_officer", "kendra_incharge")
    published(incharge, first.year, first.month, (one, first, "morning"))
    swap = asked(world, [one, two], first)
    actions.answer_swap(incharge, swap, "agree")
    with pytest.raises(RuleBroken, match="her own"):
        actions.decide_swap(incharge, swap, "approve", "")
    month = db.session.get_one(RosterMonth, swap.month_id)
    actions.months.set_cell(incharge, month, two.id, first + 2 * ONE, "evening")
    db.session.commit()
    with pytest.raises(RuleBroken, match="not published"):
        actions.decide_swap(actor(world, "sho"), db.session.get_one(RosterSwap, swap.id), "approve", "")


def test_a_month_that_is_not_published_has_no_swaps(world, pair, first):
    with pytest.raises(RuleBroken, match="not published"):
        asked(world, pair, first)


def test_faults_that_stood_before_are_not_the_swaps_doing():
    day = date(2026, 10, 5)
    cell, other = Cell("a", day, "morning"), Cell("b", day, "evening")
    swap = Swap("a", day, "morning", "b", day, "evening")
    assert [swap.moved(one).officer for one in (cell, other)] == ["b", "a"] and swap.moved(cell).is_fixed
    assert swap.stands_in([cell, other]) and not swap.stands_in([cell])
    assert Swap("a", day, "morning", "b").doubles([cell, other]) == ("b", day) and swap.doubles([cell, other]) is None
    assert rules.may_follow("approve", "agreed") and not rules.may_follow("approve", "asked")


def test_the_calendar_file_folds_keeps_its_uids_and_cancels_what_was_taken(world, pair, incharge):
    one, _two = pair
    leap = date(2028, 2, 29)
    published(incharge, 2028, 2, (one, leap, "night"), (one, leap - 3 * ONE, "morning"))
    published(incharge, 2028, 2, (one, leap, "night"), number=2)
    raw = calendar_of(one, own_months(one, leap, leap), "hi")
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    events = {str(event["uid"]): event for event in Calendar.from_ical(raw).walk("VEVENT")}
    night, morning = (events[f"{day}-{one.id}@roster.mission-shakti-kendra"] for day in ("20280229-night", "20280226-morning"))
    assert night["dtend"].dt == datetime(2028, 3, 1, 6, tzinfo=clock.IST)
    assert (night["dtstart"].params["TZID"], night["sequence"], night["status"]) == ("Asia/Kolkata", 2, "CONFIRMED")
    assert morning["status"] == "CANCELLED" and Calendar.from_ical(raw).walk("VTIMEZONE")


def test_own_pages_work_without_script_and_show_nobody_elses(world, pair, incharge, first, sign_in):
    one, two = pair
    published(incharge, first.year, first.month, (one, first, "morning"), (two, first + 3 * ONE, "evening"))
    db.session.commit()
    desk, enquiry, said = sign_in("desk_officer"), sign_in("enquiry_officer"), f"{first:%d-%m-%Y}"
    page = desk.get(f"/roster/mine?month={first:%m-%Y}")
    assert said in page.words and f"{first + 3 * ONE:%d-%m-%Y}" not in page.words
    url = f"/roster/swaps/new?day={said}&duty=morning"
    assert desk.send(url, {"other": "", "reason": ""}, action="/roster/swaps/new", status=422).errors()
    page = desk.follow(desk.send(url, {"other": str(two.id), "reason": "पारिवारिक कार्य"}, action="/roster/swaps/new"))
    own = f"/roster/mine/swaps/{db.session.scalar(select(RosterSwap.id))}"
    desk.get(own)
    sign_in("squad_leader").get(own, status=404)
    enquiry.get(own)
    enquiry.send(own, {"answer": "agree"})
    swap = db.session.scalar(select(RosterSwap))
    for path in ("/roster/swaps", "/roster/swaps/waiting"):
        assert said in sign_in("kendra_incharge").get(path).words
    decide = f"/roster/swaps/{swap.id}/decide"
    sign_in("kendra_incharge", "elsewhere").get(decide, status=404)
    sign_in("desk_officer").get(decide, status=403)
    sho = sign_in("sho")
    assert sho.send(decide, {"answer": "reject"}, status=422).errors()
    sho.follow(sho.send(decide, {"answer": "approve"}))
    db.session.expire_all()
    assert swap.state == "approved" and own_cells(two, first, first)
    assert "स्वीकृत" in enquiry.get("/roster/mine").words
    assert desk.get("/roster/swaps/new?day=31-02-2026&duty=morning", status=400).status == 400
    desk.get(f"/roster/swaps/new?day={said}&duty=morning", status=404)  # hers no more
    answer = enquiry.get("/roster/mine.ics").response
    assert answer.mimetype == "text/calendar" and b"-morning-" in answer.get_data()
    assert db.session.scalar(select(TrailEntry.kind).where(TrailEntry.action == "roster:own:taken")) == "read"


def test_seen_on_the_own_page_is_acknowledged(world, pair, incharge, sign_in):
    one, _two = pair
    day = clock.today()
    version = published(incharge, day.year, day.month, (one, day, "night"))
    db.session.commit()
    client, url = sign_in("desk_officer"), f"/roster/versions/{version.id}/acknowledge"
    page = client.follow(client.send(url, at="/roster/mine", action=url))
    assert "देख लिया" in page.words and not page.soup.select(".card.warning")


def test_an_account_without_a_line_on_the_staff_list_is_told_so(world, sign_in):
    assert "पीएनओ" in sign_in("beat_officer").get("/roster/mine").words
    with pytest.raises(NotFound):
        actions.ask_swap(actor(world, "beat_officer"), facts(clock.today(), "morning", made_up.officer(world, 1)))
