"""more"""
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    with op.get_context().autocommit_block():
        op.execute("VACUUM orders")


def downgrade():
    pass
