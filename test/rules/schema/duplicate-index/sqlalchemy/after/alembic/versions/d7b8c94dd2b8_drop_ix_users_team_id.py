"""drop ix_users_team_id

Revision ID: d7b8c94dd2b8
Revises: e1cd673a8d7d
Create Date: 2026-11-22 00:00:00

"""
from alembic import op
import sqlalchemy as sa


revision = 'd7b8c94dd2b8'
down_revision = 'e1cd673a8d7d'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.get_context().autocommit_block():
        op.execute('DROP INDEX CONCURRENTLY IF EXISTS "ix_users_team_id"')


def downgrade() -> None:
    with op.get_context().autocommit_block():
        op.execute(
            'CREATE INDEX CONCURRENTLY "ix_users_team_id" ON "users" ("team_id")'
        )
