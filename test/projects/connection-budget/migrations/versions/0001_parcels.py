"""The table of parcels."""
import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "parcels",
        sa.Column("number", sa.String(20), primary_key=True),
        sa.Column("customer", sa.String(80), nullable=False, index=True),
        sa.Column("state", sa.String(20), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), server_default=sa.func.now()),
    )


def downgrade() -> None:
    op.drop_table("parcels")
