from alembic import context
from sqlalchemy import create_engine, pool

from app.core.config import SYNC_DATABASE_URL
from app.db.models import Base

with create_engine(SYNC_DATABASE_URL, poolclass=pool.NullPool).connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata)
    with context.begin_transaction():
        context.run_migrations()
