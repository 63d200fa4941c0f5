"""Preventive action: actions, the people they are against, their steps."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('preventive_actions',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('serial', sa.Integer(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('authority', sa.String(length=160), nullable=False),
    sa.Column('complaint_id', sa.Uuid(), nullable=True),
    sa.Column('reference', sa.String(length=200), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('complainant_reason', sa.String(length=500), nullable=False),
    sa.Column('law_pack_version', sa.String(length=40), nullable=False),
    sa.Column('report_no', sa.String(length=60), nullable=False),
    sa.Column('report_sent_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('enquiry_officer_id', sa.Uuid(), nullable=False),
    sa.Column('recorded_by', sa.Uuid(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('amount', sa.Integer(), nullable=True),
    sa.Column('valid_from', sa.Date(), nullable=True),
    sa.Column('valid_until', sa.Date(), nullable=True),
    sa.Column('next_hearing_on', sa.Date(), nullable=True),
    sa.Column('inquiry_due_on', sa.Date(), nullable=True),
    sa.Column('arrested_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('release_due_at', sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint('amount IS NULL OR amount > 0', name=op.f('ck_preventive_actions_amount_positive')),
    sa.CheckConstraint('valid_until IS NULL OR valid_until >= valid_from', name=op.f('ck_preventive_actions_term_order')),
    sa.ForeignKeyConstraint(['complaint_id'], ['complaints.id'], name=op.f('fk_preventive_actions_complaint_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_preventive_actions_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_preventive_actions')),
    sa.UniqueConstraint('unit_id', 'year', 'serial', name=op.f('uq_preventive_actions_unit_id_year_serial'))
    )
    op.create_index(op.f('ix_preventive_actions_complaint_id'), 'preventive_actions', ['complaint_id'], unique=False)
    op.create_index('ix_preventive_actions_enquiry_officer_id', 'preventive_actions', ['enquiry_officer_id', 'recorded_at', 'id'], unique=False)
    op.create_index('ix_preventive_actions_inquiry_due', 'preventive_actions', ['unit_id', 'inquiry_due_on', 'id'], unique=False)
    op.create_index('ix_preventive_actions_next_hearing', 'preventive_actions', ['unit_id', 'next_hearing_on', 'id'], unique=False)
    op.create_index('ix_preventive_actions_release_due', 'preventive_actions', ['unit_id', 'release_due_at', 'id'], unique=False)
    op.create_index('ix_preventive_actions_unit_id_kind', 'preventive_actions', ['unit_id', 'kind', 'recorded_at', 'id'], unique=False)
    op.create_index('ix_preventive_actions_unit_id_recorded_at', 'preventive_actions', ['unit_id', 'recorded_at', 'id'], unique=False)
    op.create_index('ix_preventive_actions_unit_id_state', 'preventive_actions', ['unit_id', 'state', 'recorded_at', 'id'], unique=False)
    op.create_index('ix_preventive_actions_valid_until', 'preventive_actions', ['unit_id', 'state', 'valid_until', 'id'], unique=False)
    op.create_table('preventive_persons',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('action_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=False),
    sa.Column('place_in_list', sa.Integer(), nullable=False),
    sa.Column('relation', sa.String(length=30), nullable=False),
    sa.ForeignKeyConstraint(['action_id'], ['preventive_actions.id'], name=op.f('fk_preventive_persons_action_id')),
    sa.ForeignKeyConstraint(['person_id'], ['persons.id'], name=op.f('fk_preventive_persons_person_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_preventive_persons_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_preventive_persons')),
    sa.UniqueConstraint('action_id', 'place_in_list', name=op.f('uq_preventive_persons_action_id_place_in_list'))
    )
    op.create_index(op.f('ix_preventive_persons_person_id'), 'preventive_persons', ['person_id'], unique=False)
    op.create_table('preventive_steps',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('action_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=20), nullable=False),
    sa.Column('happened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('written_by', sa.Uuid(), nullable=False),
    sa.Column('late_reason', sa.String(length=300), nullable=False),
    sa.Column('evidence', sa.String(length=120), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('report_no', sa.String(length=60), nullable=False),
    sa.Column('proceeding_no', sa.String(length=60), nullable=False),
    sa.Column('amount', sa.Integer(), nullable=True),
    sa.Column('sureties', sa.Integer(), nullable=True),
    sa.Column('term_months', sa.Integer(), nullable=True),
    sa.Column('from_on', sa.Date(), nullable=True),
    sa.Column('until_on', sa.Date(), nullable=True),
    sa.Column('next_on', sa.Date(), nullable=True),
    sa.Column('complaint_id', sa.Uuid(), nullable=True),
    sa.Column('out_of_order', sa.JSON(), nullable=False),
    sa.ForeignKeyConstraint(['action_id'], ['preventive_actions.id'], name=op.f('fk_preventive_steps_action_id')),
    sa.ForeignKeyConstraint(['complaint_id'], ['complaints.id'], name=op.f('fk_preventive_steps_complaint_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_preventive_steps_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_preventive_steps'))
    )
    op.create_index('ix_preventive_steps_action_id_happened_at', 'preventive_steps', ['action_id', 'happened_at', 'id'], unique=False)


def downgrade() -> None:
    op.drop_index('ix_preventive_steps_action_id_happened_at', table_name='preventive_steps')
    op.drop_table('preventive_steps')
    op.drop_index(op.f('ix_preventive_persons_person_id'), table_name='preventive_persons')
    op.drop_table('preventive_persons')
    op.drop_index('ix_preventive_actions_valid_until', table_name='preventive_actions')
    op.drop_index('ix_preventive_actions_unit_id_state', table_name='preventive_actions')
    op.drop_index('ix_preventive_actions_unit_id_recorded_at', table_name='preventive_actions')
    op.drop_index('ix_preventive_actions_unit_id_kind', table_name='preventive_actions')
    op.drop_index('ix_preventive_actions_release_due', table_name='preventive_actions')
    op.drop_index('ix_preventive_actions_next_hearing', table_name='preventive_actions')
    op.drop_index('ix_preventive_actions_inquiry_due', table_name='preventive_actions')
    op.drop_index('ix_preventive_actions_enquiry_officer_id', table_name='preventive_actions')
    op.drop_index(op.f('ix_preventive_actions_complaint_id'), table_name='preventive_actions')
    op.drop_table('preventive_actions')
