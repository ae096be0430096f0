"""more"""
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.execute("COMMIT")
    op.execute("CREATE INDEX CONCURRENTLY ix_b ON orders (customer)")


def downgrade():
    pass
