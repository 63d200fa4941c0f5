"""A paper beat sheet is typed on one page: all of it or nothing, faults in their cell, twice sent is one day."""

from datetime import datetime, time, timedelta

import pytest
from sqlalchemy import func, select

from portal.beats.models import BeatDay, BeatProblem, BeatVisit
from portal.beats.queries import days
from portal.beats.rules.words import OFFICIALS, OUTCOMES, SCHEMES, coded
from portal.core import clock
from portal.core.db import db
from tests.factories.patrols import beat_of
from tests.factories.roster import staff


@pytest.fixture
def typed(world, sign_in):
    """A client, the sheet's URL, and a right sheet of yesterday as typed."""
    officer = staff(world, "beat_officer")[0]
    beat, _ = beat_of(world, officer)
    beat_of(world, officer, name="परीक्षण बीट 2", first_code=20)
    db.session.commit()
    day = (clock.today() - timedelta(days=1)).strftime("%d-%m-%Y")
    values = {"day": day, "officer": str(officer.id), "started_at": "1000", "ended_at": "1500",
              "summary": "तीन ग्राम का भ्रमण किया", "next_note": "ग्राम 3 अवश्य जायें",
              **visit(0, 1, "1020", "1100", 12, "1 ४", "1,2"), **visit(1, 2, "1130", "1200", 5, "", "1"),
              "problems-0-code": "1", "problems-0-at": "1040", "problems-0-nature": "16", "problems-0-outcome": "3",
              "problems-0-account": "पड़ोसी रास्ते में धमकी देता है"}
    client, url = sign_in("kendra_incharge"), f"/beats/{beat.id}/sheet"
    return client, url, {**client.get(url).form(url), **values}


def visit(line, code, came, left, women, officials, schemes):
    name = f"visits-{line}"
    return {f"{name}-code": str(code), f"{name}-came_at": came, f"{name}-left_at": left, f"{name}-women_met": str(women),
            f"{name}-officials": officials, f"{name}-schemes": schemes}


def count(table):
    return db.session.scalar(select(func.count(table.id)))


def test_a_whole_day_is_written_from_one_form(typed):
    client, url, form = typed
    client.post(url, form)
    day = db.session.scalar(select(BeatDay))
    visits = [one for one, *_ in days.list_visits(day)]
    assert (day.state, day.is_paper, clock.to_ist(day.ended_at).strftime("%H:%M")) == ("closed", True, "15:00")
    assert visits[0].came_at == clock.from_ist(datetime.combine(clock.today() - timedelta(days=1), time(10, 20)))
    assert visits[0].officials == [coded(OFFICIALS)[1], coded(OFFICIALS)[4]]
    assert visits[0].schemes == [coded(SCHEMES)[1], coded(SCHEMES)[2]]
    problem = db.session.scalar(select(BeatProblem))
    assert (problem.nature, problem.outcome) == ("threat", coded(OUTCOMES)[3])


def test_the_same_sheet_with_a_new_form_token_is_one_day(typed):
    client, url, form = typed
    client.post(url, form)
    client.post(url, form | {"once_token": client.get(url).form(url)["once_token"]})
    assert (count(BeatDay), count(BeatVisit), count(BeatProblem)) == (1, 2, 1)


def test_faults_stand_in_their_cells_and_nothing_typed_is_lost(typed):
    client, url, form = typed
    wrong = {"visits-0-code": "77", "visits-0-officials": "1 99", "visits-1-women_met": "4000", "problems-0-outcome": "1",
             "visits-1-left_at": "1110"}
    page = client.post(url, form | wrong, status=422)
    back, body = page.form(url), page.text
    assert {name: back[name] for name in form if not name.endswith("token")} == {
        name: value for name, value in (form | wrong).items() if not name.endswith("token")}
    for name in wrong:
        assert f'id="{name}-error"' in body, name
    assert 'id="visits-0-women_met-error"' not in body and count(BeatDay) == 0
    client.post(url, back | {name: form[name] for name in wrong})
    assert count(BeatVisit) == 2


def test_what_a_rule_refuses_late_leaves_nothing_behind(typed):
    client, url, form = typed
    page = client.post(url, form | {"visits-1-code": "20"}, status=422)  # a place of the other beat
    assert "परीक्षण बीट 2" in page.words and count(BeatDay) == 0 and page.form(url)["visits-0-came_at"] == "1020"
    page = client.post(url, form | {"visits-1-came_at": "1050"}, status=422)  # at two places at once
    assert count(BeatDay) == 0
    client.post(url, page.form(url) | {"visits-1-came_at": "1130"})
    assert count(BeatDay) == 1


def test_an_empty_sheet_is_refused(typed):
    client, url, form = typed
    client.post(url, {name: "" if name.startswith(("visits", "problems")) else value for name, value in form.items()}, status=422)
    client.post(url, form | {"summary": "", "officer": ""}, status=422)
    assert count(BeatDay) == 0
