"""On a station with ten years of complaints both engines go by their indexes; SQLite without figures of its own would not."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from sqlalchemy import Engine, create_engine, event, select

from portal.core.db import db, refresh_statistics
from portal.intake.models import Complaint
from portal.intake.queries.complaints import find_waiting_receipt, list_siblings
from tests.bench.filling import fill_to

MANY = 3000


@contextmanager
def instructions() -> Iterator[list[int]]:
    """Tens of instructions of SQLite's own machine meanwhile, one entry each."""
    done: list[int] = []

    def watch(connection, _record=None, _proxy=None) -> None:
        connection.set_progress_handler(lambda: done.append(1), 10)  # nothing comes back from append, so it goes on

    db.session.remove()
    event.listen(Engine, "checkout", watch)
    try:
        yield done
    finally:
        event.remove(Engine, "checkout", watch)
        db.session.remove()
        db.engine.dispose()


@contextmanager
def rows_met() -> Iterator[list[int]]:
    """The rows that PostgreSQL's scans met meanwhile: each question is explained, and done once more for that."""
    done: list[int] = []

    def count(plan: dict) -> int:
        met = (plan["Actual Rows"] + plan.get("Rows Removed by Filter", 0)) * plan["Actual Loops"]
        return met * ("Scan" in plan["Node Type"]) + sum(count(below) for below in plan.get("Plans", ()))

    def explain(connection, _cursor, statement, parameters, _context, _many) -> None:
        if statement.startswith("SELECT"):
            with connection.connection.cursor() as other:
                other.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {statement}", parameters)
                done.append(count(other.fetchone()[0][0]["Plan"]))

    event.listen(Engine, "before_cursor_execute", explain)
    try:
        yield done
    finally:
        event.remove(Engine, "before_cursor_execute", explain)


@pytest.fixture
def work_of(world, template_database) -> Callable[[Callable[[], object]], int]:
    """Tells how much work an act makes of the engine, on a station with many complaints that both engines have figures of."""
    fill_to(world, MANY)
    is_sqlite = db.engine.dialect.name == "sqlite"
    if not is_sqlite:  # as its own autovacuum does after a while
        owner = create_engine(template_database.url(template_database.tested, owner=True), isolation_level="AUTOCOMMIT")
        with owner.connect() as connection:
            connection.exec_driver_sql("ANALYZE")
        owner.dispose()

    def measure(act: Callable[[], object]) -> int:
        with instructions() if is_sqlite else rows_met() as done:
            act()
        return sum(done)

    return measure


@pytest.fixture
def one_pass(work_of) -> int:
    """The work of one walk through every complaint."""
    return work_of(lambda: db.session.execute(select(Complaint.id).where(Complaint.gist == "nothing")).all())


def test_the_detector_sees_a_pass_over_every_complaint(one_pass):
    assert one_pass >= MANY // 10


def test_what_belongs_beside_a_complaint_is_found_without_walking_through_the_station(work_of, one_pass, sign_in):
    newest = db.session.scalar(select(Complaint).order_by(Complaint.received_at.desc()).limit(1))
    scope = sign_in.actor("desk_officer").scope
    assert work_of(lambda: list_siblings(scope, newest)) < one_pass / 10


def test_a_waiting_receipt_is_looked_for_among_the_waiting_alone(work_of, one_pass, sign_in):
    scope = sign_in.actor("desk_officer").scope
    assert work_of(lambda: find_waiting_receipt(scope)) < one_pass / 10


@pytest.mark.parametrize("role", ["desk_officer", "sho", "circle_officer"])
@pytest.mark.parametrize("page", ["/complaints", "/visits"])
def test_the_newest_are_read_without_sorting_all_of_them(work_of, one_pass, sign_in, role, page):
    client = sign_in(role)
    client.get(page)
    assert work_of(lambda: client.get(page)) < one_pass / 2  # a page of fifty with all that a page asks


def test_every_index_has_its_figures_after_a_look(world):
    fill_to(world, 10)
    refresh_statistics()
    if db.engine.dialect.name == "sqlite":
        rows = db.session.connection().exec_driver_sql("SELECT idx FROM sqlite_stat1 WHERE tbl = 'complaints'").scalars().all()
        assert "ix_complaints_person_id" in rows
