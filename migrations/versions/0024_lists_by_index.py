"""Lists of supervision and the weeks of a state walk an index: which days are late, open or outside; what a week sums up."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None

OUTINGS = """UPDATE squad_outings SET
    outside = (SELECT count(*) FROM squad_stops WHERE outing_id = squad_outings.id AND NOT is_planned),
    is_clean = (SELECT is_clean FROM squad_conducts WHERE outing_id = squad_outings.id)"""
# name → (table, columns)
WHOLE = {"ix_units_path": ("units", ["path", "kind", "id"]),
         "ix_beat_places_unit_id_seen_at": ("beat_places", ["unit_id", "seen_at", "from_on", "to_on", "id"]),
         "ix_squad_plans_unit_id_day": ("squad_plans", ["unit_id", "day"])}
# name → (table, columns before, columns now)
WIDER = {"ix_beat_plans_unit_id_day": ("beat_plans", ["unit_id", "day", "id"], ["is_done"]),
         "ix_beat_days_unit_id_day": ("beat_days", ["unit_id", "day", "id"], ["visits", "outside", "is_late", "state"])}
# name → (table, clause on PostgreSQL, clause on SQLite)
SOME = {"ix_beat_days_late": ("beat_days", "is_late", "is_late = 1"),
        "ix_beat_days_unclosed": ("beat_days", "state <> 'closed'", "state <> 'closed'"),
        "ix_squad_outings_outside": ("squad_outings", "outside > 0", "outside > 0"),
        "ix_squad_outings_late": ("squad_outings", "is_late", "is_late = 1"),
        "ix_squad_outings_unclosed": ("squad_outings", "state <> 'closed'", "state <> 'closed'"),
        "ix_squad_outings_no_conduct": ("squad_outings", "is_clean IS NULL", "is_clean IS NULL"),
        "ix_squad_outings_unclean": ("squad_outings", "NOT is_clean", "is_clean = 0"),
        "ix_squad_persons_repeats": ("squad_persons", "is_repeat AND settled_at IS NULL", "is_repeat = 1 AND settled_at IS NULL")}


def upgrade() -> None:
    with op.batch_alter_table("squad_outings") as table:
        table.add_column(sa.Column("outside", sa.Integer(), nullable=True))
        table.add_column(sa.Column("is_clean", sa.Boolean(), nullable=True))
    op.execute(OUTINGS)
    with op.batch_alter_table("squad_outings") as table:
        table.alter_column("outside", existing_type=sa.Integer(), nullable=False)
    for name, (table, columns) in WHOLE.items():
        op.create_index(name, table, columns)
    for name, (table, columns, more) in WIDER.items():
        op.drop_index(name, table_name=table)
        op.create_index(name, table, [*columns, *more])
    for name, (table, clause, in_sqlite) in SOME.items():
        columns = ["outing_id"] if table == "squad_persons" else ["day", "id", "unit_id"]
        op.create_index(name, table, columns, sqlite_where=sa.text(in_sqlite), postgresql_where=sa.text(clause))


def downgrade() -> None:
    for name, (table, _clause, _in_sqlite) in SOME.items():
        op.drop_index(name, table_name=table)
    for name, (table, columns, _more) in WIDER.items():
        op.drop_index(name, table_name=table)
        op.create_index(name, table, columns)
    for name, (table, _columns) in WHOLE.items():
        op.drop_index(name, table_name=table)
    with op.batch_alter_table("squad_outings") as table:
        table.drop_column("is_clean")
        table.drop_column("outside")
