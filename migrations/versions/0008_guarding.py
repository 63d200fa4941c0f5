"""Guards against those inside: complaints sealed from an officer, released quotas, high roles confirmed, papers in the trail."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('complaint_seals',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('complaint_id', sa.Uuid(), nullable=False),
    sa.Column('user_id', sa.Uuid(), nullable=False),
    sa.Column('reason', sa.String(length=300), nullable=False),
    sa.Column('sealed_by', sa.Uuid(), nullable=False),
    sa.Column('sealed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('lift_reason', sa.String(length=300), nullable=False),
    sa.Column('lifted_by', sa.Uuid(), nullable=True),
    sa.Column('lifted_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['complaint_id'], ['complaints.id'], name=op.f('fk_complaint_seals_complaint_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_complaint_seals_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_complaint_seals'))
    )
    op.create_index(op.f('ix_complaint_seals_complaint_id'), 'complaint_seals', ['complaint_id'], unique=False)
    op.create_index('ix_complaint_seals_user_id', 'complaint_seals', ['user_id', 'lifted_at', 'complaint_id'], unique=False)
    op.create_table('quota_releases',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('user_id', sa.Uuid(), nullable=False),
    sa.Column('more', sa.Integer(), nullable=False),
    sa.Column('reason', sa.String(length=300), nullable=False),
    sa.Column('released_by', sa.Uuid(), nullable=False),
    sa.Column('released_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_quota_releases_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_quota_releases'))
    )
    op.create_index('ix_quota_releases_user_id', 'quota_releases', ['user_id', 'released_at'], unique=False)
    op.add_column('papers', sa.Column('trail_seq', sa.Integer(), nullable=True))
    op.add_column('papers', sa.Column('trail_hash', sa.String(length=64), nullable=False, server_default=''))
    op.add_column('roles_held', sa.Column('is_confirmed', sa.Boolean(), nullable=False, server_default=sa.true()))
    op.add_column('roles_held', sa.Column('confirmed_by', sa.Uuid(), nullable=True))
    op.add_column('roles_held', sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True))
    op.create_index('ix_trail_entries_user', 'trail_entries', ['user_id', 'at'], unique=False)


def downgrade() -> None:
    op.drop_index('ix_trail_entries_user', table_name='trail_entries')
    op.drop_column('roles_held', 'confirmed_at')
    op.drop_column('roles_held', 'confirmed_by')
    op.drop_column('roles_held', 'is_confirmed')
    op.drop_column('papers', 'trail_hash')
    op.drop_column('papers', 'trail_seq')
    op.drop_index('ix_quota_releases_user_id', table_name='quota_releases')
    op.drop_table('quota_releases')
    op.drop_index('ix_complaint_seals_user_id', table_name='complaint_seals')
    op.drop_index(op.f('ix_complaint_seals_complaint_id'), table_name='complaint_seals')
    op.drop_table('complaint_seals')
