"""A sensitive spot ends: its last day and why, so that it is planned, asked for and counted no longer."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("squad_spots") as table:
        table.add_column(sa.Column("to_on", sa.Date(), nullable=True))
        table.add_column(sa.Column("end_reason", sa.String(length=300), server_default="", nullable=False))
    with op.batch_alter_table("squad_spots") as table:
        table.alter_column("end_reason", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("squad_spots") as table:
        table.drop_column("end_reason")
        table.drop_column("to_on")
