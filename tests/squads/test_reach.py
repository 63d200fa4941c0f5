"""Who reaches what of squads, what may not be written at all, and that a sending twice on the page is one record."""

import uuid
from datetime import time, timedelta

import pytest
from sqlalchemy import func, select

from portal.audit.models import TrailEntry
from portal.core import clock
from portal.core.db import db
from portal.core.keys import current_vault
from portal.intake.rules.identity import REASONS
from portal.squads import actions, forms, sheet_forms
from portal.squads.models import SquadComplaint, SquadConduct, SquadStop
from portal.squads.queries import field
from portal.squads.rules import CONDUCT
from tests.factories import training as made_up
from tests.factories.matters import HERS, actor
from tests.factories.roster import staff
from tests.factories.squads import CLEAN, SPOT, gone_out, named, stamp, stop
from tests.house.test_queries_per_page import MOST_QUERIES, questions

REASON = next(iter(REASONS))
PERSON = {"name": HERS["own"].party, "relative_name": HERS["own"].relative, "age": 22, "address": HERS["own"].address,
          "phone": HERS["own"].phone}


@pytest.fixture
def led(world):
    """In-charge, leader's officer row, the squad she leads, another squad, an outing of each, a spot."""
    who = actor(world, "kendra_incharge")
    leader, = staff(world, "squad_leader", rank="SI")
    mine, other = actions.enter_squad(who, "पहला स्क्वायड"), actions.enter_squad(who, "दूसरा स्क्वायड")
    spot = actions.enter_spot(who, SPOT)
    actions.add_member(who, mine, leader.id, clock.today() - timedelta(days=30), is_leader=True)
    actions.add_member(who, other, leader.id, clock.today() - timedelta(days=30), is_leader=False)
    outings = [gone_out(who, squad, leader) for squad in (mine, other)]
    db.session.commit()
    return who, leader, (mine, other), outings, spot


def test_a_leader_reaches_the_squads_she_leads_and_no_other(led, sign_in):
    _, _, (mine, other), (hers, theirs), _ = led
    client = sign_in("squad_leader")
    for url, status in ((f"/squads/{mine.id}", 200), (f"/squads/{mine.id}/week", 200), (f"/squads/{mine.id}/sheet", 200),
                        (f"/squads/outings/{hers.id}", 200), (f"/squads/outings/{hers.id}/stops/new", 200),
                        (f"/squads/{other.id}", 404), (f"/squads/{other.id}/week", 404), (f"/squads/{other.id}/sheet", 404),
                        (f"/squads/outings/{theirs.id}", 404), (f"/squads/outings/{theirs.id}/stops/new", 404),
                        ("/squads/weeks", 403), ("/squads/oversight", 403), ("/registers/red-cards", 403)):
        client.get(url, status=status)
    words = client.get("/squads/outings").words
    assert "पहला स्क्वायड" in words and "दूसरा स्क्वायड" not in words


def test_her_reach_ends_with_her_last_day(led, sign_in):
    who, _, (mine, _), _, _ = led
    term, = field.list_members(mine)
    actions.end_member(who, mine, term.id, clock.today() - timedelta(days=1))
    db.session.commit()
    sign_in("squad_leader").get(f"/squads/{mine.id}", status=404)


def test_the_name_stands_on_no_page_partial_register_or_paper(led, sign_in):
    who, leader, (mine, _), (outing, _), spot = led
    card, again = named(who, outing, leader, PERSON), named(who, outing, leader, PERSON, "warned")
    stop(who, outing, spot)
    hers = {"name": PERSON["name"], "phone": PERSON["phone"]}
    told = actions.send_complaint(who, current_vault(), who.unit_id, stamp(), hers, {
        "happened_on": clock.today(), "place": "पार्क", "account": "पहचान पूछी गयी"})
    db.session.commit()
    urls = [f"/squads/{mine.id}", f"/squads/{mine.id}/week", "/squads/weeks", f"/squads/outings/{outing.id}",
            f"/squads/people/{card.id}", f"/squads/people/{again.id}", f"/squads/people/{card.id}/link",
            f"/squads/people/{again.id}/settle", f"/squads/people/{card.id}/open", "/squads/oversight?kind=repeat",
            "/squads/returns", "/registers/red-cards", "/registers/squad-daily", f"/squads/complaints/{told.id}",
            "/squads/complaints", *(f"/print/{one}/{card.id}" for one in ("red-card", "guardian-note"))]
    for role in ("kendra_incharge", "sho", "circle_officer", "squad_leader"):
        client = sign_in(role)
        for url in urls:
            for htmx in (False, True):
                body = client.get(url, status=None, htmx=htmx).response.get_data(as_text=True)
                assert not [word for word in HERS["own"].identity if word in body], (role, url)


def test_a_repeat_stands_before_the_incharge_until_it_is_settled(led, sign_in):
    who, leader, _, (outing, _), _ = led
    named(who, outing, leader, PERSON)
    again = named(who, outing, leader, PERSON, "warned")
    db.session.commit()
    client, url = sign_in("kendra_incharge"), f"/squads/people/{again.id}/settle"
    assert outing.number in client.get("/squads/oversight?kind=repeat").words
    assert "/squads/oversight?kind=repeat" in client.get("/").response.get_data(as_text=True)
    client.send(url, {"note": "निरोधात्मक कार्यवाही की गयी"}, action=url)
    assert outing.number not in client.get("/squads/oversight?kind=repeat").words


def test_nothing_about_couples_can_be_written():
    """No form has a field for a couple; what asks about them is only whether nobody asked them."""
    made = [form for module in (forms, sheet_forms) for form in vars(module).values() if isinstance(form, type)]
    fields = {name for form in made for name in dir(form) if hasattr(getattr(form, name, None), "field_class")}
    assert {name for name in fields if "couple" in name or "partner" in name or "companion" in name} == {"asked_no_couple"}
    assert {column.name for column in SquadStop.__table__.columns} == {
        "id", "unit_id", "outing_id", "is_foot", "spot_id", "place", "came_at", "left_at", "checked", "warned", "vehicles",
        "is_planned", "reason", "recorded_by", "recorded_at"}


@pytest.mark.parametrize("question", CONDUCT)
def test_a_no_about_conduct_is_explained_and_listed(led, sign_in, question):
    outing = led[3][0]
    client, url = sign_in("kendra_incharge"), f"/squads/outings/{outing.id}/conduct"
    answers = {name: "no" if name == question else "yes" for name in CONDUCT} | {"dress": "plain", "camera_ref": "BC-1"}
    form = client.get(url).form(url)
    client.post(url, {**form, **answers}, status=422)
    client.post(url, {**form, **answers, "explanation": "परिस्थिति लिखी गयी"})
    assert db.session.scalar(select(SquadConduct.is_clean)) is False
    assert outing.number in client.get("/squads/oversight?kind=conduct").words


def test_a_resend_with_a_new_form_token_is_one_record(led, sign_in):
    outing, spot = led[3][0], led[4]
    client, url = sign_in("squad_leader"), f"/squads/outings/{outing.id}/stops/new"
    at = clock.to_ist(outing.started_at)
    form = client.get(url).form(url) | {
        "spot": str(spot.id), "came_at": (at + timedelta(minutes=5)).strftime("%H:%M"), "checked": "4", "warned": "1",
        "left_at": (at + timedelta(minutes=25)).strftime("%H:%M"), "vehicles": "0"}
    first = client.post(url, form)
    again = client.post(url, form | {"once_token": client.get(url).form(url)["once_token"]})
    assert first.location == again.location
    assert db.session.scalar(select(func.count(SquadStop.id))) == 1


def test_a_complaint_typed_on_the_page_is_read_by_the_circle_alone(led, sign_in, world):
    client, url = sign_in("desk_officer"), "/squads/complaints/new"
    client.send(url, {"kendra": str(world.units["kendra"]), "happened_on": clock.today().strftime("%d-%m-%Y"), "place": "पार्क गेट",
                      "account": "युगल से पहचान पूछी गयी"}, action=url)
    told = db.session.scalar(select(SquadComplaint))
    for role, status in (("kendra_incharge", 403), ("sho", 403), ("desk_officer", 403), ("squad_leader", 403),
                         ("circle_officer", 200), ("nodal_officer", 200)):
        sign_in(role).get(f"/squads/complaints/{told.id}", status=status)
    sign_in("circle_officer", "elsewhere").get(f"/squads/complaints/{told.id}", status=404)


@pytest.fixture
def told(led, world):
    """A complaint about conduct with a name, sent by the in-charge herself."""
    made = actions.send_complaint(led[0], current_vault(), world.units["kendra"], stamp(),
                                  {"name": HERS["own"].name, "phone": HERS["own"].phone},
                                  {"happened_on": clock.today(), "place": "पार्क", "account": "पहचान पूछी गयी"})
    db.session.commit()
    return made


def test_a_complaint_about_conduct_waits_on_the_circles_desk_until_it_is_answered_once(told, sign_in):
    client, url = sign_in("circle_officer"), f"/squads/complaints/{told.id}/answer"
    assert "/squads/complaints?state=open" in client.get("/").response.get_data(as_text=True)
    form = client.get(url).form(url)
    client.post(url, form | {"note": "स्क्वायड को निर्देश दिये गये"})
    assert "निर्देश दिये गये" in client.get(f"/squads/complaints/{told.id}").words
    client.post(url, client.get(url).form(url) | {"note": "दूसरा उत्तर"}, status=422)
    assert db.session.scalar(select(SquadComplaint.answer)) == "स्क्वायड को निर्देश दिये गये"
    assert str(told.id) not in client.get("/squads/complaints").response.get_data(as_text=True)
    assert str(told.id) in client.get("/squads/complaints?state=answered").response.get_data(as_text=True)
    client.get("/squads/complaints?state=x", status=400)


def test_who_complained_is_opened_above_with_a_reason_in_the_trail_and_never_at_the_station(told, sign_in):
    url = f"/squads/complaints/{told.id}/open"
    for role in ("kendra_incharge", "sho", "desk_officer", "squad_leader", "enquiry_officer", "range_officer"):
        sign_in(role).get(url, status=403)
    sign_in("circle_officer", "elsewhere").get(url, status=404)
    client = sign_in("circle_officer")
    form = client.get(url).form(url)
    assert HERS["own"].name not in client.post(url, form, status=422).words
    opened = client.post(url, form | {"reason": REASON}, status=200)
    assert HERS["own"].name in opened.words and opened.response.headers["Refresh"].endswith(f"/squads/complaints/{told.id}")
    entry = db.session.scalar(select(TrailEntry).where(TrailEntry.action == "squads:complaint:opened"))
    assert entry is not None and HERS["own"].name not in str(vars(entry))


def test_a_complaint_without_a_name_has_nothing_to_open(led, world, sign_in):
    told = actions.send_complaint(led[0], current_vault(), world.units["kendra"], stamp(), {"name": "", "phone": ""},
                                  {"happened_on": clock.today(), "place": "पार्क", "account": "पहचान पूछी गयी"})
    db.session.commit()
    sign_in("circle_officer").get(f"/squads/complaints/{told.id}/open", status=404)


def test_pages_of_squads_ask_no_more_for_more_rows(led, sign_in):
    who, leader, (mine, _), (outing, _), spot = led
    urls = ("/squads", "/squads/outings", "/squads/spots", "/squads/weeks", "/squads/returns", "/squads/oversight?kind=unclosed",
            f"/squads/{mine.id}", f"/squads/{mine.id}/week", f"/squads/{mine.id}/sheet", f"/squads/outings/{outing.id}",
            "/registers/squad-daily")
    stop(who, outing, spot)
    db.session.commit()
    client = sign_in("kendra_incharge")
    few = {url: questions(client, url) for url in urls}
    for number in range(12):
        actions.enter_spot(who, SPOT | {"name": f"स्थल {number}"})
        stop(who, gone_out(who, mine, leader, clock.now() - timedelta(days=number + 1)), spot)
        stop(who, outing, spot, uuid.uuid4())
        named(who, outing, leader, PERSON | {"phone": ""}, "warned")
    actions.record_conduct(who, outing, stamp(), CLEAN)
    db.session.commit()
    many = {url: questions(client, url) for url in urls}
    for url in urls:
        assert few[url]["work"] == many[url]["work"] <= MOST_QUERIES, f"{url} {few[url]} {many[url].seen}"


def test_the_first_page_of_a_leader_holds_her_plan_of_today_and_what_is_not_closed(led, sign_in):
    who, _, (mine, other), (outing, not_hers), spot = led
    actions.plan_spot(who, mine, spot.id, clock.today(), time(15))
    db.session.commit()
    client = sign_in("squad_leader")
    assert "/squads/today" in client.get("/").response.get_data(as_text=True)
    words = client.get("/squads/today").words
    assert f"15:00 {spot.name}" in words and outing.number in words
    assert other.name not in words and not_hers.number not in words


def test_the_incharge_reads_on_which_earlier_card_a_repeat_rests(world, led, sign_in):
    who, leader, _, (outing, _), _ = led
    him = PERSON | {"phone": "9876500011"}
    other, there = actor(world, "kendra_incharge", "sibling"), made_up.officer(world, 2, "sibling", rank="SI")
    away = named(other, gone_out(other, actions.enter_squad(other, "परीक्षण स्क्वायड 9"), there), there, him)
    first = named(who, outing, leader, PERSON)  # told without the telephone: the name says it within the kendra
    again, card = named(who, outing, leader, him, "warned"), f"/squads/people/{first.id}"
    db.session.commit()
    page = sign_in("kendra_incharge").get(f"/squads/people/{again.id}")
    assert card in page.response.get_data(as_text=True) and first.card in page.words and "क्षेत्राधिकारी से पूछें" in page.words
    assert str(away.id) not in page.response.get_data(as_text=True) and HERS["sibling"].name not in page.words
    assert "पूर्व में दिये गये" not in sign_in("kendra_incharge").get(card).words  # the first one rests on nothing
    above = sign_in("circle_officer").get(f"/squads/people/{again.id}").response.get_data(as_text=True)
    assert card in above and str(away.id) in above and "क्षेत्राधिकारी से पूछें" not in above
