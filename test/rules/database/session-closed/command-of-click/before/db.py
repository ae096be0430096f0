import os

from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

engine = create_engine(os.environ["DATABASE_URL"], pool_pre_ping=True, pool_size=30, max_overflow=10)
SessionLocal  = sessionmaker(bind=engine)  # for one request
