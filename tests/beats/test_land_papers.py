"""The papers of a beat: sheet with codes, month plan, evaluation; in Hindi, English and both, on as few pages as promised."""

import io
import subprocess
from datetime import timedelta

import pytest
from pypdf import PdfReader

from portal.beats.actions import plan
from portal.beats.actions.evaluations import evaluate
from portal.core import clock
from portal.core.db import db
from portal.core.filters import ist_date
from tests.factories import beats as made_beats

# document → a word that stands on it in Hindi, in English
SAYS = {"beat-sheet": ("परीक्षण ग्राम", "Beat sheet"), "beat-plan": ("परीक्षण ग्राम", "Month plan of the beat"),
        "beat-evaluation": ("तीन स्थान", "Monthly evaluation of the beat")}


@pytest.fixture
def subjects(world):
    """Document → the id of what it is about, with the day or month it is asked for."""
    made, today = made_beats.beat(world), clock.today()
    made_beats.gone(made, made.places[0], ago=1)
    for place in made.places:
        plan.plan_place(made.who, made.beat, place.id, today)
    written = evaluate(made.who, made.beat, (today - timedelta(days=1)).replace(day=1), findings="तीन स्थान देखे गये",
                       advice="विद्यालय पहले जायें")
    db.session.commit()
    return {"beat-sheet": f"{made.beat.id}?on={ist_date(today)}", "beat-plan": f"{made.beat.id}?on={ist_date(today)}",
            "beat-evaluation": written.id, "empty": made.beat.id}


def printed(client, document, subject, folder, language):
    url = f"/print/{document}/{subject}"
    page = client.send(url, {"language": language}, action=url.partition("?")[0])
    pdf = client.get(page.location).response.get_data()
    (folder / f"{document}-{language}.pdf").write_bytes(pdf)
    said = subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()
    return said, len(PdfReader(io.BytesIO(pdf)).pages)


@pytest.mark.parametrize("document", SAYS)
def test_a_paper_prints_in_each_language(subjects, sign_in, tmp_path, document):
    client, (hindi, english) = sign_in("kendra_incharge"), SAYS[document]
    for language in ("hi", "en", "both"):
        said, pages = printed(client, document, subjects[document], tmp_path, language)
        assert hindi in said and pages == 1
        assert (english in said) == (language != "hi")
        assert "873" not in said


def test_the_empty_sheet_bears_every_code_and_no_day(subjects, sign_in, tmp_path):
    said, pages = printed(sign_in("beat_officer"), "beat-sheet", subjects["empty"], tmp_path, "both")
    assert pages == 1 and "____ - ____" in said
    assert "Destitute women pension" in said and "Village watchman" in said
