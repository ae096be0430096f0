import sqlalchemy as sa
from alembic import op

revision = "a1"
down_revision = None


def upgrade():
    op.create_table(
        "users",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(200), nullable=False, unique=True),
        sa.Column("active", sa.Boolean()),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_table(
        "orders",
        sa.Column("id", sa.Integer(), primary_key=True),
        sa.Column("user_id", sa.Integer(), sa.ForeignKey("users.id"), index=True),
        sa.Column("editor", sa.Integer()),
        sa.Column("day", sa.Date()),
        sa.ForeignKeyConstraint(["editor"], ["users.id"], name="of_editor"),
        sa.UniqueConstraint("user_id", "day", name="one_a_day"),
    )
    op.create_index(op.f("ix_orders_day"), "orders", ["day", sa.text("user_id DESC")], unique=False)
    op.create_index("ix_gone", "orders", ["editor"])


def downgrade():
    op.drop_table("orders")
    op.drop_table("users")
