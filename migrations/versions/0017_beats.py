"""Women's beats: officers, places, norms, plans, patrol days with visits and problems, evaluations."""

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('beat_norms',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('from_on', sa.Date(), nullable=False),
    sa.Column('days_a_week', sa.Integer(), nullable=False),
    sa.Column('days_between', sa.Integer(), nullable=False),
    sa.Column('places_a_day', sa.Integer(), nullable=False),
    sa.Column('women_officers', sa.Integer(), nullable=False),
    sa.Column('ordinary_most', sa.Integer(), nullable=False),
    sa.Column('sitting_from', sa.Time(), nullable=False),
    sa.Column('sitting_to', sa.Time(), nullable=False),
    sa.Column('source', sa.String(length=200), nullable=False),
    sa.Column('recorded_by', sa.Uuid(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('sitting_to > sitting_from', name=op.f('ck_beat_norms_hours_order')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_beat_norms_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_beat_norms')),
    sa.UniqueConstraint('unit_id', 'from_on', name=op.f('uq_beat_norms_unit_id_from_on'))
    )
    op.create_table('beats',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('ordinary_beats', sa.JSON(), nullable=False),
    sa.Column('recorded_by', sa.Uuid(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_beats_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_beats')),
    sa.UniqueConstraint('unit_id', 'name', name=op.f('uq_beats_unit_id_name'))
    )
    op.create_table('beat_days',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('beat_id', sa.Uuid(), nullable=False),
    sa.Column('officer_id', sa.Uuid(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('serial', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('state', sa.String(length=8), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('is_late', sa.Boolean(), nullable=False),
    sa.Column('is_paper', sa.Boolean(), nullable=False),
    sa.Column('summary', sa.Text(), nullable=False),
    sa.Column('next_note', sa.Text(), nullable=False),
    sa.Column('recorded_by', sa.Uuid(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['beat_id'], ['beats.id'], name=op.f('fk_beat_days_beat_id')),
    sa.ForeignKeyConstraint(['officer_id'], ['officers.id'], name=op.f('fk_beat_days_officer_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_beat_days_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_beat_days')),
    sa.UniqueConstraint('unit_id', 'year', 'serial', name=op.f('uq_beat_days_unit_id_year_serial'))
    )
    with op.batch_alter_table('beat_days', schema=None) as batch_op:
        batch_op.create_index('ix_beat_days_beat_id_day', ['beat_id', 'day', 'id'], unique=False)
        batch_op.create_index('ix_beat_days_officer_id_day', ['officer_id', 'day', 'id'], unique=False)
        batch_op.create_index('ix_beat_days_unit_id_day', ['unit_id', 'day', 'id'], unique=False)

    op.create_table('beat_evaluations',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('beat_id', sa.Uuid(), nullable=False),
    sa.Column('month', sa.Date(), nullable=False),
    sa.Column('figures', sa.JSON(), nullable=False),
    sa.Column('findings', sa.Text(), nullable=False),
    sa.Column('advice', sa.Text(), nullable=False),
    sa.Column('recorded_by', sa.Uuid(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['beat_id'], ['beats.id'], name=op.f('fk_beat_evaluations_beat_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_beat_evaluations_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_beat_evaluations')),
    sa.UniqueConstraint('beat_id', 'month', name=op.f('uq_beat_evaluations_beat_id_month'))
    )
    op.create_table('beat_officers',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('beat_id', sa.Uuid(), nullable=False),
    sa.Column('officer_id', sa.Uuid(), nullable=False),
    sa.Column('from_on', sa.Date(), nullable=False),
    sa.Column('to_on', sa.Date(), nullable=True),
    sa.Column('recorded_by', sa.Uuid(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('to_on IS NULL OR to_on >= from_on', name=op.f('ck_beat_officers_term_order')),
    sa.ForeignKeyConstraint(['beat_id'], ['beats.id'], name=op.f('fk_beat_officers_beat_id')),
    sa.ForeignKeyConstraint(['officer_id'], ['officers.id'], name=op.f('fk_beat_officers_officer_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_beat_officers_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_beat_officers'))
    )
    with op.batch_alter_table('beat_officers', schema=None) as batch_op:
        batch_op.create_index('ix_beat_officers_beat_id', ['beat_id', 'from_on', 'id'], unique=False)
        batch_op.create_index('ix_beat_officers_officer_id', ['officer_id', 'beat_id'], unique=False)

    op.create_table('beat_places',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('beat_id', sa.Uuid(), nullable=False),
    sa.Column('code', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('name', sa.String(length=160), nullable=False),
    sa.Column('sitting_weekdays', sa.JSON(), nullable=False),
    sa.Column('from_on', sa.Date(), nullable=False),
    sa.Column('to_on', sa.Date(), nullable=True),
    sa.Column('recorded_by', sa.Uuid(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('to_on IS NULL OR to_on >= from_on', name=op.f('ck_beat_places_term_order')),
    sa.ForeignKeyConstraint(['beat_id'], ['beats.id'], name=op.f('fk_beat_places_beat_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_beat_places_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_beat_places')),
    sa.UniqueConstraint('beat_id', 'name', name=op.f('uq_beat_places_beat_id_name')),
    sa.UniqueConstraint('unit_id', 'code', name=op.f('uq_beat_places_unit_id_code'))
    )
    op.create_table('beat_plans',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('beat_id', sa.Uuid(), nullable=False),
    sa.Column('place_id', sa.Uuid(), nullable=False),
    sa.Column('officer_id', sa.Uuid(), nullable=True),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('is_sitting', sa.Boolean(), nullable=False),
    sa.Column('is_fixed', sa.Boolean(), nullable=False),
    sa.Column('recorded_by', sa.Uuid(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['beat_id'], ['beats.id'], name=op.f('fk_beat_plans_beat_id')),
    sa.ForeignKeyConstraint(['officer_id'], ['officers.id'], name=op.f('fk_beat_plans_officer_id')),
    sa.ForeignKeyConstraint(['place_id'], ['beat_places.id'], name=op.f('fk_beat_plans_place_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_beat_plans_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_beat_plans')),
    sa.UniqueConstraint('place_id', 'day', name=op.f('uq_beat_plans_place_id_day'))
    )
    with op.batch_alter_table('beat_plans', schema=None) as batch_op:
        batch_op.create_index('ix_beat_plans_beat_id_day', ['beat_id', 'day', 'id'], unique=False)
        batch_op.create_index('ix_beat_plans_unit_id_day', ['unit_id', 'day', 'id'], unique=False)

    op.create_table('beat_visits',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('day_id', sa.Uuid(), nullable=False),
    sa.Column('place_id', sa.Uuid(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('serial', sa.Integer(), nullable=False),
    sa.Column('came_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('left_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('is_sitting', sa.Boolean(), nullable=False),
    sa.Column('women_met', sa.Integer(), nullable=False),
    sa.Column('officials', sa.JSON(), nullable=False),
    sa.Column('schemes', sa.JSON(), nullable=False),
    sa.Column('information', sa.String(length=500), nullable=False),
    sa.Column('next_on', sa.Date(), nullable=True),
    sa.Column('is_planned', sa.Boolean(), nullable=False),
    sa.Column('latitude', sa.Float(), nullable=True),
    sa.Column('longitude', sa.Float(), nullable=True),
    sa.Column('accuracy', sa.Integer(), nullable=True),
    sa.Column('recorded_by', sa.Uuid(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('(latitude IS NULL) = (accuracy IS NULL) AND (longitude IS NULL) = (accuracy IS NULL)', name=op.f('ck_beat_visits_whole_position')),
    sa.CheckConstraint('left_at >= came_at', name=op.f('ck_beat_visits_time_order')),
    sa.ForeignKeyConstraint(['day_id'], ['beat_days.id'], name=op.f('fk_beat_visits_day_id')),
    sa.ForeignKeyConstraint(['place_id'], ['beat_places.id'], name=op.f('fk_beat_visits_place_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_beat_visits_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_beat_visits')),
    sa.UniqueConstraint('unit_id', 'year', 'serial', name=op.f('uq_beat_visits_unit_id_year_serial'))
    )
    with op.batch_alter_table('beat_visits', schema=None) as batch_op:
        batch_op.create_index('ix_beat_visits_day_id', ['day_id', 'came_at', 'id'], unique=False)
        batch_op.create_index('ix_beat_visits_place_id', ['place_id', 'came_at'], unique=False)
        batch_op.create_index('ix_beat_visits_unit_id_came_at', ['unit_id', 'came_at', 'id'], unique=False)

    op.create_table('beat_problems',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('day_id', sa.Uuid(), nullable=False),
    sa.Column('place_id', sa.Uuid(), nullable=False),
    sa.Column('nature', sa.String(length=20), nullable=False),
    sa.Column('outcome', sa.String(length=10), nullable=False),
    sa.Column('account', sa.String(length=1000), nullable=False),
    sa.Column('occurred_on', sa.Date(), nullable=True),
    sa.Column('is_in_danger', sa.Boolean(), nullable=False),
    sa.Column('told_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('complaint_id', sa.Uuid(), nullable=True),
    sa.Column('recorded_by', sa.Uuid(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("complaint_id IS NULL OR outcome = 'taken_up'", name=op.f('ck_beat_problems_taken_up')),
    sa.ForeignKeyConstraint(['complaint_id'], ['complaints.id'], name=op.f('fk_beat_problems_complaint_id')),
    sa.ForeignKeyConstraint(['day_id'], ['beat_days.id'], name=op.f('fk_beat_problems_day_id')),
    sa.ForeignKeyConstraint(['place_id'], ['beat_places.id'], name=op.f('fk_beat_problems_place_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_beat_problems_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_beat_problems'))
    )
    with op.batch_alter_table('beat_problems', schema=None) as batch_op:
        batch_op.create_index('ix_beat_problems_day_id', ['day_id', 'place_id', 'id'], unique=False)
        batch_op.create_index('ix_beat_problems_unit_id_outcome', ['unit_id', 'outcome', 'complaint_id', 'told_at', 'id'], unique=False)



def downgrade() -> None:
    with op.batch_alter_table('beat_problems', schema=None) as batch_op:
        batch_op.drop_index('ix_beat_problems_unit_id_outcome')
        batch_op.drop_index('ix_beat_problems_day_id')

    op.drop_table('beat_problems')
    with op.batch_alter_table('beat_visits', schema=None) as batch_op:
        batch_op.drop_index('ix_beat_visits_unit_id_came_at')
        batch_op.drop_index('ix_beat_visits_place_id')
        batch_op.drop_index('ix_beat_visits_day_id')

    op.drop_table('beat_visits')
    with op.batch_alter_table('beat_plans', schema=None) as batch_op:
        batch_op.drop_index('ix_beat_plans_unit_id_day')
        batch_op.drop_index('ix_beat_plans_beat_id_day')

    op.drop_table('beat_plans')
    op.drop_table('beat_places')
    with op.batch_alter_table('beat_officers', schema=None) as batch_op:
        batch_op.drop_index('ix_beat_officers_officer_id')
        batch_op.drop_index('ix_beat_officers_beat_id')

    op.drop_table('beat_officers')
    op.drop_table('beat_evaluations')
    with op.batch_alter_table('beat_days', schema=None) as batch_op:
        batch_op.drop_index('ix_beat_days_unit_id_day')
        batch_op.drop_index('ix_beat_days_officer_id_day')
        batch_op.drop_index('ix_beat_days_beat_id_day')

    op.drop_table('beat_days')
    op.drop_table('beats')
    op.drop_table('beat_norms')
