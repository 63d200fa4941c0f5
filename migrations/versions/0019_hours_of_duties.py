"""Hours of duties as dated data of a unit, and frozen with what was published."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table('roster_shifts',
    sa.Column('id', sa.Uuid(), nullable=False),
    sa.Column('unit_id', sa.Uuid(), nullable=False),
    sa.Column('duty', sa.String(length=12), nullable=False),
    sa.Column('begins', sa.Integer(), nullable=False),
    sa.Column('lasts', sa.Integer(), nullable=False),
    sa.Column('from_on', sa.Date(), nullable=False),
    sa.CheckConstraint('begins BETWEEN 0 AND 1439', name=op.f('ck_roster_shifts_begins')),
    sa.CheckConstraint('lasts BETWEEN 60 AND 1440', name=op.f('ck_roster_shifts_lasts')),
    sa.ForeignKeyConstraint(['unit_id'], ['units.id'], name=op.f('fk_roster_shifts_unit_id')),
    sa.PrimaryKeyConstraint('id', name=op.f('pk_roster_shifts')),
    sa.UniqueConstraint('unit_id', 'duty', 'from_on', name=op.f('uq_roster_shifts_unit_id_duty_from_on'))
    )
    with op.batch_alter_table('roster_versions') as table:
        table.add_column(sa.Column('hours', sa.JSON(), nullable=False, server_default='{}'))
    with op.batch_alter_table('roster_versions') as table:
        table.alter_column('hours', server_default=None)


def downgrade() -> None:
    with op.batch_alter_table('roster_versions') as table:
        table.drop_column('hours')
    op.drop_table('roster_shifts')
