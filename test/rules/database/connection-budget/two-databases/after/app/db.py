import os

from sqlalchemy import create_engine

tides = create_engine(os.environ["DATABASE_URL"], pool_size=7, max_overflow=3)
copies = create_engine(os.environ["REPLICA_DATABASE_URL"], pool_size=7, max_overflow=3)
moons = create_engine(os.environ["MOON_DATABASE_URL"], pool_size=2, max_overflow=0)
