"""index orders cart_id

Revision ID: 0004
Revises: 0003
Create Date: 2026-11-22 00:00:00

"""
from alembic import op
import sqlalchemy as sa


revision = '0004'
down_revision = '0003'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.get_context().autocommit_block():
        op.execute(
            'CREATE INDEX CONCURRENTLY "ix_orders_cart_id" ON "orders" ("cart_id")'
        )


def downgrade() -> None:
    with op.get_context().autocommit_block():
        op.execute('DROP INDEX CONCURRENTLY IF EXISTS "ix_orders_cart_id"')
