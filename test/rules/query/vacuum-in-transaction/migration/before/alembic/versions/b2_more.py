"""more"""
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("VACUUM orders")


def downgrade():
    pass
