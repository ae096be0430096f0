from alembic import op

revision = "0001"
down_revision = None

TABLES = {"orders": ["user_id", "shop_id", "cart_id"]}


def upgrade():
    for table, columns in TABLES.items():
        for column in columns:
            op.create_index(f"ix_{table}_{column}", table, [column])


def downgrade():
    pass
