"""Squads: members, spots, plans, outings with stops, named persons and conduct, complaints about conduct."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('squad_entries',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('entry_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=12), nullable=False),
    sa.Column('record_id', sa.Uuid(), nullable=False),
    sa.Column('noted_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('recorded_by', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_squad_entries_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_squad_entries')),
    sa.UniqueConstraint('entry_id', name=op.f('uq_squad_entries_entry_id'))
    )
    op.create_table('squad_spots',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('name', sa.String(length=160), nullable=False),
    sa.Column('source', sa.String(length=10), nullable=False),
    sa.Column('source_note', sa.String(length=300), nullable=False),
    sa.Column('morning', sa.String(length=4), nullable=False),
    sa.Column('noon', sa.String(length=4), nullable=False),
    sa.Column('evening', sa.String(length=4), nullable=False),
    sa.Column('night', sa.String(length=4), nullable=False),
    sa.Column('recorded_by', sa.Uuid(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_squad_spots_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_squad_spots')),
    sa.UniqueConstraint('unit_id', 'name', name=op.f('uq_squad_spots_unit_id_name'))
    )
    op.create_table('squads',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('name', sa.String(length=80), nullable=False),
    sa.Column('recorded_by', sa.Uuid(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_squads_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_squads')),
    sa.UniqueConstraint('unit_id', 'name', name=op.f('uq_squads_unit_id_name'))
    )
    op.create_table('squad_complaints',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('kendra_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=True),
    sa.Column('happened_on', sa.Date(), nullable=False),
    sa.Column('place', sa.String(length=160), nullable=False),
    sa.Column('account', sa.Text(), nullable=False),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('answered_by', sa.Uuid(), nullable=True),
    sa.Column('answer', sa.Text(), nullable=False),
    sa.Column('recorded_by', sa.Uuid(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['kendra_id'], ['units.id'], name=op.f('fk_squad_complaints_kendra_id')),
    sa.ForeignKeyConstraint(['person_id'], ['persons.id'], name=op.f('fk_squad_complaints_person_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_squad_complaints_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_squad_complaints'))
    )
    op.create_index('ix_squad_complaints_unit_id', 'squad_complaints', ['unit_id', 'recorded_at', 'id'], unique=False)
    op.create_table('squad_members',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('squad_id', sa.Uuid(), nullable=False),
    sa.Column('officer_id', sa.Uuid(), nullable=False),
    sa.Column('is_leader', sa.Boolean(), nullable=False),
    sa.Column('from_on', sa.Date(), nullable=False),
    sa.Column('to_on', sa.Date(), nullable=True),
    sa.Column('recorded_by', sa.Uuid(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('to_on IS NULL OR to_on >= from_on', name=op.f('ck_squad_members_term_order')),
    sa.ForeignKeyConstraint(['officer_id'], ['officers.id'], name=op.f('fk_squad_members_officer_id')),
    sa.ForeignKeyConstraint(['squad_id'], ['squads.id'], name=op.f('fk_squad_members_squad_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_squad_members_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_squad_members'))
    )
    op.create_index('ix_squad_members_officer_id', 'squad_members', ['officer_id', 'squad_id'], unique=False)
    op.create_index('ix_squad_members_squad_id', 'squad_members', ['squad_id', 'from_on', 'id'], unique=False)
    op.create_table('squad_outings',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('squad_id', sa.Uuid(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('serial', sa.Integer(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('state', sa.String(length=8), nullable=False),
    sa.Column('briefed_by', sa.Uuid(), nullable=False),
    sa.Column('briefed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('briefing', sa.Text(), nullable=False),
    sa.Column('started_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('is_late', sa.Boolean(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('recorded_by', sa.Uuid(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['briefed_by'], ['officers.id'], name=op.f('fk_squad_outings_briefed_by')),
    sa.ForeignKeyConstraint(['squad_id'], ['squads.id'], name=op.f('fk_squad_outings_squad_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_squad_outings_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_squad_outings')),
    sa.UniqueConstraint('unit_id', 'year', 'serial', name=op.f('uq_squad_outings_unit_id_year_serial'))
    )
    op.create_index('ix_squad_outings_day', 'squad_outings', ['day', 'unit_id', 'id'], unique=False)
    op.create_index('ix_squad_outings_squad_id_day', 'squad_outings', ['squad_id', 'day', 'id'], unique=False)
    op.create_index('ix_squad_outings_unit_id_day', 'squad_outings', ['unit_id', 'day', 'id'], unique=False)
    op.create_table('squad_plans',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('squad_id', sa.Uuid(), nullable=False),
    sa.Column('spot_id', sa.Uuid(), nullable=False),
    sa.Column('day', sa.Date(), nullable=False),
    sa.Column('from_time', sa.Time(), nullable=False),
    sa.Column('recorded_by', sa.Uuid(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['spot_id'], ['squad_spots.id'], name=op.f('fk_squad_plans_spot_id')),
    sa.ForeignKeyConstraint(['squad_id'], ['squads.id'], name=op.f('fk_squad_plans_squad_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_squad_plans_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_squad_plans')),
    sa.UniqueConstraint('squad_id', 'day', 'from_time', 'spot_id', name=op.f('uq_squad_plans_squad_id_day_from_time_spot_id'))
    )
    op.create_index('ix_squad_plans_spot_id', 'squad_plans', ['spot_id', 'day'], unique=False)
    op.create_table('squad_conducts',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('outing_id', sa.Uuid(), nullable=False),
    sa.Column('dress', sa.String(length=8), nullable=False),
    sa.Column('camera_ref', sa.String(length=80), nullable=False),
    sa.Column('no_camera_reason', sa.String(length=300), nullable=False),
    sa.Column('has_woman_officer', sa.Boolean(), nullable=False),
    sa.Column('asked_no_couple', sa.Boolean(), nullable=False),
    sa.Column('humiliated_nobody', sa.Boolean(), nullable=False),
    sa.Column('chose_by_act', sa.Boolean(), nullable=False),
    sa.Column('explanation', sa.String(length=1000), nullable=False),
    sa.Column('is_clean', sa.Boolean(), nullable=False),
    sa.Column('recorded_by', sa.Uuid(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['outing_id'], ['squad_outings.id'], name=op.f('fk_squad_conducts_outing_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_squad_conducts_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_squad_conducts')),
    sa.UniqueConstraint('outing_id', name=op.f('uq_squad_conducts_outing_id'))
    )
    op.create_table('squad_stops',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('outing_id', sa.Uuid(), nullable=False),
    sa.Column('is_foot', sa.Boolean(), nullable=False),
    sa.Column('spot_id', sa.Uuid(), nullable=True),
    sa.Column('place', sa.String(length=160), nullable=False),
    sa.Column('came_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('left_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('checked', sa.Integer(), nullable=False),
    sa.Column('warned', sa.Integer(), nullable=False),
    sa.Column('vehicles', sa.Integer(), nullable=False),
    sa.Column('is_planned', sa.Boolean(), nullable=False),
    sa.Column('reason', sa.String(length=300), nullable=False),
    sa.Column('recorded_by', sa.Uuid(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('is_foot OR spot_id IS NOT NULL', name=op.f('ck_squad_stops_spot_needed')),
    sa.CheckConstraint('left_at >= came_at', name=op.f('ck_squad_stops_time_order')),
    sa.CheckConstraint('warned <= checked', name=op.f('ck_squad_stops_warned_order')),
    sa.ForeignKeyConstraint(['outing_id'], ['squad_outings.id'], name=op.f('fk_squad_stops_outing_id')),
    sa.ForeignKeyConstraint(['spot_id'], ['squad_spots.id'], name=op.f('fk_squad_stops_spot_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_squad_stops_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_squad_stops'))
    )
    op.create_index('ix_squad_stops_outing_id', 'squad_stops', ['outing_id', 'came_at', 'id'], unique=False)
    op.create_index('ix_squad_stops_spot_id', 'squad_stops', ['spot_id', 'came_at'], unique=False)
    op.create_index('ix_squad_stops_unit_id_is_planned', 'squad_stops', ['unit_id', 'is_planned', 'came_at', 'id'], unique=False)
    op.create_table('squad_persons',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('outing_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('outcome', sa.String(length=10), nullable=False),
    sa.Column('card_year', sa.Integer(), nullable=True),
    sa.Column('card_serial', sa.Integer(), nullable=True),
    sa.Column('act', sa.String(length=10), nullable=False),
    sa.Column('account', sa.String(length=500), nullable=False),
    sa.Column('place', sa.String(length=160), nullable=False),
    sa.Column('happened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('guardian', sa.String(length=12), nullable=False),
    sa.Column('officer_id', sa.Uuid(), nullable=False),
    sa.Column('is_repeat', sa.Boolean(), nullable=False),
    sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('settled_by', sa.Uuid(), nullable=True),
    sa.Column('settled_note', sa.String(length=500), nullable=False),
    sa.Column('fir_no', sa.String(length=40), nullable=False),
    sa.Column('is_arrested', sa.Boolean(), nullable=False),
    sa.Column('preventive_section', sa.String(length=3), nullable=False),
    sa.Column('preventive_id', sa.Uuid(), nullable=True),
    sa.Column('recorded_by', sa.Uuid(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("(outcome = 'red_card') = (card_serial IS NOT NULL)", name=op.f('ck_squad_persons_card_numbered')),
    sa.ForeignKeyConstraint(['officer_id'], ['officers.id'], name=op.f('fk_squad_persons_officer_id')),
    sa.ForeignKeyConstraint(['outing_id'], ['squad_outings.id'], name=op.f('fk_squad_persons_outing_id')),
    sa.ForeignKeyConstraint(['person_id'], ['persons.id'], name=op.f('fk_squad_persons_person_id')),
    sa.ForeignKeyConstraint(['preventive_id'], ['preventive_actions.id'], name=op.f('fk_squad_persons_preventive_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_squad_persons_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_squad_persons')),
    sa.UniqueConstraint('unit_id', 'card_year', 'card_serial', name=op.f('uq_squad_persons_unit_id_card_year_card_serial'))
    )
    op.create_index('ix_squad_persons_outing_id', 'squad_persons', ['outing_id', 'happened_at', 'id'], unique=False)
    op.create_index(op.f('ix_squad_persons_person_id'), 'squad_persons', ['person_id'], unique=False)
    op.create_index('ix_squad_persons_unit_id_happened_at', 'squad_persons', ['unit_id', 'happened_at', 'id'], unique=False)


def downgrade() -> None:
    op.drop_table('squad_persons')
    op.drop_table('squad_stops')
    op.drop_table('squad_conducts')
    op.drop_table('squad_plans')
    op.drop_table('squad_outings')
    op.drop_table('squad_members')
    op.drop_table('squad_complaints')
    op.drop_table('squads')
    op.drop_table('squad_spots')
    op.drop_table('squad_entries')
