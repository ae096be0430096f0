from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade():
    op.drop_index("ix_orders_cart_id", table_name="orders")


def downgrade():
    op.create_index("ix_orders_cart_id", "orders", ["cart_id"])
