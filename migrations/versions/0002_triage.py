"""Triage and the gate: facts, ways, FIR pointers, permissions, reasons, refusals, later labels."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('fir_references',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('complaint_id', sa.Uuid(), nullable=False),
    sa.Column('number', sa.Integer(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('is_zero', sa.Boolean(), nullable=False),
    sa.Column('station_id', sa.Uuid(), nullable=True),
    sa.Column('station_name', sa.String(length=120), nullable=False),
    sa.Column('registered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('noted_by', sa.Uuid(), nullable=False),
    sa.Column('noted_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['complaint_id'], ['complaints.id'], name=op.f('fk_fir_references_complaint_id')),
    sa.ForeignKeyConstraint(['station_id'], ['units.id'], name=op.f('fk_fir_references_station_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_fir_references_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_fir_references'))
    )
    op.create_index(op.f('ix_fir_references_complaint_id'), 'fir_references', ['complaint_id'], unique=False)
    op.create_table('registration_refusals',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('complaint_id', sa.Uuid(), nullable=False),
    sa.Column('refused_on', sa.Date(), nullable=False),
    sa.Column('refused_by', sa.String(length=120), nullable=False),
    sa.Column('refused_at_place', sa.String(length=120), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('recorded_by', sa.Uuid(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['complaint_id'], ['complaints.id'], name=op.f('fk_registration_refusals_complaint_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_registration_refusals_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_registration_refusals'))
    )
    op.create_index(op.f('ix_registration_refusals_complaint_id'), 'registration_refusals', ['complaint_id'], unique=False)
    op.create_table('triage_records',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('complaint_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('facts', sa.JSON(), nullable=False),
    sa.Column('chosen_code', sa.String(length=10), nullable=False),
    sa.Column('informant', sa.String(length=20), nullable=False),
    sa.Column('law_pack_version', sa.String(length=40), nullable=False),
    sa.Column('disclosed', sa.JSON(), nullable=False),
    sa.Column('sections', sa.JSON(), nullable=False),
    sa.Column('ways', sa.JSON(), nullable=False),
    sa.Column('is_cognizable', sa.Boolean(), nullable=False),
    sa.Column('is_sexual', sa.Boolean(), nullable=False),
    sa.Column('is_child', sa.Boolean(), nullable=False),
    sa.Column('child_answers', sa.JSON(), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('decided_by', sa.Uuid(), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['complaint_id'], ['complaints.id'], name=op.f('fk_triage_records_complaint_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_triage_records_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_triage_records')),
    sa.UniqueConstraint('complaint_id', 'version', name=op.f('uq_triage_records_complaint_id_version'))
    )
    op.create_table('enquiry_permissions',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('complaint_id', sa.Uuid(), nullable=False),
    sa.Column('triage_id', sa.Uuid(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('asked_by', sa.Uuid(), nullable=False),
    sa.Column('asked_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('answer', sa.String(length=10), nullable=False),
    sa.Column('answer_note', sa.String(length=500), nullable=False),
    sa.Column('order_ref', sa.String(length=60), nullable=False),
    sa.Column('answered_by', sa.Uuid(), nullable=True),
    sa.Column('answered_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('until_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['complaint_id'], ['complaints.id'], name=op.f('fk_enquiry_permissions_complaint_id')),
    sa.ForeignKeyConstraint(['triage_id'], ['triage_records.id'], name=op.f('fk_enquiry_permissions_triage_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_enquiry_permissions_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_enquiry_permissions'))
    )
    op.create_index(op.f('ix_enquiry_permissions_complaint_id'), 'enquiry_permissions', ['complaint_id'], unique=False)
    op.create_index('ix_enquiry_permissions_waiting', 'enquiry_permissions', ['unit_id', 'answered_at', 'asked_at', 'id'], unique=False)
    op.create_table('gate_reasons',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('complaint_id', sa.Uuid(), nullable=False),
    sa.Column('triage_id', sa.Uuid(), nullable=False),
    sa.Column('category', sa.String(length=30), nullable=False),
    sa.Column('text', sa.Text(), nullable=False),
    sa.Column('written_by', sa.Uuid(), nullable=False),
    sa.Column('written_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('sho_seen_by', sa.Uuid(), nullable=True),
    sa.Column('sho_seen_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('circle_seen_by', sa.Uuid(), nullable=True),
    sa.Column('circle_seen_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['complaint_id'], ['complaints.id'], name=op.f('fk_gate_reasons_complaint_id')),
    sa.ForeignKeyConstraint(['triage_id'], ['triage_records.id'], name=op.f('fk_gate_reasons_triage_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_gate_reasons_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_gate_reasons'))
    )
    op.create_index(op.f('ix_gate_reasons_complaint_id'), 'gate_reasons', ['complaint_id'], unique=False)
    op.create_index('ix_gate_reasons_unit_id_written_at', 'gate_reasons', ['unit_id', 'written_at', 'id'], unique=False)
    op.create_table('later_labels',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('complaint_id', sa.Uuid(), nullable=False),
    sa.Column('triage_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=30), nullable=False),
    sa.Column('her_statement_on', sa.Date(), nullable=False),
    sa.Column('age_proof', sa.String(length=120), nullable=False),
    sa.Column('age_proved', sa.Integer(), nullable=True),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('set_by', sa.Uuid(), nullable=False),
    sa.Column('set_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['complaint_id'], ['complaints.id'], name=op.f('fk_later_labels_complaint_id')),
    sa.ForeignKeyConstraint(['triage_id'], ['triage_records.id'], name=op.f('fk_later_labels_triage_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_later_labels_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_later_labels'))
    )
    op.create_index(op.f('ix_later_labels_complaint_id'), 'later_labels', ['complaint_id'], unique=False)
    op.create_table('route_decisions',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('complaint_id', sa.Uuid(), nullable=False),
    sa.Column('triage_id', sa.Uuid(), nullable=False),
    sa.Column('way', sa.String(length=30), nullable=False),
    sa.Column('details', sa.JSON(), nullable=False),
    sa.Column('reason', sa.Text(), nullable=False),
    sa.Column('decided_by', sa.Uuid(), nullable=False),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['complaint_id'], ['complaints.id'], name=op.f('fk_route_decisions_complaint_id')),
    sa.ForeignKeyConstraint(['triage_id'], ['triage_records.id'], name=op.f('fk_route_decisions_triage_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_route_decisions_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_route_decisions'))
    )
    op.create_index(op.f('ix_route_decisions_complaint_id'), 'route_decisions', ['complaint_id'], unique=False)
    # ### end Alembic commands ###
    op.create_index("ix_trail_entries_refusals", "trail_entries", ["action", "at", "id"],
                    sqlite_where=sa.text("kind = 'refusal'"), postgresql_where=sa.text("kind = 'refusal'"))


def downgrade() -> None:
    op.drop_index("ix_trail_entries_refusals", table_name="trail_entries")
    op.drop_index(op.f('ix_route_decisions_complaint_id'), table_name='route_decisions')
    op.drop_table('route_decisions')
    op.drop_index(op.f('ix_later_labels_complaint_id'), table_name='later_labels')
    op.drop_table('later_labels')
    op.drop_index('ix_gate_reasons_unit_id_written_at', table_name='gate_reasons')
    op.drop_index(op.f('ix_gate_reasons_complaint_id'), table_name='gate_reasons')
    op.drop_table('gate_reasons')
    op.drop_index('ix_enquiry_permissions_waiting', table_name='enquiry_permissions')
    op.drop_index(op.f('ix_enquiry_permissions_complaint_id'), table_name='enquiry_permissions')
    op.drop_table('enquiry_permissions')
    op.drop_table('triage_records')
    op.drop_index(op.f('ix_registration_refusals_complaint_id'), table_name='registration_refusals')
    op.drop_table('registration_refusals')
    op.drop_index(op.f('ix_fir_references_complaint_id'), table_name='fir_references')
    op.drop_table('fir_references')
    # ### end Alembic commands ###
