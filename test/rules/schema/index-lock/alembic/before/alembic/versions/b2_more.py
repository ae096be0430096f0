"""more"""
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    # the newest one
    op.create_index("ix_orders_placed", "orders", ["placed"])


def downgrade():
    pass
