import os
from collections.abc import Iterator

from sqlalchemy import create_engine
from sqlalchemy.orm import Session, sessionmaker

DATABASE_URL = os.environ["DATABASE_URL"]

engine = create_engine(
    DATABASE_URL,
    pool_size=20,        # Keep 20 connections alive
    max_overflow=10,     # Allow 10 extra connections
    pool_pre_ping=True,  # Verify connections before use
    pool_recycle=3600    # Recycle connections every hour
)
SessionLocal = sessionmaker(bind=engine)

replica_engine = create_engine(os.environ["REPLICA_DATABASE_URL"], pool_size=20, max_overflow=10, pool_pre_ping=True)
ReplicaSession = sessionmaker(bind=replica_engine)


def get_db() -> Iterator[Session]:
    with SessionLocal() as db:
        yield db


def get_replica() -> Iterator[Session]:
    with ReplicaSession() as db:
        yield db
