"""second"""
import sqlalchemy as sa
from alembic import op

revision = "b2"
down_revision = "a1"


def upgrade():
    op.drop_index("ix_gone", table_name="orders")
    with op.batch_alter_table("users") as batch_op:
        batch_op.add_column(sa.Column("boss", sa.Integer()))
        batch_op.create_foreign_key("of_boss", "users", ["boss"], ["id"])
        batch_op.create_index("ix_users_active", ["active"], postgresql_where=sa.text("active"))
    op.create_unique_constraint("one_boss", "users", ["boss", "email"])
    op.drop_constraint("of_editor", "orders", type_="foreignkey")
    op.rename_table("orders", "sales")
    with op.get_context().autocommit_block():
        op.execute('CREATE INDEX CONCURRENTLY "ix_Sales" ON sales USING hash (editor)')


def downgrade():
    op.drop_index("ix_Sales")
