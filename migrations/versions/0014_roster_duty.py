"""Who came to her duty, and swaps of duties."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('roster_marks',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('officer_id', sa.Uuid(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('duty', sa.String(length=12), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('came_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('note', sa.String(length=200), nullable=False),
    sa.Column('hours', sa.Integer(), nullable=True),
    sa.Column('marked_by', sa.Uuid(), nullable=False),
    sa.Column('marked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('replaced_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('hours IS NULL OR hours BETWEEN 1 AND 24', name=op.f('ck_roster_marks_hours')),
    sa.ForeignKeyConstraint(['officer_id'], ['officers.id'], name=op.f('fk_roster_marks_officer_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_roster_marks_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_roster_marks'))
    )
    op.create_index('ix_roster_marks_unit_id_day', 'roster_marks', ['unit_id', 'day'], unique=False)
    op.create_index('uq_roster_marks_standing', 'roster_marks', ['officer_id', 'day', 'duty'], unique=True, sqlite_where=sa.text('replaced_at IS NULL'), postgresql_where=sa.text('replaced_at IS NULL'))
    op.create_table('roster_swaps',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('month_id', sa.Uuid(), nullable=False),
    sa.Column('officer_id', sa.Uuid(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('duty', sa.String(length=12), nullable=False),
    sa.Column('other_id', sa.Uuid(), nullable=False),
    sa.Column('other_day', sa.Date(), nullable=True),
    sa.Column('other_duty', sa.String(length=12), nullable=True),
    sa.Column('reason', sa.String(length=300), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('decided_by', sa.Uuid(), nullable=True),
    sa.Column('answer_note', sa.String(length=300), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('(other_day IS NULL) = (other_duty IS NULL)', name=op.f('ck_roster_swaps_duty_of_day')),
    sa.CheckConstraint('officer_id <> other_id', name=op.f('ck_roster_swaps_two_officers')),
    sa.ForeignKeyConstraint(['month_id'], ['roster_months.id'], name=op.f('fk_roster_swaps_month_id')),
    sa.ForeignKeyConstraint(['officer_id'], ['officers.id'], name=op.f('fk_roster_swaps_officer_id')),
    sa.ForeignKeyConstraint(['other_id'], ['officers.id'], name=op.f('fk_roster_swaps_other_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_roster_swaps_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_roster_swaps'))
    )
    op.create_index('ix_roster_swaps_officer_id', 'roster_swaps', ['officer_id', 'state'], unique=False)
    op.create_index('ix_roster_swaps_other_id', 'roster_swaps', ['other_id', 'state'], unique=False)
    op.create_index('ix_roster_swaps_unit_id_asked_at', 'roster_swaps', ['unit_id', 'asked_at', 'id'], unique=False)


def downgrade() -> None:
    op.drop_index('ix_roster_swaps_unit_id_asked_at', table_name='roster_swaps')
    op.drop_index('ix_roster_swaps_other_id', table_name='roster_swaps')
    op.drop_index('ix_roster_swaps_officer_id', table_name='roster_swaps')
    op.drop_table('roster_swaps')
    op.drop_index('uq_roster_marks_standing', table_name='roster_marks', sqlite_where=sa.text('replaced_at IS NULL'), postgresql_where=sa.text('replaced_at IS NULL'))
    op.drop_index('ix_roster_marks_unit_id_day', table_name='roster_marks')
    op.drop_table('roster_marks')
