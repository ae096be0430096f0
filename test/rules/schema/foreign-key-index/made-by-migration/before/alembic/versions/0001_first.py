from alembic import op

revision = "0001"
down_revision = None


def upgrade():
    op.create_index(op.f("ix_orders_user_id"), "orders", ["user_id"], unique=False)


def downgrade():
    op.drop_index("ix_orders_user_id", table_name="orders")
