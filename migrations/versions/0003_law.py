"""The law: packs that were brought in, rows that a prosecution officer confirmed."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('law_packs',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('version', sa.String(length=12), nullable=False),
    sa.Column('version_order', sa.Integer(), nullable=False),
    sa.Column('issued_on', sa.Date(), nullable=False),
    sa.Column('content', sa.Text(), nullable=False),
    sa.Column('sha256', sa.String(length=64), nullable=False),
    sa.Column('state', sa.String(length=10), nullable=False),
    sa.Column('loaded_by', sa.Uuid(), nullable=True),
    sa.Column('loaded_at', sa.DateTime(timezone=True), nullable=False),
    sa.Column('decided_by', sa.Uuid(), nullable=True),
    sa.Column('decided_at', sa.DateTime(timezone=True), nullable=True),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_law_packs')),
    sa.UniqueConstraint('version', 'sha256', name=op.f('uq_law_packs_version_sha256'))
    )
    op.create_index(op.f('ix_law_packs_version_order'), 'law_packs', ['version_order'], unique=False)
    op.create_table('law_sign_offs',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('pack_version', sa.String(length=12), nullable=False),
    sa.Column('kind', sa.String(length=8), nullable=False),
    sa.Column('row_key', sa.String(length=40), nullable=False),
    sa.Column('row_sha256', sa.String(length=64), nullable=False),
    sa.Column('note', sa.Text(), nullable=False),
    sa.Column('signed_by', sa.Uuid(), nullable=False),
    sa.Column('signed_at', sa.DateTime(timezone=True), nullable=False),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_law_sign_offs_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_law_sign_offs')),
    sa.UniqueConstraint('kind', 'row_key', 'row_sha256', name=op.f('uq_law_sign_offs_kind_row_key_row_sha256'))
    )


def downgrade() -> None:
    op.drop_table('law_sign_offs')
    op.drop_index(op.f('ix_law_packs_version_order'), table_name='law_packs')
    op.drop_table('law_packs')
