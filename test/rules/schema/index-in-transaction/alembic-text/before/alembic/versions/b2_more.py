"""more"""
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    # first this
    op.execute("ALTER TABLE orders ADD COLUMN note text")
    op.execute("""
        CREATE INDEX CONCURRENTLY ix_note
        ON orders (note)
    """)


def downgrade():
    pass
