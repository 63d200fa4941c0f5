"""Beats: the latest visit stands at its place, what was visited at the line of the plan, how many visits at the day."""

from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

NEVER = datetime(1900, 1, 1, tzinfo=UTC)
IS_DONE = """UPDATE beat_plans SET is_done = EXISTS (
    SELECT 1 FROM beat_visits JOIN beat_days ON beat_days.id = beat_visits.day_id
    WHERE beat_days.beat_id = beat_plans.beat_id AND beat_days.day = beat_plans.day
      AND beat_visits.place_id = beat_plans.place_id)"""
VISITS = """UPDATE beat_days SET
    visits = (SELECT count(*) FROM beat_visits WHERE day_id = beat_days.id),
    outside = (SELECT count(*) FROM beat_visits WHERE day_id = beat_days.id AND NOT is_planned)"""
COLUMNS = {"beat_places": {"seen_at": sa.DateTime(timezone=True)}, "beat_plans": {"is_done": sa.Boolean()},
           "beat_days": {"visits": sa.Integer(), "outside": sa.Integer()}}


def upgrade() -> None:
    for name, columns in COLUMNS.items():
        with op.batch_alter_table(name) as table:
            for column, kind in columns.items():
                table.add_column(sa.Column(column, kind, nullable=True))
    places = sa.table("beat_places", sa.column("id"), sa.column("seen_at", sa.DateTime(timezone=True)))
    visits = sa.table("beat_visits", sa.column("place_id"), sa.column("came_at", sa.DateTime(timezone=True)))
    latest = sa.select(sa.func.max(visits.c.came_at)).where(visits.c.place_id == places.c.id).scalar_subquery()
    op.execute(sa.update(places).values(seen_at=sa.func.coalesce(latest, sa.literal(NEVER, sa.DateTime(timezone=True)))))
    op.execute(IS_DONE)
    op.execute(VISITS)
    for name, columns in COLUMNS.items():
        with op.batch_alter_table(name) as table:
            for column, kind in columns.items():
                table.alter_column(column, existing_type=kind, nullable=False)
    op.create_index("ix_beat_places_seen_at", "beat_places", ["seen_at", "id", "unit_id"])
    op.create_index("ix_beat_plans_is_done_day", "beat_plans", ["is_done", "day", "id", "unit_id"])
    op.create_index("ix_beat_days_outside", "beat_days", ["day", "id", "unit_id"], sqlite_where=sa.text("outside > 0"),
                    postgresql_where=sa.text("outside > 0"))


def downgrade() -> None:
    op.drop_index("ix_beat_days_outside", table_name="beat_days")
    op.drop_index("ix_beat_plans_is_done_day", table_name="beat_plans")
    op.drop_index("ix_beat_places_seen_at", table_name="beat_places")
    for name, columns in COLUMNS.items():
        with op.batch_alter_table(name) as table:
            for column in columns:
                table.drop_column(column)
