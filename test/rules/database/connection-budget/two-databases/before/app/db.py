import os

from sqlalchemy import create_engine

tides = create_engine(os.environ["DATABASE_URL"], pool_size=20, max_overflow=10)
copies = create_engine(os.environ["REPLICA_DATABASE_URL"], pool_size=25, max_overflow=5)
moons = create_engine(os.environ["MOON_DATABASE_URL"], pool_size=2, max_overflow=0)
