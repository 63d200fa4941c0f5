"""The migrations make the models' schema, go down and up again with data, and stand in one line."""

from datetime import time, timedelta

from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask_migrate import downgrade, upgrade
from sqlalchemy import inspect, select, text

from portal.core import clock
from portal.core.db import db
from portal.core.settings import read_setting, write_setting
from portal.squads import actions
from portal.squads.models import Outing, SquadPlan, SquadSpot
from portal.squads.rules import TALLIES
from tests.factories import training as made_up
from tests.factories.matters import actor
from tests.factories.squads import CLEAN, SPOT, gone_out, stamp, stop


def test_the_head_schema_is_that_of_the_models(app):
    with db.engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": False})
        found = [change for change in compare_metadata(context, db.metadata)
                 if not (change[0] == "remove_index" and change[1].name.startswith("sqlite_"))]
    assert not found, f"models and migrations differ: {found}"


def test_one_line_of_migrations(app):
    script = ScriptDirectory("migrations")
    assert len(script.get_heads()) == 1
    numbers = sorted(revision.revision for revision in script.walk_revisions())
    assert numbers == [f"{n:04d}" for n in range(1, len(numbers) + 1)], "number migrations 0001, 0002, …"


def test_down_to_nothing_and_up_again(template_database):
    name = template_database._fresh("updown")
    app = template_database.make_app(name, SQLALCHEMY_DATABASE_URI=template_database.url(name, owner=True))
    with app.app_context():
        upgrade()
        write_setting("kept", "yes")
        db.session.commit()
        before = sorted(inspect(db.engine).get_table_names())
        db.session.remove()
        downgrade(revision="base")
        left = set(inspect(db.engine).get_table_names()) - {"alembic_version"}
        assert not left, f"left behind: {left}"
        upgrade()
        assert sorted(inspect(db.engine).get_table_names()) == before
        assert read_setting("kept") is None
        db.session.remove()
        db.engine.dispose()


def test_a_table_is_made_anew_under_the_rows_that_point_to_it(template_database):
    template_database.refill()
    name = template_database.tested
    app = template_database.make_app(name, SQLALCHEMY_DATABASE_URI=template_database.url(name, owner=True))
    with app.app_context():
        who = actor(template_database.world, "kendra_incharge")
        spot = actions.enter_spot(who, SPOT)
        squad = actions.enter_squad(who, "परीक्षण स्क्वायड")
        outing = gone_out(who, squad, made_up.officer(template_database.world, 1, rank="SI"))
        stop(who, outing, spot)
        stop(who, outing, spot, is_foot=True, spot_id=None, place="बाजार", vehicles=0, checked=5, warned=1)
        kept = (Outing.outside, Outing.is_clean, *(getattr(Outing, name) for name in TALLIES))
        actions.record_conduct(who, outing, stamp(), CLEAN)
        actions.plan_spot(who, squad, spot.id, clock.today() + timedelta(days=1), time(15))
        db.session.commit()
        before = db.session.execute(select(*kept)).one()
        assert before == (1, True, 1, 12, 3, 2, 1, 5, 1)
        db.session.remove()
        downgrade(revision="0020")
        upgrade()
        assert db.session.execute(select(*kept)).one() == before
        assert db.session.scalar(select(SquadPlan.spot_id)) == db.session.scalar(select(SquadSpot.id))
        assert db.engine.dialect.name != "sqlite" or db.session.scalar(text("PRAGMA foreign_keys")) == 1
        db.session.remove()
        db.engine.dispose()


def test_the_trail_takes_no_change(app):
    refused = 0
    for statement in ("UPDATE trail_entries SET action = 'x'", "DELETE FROM trail_entries"):
        try:
            with db.engine.begin() as connection:
                connection.execute(text("SELECT 1"))
                connection.execute(text(statement))
        except Exception as fault:
            assert "append-only" in str(fault) or "permission denied" in str(fault)
            refused += 1
    entries = db.session.scalar(text("SELECT COUNT(*) FROM trail_entries"))
    assert refused == 2 or entries == 0
