"""A paper outing sheet is typed on one page: all of it or nothing, faults in their row, twice sent is one outing."""

from datetime import datetime, time, timedelta

import pytest
from sqlalchemy import func, select

from portal.core import clock
from portal.core.db import db
from portal.squads import actions
from portal.squads.models import Outing, SquadConduct, SquadStop
from portal.squads.queries import field
from tests.factories import training as made_up
from tests.factories.matters import actor
from tests.factories.squads import SPOT


@pytest.fixture
def typed(world, sign_in):
    """A client, the sheet's URL, and a right sheet of yesterday as typed."""
    who, officer = actor(world, "kendra_incharge"), made_up.officer(world, 1, rank="SI")
    squad = actions.enter_squad(who, "परीक्षण स्क्वायड")
    actions.enter_spot(who, SPOT | {"name": "य विद्यालय"})
    actions.enter_spot(who, SPOT | {"name": "क पार्क", "kind": "park"})
    db.session.commit()
    day = clock.today() - timedelta(days=1)
    values = {"day": day.strftime("%d-%m-%Y"), "briefed_at": "1500", "officer": str(officer.id), "briefing": "स्थल एवं आचरण बताया",
              "went_at": "1510", "back_at": "1800", "has_woman_officer": "yes", "asked_no_couple": "yes", "dress": "uniform",
              "humiliated_nobody": "yes", "chose_by_act": "yes", "camera_ref": "BC7",
              **row("stops-0", 1, "1520", "1540", 12, 2), **row("stops-1", 2, "1600", "1620", 5, 0),
              "walks-0-place": "मुख्य बाजार", "walks-0-came_at": "1630", "walks-0-left_at": "1700", "walks-0-checked": "20",
              "walks-0-warned": "1"}
    client, url = sign_in("kendra_incharge"), f"/squads/{squad.id}/sheet"
    return client, url, {**client.get(url).form(url), **values}


def row(name, code, came, left, checked, warned):
    return {f"{name}-code": str(code), f"{name}-came_at": came, f"{name}-left_at": left, f"{name}-checked": str(checked),
            f"{name}-warned": str(warned)}


def test_a_whole_outing_is_written_from_one_form(typed):
    client, url, form = typed
    client.post(url, form)
    outing = db.session.scalar(select(Outing))
    stops = field.list_stops(outing)
    assert (outing.state, clock.to_ist(outing.ended_at).strftime("%H:%M")) == ("closed", "18:00")
    assert [(name or stop.place, stop.checked, stop.is_foot) for stop, name, _ in stops] == [
        ("य विद्यालय", 12, False), ("क पार्क", 5, False), ("मुख्य बाजार", 20, True)]  # codes by age, not by name
    day = clock.today() - timedelta(days=1)
    assert stops[0][0].came_at == clock.from_ist(datetime.combine(day, time(15, 20)))
    assert db.session.scalar(select(SquadConduct.is_clean)) is True


def test_the_same_sheet_with_a_new_form_token_is_one_outing(typed):
    client, url, form = typed
    client.post(url, form)
    client.post(url, form | {"once_token": client.get(url).form(url)["once_token"]})
    assert db.session.scalar(select(func.count(Outing.id))) == 1
    assert db.session.scalar(select(func.count(SquadStop.id))) == 3


def test_a_fault_stands_in_its_row_and_nothing_typed_is_lost(typed):
    client, url, form = typed
    page = client.post(url, form | {"stops-1-code": "77", "stops-0-warned": "13", "walks-0-left_at": "abc"}, status=422)
    back = page.form(url)
    assert {name: back[name] for name in form if not name.endswith("token")} == {
        name: value for name, value in (form | {"stops-1-code": "77", "stops-0-warned": "13", "walks-0-left_at": "abc"}).items()
        if not name.endswith("token")}
    body = page.response.get_data(as_text=True)
    for name in ("stops-1-code", "stops-0-warned", "walks-0-left_at"):
        assert f'id="{name}-error"' in body, name
    assert 'id="stops-0-code-error"' not in body
    assert db.session.scalar(select(func.count(Outing.id))) == 0
    client.post(url, back | {"stops-1-code": "2", "stops-0-warned": "3", "walks-0-left_at": "1700"})
    assert db.session.scalar(select(func.count(SquadStop.id))) == 3


def test_what_a_rule_refuses_late_leaves_nothing_behind(typed):
    client, url, form = typed
    page = client.post(url, form | {"back_at": "1430"}, status=422)  # half past two of the next day: too long, or ahead
    assert db.session.scalar(select(func.count(Outing.id))) == 0 and page.form(url)["stops-0-came_at"] == "1520"
    client.post(url, page.form(url) | {"back_at": "1800"})
    assert db.session.scalar(select(func.count(Outing.id))) == 1


def test_a_sheet_without_a_line_or_conduct_is_refused(typed):
    client, url, form = typed
    empty = {name: "" if name.startswith(("stops", "walks")) else value for name, value in form.items()}
    client.post(url, empty, status=422)
    client.post(url, {name: value for name, value in form.items() if name != "asked_no_couple"}, status=422)
    assert db.session.scalar(select(func.count(Outing.id))) == 0


def test_a_sheet_with_people_to_name_stays_open(typed):
    client, url, form = typed
    page = client.post(url, form | {"stays_open": "y", "back_at": ""})
    assert db.session.scalar(select(Outing.state)) == "out" and "/people/new" in page.response.location
