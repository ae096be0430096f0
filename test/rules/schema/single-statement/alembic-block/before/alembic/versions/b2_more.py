"""more"""
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    with op.get_context().autocommit_block():
        op.execute("""
            CREATE INDEX CONCURRENTLY a ON orders (customer);
            CREATE INDEX CONCURRENTLY b ON orders (placed);
        """)


def downgrade():
    pass
