"""drop ix_users_id

Revision ID: e1cd673a8d7d
Revises: 1a2b
Create Date: 2026-11-22 00:00:00

"""
from alembic import op
import sqlalchemy as sa


revision = 'e1cd673a8d7d'
down_revision = '1a2b'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.get_context().autocommit_block():
        op.execute('DROP INDEX CONCURRENTLY IF EXISTS "ix_users_id"')


def downgrade() -> None:
    with op.get_context().autocommit_block():
        op.execute('CREATE INDEX CONCURRENTLY "ix_users_id" ON "users" ("id")')
