"""One's own leave without script, diversions, the register, and the monthly statement."""

from datetime import timedelta

from sqlalchemy import select

from portal.core import clock
from portal.core.db import db
from portal.leave import actions as leave_actions
from portal.leave.documents import build_statement
from portal.leave.models import Diversion, Leave
from tests.factories import training as made_up
from tests.factories.matters import actor


def said(day) -> str:
    return day.strftime("%d-%m-%Y")


def test_an_officer_asks_for_her_own_leave_takes_it_back_and_no_other_sees_it(world, sign_in):
    officer = made_up.officer(world, 1)
    client = sign_in("enquiry_officer")
    officer.personnel_no = actor(world, "enquiry_officer").personnel_no
    db.session.commit()
    first = clock.today() + timedelta(days=3)
    page = client.follow(client.send("/leave/own/new", {"kind": "earned", "from_on": said(first), "to_on": said(first),
                                                        "reason": "गृह कार्य"}))
    assert "उपार्जित अवकाश" in page.words
    leave = db.session.scalar(select(Leave))
    assert sign_in("desk_officer").get(f"/leave/own/{leave.id}", status=404).status == 404
    client.send(f"/leave/own/{leave.id}", {"reason": "आवश्यकता नहीं"})
    db.session.expire_all()
    assert leave.state == "withdrawn"


def test_a_diversion_is_entered_stands_in_the_statement_and_is_taken_back(world, sign_in):
    officer = made_up.officer(world, 2)
    db.session.commit()
    client, day = sign_in("kendra_incharge"), said(clock.today())
    client.send("/leave/diversions/new", {
        "officer": str(officer.id), "kind": "court", "from_on": day, "from_time": "10:00", "to_on": day, "to_time": "16:00",
        "place": "जनपद न्यायालय", "order_no": "T/7"})
    made = db.session.scalar(select(Diversion))
    assert (made.to_at - made.from_at) == timedelta(hours=6) and "T/7" in client.get("/leave/diversions").words
    client.send(f"/leave/diversions/{made.id}/withdraw", {"reason": "तिथि बदली"})
    assert "तिथि बदली" in client.get("/leave/diversions").words
    assert client.get("/registers/leave").status == 200


def test_the_statement_of_a_month_is_drawn_and_another_kendra_has_none(world, sign_in):
    officer = made_up.officer(world, 3)
    who = actor(world, "kendra_incharge")
    day = clock.today()
    leave_actions.enter_leave(who, who.unit_id, officer.id, {"kind": "medical", "from_on": day, "to_on": day, "reason": "उपचार",
                                                             "applied_on": day})
    db.session.commit()
    client, url = sign_in("kendra_incharge"), f"/print/leave-statement/{who.unit_id}?on={said(day)}"
    assert client.get(url).status == 200
    built = build_statement(who.scope, who, who.unit_id, {"arguments": {"on": said(day)}, "language": "hi"})
    assert [(one["kind"], one["days"]) for one in built.context["leaves"]] == [("Medical leave", 1)]
    sign_in("sho", "sibling").get(url, status=404)
