"""more"""
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    with op.get_context().autocommit_block():
        op.create_index("ix_orders_placed", "orders", ["placed"], postgresql_concurrently=True)


def downgrade():
    pass
