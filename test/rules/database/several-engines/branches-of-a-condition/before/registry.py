import os

from sqlalchemy import create_engine

if os.environ.get("SMALL"):
    engine = create_engine(os.environ["DATABASE_URL"], pool_size=2)
else:
    engine = create_engine(os.environ["DATABASE_URL"], pool_size=8)
