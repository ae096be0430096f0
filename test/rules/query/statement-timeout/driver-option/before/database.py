import os

from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker

engine = create_engine("postgresql+psycopg2://" + os.environ["DATABASE"], connect_args={"options": "-c statement_timeout=15000"})
SessionLocal = sessionmaker(engine)


def get_db():
    with SessionLocal() as session:
        yield session
