"""The papers of squads in Hindi, English and both: what they say, and that the name stands only on an opened copy."""

import subprocess
from datetime import time, timedelta

import pytest

from portal.core import clock
from portal.core.db import db
from portal.core.filters import ist_date
from portal.squads import actions
from tests.factories import training as made_up
from tests.factories.matters import HERS, actor
from tests.factories.roster import published
from tests.factories.squads import CLEAN, SPOT, gone_out, named, stamp, stop

# document → a word that stands on it in Hindi, in English
SAYS = {"outing-sheet": ("परीक्षण विद्यालय", "Outing sheet"), "blank-sheet": ("परीक्षण विद्यालय", "Outing sheet"),
        "squad-return": ("873", "Daily return of squads"), "red-card": ("1/", "Red card"),
        "guardian-note": ("विद्यालय", "Guardian's note"), "squad-plan": ("15:00", "Weekly plan of the squad")}


@pytest.fixture
def subjects(world):
    """Document → the id of what it is about, with the day where the paper is of a day."""
    who, officer, hers = actor(world, "kendra_incharge"), made_up.officer(world, 1, rank="SI"), HERS["own"]
    squad, spot = actions.enter_squad(who, "परीक्षण स्क्वायड"), actions.enter_spot(who, SPOT)
    for number, name in enumerate(("राजकीय कन्या इण्टर कॉलेज मार्ग", "सब्ज़ी बाजार", "बस अड्डा", "कोचिंग गली", "पार्क गेट")):
        actions.enter_spot(who, SPOT | {"name": name, "kind": ("college", "market", "bus_stand", "other", "park")[number]})
    actions.add_member(who, squad, officer.id, clock.today() - timedelta(days=90), is_leader=True)
    outing = gone_out(who, squad, officer)
    actions.plan_spot(who, squad, spot.id, outing.day, time(15))
    published(who, outing.day.year, outing.day.month, (officer, outing.day, "squad"))
    stop(who, outing, spot)
    stop(who, outing, spot, is_foot=True, spot_id=None, place="मुख्य बाजार", checked=873, warned=1, vehicles=0)
    card = named(who, outing, officer, {"name": hers.party, "relative_name": hers.relative, "age": 22, "address": hers.address,
                                        "phone": hers.phone})
    actions.record_conduct(who, outing, stamp(), CLEAN)
    actions.close(who, outing, stamp(), clock.now(), "")
    db.session.commit()
    on = f"?on={ist_date(outing.day)}"  # soon after midnight the outing is of yesterday, perhaps of last week
    return {"outing-sheet": outing.id, "blank-sheet": squad.id, "squad-return": f"{who.unit_id}{on}", "red-card": card.id,
            "guardian-note": card.id, "squad-plan": f"{squad.id}{on}"}


def printed(client, document, subject, folder, **values):
    url = f"/print/{document}/{subject}"
    page = client.send(url, values, action=url.partition("?")[0])
    pdf = client.get(page.location).response.get_data()
    (folder / f"{document}-{values['language']}.pdf").write_bytes(pdf)
    return subprocess.run(["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True).stdout.decode()


@pytest.mark.parametrize("language", ["hi", "en", "both"])
@pytest.mark.parametrize("document", SAYS)
def test_a_paper_prints_in_each_language_without_a_name(subjects, sign_in, tmp_path, document, language):
    said = printed(sign_in("kendra_incharge"), document, subjects[document], tmp_path, language=language)
    hindi, english = SAYS[document]
    assert hindi in said
    assert (english in said) == (language != "hi")
    assert not [word for word in HERS["own"].identity if word in said]


def test_an_opened_red_card_bears_the_name(subjects, sign_in, tmp_path):
    said = printed(sign_in("kendra_incharge"), "red-card", subjects["red-card"], tmp_path, language="hi", is_open="y",
                   reason="अभिभावक को देने हेतु")
    assert HERS["own"].party in said
