"""drop ix_orders_user_id

Revision ID: ce7f17ebb43d
Revises: 1a2b
Create Date: 2026-11-22 00:00:00

"""
from alembic import op
import sqlalchemy as sa


revision = 'ce7f17ebb43d'
down_revision = '1a2b'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.get_context().autocommit_block():
        op.execute('DROP INDEX CONCURRENTLY IF EXISTS "ix_orders_user_id"')


def downgrade() -> None:
    with op.get_context().autocommit_block():
        op.execute(
            'CREATE INDEX CONCURRENTLY "ix_orders_user_id" ON "orders" ("user_id")'
        )
