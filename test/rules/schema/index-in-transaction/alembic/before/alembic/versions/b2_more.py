"""more"""
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.create_index(
        "ix_orders_placed", "orders", ["placed"],
        postgresql_concurrently=True,
    )
    op.execute("CREATE INDEX CONCURRENTLY ix_b ON orders (customer)")  # and this


def downgrade():
    pass
