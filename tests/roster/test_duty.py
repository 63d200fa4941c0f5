"""Who is on duty, and who came: the latest version counts, a night belongs to its first day, corrections keep what was."""

from datetime import date, datetime, time, timedelta
from itertools import cycle

import pytest

from portal.core import clock
from portal.core.db import db
from portal.core.errors import NotFound, RuleBroken
from portal.intake.queries.assignment import list_candidates
from portal.intake.rules.assignment import in_order
from portal.leave import actions as leave_actions
from portal.personnel.models import Posting
from portal.roster.actions.attendance import mark_day
from portal.roster.models import RosterAcknowledgement
from portal.roster.queries.attendance import marks_of, totals_of
from portal.roster.queries.duty import now_and_next, on_duty
from portal.roster.queries.published import published_cells
from portal.roster.queries.unmet import list_empty, list_unseen
from portal.roster.rules.attendance import Mark, came_wall, fault_of
from portal.roster.rules.plan import DUTIES
from tests.factories import training as made_up
from tests.factories.matters import actor
from tests.factories.roster import published, staff
from tests.house.test_queries_per_page import MOST_QUERIES, questions

FIRST = date(2028, 2, 28)


@pytest.fixture
def desk(world):
    return actor(world, "kendra_incharge")


def at(day, hour, minute=0):
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=clock.IST)


def test_at_two_in_the_morning_of_the_first_the_night_of_29_february_is_on_duty(world, desk):
    one, two = made_up.officer(world, 1), made_up.officer(world, 2)
    leap, march = date(2028, 2, 29), date(2028, 3, 1)
    published(desk, 2028, 2, (one, leap, "night"))
    published(desk, 2028, 3, (two, march, "morning"))
    found, = on_duty(desk.scope, desk.unit_id, at(march, 2))
    assert (found.officer_id, found.duty, found.from_at, found.to_at) == (one.id, "night", at(leap, 22), at(march, 6))
    found, = on_duty(desk.scope, desk.unit_id, at(march, 6))
    assert found.officer_id == two.id
    assert on_duty(desk.scope, desk.unit_id, at(leap, 2)) == []


def test_only_the_latest_version_counts_and_another_kendra_sees_nothing(world, desk):
    one, two = made_up.officer(world, 1), made_up.officer(world, 2)
    published(desk, 2028, 2, (one, FIRST, "morning"))
    published(desk, 2028, 2, (two, FIRST, "morning"), (two, FIRST + timedelta(days=1), "night"), number=2)
    assert [cell.officer for cell in published_cells(desk.scope, desk.unit_id, FIRST, FIRST)] == [str(two.id)]
    assert [one.officer_id for one in on_duty(desk.scope, desk.unit_id, at(FIRST, 7))] == [two.id]
    other = actor(world, "kendra_incharge", "elsewhere")
    assert published_cells(other.scope, desk.unit_id, FIRST, FIRST) == [] == on_duty(other.scope, desk.unit_id, at(FIRST, 7))


def test_leave_granted_and_a_posting_ended_after_publishing_take_her_off_duty(world, desk):
    one, two, three = (made_up.officer(world, number) for number in (1, 2, 3))
    published(desk, 2028, 2, *((who, FIRST, "evening") for who in (one, two, three)))
    leave = leave_actions.enter_leave(desk, desk.unit_id, one.id, {
        "kind": "casual", "from_on": FIRST, "to_on": FIRST, "reason": "गृह कार्य", "applied_on": clock.today()})
    assert len(on_duty(desk.scope, desk.unit_id, at(FIRST, 15))) == 3
    leave_actions.grant(actor(world, "sho"), leave, FIRST, FIRST)
    db.session.query(Posting).filter_by(officer_id=two.id).one().to_on = FIRST - timedelta(days=1)
    db.session.flush()
    assert [found.officer_id for found in on_duty(desk.scope, desk.unit_id, at(FIRST, 15))] == [three.id]


def test_leave_over_a_published_duty_is_decided_with_the_duty_in_sight(world, desk, sign_in):
    one, day = made_up.officer(world, 1), clock.today() + timedelta(days=3)
    published(desk, day.year, day.month, (one, day, "night"))
    leave = leave_actions.enter_leave(desk, desk.unit_id, one.id, {
        "kind": "casual", "from_on": day, "to_on": day, "reason": "गृह कार्य", "applied_on": clock.today()})
    db.session.commit()
    assert "हेल्प डेस्क, रात्रि पाली" in sign_in("sho").get(f"/leave/{leave.id}/decide").words


def test_a_kendra_without_a_roster_has_nobody_on_duty(world, desk):
    assert on_duty(desk.scope, desk.unit_id, clock.now()) == []


def test_the_next_shift_crosses_midnight_and_month(world, desk):
    one, two = made_up.officer(world, 1), made_up.officer(world, 2)
    leap, march = date(2028, 2, 29), date(2028, 3, 1)
    published(desk, 2028, 2, (one, leap, "night"), (one, leap, "follow_up"))
    published(desk, 2028, 3, (two, march, "morning"))
    assert [found.officer_id for found in now_and_next(desk.scope, desk.unit_id, at(leap, 15))[1]] == [one.id]
    assert [found.officer_id for found in now_and_next(desk.scope, desk.unit_id, at(leap, 23))[1]] == [two.id]
    assert now_and_next(desk.scope, desk.unit_id, at(march, 7))[1] == []


def test_who_is_on_duty_stands_first_in_the_enquiry_picker_and_an_absent_one_does_not(world, desk, sign_in):
    today = clock.to_ist(clock.now())
    moment = at(today.date(), 9)
    second, = staff(world, "enquiry_officer", place="own")
    published(desk, today.year, today.month, (second, today.date(), "morning"))
    with clock.standing_at(moment):
        listed = in_order(list_candidates(desk.scope, desk.unit_id), None)
        assert (listed[0].officer_id, listed[0].on_duty_until) == (world.officer("enquiry_officer").user_id, at(today.date(), 14))
        assert [one.on_duty_until for one in listed[1:]] == [None] * (len(listed) - 1)
        mark_day(desk, desk.unit_id, today.date(), {(str(second.id), "morning"): Mark("absent", note="सूचना नहीं")})
        assert {one.on_duty_until for one in list_candidates(desk.scope, desk.unit_id)} == {None}


def test_each_mark_says_what_it_must_and_half_past_midnight_is_late_for_the_night():
    day = date(2026, 10, 31)
    assert came_wall(day, DUTIES["night"], time(0, 30)) == datetime(2026, 11, 1, 0, 30)  # noqa: DTZ001
    assert fault_of(Mark("late", time(0, 30)), day, DUTIES["night"]) is None
    assert fault_of(Mark("late", time(5, 59)), day, DUTIES["morning"])[0] == "came"
    assert fault_of(Mark("late", time(14, 0)), day, DUTIES["morning"])[0] == "came"
    assert fault_of(Mark("late"), day, DUTIES["morning"])[0] == "came"
    assert fault_of(Mark("absent"), day, DUTIES["morning"])[0] == "note"
    assert fault_of(Mark("diverted", note="मेला"), day, DUTIES["beat"])[0] == "hours"
    assert fault_of(Mark("present"), day, DUTIES["morning"]) is None


def test_a_correction_keeps_what_was_and_the_same_mark_again_writes_nothing(world, desk):
    one, day = made_up.officer(world, 1), clock.today() - timedelta(days=2)
    published(desk, day.year, day.month, (one, day, "night"), (one, day - timedelta(days=1), "morning"))
    key = (str(one.id), "night")
    assert mark_day(desk, desk.unit_id, day, {key: Mark("late", time(0, 15))}) == 1
    assert mark_day(desk, desk.unit_id, day, {key: Mark("late", time(0, 15), "unused")}) == 0
    assert mark_day(desk, desk.unit_id, day, {key: Mark("absent", note="अस्वस्थ")}) == 1
    standing, earlier = marks_of(desk.scope, desk.unit_id, day)
    assert standing[key].state == "absent" and [mark.state for mark in earlier] == ["late"]
    assert earlier[0].came_at == at(day + timedelta(days=1), 0, 15)
    for wrong, sentence in (({(str(one.id), "morning"): Mark("present")}, "changed meanwhile"),
                            ({key: Mark("absent")}, "reason")):
        with pytest.raises(RuleBroken, match=sentence):
            mark_day(desk, desk.unit_id, day, wrong)
    with pytest.raises(NotFound):
        mark_day(actor(world, "kendra_incharge", "elsewhere"), desk.unit_id, day, {key: Mark("present")})


def test_a_duty_ahead_is_not_marked(world, desk):
    one, day = made_up.officer(world, 1), clock.today() + timedelta(days=1)
    published(desk, day.year, day.month, (one, day, "morning"))
    with pytest.raises(RuleBroken, match="not begun"):
        mark_day(desk, desk.unit_id, day, {(str(one.id), "morning"): Mark("present")})


def test_totals_leave_absences_out_and_count_a_diversion_once(world, desk):
    one, first = made_up.officer(world, 1), date(2026, 10, 1)
    days = [first + timedelta(days=number) for number in range(6)]  # the fourth is a Sunday
    published(desk, 2026, 10, *((one, day, duty) for day, duty in zip(
        days, ("morning", "evening", "night", "night", "diversion", "morning"), strict=True)))
    mark_day(desk, desk.unit_id, days[0], {(str(one.id), "morning"): Mark("absent", note="सूचना नहीं")})
    mark_day(desk, desk.unit_id, days[1], {(str(one.id), "evening"): Mark("diverted", note="मेला", hours=5)})
    for begin, end in ((at(days[1], 14), at(days[1], 22)), (at(days[5], 22), at(days[5] + timedelta(days=1), 3))):
        leave_actions.enter_diversion(desk, desk.unit_id, one.id, {
            "kind": "festival", "from_at": begin, "to_at": end, "place": "मेला मैदान", "order_no": "T/1"})
    (_who, own), = totals_of(desk.scope, desk.unit_id, first, date(2026, 10, 31))
    assert (own.duties, own.nights, own.sundays, own.hours, own.absences) == (4, 2, 1, 24, 1)
    assert own.diversion_hours == 8 + 12 + 2 + 3
    assert totals_of(desk.scope, desk.unit_id, date(2026, 9, 1), date(2026, 9, 30)) == []


def test_an_empty_post_is_counted_without_the_woman_who_left_and_an_unseen_version_only_for_whom_it_changes(world, desk):
    one, two = made_up.officer(world, 1), made_up.officer(world, 2, is_woman=False)
    day = clock.today()
    version = published(desk, day.year, day.month, (one, day, "morning"), (two, day, "morning"))
    assert {post.fault.duty for post in list_empty(desk.scope, day)} == {"evening", "night"}
    db.session.query(Posting).filter_by(officer_id=one.id).one().to_on = day - timedelta(days=1)
    db.session.flush()
    morning = [post.fault.rule for post in list_empty(desk.scope, day) if post.fault.duty == "morning"]
    assert morning == ["least", "women"]
    assert list_empty(actor(world, "kendra_incharge", "elsewhere").scope, day) == []
    db.session.add(RosterAcknowledgement(unit_id=desk.unit_id, version_id=version.id, officer_id=two.id,
                                         acknowledged_at=clock.now()))
    db.session.flush()
    assert [row.officer.id for row in list_unseen(desk.scope, day)] == [one.id]
    published(desk, day.year, day.month, (two, day, "morning"), (one, day, "night"), number=2)
    assert [row.officer.id for row in list_unseen(desk.scope, day)] == [one.id]
    published(desk, day.year, day.month, (two, day, "evening"), number=3)
    assert [row.officer.id for row in list_unseen(desk.scope, day)] == [two.id]


def test_the_pages_of_a_day_work_without_script(world, desk, sign_in):
    one, day = made_up.officer(world, 1), clock.today() - timedelta(days=1)
    published(desk, day.year, day.month, (one, day, "morning"), (one, day, "night"))
    db.session.commit()
    client, said = sign_in("kendra_incharge"), day.strftime("%d-%m-%Y")
    at_day, marks = f"unit={desk.unit_id}&on={said}", "/roster/attendance/marks"

    def send(status=303, **line):
        values = {f"lines-0-{name}": value for name, value in line.items()}
        return client.send(f"{marks}?{at_day}", values, at=f"/roster/attendance?{at_day}", action=marks, status=status)

    page = send(422, state="late", came="05:00")
    assert page.errors() and "05:00" in page.text
    page = client.follow(send(state="diverted", note="मेला", hours="6"))
    assert "मेला" in page.text
    page = client.follow(send(state="present"))
    assert "सुधारा गया" in page.words and "मेला" in page.words
    for path in ("/roster/now", "/roster/attendance", "/roster/attendance?on=29-02-2028", "/roster/totals", "/roster/empty",
                 f"/roster/totals?months=12&month={day:%m-%Y}", "/roster/unseen", f"/roster/officers/{one.id}/week", "/"):
        client.get(path)
    assert client.get("/roster/now", htmx=True).soup.select_one("#on-duty")
    client.get("/roster/attendance?on=31-02-2026", status=400)
    client.get("/roster/totals?month=13-2026", status=400)
    sign_in("kendra_incharge", "elsewhere").get(f"/roster/attendance?unit={desk.unit_id}", status=404)
    sign_in("desk_officer").get("/roster/attendance", status=403)
    sign_in("kendra_incharge", "elsewhere").get(f"/roster/officers/{one.id}/week", status=404)


def test_pages_of_duty_ask_no_more_for_more_officers(world, desk, sign_in):
    urls = ("/roster/now", "/roster/attendance", "/roster/totals?months=12", "/roster/empty", "/roster/unseen", "/roster/swaps")
    client, day, officers, asked = sign_in("kendra_incharge"), clock.today(), [], []
    for number, count in enumerate((3, 20), start=1):
        officers += [made_up.officer(world, len(officers) + one) for one in range(count)]
        published(desk, day.year, day.month, *((officer, day, duty) for officer, duty in zip(
            officers, cycle(DUTIES), strict=False)), number=number)
        db.session.commit()
        asked.append({url: questions(client, url)["work"] for url in urls})
    assert asked[0] == asked[1] and max(asked[1].values()) <= MOST_QUERIES, asked


def test_an_empty_kendra_breaks_no_page(sign_in):
    client = sign_in("sho")
    for path in ("/roster/now", "/roster/attendance", "/roster/totals", "/roster/empty", "/roster/unseen", "/roster/swaps"):
        client.get(path)
    sign_in("enquiry_officer").get("/roster/mine")
    sign_in("enquiry_officer").get("/roster/mine.ics", status=404)
