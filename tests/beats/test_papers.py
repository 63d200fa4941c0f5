"""The patrol log of a day on paper and both registers: what they say, in Hindi, English and both."""

import subprocess

import pytest
from sqlalchemy import select

from portal.beats.models import BeatProblem
from portal.core.db import db
from tests.factories.patrols import end, out, problem, visit


@pytest.fixture
def written(world):
    made = out(world)
    visit(made, women_met=873)
    visit(made, 40, 1, schemes=[], officials=[], women_met=0)
    problem(made)
    end(made)
    db.session.commit()
    return made


@pytest.mark.parametrize("language", ["hi", "en", "both"])
def test_the_log_of_a_day_says_all_of_it(written, sign_in, tmp_path, language):
    url = f"/print/beat-day/{written.day.id}"
    client = sign_in("beat_officer")
    pdf = client.get(client.send(url, {"language": language}, action=url).location).response.get_data()
    (tmp_path / f"beat-day-{language}.pdf").write_bytes(pdf)
    said = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    assert "873" in said and written.day.number in said
    assert ("Patrol log of a day" in said) == (language != "hi")


def test_the_registers_count_visits_and_days_and_name_what_is_thin(written, sign_in):
    client = sign_in("kendra_incharge")
    page = client.get("/registers/women-beat")
    assert "873" in page.words and len(page.soup.select("tbody tr")) >= 2
    assert written.beat.name in client.get("/registers/beat-days").words
    assert db.session.scalar(select(BeatProblem.account)) not in page.words
