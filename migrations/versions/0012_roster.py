"""The roster: norms, needs, months with their cells, published versions, and drafts."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('roster_months',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('month', sa.Integer(), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint('month BETWEEN 1 AND 12', name=op.f('ck_roster_months_month')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_roster_months_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_roster_months')),
    sa.UniqueConstraint('unit_id', 'year', 'month', name=op.f('uq_roster_months_unit_id_year_month'))
    )
    op.create_table('roster_needs',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('duty', sa.String(length=12), nullable=False),
    sa.Column('weekday', sa.Integer(), nullable=True),
    sa.Column('least', sa.Integer(), nullable=False),
    sa.Column('women', sa.Integer(), nullable=False),
    sa.Column('least_rank', sa.String(length=16), nullable=False),
    sa.Column('of_rank', sa.Integer(), nullable=False),
    sa.Column('from_on', sa.Date(), nullable=False),
    sa.CheckConstraint('weekday IS NULL OR weekday BETWEEN 0 AND 6', name=op.f('ck_roster_needs_weekday')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_roster_needs_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_roster_needs'))
    )
    op.create_index('ix_roster_needs_unit_id_from_on', 'roster_needs', ['unit_id', 'from_on', 'id'], unique=False)
    op.create_table('roster_norms',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('rule', sa.String(length=20), nullable=False),
    sa.Column('is_hard', sa.Boolean(), nullable=False),
    sa.Column('weight', sa.Integer(), nullable=False),
    sa.Column('rule_limit', sa.Integer(), nullable=False),
    sa.Column('from_on', sa.Date(), nullable=False),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_roster_norms_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_roster_norms')),
    sa.UniqueConstraint('unit_id', 'rule', 'from_on', name=op.f('uq_roster_norms_unit_id_rule_from_on'))
    )
    op.create_table('roster_cells',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('month_id', sa.Uuid(), nullable=False),
    sa.Column('officer_id', sa.Uuid(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('duty', sa.String(length=12), nullable=False),
    sa.Column('is_fixed', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['month_id'], ['roster_months.id'], name=op.f('fk_roster_cells_month_id')),
    sa.ForeignKeyConstraint(['officer_id'], ['officers.id'], name=op.f('fk_roster_cells_officer_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_roster_cells_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_roster_cells')),
    sa.UniqueConstraint('month_id', 'officer_id', 'day', 'duty', name=op.f('uq_roster_cells_month_id_officer_id_day_duty'))
    )
    op.create_index('ix_roster_cells_officer_id_day', 'roster_cells', ['officer_id', 'day'], unique=False)
    op.create_index('ix_roster_cells_unit_id_day', 'roster_cells', ['unit_id', 'day'], unique=False)
    op.create_table('roster_draft_runs',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('month_id', sa.Uuid(), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('progress', sa.JSON(), nullable=False),
    sa.Column('is_stop_asked', sa.Boolean(), nullable=False),
    sa.Column('result', sa.JSON(), nullable=True),
    sa.Column('started_by', sa.Uuid(), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['month_id'], ['roster_months.id'], name=op.f('fk_roster_draft_runs_month_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_roster_draft_runs_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_roster_draft_runs'))
    )
    op.create_index('ix_roster_draft_runs_month_id', 'roster_draft_runs', ['month_id', 'started_at', 'id'], unique=False)
    op.create_table('roster_versions',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('month_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('cells', sa.JSON(), nullable=False),
    sa.Column('reason', sa.String(length=500), nullable=False),
    sa.Column('published_by', sa.Uuid(), nullable=False),
    sa.Column('published_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['month_id'], ['roster_months.id'], name=op.f('fk_roster_versions_month_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_roster_versions_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_roster_versions')),
    sa.UniqueConstraint('month_id', 'number', name=op.f('uq_roster_versions_month_id_number'))
    )
    op.create_table('roster_acknowledgements',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('version_id', sa.Uuid(), nullable=False),
    sa.Column('officer_id', sa.Uuid(), nullable=False),
    sa.Column('acknowledged_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['officer_id'], ['officers.id'], name=op.f('fk_roster_acknowledgements_officer_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_roster_acknowledgements_unit_id')),
    sa.ForeignKeyConstraint(['version_id'], ['roster_versions.id'], name=op.f('fk_roster_acknowledgements_version_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_roster_acknowledgements')),
    sa.UniqueConstraint('version_id', 'officer_id', name=op.f('uq_roster_acknowledgements_version_id_officer_id'))
    )
    # ### end Alembic commands ###


def downgrade() -> None:
    op.drop_table('roster_acknowledgements')
    op.drop_table('roster_versions')
    op.drop_index('ix_roster_draft_runs_month_id', table_name='roster_draft_runs')
    op.drop_table('roster_draft_runs')
    op.drop_index('ix_roster_cells_unit_id_day', table_name='roster_cells')
    op.drop_index('ix_roster_cells_officer_id_day', table_name='roster_cells')
    op.drop_table('roster_cells')
    op.drop_table('roster_norms')
    op.drop_index('ix_roster_needs_unit_id_from_on', table_name='roster_needs')
    op.drop_table('roster_needs')
    op.drop_table('roster_months')
    # ### end Alembic commands ###
