import os

from alembic import context
from sqlalchemy import create_engine

engine = create_engine( os.environ["DATABASE_URL"] )  # once

with engine.connect() as connection:
    context.configure(connection=connection)
    context.run_migrations()
