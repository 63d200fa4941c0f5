"""Openings of a case's identities may be drawn for an explanation: an opening names its subject, a complaint or another."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("identity_openings") as table:
        table.alter_column("complaint_id", existing_type=sa.Uuid(), nullable=True)
        table.add_column(sa.Column("subject_kind", sa.String(length=20), nullable=False, server_default="complaint"))
        table.add_column(sa.Column("subject_id", sa.Uuid(), nullable=True))
        table.add_column(sa.Column("label", sa.String(length=60), nullable=False, server_default=""))
    op.execute("UPDATE identity_openings SET subject_id = complaint_id")
    with op.batch_alter_table("identity_openings") as table:
        table.alter_column("subject_id", existing_type=sa.Uuid(), nullable=False)
        table.alter_column("subject_kind", server_default=None)
        table.alter_column("label", server_default=None)


def downgrade() -> None:
    # Fails loudly where an opening of a case stands: what is written is not deleted.
    with op.batch_alter_table("identity_openings") as table:
        table.alter_column("complaint_id", existing_type=sa.Uuid(), nullable=False)
        table.drop_column("label")
        table.drop_column("subject_id")
        table.drop_column("subject_kind")
