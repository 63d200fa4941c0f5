"""The staff: officers, postings, sanctioned posts, staff lists brought in."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('officers',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('personnel_no', sa.String(length=15), nullable=False),
    sa.Column('name_hi', sa.String(length=120), nullable=False),
    sa.Column('name_en', sa.String(length=120), nullable=False),
    sa.Column('rank', sa.String(length=10), nullable=False),
    sa.Column('is_woman', sa.Boolean(), nullable=False),
    sa.Column('phone', sa.String(length=20), nullable=False),
    sa.Column('skills', sa.JSON(), nullable=False),
    sa.Column('languages', sa.JSON(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_officers')),
    sa.UniqueConstraint('personnel_no', name=op.f('uq_officers_personnel_no'))
    )
    op.create_table('postings',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('officer_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('is_in_charge', sa.Boolean(), nullable=False),
    sa.Column('from_on', sa.Date(), nullable=False),
    sa.Column('to_on', sa.Date(), nullable=True),
    sa.Column('order_no', sa.String(length=60), nullable=False),
    sa.Column('end_order_no', sa.String(length=60), nullable=False),
    sa.Column('hand_over_note', sa.Text(), nullable=False),
    sa.Column('recorded_by', sa.Uuid(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('to_on IS NULL OR to_on >= from_on', name=op.f('ck_postings_term_order')),
    sa.ForeignKeyConstraint(['officer_id'], ['officers.id'], name=op.f('fk_postings_officer_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_postings_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_postings'))
    )
    op.create_index('ix_postings_officer_id', 'postings', ['officer_id', 'from_on'], unique=False)
    op.create_index('ix_postings_unit_id_from_on', 'postings', ['unit_id', 'from_on', 'id'], unique=False)
    op.create_table('sanctions',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('rank_group', sa.String(length=16), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('order_no', sa.String(length=60), nullable=False),
    sa.Column('from_on', sa.Date(), nullable=False),
    sa.Column('to_on', sa.Date(), nullable=True),
    sa.Column('recorded_by', sa.Uuid(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_sanctions_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_sanctions'))
    )
    op.create_index('ix_sanctions_unit_id_from_on', 'sanctions', ['unit_id', 'from_on'], unique=False)
    op.create_table('staff_imports',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('uploaded_by', sa.Uuid(), nullable=False),
    sa.Column('uploaded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('file_sha256', sa.String(length=64), nullable=False),
    sa.Column('unread_heads', sa.JSON(), nullable=False),
    sa.Column('rows', sa.JSON(), nullable=False),
    sa.Column('verdicts', sa.JSON(), nullable=False),
    sa.Column('counts', sa.JSON(), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_staff_imports_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_staff_imports'))
    )
    # ### end Alembic commands ###


def downgrade() -> None:
    op.drop_table('staff_imports')
    op.drop_index('ix_sanctions_unit_id_from_on', table_name='sanctions')
    op.drop_table('sanctions')
    op.drop_index('ix_postings_unit_id_from_on', table_name='postings')
    op.drop_index('ix_postings_officer_id', table_name='postings')
    op.drop_table('postings')
    op.drop_table('officers')
    # ### end Alembic commands ###
