"""Pages ask the database the same few questions however many rows they show; who asks is counted and bookkeeping named."""

import re
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import event, func, select

from portal.core.db import db, new_id
from portal.intake.models import Complaint, OppositeParty
from tests.factories import cases, matters

MOST_QUERIES = 8
FEW, MANY = 3, 60
# What a page costs before its own work: whose sitting it is and what that officer reaches; and after it: the trail.
BOOKKEEPING = {
    "sitting": re.compile(r"\b(login_sessions)\b"),
    "reach": re.compile(r"SELECT units\.id, units\.kind\s+FROM units\s+WHERE"),
    "trail": re.compile(r"\b(trail_heads|trail_entries)\b"),
    "settings": re.compile(r"\bFROM settings\b"),
}


@contextmanager
def counted() -> Iterator[Counter]:
    """Statements by what they are for; "work" is the page's own. The text of each is kept in `.seen`."""
    tally: Counter = Counter()
    tally.seen = []

    def note(_connection, _cursor, statement, *_rest) -> None:
        if statement.startswith(("BEGIN", "PRAGMA", "SAVEPOINT", "RELEASE")):
            return
        kind = next((name for name, mark in BOOKKEEPING.items() if mark.search(statement)), "work")
        tally[kind] += 1
        tally.seen.append((kind, " ".join(statement.split())[:160]))

    event.listen(db.engine, "before_cursor_execute", note)
    try:
        yield tally
    finally:
        event.remove(db.engine, "before_cursor_execute", note)


def fill(world, complaint: Complaint, copies: int) -> None:
    """Copies of a complaint, each with its number, officer and two opposite parties."""
    table = Complaint.__table__
    row = db.session.execute(select(table).where(table.c.id == complaint.id)).mappings().one()
    first = db.session.scalar(select(func.max(Complaint.number))) + 1
    officers = [world.officer("enquiry_officer").user_id, world.officer("enquiry_officer", "second").user_id, None]
    for number in range(first, first + copies):
        new = dict(row) | {"id": new_id(), "number": number, "token": f"AD-ONE/2026/{number:05d}-X",
                           "enquiry_officer_id": officers[number % 3]}
        db.session.execute(table.insert(), new)
        for place in (1, 2):
            db.session.add(OppositeParty(unit_id=row["unit_id"], complaint_id=new["id"], place_in_list=place,
                                         relation="neighbour", is_known=False))
    db.session.commit()


def questions(client, url: str) -> Counter:
    """What *url* asks when everything that is made once has been made."""
    client.get(url)
    with counted() as tally:
        client.get(url)
    return tally


@pytest.mark.parametrize("role", ["desk_officer", "kendra_incharge", "sho", "circle_officer"])
def test_lists_and_registers_ask_no_more_for_more_rows(sign_in, world, role):
    urls = ("/complaints", "/registers/complaints", "/registers/visitors", "/visits")
    mine = matters.complaint(world, until="under_enquiry")
    fill(world, mine, FEW - 1)
    client = sign_in(role)
    few = {url: questions(client, url) for url in urls}
    fill(world, mine, MANY - FEW)
    many = {url: questions(client, url) for url in urls}
    for url in urls:
        assert few[url]["work"] == many[url]["work"] <= MOST_QUERIES, f"{url} {few[url]} {many[url].seen}"
        assert few[url] == many[url], f"{url}: {few[url]} {many[url]}"


def test_one_matter_asks_no_more_among_many(sign_in, world):
    mine = matters.complaint(world, until="verified")
    client = sign_in("kendra_incharge")
    few = questions(client, f"/complaints/{mine.id}")
    fill(world, mine, MANY)
    many = questions(client, f"/complaints/{mine.id}")
    assert few["work"] == many["work"] <= MOST_QUERIES, many.seen
    assert few == many


@pytest.mark.parametrize("role", ["enquiry_officer", "sho", "circle_officer"])
def test_lists_of_cases_ask_no_more_for_more_rows(sign_in, world, role):
    urls = ("/cases", "/cases/mine", "/cases/due", "/cases/due?when=now", "/registers/fir")
    file = cases.case(world, number=1)
    client = sign_in(role)
    few = {url: questions(client, url) for url in urls if role != "enquiry_officer" or "registers" not in url}
    for number in range(2, 12):
        cases.case(world, number=number)
    many = {url: questions(client, url) for url in few}
    for url, tally in few.items():
        assert tally["work"] == many[url]["work"] <= MOST_QUERIES, f"{url} {tally} {many[url].seen}"
    page = questions(client, f"/cases/{file.case.id}")
    assert page["work"] <= MOST_QUERIES, page.seen


def test_the_entry_form_asks_little(sign_in):
    tally = questions(sign_in("desk_officer"), "/intake/new")
    assert tally["work"] <= 3, tally.seen


def test_a_question_for_each_row_would_be_counted(sign_in, world):
    mine = matters.complaint(world)
    fill(world, mine, FEW)
    with counted() as tally:
        for complaint in db.session.scalars(select(Complaint)):
            assert complaint.parties is not None
    assert tally["work"] == 1 + FEW  # the list, and the parties of each complaint not met before
