"""The auditor's pages: who did it, when, and whether anything was altered."""

import pytest
from sqlalchemy import create_engine, select, text

from portal.accounts.models import User
from portal.audit import queries, trail
from portal.core import clock
from portal.core.db import db
from tests.factories.matters import actor


@pytest.fixture
def auditor(world, sign_in):
    """An auditor's browser, in a house where one officer has done something."""
    for hits in range(3):
        trail.record_read(actor(world, "desk_officer"), "search:box:asked", letters=4, hits=hits)
    db.session.commit()
    return sign_in("auditor")


def rows(page) -> list[str]:
    return [row.get_text(" ", strip=True) for row in page.soup.select("#entries tbody tr")]


def test_each_entry_says_who(auditor, world):
    number = db.session.scalar(select(User.personnel_no).where(User.id == world.officer("desk_officer").user_id))
    page = auditor.get("/trail")
    assert sum(number in row and "परीक्षण अधिकारी" in row for row in rows(page)) == 3
    assert len(rows(auditor.get(f"/trail?officer={number}"))) == 3
    assert rows(auditor.get("/trail?officer=777")) == []


def test_days_narrow_it_and_a_wrong_day_says_so(auditor):
    today = clock.today()
    assert len(rows(auditor.get(f"/trail?from_on={today:%d-%m-%Y}&to_on={today:%d-%m-%Y}"))) >= 3
    assert rows(auditor.get("/trail?to_on=01-01-2020")) == []
    wrong = auditor.get("/trail?from_on=31-02-2026", status=400)
    assert rows(wrong) == [] and wrong.soup.select_one(".error")


def test_the_proof_finds_it_whole_then_names_the_altered_place(auditor, cluster):
    assert "अक्षुण्ण:" in auditor.send("/trail/proof", status=200).text
    alter(cluster)
    page = auditor.send("/trail/proof", status=200)
    assert "छेड़छाड़: 1 स्थान" in page.text and "was altered" in page.soup.select_one(".band.danger code").get_text()


def alter(cluster) -> None:
    """What somebody with the database in hand could do: the guards are taken off, and the terminal of an entry is another."""
    change = text("UPDATE trail_entries SET terminal = '10.9.9.9' WHERE action = 'search:box:asked' AND seq = "
                  "(SELECT min(seq) FROM trail_entries WHERE action = 'search:box:asked')")
    if cluster is None:
        for (name,) in db.session.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger'")).all():
            db.session.execute(text(f'DROP TRIGGER "{name}"'))
        db.session.execute(change)
        db.session.commit()
        return
    owner = create_engine(cluster.url(db.engine.url.database, role="owner"))
    with owner.begin() as connection:
        connection.execute(text("ALTER TABLE trail_entries DISABLE TRIGGER USER"))
        connection.execute(change)
    owner.dispose()


def test_only_what_lies_in_reach_is_computed(auditor, world):
    trail.record_read(actor(world, "desk_officer", "elsewhere"), "search:box:asked", letters=4, hits=0)
    db.session.commit()
    here, there = (queries.prove(actor(world, "auditor", place).scope) for place in ("own", "elsewhere"))
    assert here.entries >= 3 and there.entries >= 1 and here.entries != there.entries


def test_too_many_for_a_page_is_said(auditor, monkeypatch):
    monkeypatch.setattr(queries, "MOST_PROVED", 2)
    assert "flask trail verify" in auditor.send("/trail/proof", status=409).text
