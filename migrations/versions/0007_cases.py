"""Criminal cases: the parallel record, its people, sections, milestones, what is due, and comparisons with CCTNS."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('cctns_comparisons',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('register', sa.String(length=10), nullable=False),
    sa.Column('month', sa.Date(), nullable=False),
    sa.Column('file_sha256', sa.String(length=64), nullable=False),
    sa.Column('uploaded_by', sa.Uuid(), nullable=False),
    sa.Column('uploaded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('settled_by', sa.Uuid(), nullable=True),
    sa.Column('settled_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_cctns_comparisons_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cctns_comparisons'))
    )
    op.create_index('ix_cctns_comparisons_unit_id', 'cctns_comparisons', ['unit_id', 'month', 'id'], unique=False)
    op.create_table('cases',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('complaint_id', sa.Uuid(), nullable=True),
    sa.Column('origin_id', sa.Uuid(), nullable=True),
    sa.Column('kind', sa.String(length=10), nullable=False),
    sa.Column('register', sa.String(length=10), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('serial', sa.Integer(), nullable=False),
    sa.Column('cctns_number', sa.Integer(), nullable=True),
    sa.Column('cctns_year', sa.Integer(), nullable=True),
    sa.Column('cctns_station', sa.String(length=60), nullable=False),
    sa.Column('informed_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('registered_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('gd_number', sa.String(length=20), nullable=False),
    sa.Column('gd_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('occurred_from_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('occurred_to_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('place', sa.String(length=300), nullable=False),
    sa.Column('brief', sa.Text(), nullable=False),
    sa.Column('late_reason', sa.String(length=300), nullable=False),
    sa.Column('because', sa.String(length=300), nullable=False),
    sa.Column('offence_code', sa.String(length=4), nullable=False),
    sa.Column('procedure_code', sa.String(length=4), nullable=False),
    sa.Column('law_pack', sa.String(length=40), nullable=False),
    sa.Column('facts', sa.JSON(), nullable=False),
    sa.Column('informant_id', sa.Uuid(), nullable=True),
    sa.Column('io_id', sa.Uuid(), nullable=True),
    sa.Column('state', sa.String(length=16), nullable=False),
    sa.Column('court_filing_no', sa.String(length=60), nullable=False),
    sa.Column('court_filed_on', sa.Date(), nullable=True),
    sa.Column('next_hearing_on', sa.Date(), nullable=True),
    sa.Column('next_due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('outcome', sa.String(length=20), nullable=False),
    sa.Column('closed_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('recorded_by', sa.Uuid(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.CheckConstraint("kind IN ('fir', 'zero_fir', 'ncr', 'missing')", name=op.f('ck_cases_kind_known')),
    sa.CheckConstraint("state <> 'closed' OR kind <> 'fir' OR (court_filing_no <> '' AND court_filed_on IS NOT NULL)", name=op.f('ck_cases_closed_only_when_filed')),
    sa.ForeignKeyConstraint(['complaint_id'], ['complaints.id'], name=op.f('fk_cases_complaint_id')),
    sa.ForeignKeyConstraint(['informant_id'], ['persons.id'], name=op.f('fk_cases_informant_id')),
    sa.ForeignKeyConstraint(['origin_id'], ['cases.id'], name=op.f('fk_cases_origin_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_cases_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cases')),
    sa.UniqueConstraint('unit_id', 'kind', 'cctns_station', 'cctns_year', 'cctns_number', name=op.f('uq_cases_unit_id_kind_cctns_station_cctns_year_cctns_number')),
    sa.UniqueConstraint('unit_id', 'register', 'year', 'serial', name=op.f('uq_cases_unit_id_register_year_serial'))
    )
    op.create_index(op.f('ix_cases_complaint_id'), 'cases', ['complaint_id'], unique=False)
    op.create_index(op.f('ix_cases_informant_id'), 'cases', ['informant_id'], unique=False)
    op.create_index('ix_cases_io_id_next_due_at', 'cases', ['io_id', 'closed_at', 'next_due_at', 'id'], unique=False)
    op.create_index('ix_cases_io_id_state', 'cases', ['io_id', 'state', 'registered_at', 'id'], unique=False)
    op.create_index('ix_cases_next_hearing_on', 'cases', ['unit_id', 'next_hearing_on', 'id'], unique=False)
    op.create_index(op.f('ix_cases_origin_id'), 'cases', ['origin_id'], unique=False)
    op.create_index('ix_cases_unit_id_kind', 'cases', ['unit_id', 'kind', 'registered_at', 'id'], unique=False)
    op.create_index('ix_cases_unit_id_registered_at', 'cases', ['unit_id', 'registered_at', 'id'], unique=False)
    op.create_index('ix_cases_unit_id_state', 'cases', ['unit_id', 'state', 'registered_at', 'id'], unique=False)
    op.create_table('accused',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=True),
    sa.Column('place_in_list', sa.Integer(), nullable=False),
    sa.Column('is_known', sa.Boolean(), nullable=False),
    sa.Column('is_woman', sa.Boolean(), nullable=False),
    sa.Column('relation', sa.String(length=30), nullable=False),
    sa.Column('description', sa.String(length=500), nullable=False),
    sa.Column('state', sa.String(length=12), nullable=False),
    sa.Column('is_convicted_before', sa.Boolean(), nullable=True),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('added_by', sa.Uuid(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_accused_case_id')),
    sa.ForeignKeyConstraint(['person_id'], ['persons.id'], name=op.f('fk_accused_person_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_accused_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_accused')),
    sa.UniqueConstraint('case_id', 'place_in_list', name=op.f('uq_accused_case_id_place_in_list'))
    )
    op.create_index(op.f('ix_accused_person_id'), 'accused', ['person_id'], unique=False)
    op.create_table('case_duties',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('io_id', sa.Uuid(), nullable=True),
    sa.Column('clock_id', sa.String(length=20), nullable=False),
    sa.Column('occurrence', sa.String(length=80), nullable=False),
    sa.Column('trigger_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('due_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('is_at_once', sa.Boolean(), nullable=False),
    sa.Column('state', sa.String(length=6), nullable=False),
    sa.Column('met_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_duties_case_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_case_duties_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_duties')),
    sa.UniqueConstraint('case_id', 'clock_id', 'occurrence', name=op.f('uq_case_duties_case_id_clock_id_occurrence'))
    )
    op.create_index('ix_case_duties_due', 'case_duties', ['unit_id', 'state', 'is_at_once', 'due_at', 'id'], unique=False)
    op.create_index('ix_case_duties_officer', 'case_duties', ['io_id', 'state', 'is_at_once', 'due_at', 'id'], unique=False)
    op.create_table('case_sections',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('offence', sa.String(length=40), nullable=False),
    sa.Column('because', sa.String(length=500), nullable=False),
    sa.Column('added_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('added_by', sa.Uuid(), nullable=False),
    sa.Column('dropped_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('dropped_by', sa.Uuid(), nullable=True),
    sa.Column('dropped_because', sa.String(length=500), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_sections_case_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_case_sections_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_sections'))
    )
    op.create_index('ix_case_sections_case_id', 'case_sections', ['case_id', 'id'], unique=False)
    op.create_index('ix_case_sections_offence', 'case_sections', ['offence', 'unit_id', 'case_id'], unique=False)
    op.create_table('case_victims',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('person_id', sa.Uuid(), nullable=True),
    sa.Column('place_in_list', sa.Integer(), nullable=False),
    sa.Column('age_years', sa.Integer(), nullable=True),
    sa.Column('is_minor', sa.Boolean(), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_case_victims_case_id')),
    sa.ForeignKeyConstraint(['person_id'], ['persons.id'], name=op.f('fk_case_victims_person_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_case_victims_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_case_victims')),
    sa.UniqueConstraint('case_id', 'place_in_list', name=op.f('uq_case_victims_case_id_place_in_list'))
    )
    op.create_index(op.f('ix_case_victims_person_id'), 'case_victims', ['person_id'], unique=False)
    op.create_table('cctns_differences',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('comparison_id', sa.Uuid(), nullable=False),
    sa.Column('line', sa.Integer(), nullable=False),
    sa.Column('verdict', sa.String(length=12), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=True),
    sa.Column('theirs', sa.JSON(), nullable=False),
    sa.Column('ours', sa.JSON(), nullable=False),
    sa.Column('note', sa.String(length=500), nullable=False),
    sa.Column('noted_by', sa.Uuid(), nullable=True),
    sa.Column('noted_at', sa.DateTime(timezone=True), nullable=True),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_cctns_differences_case_id')),
    sa.ForeignKeyConstraint(['comparison_id'], ['cctns_comparisons.id'], name=op.f('fk_cctns_differences_comparison_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_cctns_differences_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_cctns_differences')),
    sa.UniqueConstraint('comparison_id', 'line', name=op.f('uq_cctns_differences_comparison_id_line'))
    )
    op.create_table('investigating_officers',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('user_id', sa.Uuid(), nullable=False),
    sa.Column('rank', sa.String(length=10), nullable=False),
    sa.Column('is_woman', sa.Boolean(), nullable=False),
    sa.Column('from_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('ended_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('exception', sa.String(length=300), nullable=False),
    sa.Column('handover_note', sa.Text(), nullable=False),
    sa.Column('named_by', sa.Uuid(), nullable=False),
    sa.Column('named_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_investigating_officers_case_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_investigating_officers_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_investigating_officers'))
    )
    op.create_index('ix_investigating_officers_case_id', 'investigating_officers', ['case_id', 'id'], unique=False)
    op.create_index('ix_investigating_officers_user_id', 'investigating_officers', ['user_id', 'ended_at'], unique=False)
    op.create_table('milestones',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('case_id', sa.Uuid(), nullable=False),
    sa.Column('kind', sa.String(length=40), nullable=False),
    sa.Column('happened_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('evidence', sa.String(length=200), nullable=False),
    sa.Column('details', sa.JSON(), nullable=False),
    sa.Column('note', sa.String(length=1000), nullable=False),
    sa.Column('late_reason', sa.String(length=300), nullable=False),
    sa.Column('order_reason', sa.String(length=300), nullable=False),
    sa.Column('accused_id', sa.Uuid(), nullable=True),
    sa.Column('recorded_by', sa.Uuid(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdrawn_by', sa.Uuid(), nullable=True),
    sa.Column('withdrawn_because', sa.String(length=300), nullable=False),
    sa.ForeignKeyConstraint(['accused_id'], ['accused.id'], name=op.f('fk_milestones_accused_id')),
    sa.ForeignKeyConstraint(['case_id'], ['cases.id'], name=op.f('fk_milestones_case_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_milestones_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_milestones'))
    )
    op.create_index('ix_milestones_case_id', 'milestones', ['case_id', 'happened_at', 'id'], unique=False)
    op.create_index('ix_milestones_unit_id', 'milestones', ['unit_id', 'recorded_at', 'id'], unique=False)
    # ### end Alembic commands ###


def downgrade() -> None:
    op.drop_index('ix_milestones_unit_id', table_name='milestones')
    op.drop_index('ix_milestones_case_id', table_name='milestones')
    op.drop_table('milestones')
    op.drop_index('ix_investigating_officers_user_id', table_name='investigating_officers')
    op.drop_index('ix_investigating_officers_case_id', table_name='investigating_officers')
    op.drop_table('investigating_officers')
    op.drop_table('cctns_differences')
    op.drop_index(op.f('ix_case_victims_person_id'), table_name='case_victims')
    op.drop_table('case_victims')
    op.drop_index('ix_case_sections_offence', table_name='case_sections')
    op.drop_index('ix_case_sections_case_id', table_name='case_sections')
    op.drop_table('case_sections')
    op.drop_index('ix_case_duties_officer', table_name='case_duties')
    op.drop_index('ix_case_duties_due', table_name='case_duties')
    op.drop_table('case_duties')
    op.drop_index(op.f('ix_accused_person_id'), table_name='accused')
    op.drop_table('accused')
    op.drop_index('ix_cases_unit_id_state', table_name='cases')
    op.drop_index('ix_cases_unit_id_registered_at', table_name='cases')
    op.drop_index('ix_cases_unit_id_kind', table_name='cases')
    op.drop_index(op.f('ix_cases_origin_id'), table_name='cases')
    op.drop_index('ix_cases_next_hearing_on', table_name='cases')
    op.drop_index('ix_cases_io_id_state', table_name='cases')
    op.drop_index('ix_cases_io_id_next_due_at', table_name='cases')
    op.drop_index(op.f('ix_cases_informant_id'), table_name='cases')
    op.drop_index(op.f('ix_cases_complaint_id'), table_name='cases')
    op.drop_table('cases')
    op.drop_index('ix_cctns_comparisons_unit_id', table_name='cctns_comparisons')
    op.drop_table('cctns_comparisons')
    # ### end Alembic commands ###
