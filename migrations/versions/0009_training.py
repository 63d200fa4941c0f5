"""Training of the staff: programmes with the nine the portal brings, sessions, nominations, marks."""

import uuid
from datetime import UTC, datetime

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

# What the portal brings: the last part of the id, titles, months, whether desk duty asks for it. The months are the house's
# own; an office changes them on the page of programmes, and what was passed before keeps its end.
PROGRAMMES = (
    ("1", "मानक संचालन प्रक्रिया (SOP)", "Standard operating procedure (SOP)", 12, True),
    ("2", "धैर्यपूर्वक सुनना एवं वार्ता", "Listening and interviewing", 24, True),
    ("3", "आघात के प्रति संवेदनशील व्यवहार", "Trauma-informed care", 24, True),
    ("4", "परामर्श", "Counselling", 24, False),
    ("5", "महिलाओं एवं बच्चों सम्बन्धी विधि", "Law on women and children", 12, False),
    ("6", "साइबर अपराध", "Cyber offences", 12, False),
    ("7", "पॉक्सो: बच्चों के साथ कार्य", "POCSO: work with children", 24, False),
    ("8", "प्राथमिक उपचार", "First aid", 24, False),
    ("9", "आत्मरक्षा", "Self-defence", 24, False),
)
FIRST_ID = "01a20bae-2762-7ca8-aacf-8f3ef33659c"


def upgrade() -> None:
    programmes = op.create_table('training_programmes',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=True),
    sa.Column('title_hi', sa.String(length=120), nullable=False),
    sa.Column('title_en', sa.String(length=120), nullable=False),
    sa.Column('months', sa.Integer(), nullable=False),
    sa.Column('is_for_desk', sa.Boolean(), nullable=False),
    sa.Column('is_active', sa.Boolean(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('recorded_by', sa.Uuid(), nullable=True),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('months BETWEEN 1 AND 120', name=op.f('ck_training_programmes_months_range')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_training_programmes_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_training_programmes'))
    )
    op.create_index(op.f('ix_training_programmes_unit_id'), 'training_programmes', ['unit_id'], unique=False)
    op.bulk_insert(programmes, [
        {"id": uuid.UUID(FIRST_ID + last), "unit_id": None, "title_hi": hindi, "title_en": english, "months": months,
         "is_for_desk": is_for_desk, "is_active": True, "version": 1, "recorded_by": None,
         "recorded_at": datetime(2026, 1, 1, tzinfo=UTC)} for last, hindi, english, months, is_for_desk in PROGRAMMES])
    op.create_table('training_sessions',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('serial', sa.Integer(), nullable=False),
    sa.Column('programme_id', sa.Uuid(), nullable=False),
    sa.Column('months', sa.Integer(), nullable=False),
    sa.Column('from_on', sa.Date(), nullable=False),
    sa.Column('to_on', sa.Date(), nullable=False),
    sa.Column('place', sa.String(length=160), nullable=False),
    sa.Column('trainer', sa.String(length=300), nullable=False),
    sa.Column('capacity', sa.Integer(), nullable=False),
    sa.Column('cancelled_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('cancel_reason', sa.String(length=300), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('recorded_by', sa.Uuid(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint('capacity > 0', name=op.f('ck_training_sessions_capacity_positive')),
    sa.CheckConstraint('to_on >= from_on', name=op.f('ck_training_sessions_day_order')),
    sa.ForeignKeyConstraint(['programme_id'], ['training_programmes.id'], name=op.f('fk_training_sessions_programme_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_training_sessions_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_training_sessions')),
    sa.UniqueConstraint('unit_id', 'year', 'serial', name=op.f('uq_training_sessions_unit_id_year_serial'))
    )
    op.create_index('ix_training_sessions_from_on', 'training_sessions', ['from_on', 'id'], unique=False)
    op.create_index('ix_training_sessions_unit_id_from_on', 'training_sessions', ['unit_id', 'from_on', 'id'], unique=False)
    op.create_table('training_nominations',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('year', sa.Integer(), nullable=False),
    sa.Column('serial', sa.Integer(), nullable=False),
    sa.Column('session_id', sa.Uuid(), nullable=False),
    sa.Column('programme_id', sa.Uuid(), nullable=False),
    sa.Column('officer_id', sa.Uuid(), nullable=False),
    sa.Column('nominated_by', sa.Uuid(), nullable=False),
    sa.Column('nominated_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True),
    sa.Column('withdraw_reason', sa.String(length=300), nullable=False),
    sa.Column('attendance', sa.String(length=8), nullable=False),
    sa.Column('result', sa.String(length=8), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('passed_on', sa.Date(), nullable=True),
    sa.Column('valid_until', sa.Date(), nullable=True),
    sa.ForeignKeyConstraint(['officer_id'], ['officers.id'], name=op.f('fk_training_nominations_officer_id')),
    sa.ForeignKeyConstraint(['programme_id'], ['training_programmes.id'], name=op.f('fk_training_nominations_programme_id')),
    sa.ForeignKeyConstraint(['session_id'], ['training_sessions.id'], name=op.f('fk_training_nominations_session_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_training_nominations_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_training_nominations')),
    sa.UniqueConstraint('unit_id', 'year', 'serial', name=op.f('uq_training_nominations_unit_id_year_serial'))
    )
    op.create_index('ix_training_nominations_officer_id', 'training_nominations', ['officer_id', 'programme_id', 'result', 'valid_until'], unique=False)
    op.create_index('ix_training_nominations_unit_id_nominated_at', 'training_nominations', ['unit_id', 'nominated_at', 'id'], unique=False)
    op.create_index('ix_training_nominations_session_id', 'training_nominations', ['session_id', 'id'], unique=False)
    op.create_index('uq_training_nominations_once', 'training_nominations', ['session_id', 'officer_id'], unique=True, sqlite_where=sa.text('withdrawn_at IS NULL'), postgresql_where=sa.text('withdrawn_at IS NULL'))
    op.create_table('training_marks',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('nomination_id', sa.Uuid(), nullable=False),
    sa.Column('attendance', sa.String(length=8), nullable=False),
    sa.Column('result', sa.String(length=8), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('reason', sa.String(length=300), nullable=False),
    sa.Column('recorded_by', sa.Uuid(), nullable=False),
    sa.Column('recorded_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['nomination_id'], ['training_nominations.id'], name=op.f('fk_training_marks_nomination_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_training_marks_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_training_marks'))
    )
    op.create_index('ix_training_marks_nomination_id', 'training_marks', ['nomination_id', 'recorded_at', 'id'], unique=False)


def downgrade() -> None:
    op.drop_index('ix_training_marks_nomination_id', table_name='training_marks')
    op.drop_table('training_marks')
    op.drop_index('ix_training_nominations_session_id', table_name='training_nominations')
    op.drop_index('uq_training_nominations_once', table_name='training_nominations', sqlite_where=sa.text('withdrawn_at IS NULL'), postgresql_where=sa.text('withdrawn_at IS NULL'))
    op.drop_index('ix_training_nominations_unit_id_nominated_at', table_name='training_nominations')
    op.drop_index('ix_training_nominations_officer_id', table_name='training_nominations')
    op.drop_table('training_nominations')
    op.drop_index('ix_training_sessions_unit_id_from_on', table_name='training_sessions')
    op.drop_index('ix_training_sessions_from_on', table_name='training_sessions')
    op.drop_table('training_sessions')
    op.drop_index(op.f('ix_training_programmes_unit_id'), table_name='training_programmes')
    op.drop_table('training_programmes')
