"""A correction keeps the earlier text; a stale one keeps both and overwrites nobody."""

import pytest
from sqlalchemy import select

from portal.audit.models import TrailEntry
from portal.core.db import db
from portal.intake.models import Complaint, ComplaintVersion
from portal.intake.queries.danger import count_danger_alerts
from tests.factories.casefile import matter

WHY = "पहले गलत सुना गया था"


@pytest.fixture
def complaint(sign_in):
    return matter(sign_in.actor("desk_officer"), gist="पति शराब पीकर मारपीट करता है और घर से निकाल दिया",
                  occurred_from_on=None, place="घर पर")


@pytest.fixture
def url(complaint):
    return f"/complaints/{complaint.id}/correct"


def fresh(complaint) -> Complaint:
    db.session.rollback()
    return db.session.get(Complaint, complaint.id, populate_existing=True)


def fill(client, url, **values) -> dict:
    """The form of the page with the day told and *values* put in."""
    return {**client.get(url).form(url), "occurred_from_on": "01-09-2026", "reason": WHY, **values}


def test_the_earlier_text_is_kept_with_who_and_why(sign_in, complaint, url):
    client, version = sign_in("kendra_incharge"), complaint.version
    client.post(url, fill(client, url, gist="देवर शराब पीकर मारपीट करता है और घर से निकाल दिया", nature="threat"))
    now = fresh(complaint)
    assert (now.gist[:4], now.nature, now.version) == ("देवर", "threat", version + 1)
    kept = db.session.scalar(select(ComplaintVersion))
    assert (kept.version, kept.reason, kept.values["gist"][:3]) == (version, WHY, "पति")
    entry = db.session.scalar(select(TrailEntry).where(TrailEntry.action == "intake:complaint:corrected"))
    assert set(entry.details["fields"]) == {"gist", "nature", "occurred_from_on"}
    assert "देवर" not in str(entry.details)
    page = client.get(f"/complaints/{complaint.id}/history")
    assert any("देवर" in tag.get_text() for tag in page.soup.select("ins"))
    assert any("पति" in tag.get_text() for tag in page.soup.select("del"))


def test_two_editors_lose_nothing(sign_in, complaint, url):
    mine, theirs = sign_in("kendra_incharge"), sign_in("desk_officer")
    my_form = fill(mine, url, gist="मेरा पाठ: वह मायके में रह रही है और लौटना चाहती है")
    theirs.post(url, fill(theirs, url, gist="उनका पाठ: सास ने गहने रख लिए और मारा"))
    page = mine.post(url, my_form, status=409)
    assert fresh(complaint).gist.startswith("उनका पाठ"), "nobody is overwritten"
    assert any("उनका" in tag.get_text() for tag in page.soup.select("del"))
    assert any("मेरा" in tag.get_text() for tag in page.soup.select("ins"))
    kept = page.form(url)
    assert kept["gist"] == my_form["gist"] and kept["reason"] == WHY
    assert kept["version"] == str(complaint.version)
    mine.post(url, kept)
    assert fresh(complaint).gist == my_form["gist"]
    assert [row.values["gist"][:4] for row in db.session.scalars(
        select(ComplaintVersion).order_by(ComplaintVersion.version))] == ["पति ", "उनका"]
    assert len(mine.get(f"/complaints/{complaint.id}/history").soup.select("main section.card")) == 2


def test_bad_input_comes_back_whole(sign_in, complaint, url):
    client = sign_in("kendra_incharge")
    wrong = fill(client, url, occurred_from_on="31-02-2026", gist="", gist_not_told="", place="खेत में")
    page = client.post(url, wrong, status=422)
    assert len(page.errors()) >= 2
    kept = page.form(url)
    assert kept["occurred_from_on"] == "31-02-2026" and kept["place"] == "खेत में"
    page = client.post(url, fill(client, url, occurred_from_on="08-09-2026"), status=422)
    assert page.errors(), "after the day of receipt"
    assert client.post(url, fill(client, url, reason=""), status=422).errors()
    assert not db.session.scalar(select(ComplaintVersion))


def test_nothing_changed_is_said(sign_in, complaint, url):
    client = sign_in("kendra_incharge")
    client.post(url, fill(client, url))
    page = client.post(url, fill(client, url), status=422)
    assert page.soup.select("#error-summary li")
    assert len(db.session.scalars(select(ComplaintVersion)).all()) == 1


def test_an_unknown_field_and_an_unknown_parameter_are_refused(sign_in, url):
    client = sign_in("kendra_incharge")
    client.post(url, fill(client, url, token="X"), status=400)
    client.post(url, fill(client, url, state="verified"), status=400)
    client.get(url + "?x=1", status=400)


def test_a_correction_that_says_danger_raises_the_alert(sign_in, complaint, url):
    client = sign_in("desk_officer")
    client.post(url, fill(client, url, is_in_danger="y"))
    assert count_danger_alerts(sign_in.actor("sho").scope) == 1


def test_a_field_may_become_honestly_not_told(sign_in, complaint, url):
    client = sign_in("kendra_incharge")
    client.post(url, fill(client, url, place="", place_not_told="does_not_know"))
    assert fresh(complaint).not_told == {"place": "does_not_know"} and fresh(complaint).place == ""


@pytest.mark.parametrize(("role", "place", "status"), [
    ("desk_officer", "own", 200), ("desk_officer", "second", 403), ("sho", "own", 403), ("enquiry_officer", "own", 403),
    ("kendra_incharge", "sibling", 404), ("circle_officer", "own", 403)])
def test_who_corrects(sign_in, url, role, place, status):
    sign_in(role, place).get(url, status=status)


def test_the_district_reads_no_earlier_text(sign_in, complaint):
    sign_in("district_chief").get(f"/complaints/{complaint.id}/history", status=403)
    sign_in("circle_officer").get(f"/complaints/{complaint.id}/history")
