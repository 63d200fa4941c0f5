"""Complaints and visits by their time alone: who reads several stations walks the newest instead of sorting all."""

from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index("ix_complaints_received_at", "complaints", ["received_at", "id", "unit_id"])
    op.create_index("ix_visits_arrived_at", "visits", ["arrived_at", "id", "unit_id"])


def downgrade() -> None:
    op.drop_index("ix_visits_arrived_at", table_name="visits")
    op.drop_index("ix_complaints_received_at", table_name="complaints")
