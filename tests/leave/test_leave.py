"""Leave from request to decision: overlap, own decision, fewer days, recall, who is away, scope, pages and the paper."""

from datetime import timedelta

import pytest

from portal.core import clock
from portal.core.calendar import month_of, month_text
from portal.core.db import db
from portal.core.errors import NotFound, RuleBroken
from portal.leave import actions, queries, rules
from portal.leave.rules import Days
from tests.factories import training as made_up
from tests.factories.matters import actor


def then():
    return clock.today() + timedelta(days=5)


@pytest.fixture
def sho(world):
    return actor(world, "sho")


def entered(world, number=1, first=None, days=3, place="own"):
    who = actor(world, "kendra_incharge", place)
    officer = made_up.officer(world, number, place)
    made = actions.enter_leave(who, who.unit_id, officer.id, facts(first, days))
    db.session.commit()
    return made


def facts(first=None, days=3):
    first = first or then()
    return {"kind": "casual", "from_on": first, "to_on": first + timedelta(days=days - 1), "reason": "पारिवारिक कार्य",
            "applied_on": clock.today()}


def test_days_include_both_ends_and_a_grant_lies_within_what_was_asked():
    asked = Days(then(), then() + timedelta(days=2))
    assert asked.count == 3
    assert rules.grant_of(asked, asked) == "granted" and rules.grant_of(asked, Days(then(), then())) == "fewer"
    assert rules.grant_of(asked, Days(then(), then() + timedelta(days=3))) is None
    assert rules.month_days(month_of("12-2026")).count == 31
    assert month_text(rules.shifted(month_of("1-2026"), -1)) == "12-2025"


def test_fewer_days_need_a_reason_and_the_roster_sees_only_what_is_granted(world, sho):
    leave = entered(world)
    assert queries.granted(leave.unit_id, then(), then()) == []
    with pytest.raises(RuleBroken, match="reason"):
        actions.grant(sho, leave, then(), then())
    actions.grant(sho, leave, then(), then() + timedelta(days=1), "बल की कमी")
    row, = queries.granted(leave.unit_id, then(), then())
    assert tuple(row) == (leave.officer_id, then(), then() + timedelta(days=1), "casual")
    assert queries.granted(leave.unit_id, then() + timedelta(days=2), then() + timedelta(days=9)) == []
    with pytest.raises(RuleBroken, match="decided already"):
        actions.refuse(sho, leave, "x")
    actions.cut_short(sho, leave, then(), "वापस बुलाया गया")
    assert [one.kind for one in queries.list_decisions(leave)] == ["fewer", "cut_short"]
    assert (leave.asked_to_on, leave.to_on) == (then() + timedelta(days=2), then())


def test_overlap_is_refused_and_takes_no_number(world, sho):
    first = entered(world)
    who = actor(world, "kendra_incharge")
    with pytest.raises(RuleBroken, match="already"):
        actions.enter_leave(who, who.unit_id, first.officer_id, facts(then() + timedelta(days=2)))
    actions.refuse(sho, first, "बल की कमी")
    again = actions.enter_leave(who, who.unit_id, first.officer_id, facts())
    assert (first.serial, again.serial) == (1, 2)


def test_nobody_decides_her_own_leave_and_one_begun_is_not_withdrawn(world, sho):
    who = actor(world, "kendra_incharge")
    leave = entered(world, first=clock.today())
    queries.officer_of(leave).personnel_no = who.personnel_no
    db.session.flush()
    for act in (lambda: actions.grant(who, leave, leave.from_on, leave.to_on), lambda: actions.refuse(who, leave, "x")):
        with pytest.raises(RuleBroken, match="her own"):
            act()
    actions.grant(sho, leave, leave.from_on, leave.to_on)
    with pytest.raises(RuleBroken, match="begun"):
        actions.recall(sho, leave, "x")


def test_another_kendra_is_not_found(world, sho):
    with pytest.raises(NotFound):
        queries.get_leave(sho.scope, entered(world, place="sibling").id)


def test_pages_lead_from_the_list_to_the_decision(world, sign_in):
    leave = entered(world)
    client = sign_in("kendra_incharge")
    assert str(leave.id) in client.get("/leave?view=waiting").response.get_data(as_text=True)
    url = f"/leave/{leave.id}/decide"
    said = [day.strftime("%d-%m-%Y") for day in (leave.from_on, leave.to_on)]
    page = client.follow(client.send(url, {"answer": "grant", "from_on": said[0], "to_on": said[1], "reason": ""}))
    assert "स्वीकृत" in page.words
    db.session.expire_all()
    assert leave.state == "granted"
    for path in ("/leave/month", f"/leave/month?month={then():%m-%Y}", "/leave?view=coming", "/leave?view=all", "/leave/own",
                 "/leave/own/new", "/leave/new", "/leave/diversions", "/leave/diversions/new", f"/leave/{leave.id}/recall"):
        client.get(path)
    assert client.get("/leave?month=13-2026", status=400).status == 400
