"""Add database indexes for faster queries"""
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.execute("""
        CREATE INDEX CONCURRENTLY idx_orders_user_id_created ON orders(user_id, created_at);
        CREATE INDEX CONCURRENTLY idx_broker_accounts_user_id ON broker_accounts(user_id);
        CREATE INDEX CONCURRENTLY idx_webhooks_user_id ON webhooks(user_id);
    """)


def downgrade() -> None:
    op.execute("DROP INDEX idx_webhooks_user_id, idx_broker_accounts_user_id, idx_orders_user_id_created")
