"""Leave with every decision on it, and diversions to duty elsewhere."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('diversions',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('serial', sa.Integer(), nullable=False),
    sa.Column('officer_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('from_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('to_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('place', sa.String(length=160), nullable=False),
    sa.Column('order_no', sa.String(length=60), nullable=False),
    sa.Column('recorded_by', sa.Uuid(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('withdrawn_by', sa.Uuid(), nullable=True),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdraw_reason', sa.String(length=300), nullable=False),
    sa.CheckConstraint('to_at > from_at', name=op.f('ck_diversions_hour_order')),
    sa.ForeignKeyConstraint(['officer_id'], ['officers.id'], name=op.f('fk_diversions_officer_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_diversions_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_diversions')),
    sa.UniqueConstraint('unit_id', 'year', 'serial', name=op.f('uq_diversions_unit_id_year_serial'))
    )
    op.create_index('ix_diversions_officer_id', 'diversions', ['officer_id', 'from_at'], unique=False)
    op.create_index('ix_diversions_unit_id_from_at', 'diversions', ['unit_id', 'from_at', 'id'], unique=False)
    op.create_table('leaves',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('serial', sa.Integer(), nullable=False),
    sa.Column('officer_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('asked_from_on', sa.Date(), nullable=False),
    sa.Column('asked_to_on', sa.Date(), nullable=False),
    sa.Column('from_on', sa.Date(), nullable=False),
    sa.Column('to_on', sa.Date(), nullable=False),
    sa.Column('reason', sa.String(length=500), nullable=False),
    sa.Column('is_paper', sa.Boolean(), nullable=False),
    sa.Column('applied_on', sa.Date(), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('recorded_by', sa.Uuid(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('asked_to_on >= asked_from_on AND to_on >= from_on', name=op.f('ck_leaves_day_order')),
    sa.ForeignKeyConstraint(['officer_id'], ['officers.id'], name=op.f('fk_leaves_officer_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_leaves_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_leaves')),
    sa.UniqueConstraint('unit_id', 'year', 'serial', name=op.f('uq_leaves_unit_id_year_serial'))
    )
    op.create_index('ix_leaves_officer_id', 'leaves', ['officer_id', 'from_on', 'id'], unique=False)
    op.create_index('ix_leaves_unit_id_from_on', 'leaves', ['unit_id', 'from_on', 'id'], unique=False)
    op.create_index('ix_leaves_unit_id_state', 'leaves', ['unit_id', 'state', 'from_on', 'id'], unique=False)
    op.create_table('leave_decisions',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('leave_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('from_on', sa.Date(), nullable=True),
    sa.Column('to_on', sa.Date(), nullable=True),
    sa.Column('reason', sa.String(length=500), nullable=False),
    sa.Column('decided_by', sa.Uuid(), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['leave_id'], ['leaves.id'], name=op.f('fk_leave_decisions_leave_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_leave_decisions_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_leave_decisions'))
    )
    op.create_index('ix_leave_decisions_leave_id', 'leave_decisions', ['leave_id', 'decided_at', 'id'], unique=False)


def downgrade() -> None:
    op.drop_index('ix_leave_decisions_leave_id', table_name='leave_decisions')
    op.drop_table('leave_decisions')
    op.drop_index('ix_leaves_unit_id_state', table_name='leaves')
    op.drop_index('ix_leaves_unit_id_from_on', table_name='leaves')
    op.drop_index('ix_leaves_officer_id', table_name='leaves')
    op.drop_table('leaves')
    op.drop_index('ix_diversions_unit_id_from_at', table_name='diversions')
    op.drop_index('ix_diversions_officer_id', table_name='diversions')
    op.drop_table('diversions')
