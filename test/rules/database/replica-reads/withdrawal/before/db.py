import os

from sqlalchemy import create_engine
from sqlalchemy.orm import sessionmaker

engine = create_engine(os.environ["DATABASE_URL"])
reader = create_engine(os.environ["DATABASE_REPLICA_URL"],   pool_pre_ping=True)
Session = sessionmaker(engine)
ReadSession = sessionmaker(bind=reader, expire_on_commit=False)
