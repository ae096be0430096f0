"""index order_tags tag_id

Revision ID: e84d7fc9bb8d
Revises: 864bdd6c93fb
Create Date: 2026-11-22 00:00:00

"""
from alembic import op
import sqlalchemy as sa


revision = 'e84d7fc9bb8d'
down_revision = '864bdd6c93fb'
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.get_context().autocommit_block():
        op.execute(
            'CREATE INDEX CONCURRENTLY "ix_order_tags_tag_id" ON "order_tags" ("tag_id")'
        )


def downgrade() -> None:
    with op.get_context().autocommit_block():
        op.execute('DROP INDEX CONCURRENTLY IF EXISTS "ix_order_tags_tag_id"')
