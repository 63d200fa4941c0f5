"""Corrections of people: opposite parties by version, added and withdrawn; why a plan was replaced, when it was confirmed."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

def upgrade() -> None:
    op.create_table('opposite_party_versions',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('party_id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.Integer(), nullable=False),
    sa.Column('relation', sa.String(length=30), nullable=False),
    sa.Column('is_known', sa.Boolean(), nullable=False),
    sa.Column('person_version', sa.Integer(), nullable=True),
    sa.Column('reason', sa.String(length=300), nullable=False),
    sa.Column('replaced_by', sa.Uuid(), nullable=False),
    sa.Column('replaced_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['party_id'], ['opposite_parties.id'], name=op.f('fk_opposite_party_versions_party_id')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_opposite_party_versions_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_opposite_party_versions')),
    sa.UniqueConstraint('party_id', 'version', name=op.f('uq_opposite_party_versions_party_id_version'))
    )
    op.add_column('opposite_parties', sa.Column('version', sa.Integer(), nullable=False, server_default='1'))
    op.add_column('opposite_parties', sa.Column('added_by', sa.Uuid(), nullable=True))
    op.add_column('opposite_parties', sa.Column('added_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column('opposite_parties', sa.Column('added_reason', sa.String(length=300), nullable=False, server_default=''))
    op.add_column('opposite_parties', sa.Column('withdrawn_by', sa.Uuid(), nullable=True))
    op.add_column('opposite_parties', sa.Column('withdrawn_at', sa.DateTime(timezone=True), nullable=True))
    op.add_column('opposite_parties', sa.Column('withdrawn_reason', sa.String(length=300), nullable=False, server_default=''))
    op.add_column('safe_contacts', sa.Column('reason', sa.String(length=300), nullable=False, server_default=''))
    op.add_column('safe_contacts', sa.Column('confirmed_by', sa.Uuid(), nullable=True))
    op.add_column('safe_contacts', sa.Column('confirmed_at', sa.DateTime(timezone=True), nullable=True))


def downgrade() -> None:
    op.drop_column('safe_contacts', 'confirmed_at')
    op.drop_column('safe_contacts', 'confirmed_by')
    op.drop_column('safe_contacts', 'reason')
    op.drop_column('opposite_parties', 'withdrawn_reason')
    op.drop_column('opposite_parties', 'withdrawn_at')
    op.drop_column('opposite_parties', 'withdrawn_by')
    op.drop_column('opposite_parties', 'added_reason')
    op.drop_column('opposite_parties', 'added_at')
    op.drop_column('opposite_parties', 'added_by')
    op.drop_column('opposite_parties', 'version')
    op.drop_table('opposite_party_versions')
