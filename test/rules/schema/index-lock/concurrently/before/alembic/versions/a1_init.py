"""init"""
from alembic import op
import sqlalchemy as sa

revision = "a1"
down_revision = None


def upgrade():
    op.create_table("orders", sa.Column("id", sa.Integer, primary_key=True), sa.Column("customer", sa.Integer), sa.Column("placed", sa.DateTime))
    op.create_index("ix_orders_customer", "orders", ["customer"])


def downgrade():
    op.drop_table("orders")
