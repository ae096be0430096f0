"""users are accounts"""
from alembic import op

revision = "3c4d"
down_revision = "1a2b"
RENAMED = {"orders": ("user_id", "account_id")}


def upgrade():
    for table, (old, new) in RENAMED.items():
        op.alter_column(table, old, new_column_name=new)


def downgrade():
    for table, (old, new) in RENAMED.items():
        op.alter_column(table, new, new_column_name=old)
