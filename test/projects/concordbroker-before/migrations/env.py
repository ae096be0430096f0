from alembic import context
from sqlalchemy import create_engine, pool

from app.config import settings
from app.models import Base

connectable = create_engine(settings.database_url, poolclass=pool.NullPool)

with connectable.connect() as connection:
    context.configure(connection=connection, target_metadata=Base.metadata)
    with context.begin_transaction():
        context.run_migrations()
