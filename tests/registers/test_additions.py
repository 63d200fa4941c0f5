"""What is written into a month that is closed: every page that does it says so first, and writes it as an addition."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from portal.access.policy import POLICY
from portal.core import clock
from portal.core.db import db
from portal.core.feature import declared
from portal.followups.models import VerificationCall
from portal.intake.models import Complaint, Visit
from portal.registers import actions, queries
from portal.squads.actions import enter_squad
from portal.units.models import Unit
from tests.factories import leave, patrols, preventive, squads, training
from tests.factories.matters import actor, complaint
from tests.registers.conftest import moment

WHY = "एक प्रविष्टि का पता बताया नहीं गया"
CLOSED, TICK = "माह 10-2026 बन्द है", "[name=as_addition]"
KEYS = ("preventive", "leave", "training", "women-beat", "beat-days", "squad-daily", "red-cards", "complaints",
        "visitors", "feedback")


@pytest.fixture
def october(world):
    """Rows of 20 October 2026; on 15 November that month is closed in every register of KEYS."""
    with clock.standing_at(moment("20-10-2026 14:00")):
        sho, incharge = actor(world, "sho"), actor(world, "kendra_incharge")
        officer = training.officer(world, 71, rank="SI")
        outing = squads.gone_out(incharge, enter_squad(incharge, "परीक्षण स्क्वायड"), officer)
        card = squads.named(incharge, outing, officer, {"name": "नमूना", "age": 22})
        nomination, = training.sent(sho, training.session(sho, days_ago=-30), officer)
        made = {
            "preventive": preventive.entered(incharge).id, "leave": leave.asked(world, officer, date(2026, 12, 5)).id,
            "nomination": nomination.id, "day": patrols.out(world).day.id, "outing": outing.id, "card": card.id,
            "disposed": complaint(world, until="disposed").id}
        db.session.commit()
    with clock.standing_at(moment("15-11-2026 11:00")):
        yield made


def close_all(world) -> None:
    incharge = actor(world, "kendra_incharge")
    kendra = db.session.get_one(Unit, incharge.unit_id)
    for key in KEYS:
        actions.close_month(incharge, queries.get_register(key), kendra, date(2026, 10, 1), WHY, clock.now(), clock.today())
    db.session.commit()


def test_each_register_whose_lines_can_be_mended_knows_by_which_permission(world):
    for register in declared("registers"):
        assert bool(register.falls) == bool(register.mended_by) and register.mended_by <= POLICY.keys(), register.key
    assert {register.key for register in declared("registers") if not register.falls} == {"visitors", "feedback"}, (
        "lines of these two are only added")


def test_a_page_that_mends_a_line_of_a_closed_month_says_so(world, october, sign_in):
    pages = [f"/preventive/{october['preventive']}/steps/report_sent", f"/leave/{october['leave']}/decide",
             f"/training/nominations/{october['nomination']}/withdraw", f"/beats/days/{october['day']}/visits/new",
             f"/squads/outings/{october['outing']}/stops/new", f"/squads/people/{october['card']}/link"]
    reader = sign_in("sho")
    assert CLOSED not in reader.get(pages[0]).words
    close_all(world)
    assert not [page for page in pages if CLOSED not in reader.get(page).words]
    assert CLOSED not in reader.get(f"/preventive/{october['preventive']}").words, "who only reads is not warned"


def test_a_call_of_a_closed_month_is_written_as_an_addition(world, october, sign_in):
    close_all(world)
    desk, url = sign_in("desk_officer"), f"/complaints/{october['disposed']}/call"
    said = {"is_reached": "no", "her_words": "घंटी बजी, किसी ने नहीं उठाया", "happened_on": "25-10-2026"}
    wrong = desk.post(url, desk.get(url).form(url) | said | {"happened_on": "25-12-2026"}, status=422)
    assert not wrong.soup.select(TICK), "the tick answers a closed month, no other mistake"
    asked = desk.post(url, wrong.form(url) | said, status=422)
    assert CLOSED in asked.words and said["her_words"] in asked.text
    desk.post(url, asked.form(url) | {"as_addition": "y"}, status=303)
    assert db.session.scalar(select(func.count(VerificationCall.id))) == 1


def test_a_further_matter_of_an_old_visit_is_written_as_an_addition(world, october, sign_in):
    close_all(world)
    visit = db.session.scalar(select(Visit.id).where(Visit.arrived_at < clock.now() - timedelta(days=20)))
    desk, url = sign_in("desk_officer"), f"/visits/{visit}/matters/new"
    db.session.execute(Complaint.__table__.update().values(state="registered"))  # no receipt waits
    db.session.commit()
    said = {"nature": "threat", "gist": "पड़ोसी ने दुबारा धमकी दी और रास्ता रोका।", "occurred_from_on": "18-10-2026",
            "place": "नमूना चौराहा"}
    asked = desk.post(url, desk.get(url).form(url) | said, status=422)
    assert CLOSED in asked.words and said["gist"] in asked.text
    before = db.session.scalar(select(func.count(Complaint.id)))
    desk.post(url, asked.form(url) | {"as_addition": "y"}, status=303)
    assert db.session.scalar(select(func.count(Complaint.id))) == before + 1


def test_the_entry_page_asks_for_the_tick_only_where_it_answers(world, october, sign_in):
    close_all(world)
    desk, url = sign_in("desk_officer"), "/intake/new"
    said = {"purpose": "information", "name": "नमूना देवी", "phone_not_told": "does_not_want",
            "address_not_told": "does_not_want", "remark": "वृद्धावस्था पेंशन के कागज़ों की जानकारी ली।", "received_at": "12:00"}
    form = desk.get(url).form(url) | said
    for day in ("31-10-2026x", "25-12-2026"):
        assert not desk.post(url, form | {"received_on": day}, status=422).soup.select(TICK), day
    asked = desk.post(url, form | {"received_on": "20-10-2026", "remark": ""}, status=422)
    assert CLOSED in asked.words and asked.soup.select(TICK), "the month is told along with every other mistake"
    desk.post(url, asked.form(url) | {"as_addition": "y", "remark": said["remark"]}, status=303)
