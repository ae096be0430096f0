"""more"""
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("CREATE INDEX ix_orders_placed ON orders (placed)")


def downgrade():
    pass
