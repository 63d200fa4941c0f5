"""Norms, needs, hours, holidays and wishes: new rows from a day on, limits of what may be typed, and one's own wishes only."""

from datetime import date, datetime, time, timedelta

import pytest
from sqlalchemy import select

from portal.core import clock
from portal.core.db import db
from portal.core.errors import NotFound, RuleBroken
from portal.roster.actions import months, norms
from portal.roster.models import RosterHoliday, RosterNeed, RosterNorm, RosterWish
from portal.roster.queries.calendar import get_own_wish
from portal.roster.queries.duty import on_duty
from portal.roster.queries.plan import plan_of
from portal.roster.rules.plan import DUTIES
from tests.factories.matters import actor
from tests.factories.roster import staff


@pytest.fixture
def desk(world):
    return actor(world, "kendra_incharge")


def typed(day: date) -> str:
    return day.strftime("%d-%m-%Y")


def first_of_next() -> date:
    return (clock.today().replace(day=28) + timedelta(days=4)).replace(day=1)


def test_a_norm_entered_on_the_page_counts_from_its_month_and_not_before(desk, sign_in):
    client, first = sign_in("kendra_incharge"), first_of_next()
    client.send("/roster/norms/rules/rest", {"from_on": typed(first), "weighing": "soft", "weight": "5", "limit": "10"})
    before = clock.today()
    assert plan_of(desk.scope, desk.unit_id, first.year, first.month).norms["rest"].limit == 10
    assert plan_of(desk.scope, desk.unit_id, before.year, before.month).norms["rest"].limit == 12
    page = client.get("/roster/norms")
    assert "12 घंटे, कम से कम" in page.words  # this month
    client.send("/roster/norms/rules/rest", {"from_on": typed(first), "limit": "9"}, status=409)
    assert len(db.session.scalars(select(RosterNorm)).all()) == 1


@pytest.mark.parametrize(("rule", "facts"), [
    ("rest", {"is_hard": True, "weight": 0, "limit": 60}), ("fair_nights", {"is_hard": True, "weight": 1, "limit": 0}),
    ("wish", {"is_hard": False, "weight": 101, "limit": 0})])
def test_norms_that_cannot_be_are_refused(desk, rule, facts):
    with pytest.raises(RuleBroken):
        norms.change_norm(desk, desk.unit_id, rule, facts | {"from_on": clock.today()})
    with pytest.raises(RuleBroken):
        norms.change_norm(desk, desk.unit_id, "training", {"is_hard": True, "weight": 0, "limit": 0, "from_on": date(2026, 1, 1)})


def test_a_need_for_sundays_and_a_slip_of_a_digit(desk, sign_in):
    client, day = sign_in("sho"), typed(clock.today())
    facts = {"from_on": day, "duty": "follow_up", "weekday": "6", "least": "२", "women": "1", "rank": "sub_inspector",
             "of_rank": "1"}
    client.send("/roster/norms/need", facts)
    made, = db.session.scalars(select(RosterNeed))
    assert (made.weekday, made.least, made.women, made.rank, made.of_rank) == (6, 2, 1, "sub_inspector", 1)
    assert client.get("/roster/norms").soup.find("caption", string="अंकित आवश्यकताएँ")
    client.send("/roster/norms/need", facts | {"least": "200"}, status=422)
    client.send("/roster/norms/need", facts | {"women": "3"}, status=409)
    client.send("/roster/norms/need", facts | {"rank": ""}, status=409)
    client.get("/roster/norms/rules/none", status=404)


def test_hours_of_a_duty_count_from_their_month_and_are_frozen_with_what_is_published(world, desk, sign_in):
    own, = staff(world, "desk_officer")
    client, first = sign_in("kendra_incharge"), first_of_next()
    facts = {"from_on": typed(first), "duty": "night", "begins": "20:00", "ends": "०८:००"}
    client.send("/roster/norms/hours", facts)
    assert "20:00–08:00" in client.get("/roster/norms").words
    assert plan_of(desk.scope, desk.unit_id, first.year, first.month).duties["night"].lasts == 12 * 60
    assert plan_of(desk.scope, desk.unit_id, clock.today().year, clock.today().month).duties["night"] == DUTIES["night"]
    client.send("/roster/norms/hours", facts, status=409)
    client.send("/roster/norms/hours", facts | {"duty": "morning"}, status=409)  # it would cover two in the morning
    client.send("/roster/norms/hours", facts | {"ends": "20:30"}, status=409)
    client.send("/roster/norms/hours", facts | {"begins": "25:00"}, status=422)
    held = months.month_of(desk, desk.unit_id, first.year, first.month)
    tenth = first + timedelta(days=9)
    months.set_cell(desk, held, own.id, tenth, "night")
    version = months.publish(desk, held, "बल की कमी")
    assert version.hours == {"night": [1200, 720]}
    at_seven = clock.from_ist(datetime.combine(tenth + timedelta(days=1), time(7)))
    here, = on_duty(desk.scope, desk.unit_id, at_seven)
    assert here.to_at == at_seven + timedelta(hours=1), "until eight, and not until six"
    with pytest.raises(RuleBroken, match="published"):  # what officers were told stays
        norms.change_shift(desk, desk.unit_id, {"from_on": first, "duty": "evening", "begins": 720, "lasts": 480})
    later = (first + timedelta(days=31)).replace(day=1)
    norms.change_shift(desk, desk.unit_id, {"from_on": later, "duty": "night", "begins": 1320, "lasts": 480})
    db.session.commit()
    after = plan_of(desk.scope, desk.unit_id, later.year, later.month)
    assert after.duties["night"].lasts == 8 * 60 and after.duty(after.history[0]).lasts == 12 * 60


def test_a_holiday_is_entered_once_and_taken_back(desk, sign_in):
    client, day = sign_in("kendra_incharge"), clock.today() + timedelta(days=3)
    client.send("/roster/norms/holiday", {"day": typed(day), "title": "स्थानीय पर्व"})
    client.send("/roster/norms/holiday", {"day": typed(day), "title": "और एक"}, status=409)
    assert plan_of(desk.scope, desk.unit_id, day.year, day.month).is_holiday(day)
    made, = db.session.scalars(select(RosterHoliday))
    url = f"/roster/norms/holidays/{made.id}/withdraw"
    client.post(url, client.get("/roster/norms").form(url))
    assert not plan_of(desk.scope, desk.unit_id, day.year, day.month).festivals
    assert db.session.scalar(select(RosterHoliday).execution_options(populate_existing=True)).withdrawn_at


def test_readers_see_norms_and_change_nothing(world, desk, sign_in):
    page = sign_in("circle_officer").get(f"/roster/norms?unit={desk.unit_id}")
    assert not page.soup.select("main a[href*=rules], main form")
    sign_in("circle_officer").get("/roster/norms/need", status=403)
    with pytest.raises(NotFound):
        norms.enter_holiday(actor(world, "kendra_incharge", "elsewhere"), desk.unit_id, clock.today(), "पर्व")


def test_an_officer_wishes_and_takes_it_back_and_the_in_charge_sees_it(world, desk, sign_in):
    own, = staff(world, "desk_officer")
    db.session.commit()
    client, day = sign_in("desk_officer"), first_of_next()
    client.send("/roster/wishes", {"day": typed(day), "duty": ""})
    client.send("/roster/wishes", {"day": typed(day), "duty": "night"}, status=409)
    client.send("/roster/wishes", {"day": typed(clock.today()), "duty": ""}, status=409)
    wish, = plan_of(desk.scope, desk.unit_id, day.year, day.month).wishes
    assert (wish.officer, wish.day, wish.duty) == (str(own.id), day, None)
    editor = sign_in("kendra_incharge").get(f"/roster/{day.year}-{day.month}/cell?cell={own.personnel_no}.{day.day}")
    assert "ड्यूटी-मुक्त दिन" in editor.words
    made, = db.session.scalars(select(RosterWish))
    with pytest.raises(NotFound):
        get_own_wish(desk.personnel_no, made.id)
    url = f"/roster/wishes/{made.id}/withdraw"
    client.post(url, client.get("/roster/wishes").form(url))
    assert plan_of(desk.scope, desk.unit_id, day.year, day.month).wishes == ()


def test_no_wish_once_the_month_is_published_or_where_she_is_not_posted(world, desk):
    own, = staff(world, "desk_officer")
    first = first_of_next()
    held = months.month_of(desk, desk.unit_id, first.year, first.month)
    months.set_cell(desk, held, own.id, first, "beat")
    months.publish(desk, held, "बल की कमी")
    with pytest.raises(RuleBroken):
        norms.ask_wish(actor(world, "desk_officer"), first, "")
    with pytest.raises(RuleBroken):
        norms.ask_wish(actor(world, "counsellor"), first, "")
