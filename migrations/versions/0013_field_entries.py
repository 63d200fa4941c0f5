"""Sendings from the field: those of the squads become those of every feature that is used without a line."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None

COLUMNS = "id, unit_id, entry_id, kind, record_id, noted_at, recorded_at, recorded_by"


def _table(name: str, kind_length: int) -> None:
    op.create_table(name,
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('entry_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=kind_length), nullable=False),
    sa.Column('record_id', sa.Uuid(), nullable=False),
    sa.Column('noted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('recorded_by', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f(f'fk_{name}_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f(f'pk_{name}')),
    sa.UniqueConstraint('entry_id', name=op.f(f'uq_{name}_entry_id'))
    )


def upgrade() -> None:
    _table('field_entries', 24)
    op.execute(f"INSERT INTO field_entries ({COLUMNS}) SELECT {COLUMNS} FROM squad_entries")
    op.drop_table('squad_entries')


def downgrade() -> None:
    _table('squad_entries', 12)
    op.execute(f"INSERT INTO squad_entries ({COLUMNS}) SELECT {COLUMNS} FROM field_entries WHERE length(kind) <= 12")
    op.drop_table('field_entries')
