from alembic import context
from sqlalchemy import create_engine, pool

from app.models import Base
from app.settings import URL


def run() -> None:
    with create_engine(URL, poolclass=pool.NullPool).connect() as connection:
        context.configure(connection=connection, target_metadata=Base.metadata)
        with context.begin_transaction():
            context.run_migrations()


run()
