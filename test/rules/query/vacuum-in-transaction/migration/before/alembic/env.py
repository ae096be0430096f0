from alembic import context
from sqlalchemy import create_engine


def run_migrations_online():
    with create_engine("postgresql://localhost/shop").connect() as connection:
        context.configure(connection=connection)
        with context.begin_transaction():
            context.run_migrations()


run_migrations_online()
