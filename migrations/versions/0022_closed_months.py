"""Months of registers as they were closed, and the dated corrections after it."""

import sqlalchemy as sa
from alembic import op
revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('register_months',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('register', sa.String(length=20), nullable=False),
    sa.Column('month', sa.Date(), nullable=False),
    sa.Column('content', sa.Text(), nullable=False),
    sa.Column('line_count', sa.Integer(), nullable=False),
    sa.Column('gap_count', sa.Integer(), nullable=False),
    sa.Column('gaps_because', sa.Text(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('closed_by', sa.Uuid(), nullable=False),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_register_months_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_register_months')),
    sa.UniqueConstraint('unit_id', 'register', 'month', name=op.f('uq_register_months_unit_id_register_month'))
    )
    op.create_table('register_corrections',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('month_id', sa.Uuid(), nullable=False),
    sa.Column('serial', sa.String(length=20), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('added_by', sa.Uuid(), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['month_id'], ['register_months.id'], name=op.f('fk_register_corrections_month_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_register_corrections_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_register_corrections'))
    )
    op.create_index('ix_register_corrections_month_id', 'register_corrections', ['month_id', 'added_at', 'id'])


def downgrade() -> None:
    op.drop_table('register_corrections')
    op.drop_table('register_months')
