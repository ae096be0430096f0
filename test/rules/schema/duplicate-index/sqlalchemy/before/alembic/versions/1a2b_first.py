"""first"""
from alembic import op

revision = "1a2b"
down_revision = None


def upgrade():
    op.create_table("users")


def downgrade():
    op.drop_table("users")
