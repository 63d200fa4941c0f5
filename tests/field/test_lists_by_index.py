"""The lists of supervision and the weeks of a whole state walk the index that was made for them, on both engines."""

import re

import pytest
from sqlalchemy import Select

from portal.beats.models import BeatDay, BeatPlace, BeatPlan
from portal.beats.queries import coverage
from portal.core import clock
from portal.core.db import db
from portal.squads.models import Outing
from portal.squads.queries import oversight, returns, weeks
from portal.units.models import Unit
from tests.bench.measuring import statements
from tests.factories.matters import actor

NEWEST, LATEST = (BeatDay.day.desc(), BeatDay.id.desc()), (Outing.day.desc(), Outing.id.desc())


def plan_of(statement: Select) -> list[str]:
    """How the engine would answer, PostgreSQL as if its tables were large."""
    connection = db.session.connection()
    sql = statement.compile(db.engine, compile_kwargs={"literal_binds": True})
    if db.engine.dialect.name == "sqlite":
        return [row[3] for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {sql}")]
    for setting in ("enable_seqscan", "enable_sort", "enable_bitmapscan", "enable_incremental_sort"):
        connection.exec_driver_sql(f"SET LOCAL {setting} = off")
    return [row[0] for row in connection.exec_driver_sql(f"EXPLAIN {sql}")]


def test_each_list_walks_its_index_and_sorts_nothing(world):
    state, district, today = actor(world, "state_officer").scope, actor(world, "nodal_officer").scope, clock.today()
    found = {
        "ix_beat_places_seen_at": coverage.select_places(state, today, "uncovered").order_by(BeatPlace.seen_at, BeatPlace.id),
        "ix_beat_plans_is_done_day": (coverage.select_missed(state, today.replace(day=1))
                                      .order_by(BeatPlan.day.desc(), BeatPlan.id.desc())),
        **{f"ix_beat_days_{kind}": coverage.select_days(state, kind).order_by(*NEWEST)
           for kind in ("outside", "late", "unclosed")},
        "ix_squad_persons_repeats": oversight.select_oversight(district, "repeat").order_by(*LATEST),
        **{f"ix_squad_outings_{index}": oversight.select_oversight(district, kind).order_by(*LATEST)
           for index, kind in (("outside", "outside_plan"), ("late", "late"), ("unclosed", "unclosed"),
                               ("no_conduct", "no_conduct"), ("unclean", "conduct"))}}
    for name, statement in found.items():
        plan = plan_of(statement.limit(51))
        assert any(name in line for line in plan), f"{name}: {plan}"
        is_few = name == "ix_squad_persons_repeats"  # the few open repeats are found by it, then put in order
        assert is_few or not any("ORDER BY" in line or "Sort" in line for line in plan), f"{name}: {plan}"


@pytest.mark.parametrize(("sum_up", "role", "asked"), [
    (coverage.read_week, "state_officer", 5), (weeks.read_week, "nodal_officer", 4), (returns.read_return, "state_officer", 4)])
def test_sums_are_asked_in_as_many_questions_whatever_lies_below_and_none_reads_a_whole_table(world, monkeypatch, sum_up, role,
                                                                                             asked):
    reader, whole, read = actor(world, role), [], db.session.execute
    parent = db.session.get_one(Unit, reader.unit_id)
    with statements() as seen:
        sum_up(reader.scope, parent, clock.today())
    assert len(seen) == asked, seen

    def explain(statement, values=None):
        plan = plan_of(statement.params(values or {}))
        whole.extend(line for line in plan if re.search(r"(SCAN|Seq Scan on) (beat|squad)_(?!norms)\w+$|GROUP BY", line))
        return read(statement, values)

    monkeypatch.setattr(db.session, "execute", explain)
    sum_up(reader.scope, parent, clock.today())
    assert not whole
