from alembic import context
from sqlalchemy import create_engine

from ledger import URL

engine = create_engine(URL)
with engine.connect() as connection:
    context.configure(connection=connection)
    context.run_migrations()
