"""Squads: the sums of an outing's stops stand at the outing, so that the daily return of a state reads no stop.

PostgreSQL looks closer at the paths of units: by its usual hundred steps a district of 75 lies within one of them, is taken for
a single unit, and lists of the district are sorted where their index could be walked.
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

# column → (what is summed up, of which stops)
SUMS = {"places": ("1", "NOT stop.is_foot"), "checked": ("stop.checked", "NOT stop.is_foot"),
        "warned": ("stop.warned", "NOT stop.is_foot"), "vehicles": ("stop.vehicles", "1 = 1"),
        "foot_places": ("1", "stop.is_foot"), "foot_checked": ("stop.checked", "stop.is_foot"),
        "foot_warned": ("stop.warned", "stop.is_foot")}
PATHS = "ALTER TABLE units ALTER COLUMN path SET STATISTICS {steps}"
ONE = "{name} = (SELECT coalesce(sum({what}), 0) FROM squad_stops AS stop WHERE stop.outing_id = squad_outings.id AND {which})"


def upgrade() -> None:
    with op.batch_alter_table("squad_outings") as table:
        for name in SUMS:
            table.add_column(sa.Column(name, sa.Integer(), nullable=True))
    op.execute("UPDATE squad_outings SET " + ", ".join(
        ONE.format(name=name, what=what, which=which) for name, (what, which) in SUMS.items()))
    with op.batch_alter_table("squad_outings") as table:
        for name in SUMS:
            table.alter_column(name, existing_type=sa.Integer(), nullable=False)
    _look(1000)


def downgrade() -> None:
    _look(-1)  # as usual
    with op.batch_alter_table("squad_outings") as table:
        for name in SUMS:
            table.drop_column(name)


def _look(steps: int) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(PATHS.format(steps=steps))
