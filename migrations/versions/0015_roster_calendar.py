"""Holidays and wishes of the roster; states that are known, gaps of a version, a draft's signs of life."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('roster_holidays',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('title', sa.String(length=80), nullable=False),
    sa.Column('recorded_by', sa.Uuid(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_roster_holidays_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_roster_holidays'))
    )
    op.create_index('ix_roster_holidays_unit_id_day', 'roster_holidays', ['unit_id', 'day', 'id'], unique=False)
    op.create_table('roster_wishes',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('officer_id', sa.Uuid(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('duty', sa.String(length=12), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['officer_id'], ['officers.id'], name=op.f('fk_roster_wishes_officer_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_roster_wishes_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_roster_wishes'))
    )
    op.create_index('ix_roster_wishes_unit_id_day', 'roster_wishes', ['unit_id', 'day'], unique=False)
    op.create_index('ix_roster_wishes_officer_id_day', 'roster_wishes', ['officer_id', 'day', 'id'], unique=False)
    with op.batch_alter_table('roster_months') as table:
        table.add_column(sa.Column('changed_at', sa.DateTime(timezone=True), nullable=True))
        table.create_check_constraint(op.f('ck_roster_months_state'), "state IN ('draft', 'published')")
    with op.batch_alter_table('roster_versions') as table:
        table.add_column(sa.Column('gaps', sa.Integer(), nullable=False, server_default='0'))
    with op.batch_alter_table('roster_versions') as table:
        table.alter_column('gaps', server_default=None)
    with op.batch_alter_table('roster_draft_runs') as table:
        table.add_column(sa.Column('heard_at', sa.DateTime(timezone=True), nullable=True))
        table.create_check_constraint(
            op.f('ck_roster_draft_runs_state'), "state IN ('queued', 'running', 'done', 'stopped', 'failed')")
        table.create_index('ix_roster_draft_runs_state', ['state', 'started_at', 'id'], unique=False)


def downgrade() -> None:
    with op.batch_alter_table('roster_draft_runs') as table:
        table.drop_index('ix_roster_draft_runs_state')
        table.drop_constraint(op.f('ck_roster_draft_runs_state'), type_='check')
        table.drop_column('heard_at')
    with op.batch_alter_table('roster_versions') as table:
        table.drop_column('gaps')
    with op.batch_alter_table('roster_months') as table:
        table.drop_constraint(op.f('ck_roster_months_state'), type_='check')
        table.drop_column('changed_at')
    op.drop_table('roster_wishes')
    op.drop_table('roster_holidays')
