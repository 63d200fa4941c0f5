"""Fifty hands at once: numbers run on without hole or twin, aborted entries included, and a form sent twenty times is one."""

import random
import uuid
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from threading import Barrier

import pytest
from sqlalchemy import select

from portal.accounts.sessions import actor_of
from portal.core.db import db
from portal.core.keys import current_vault
from portal.core.numbering import token_text
from portal.core.once import OnceToken
from portal.intake.actions.complaints import register_complaint
from portal.intake.actions.visits import register_visit
from portal.intake.models import Complaint
from portal.units.models import Unit
from tests.durability.desk import ENTRY, Desk
from tests.durability.oracle import broken_links, damage, gaps, receipt_of

HANDS, ENTRIES, ABORTS, TWINS = 12, 42, 8, 20


@pytest.fixture
def desks(app, sign_in) -> list[Desk]:
    """Two officers of one kendra and one of another; the test itself holds no transaction."""
    desks = [Desk(app, sign_in("desk_officer", place)) for place in ("own", "second", "sibling")]
    db.session.remove()
    return desks


def give_up(app, role_held_id: uuid.UUID) -> int:
    """Takes numbers for an entry, writes it, and rolls all of it back; gives the number it had."""
    told = {name: ENTRY[name] for name in ("purpose", "channel", "name", "nature", "gist", "place")}
    told["received_at"] = datetime.now(UTC)
    with app.app_context():
        actor = actor_of(role_held_id)
        visit = register_visit(actor, current_vault(), told, {})
        number = register_complaint(actor, current_vault(), visit, told, {}).number
        db.session.rollback()
        return number


def test_fifty_entries_at_once_leave_no_hole(app, desks, world, session):
    own = world.officer("desk_officer").role_held_id
    acts = [lambda desk=desks[i % 3]: desk.send(app, desk.form()) for i in range(ENTRIES)]
    acts += [lambda: give_up(app, own) for _ in range(ABORTS)]
    random.Random(7).shuffle(acts)
    with ThreadPoolExecutor(HANDS) as hands:
        answers = [one.result() for one in [hands.submit(act) for act in acts]]
    receipts = [answer for answer in answers if isinstance(answer, str)]
    assert len(receipts) == ENTRIES and all(number >= 1 for number in answers if isinstance(number, int))

    rows = session.execute(select(Complaint.id, Complaint.token, Complaint.year, Complaint.number, Unit.code)
                           .join(Unit, Unit.id == Complaint.unit_id)).all()
    assert {receipt_of(row.id) for row in rows} == set(receipts) and len(rows) == ENTRIES
    assert all(row.token == token_text(row.code, row.year, row.number) for row in rows)
    assert (gaps(), broken_links(), damage()) == ([], [], [])


def test_every_receipt_says_the_number_of_its_row(app, desks, sign_in, session):
    with ThreadPoolExecutor(HANDS) as hands:
        receipts = list(hands.map(lambda _: desks[0].send(app, desks[0].form()), range(12)))
    tokens = {receipt_of(row.id): row.token for row in session.execute(select(Complaint.id, Complaint.token))}
    session.rollback()
    client = sign_in("desk_officer")
    assert len(set(receipts)) == 12
    for receipt in receipts:
        assert client.get(receipt).soup.select_one(".token").get_text(strip=True) == tokens[receipt]


def test_one_form_sent_twenty_times_at_once_is_one_record(app, desks, session):
    form, together = desks[0].form("one-form-of-a-shaking-hand"), Barrier(TWINS)

    def press(_: int) -> str:
        together.wait(timeout=30)
        return desks[0].send(app, form)

    with ThreadPoolExecutor(TWINS) as hands:
        answers = list(hands.map(press, range(TWINS)))
    complaint = session.scalars(select(Complaint)).one()
    assert answers == [receipt_of(complaint.id)] * TWINS
    assert session.scalars(select(OnceToken.location)).all() == [receipt_of(complaint.id)]
    assert (complaint.number, gaps(), broken_links()) == (1, [], [])


def test_the_oracle_sees_a_hole(app, desks, session):
    receipts = [desks[0].send(app, desks[0].form()) for _ in range(3)]
    assert gaps() == []
    middle = session.scalars(select(Complaint).where(Complaint.number == 2)).one()
    assert receipt_of(middle.id) == receipts[1]
    middle.number = 7
    session.flush()
    assert len(gaps()) == 1
    session.rollback()
