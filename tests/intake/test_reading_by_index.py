"""On a station with ten years of complaints SQLite goes by its indexes; without figures of its own it would not."""

import pytest
from sqlalchemy import Engine, event, select

from portal.core.db import db, refresh_statistics
from portal.intake.models import Complaint
from portal.intake.queries.complaints import find_waiting_receipt, list_siblings
from tests.bench.filling import fill_to

MANY = 3000
STEP = 50  # instructions of SQLite's machine between two ticks
FEW_TICKS = MANY // 100  # one pass over all complaints takes several instructions a row


@pytest.fixture
def ticks(world):
    """A count of SQLite's work since the last look, on a station with many complaints."""
    if db.engine.dialect.name != "sqlite":
        pytest.skip("PostgreSQL keeps its own statistics and plans by the parameters of the day")
    fill_to(world, MANY)
    counted = [0]

    def tick() -> int:
        counted[0] += 1
        return 0

    def watch(connection, _record, _proxy) -> None:
        connection.set_progress_handler(tick, STEP)

    db.session.remove()
    event.listen(Engine, "checkout", watch)
    yield counted
    event.remove(Engine, "checkout", watch)
    db.session.connection().connection.dbapi_connection.set_progress_handler(None, 0)


def test_the_detector_sees_a_pass_over_every_complaint(ticks):
    db.session.execute(select(Complaint.id).where(Complaint.gist == "nothing")).all()
    assert ticks[0] > FEW_TICKS


def test_what_belongs_beside_a_complaint_is_found_without_walking_through_the_station(ticks, sign_in):
    newest = db.session.scalar(select(Complaint).order_by(Complaint.received_at.desc()).limit(1))
    scope = sign_in.actor("desk_officer").scope
    ticks[0] = 0
    list_siblings(scope, newest)
    assert ticks[0] < FEW_TICKS


def test_a_waiting_receipt_is_looked_for_among_the_waiting_alone(ticks, sign_in):
    scope = sign_in.actor("desk_officer").scope
    ticks[0] = 0
    find_waiting_receipt(scope)
    assert ticks[0] < FEW_TICKS


@pytest.mark.parametrize("role", ["desk_officer", "sho", "circle_officer"])
@pytest.mark.parametrize("page", ["/complaints", "/visits"])
def test_the_newest_are_read_without_sorting_all_of_them(ticks, sign_in, role, page):
    client = sign_in(role)
    client.get(page)
    ticks[0] = 0
    assert client.get(page).status == 200
    assert ticks[0] < 4 * FEW_TICKS  # a page of fifty itself takes two; sorting all took thirty


def test_every_index_has_its_figures_after_a_look(world):
    fill_to(world, 10)
    refresh_statistics()
    if db.engine.dialect.name == "sqlite":
        rows = db.session.connection().exec_driver_sql("SELECT idx FROM sqlite_stat1 WHERE tbl = 'complaints'").scalars().all()
        assert "ix_complaints_person_id" in rows
