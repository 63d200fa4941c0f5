"""The papers of squads in Hindi, English and both: what they say, and that the name stands only on an opened copy."""

import subprocess
from datetime import time, timedelta

import pytest
from sqlalchemy import select

from portal.core import clock
from portal.core.db import db
from portal.core.filters import ist_date
from portal.squads import actions
from portal.units.models import Unit
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
    assert said.count("\f") == 1, "one page"


@pytest.mark.parametrize("document", ["outing-sheet", "squad-return"])
def test_what_was_written_stands_on_its_paper(subjects, sign_in, tmp_path, document):
    said = printed(sign_in("kendra_incharge"), document, subjects[document], tmp_path, language="en")
    wanted = {"outing-sheet": ("Test Kumari", "BC-7", "Red card", " 3 "), "squad-return": ("Outings", " 12", "873")}
    assert not [words for words in wanted[document] if words not in said]


@pytest.mark.parametrize(("role", "kind"), [
    ("circle_officer", "circle"), ("district_chief", "district"), ("range_officer", "range"), ("zone_officer", "zone"),
    ("state_officer", "state")])
def test_the_return_of_a_floor_prints_a_line_for_each_unit_below(world, subjects, sign_in, tmp_path, role, kind):
    unit = db.session.get_one(Unit, actor(world, role).unit_id)
    assert unit.kind == kind
    client = sign_in(role)
    said = printed(client, "squad-return", unit.id, tmp_path, language="en")
    below = db.session.scalars(select(Unit).where(Unit.parent_id == unit.id)).all()
    assert below and all(one.name_en.split()[0] in said for one in below) and "Total" in said and "Kendras" in said
    sign_in("kendra_incharge").get(f"/print/squad-return/{unit.id}", status=404)


def test_an_opened_red_card_bears_the_name(subjects, sign_in, tmp_path):
    said = printed(sign_in("kendra_incharge"), "red-card", subjects["red-card"], tmp_path, language="hi", is_open="y",
                   reason="अभिभावक को देने हेतु")
    assert HERS["own"].party in said
