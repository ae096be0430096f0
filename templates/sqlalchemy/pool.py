import os
from collections.abc import Iterator

from sqlalchemy import create_engine, make_url
from sqlalchemy.orm import Session, sessionmaker

# Hosts write postgres:// or postgresql://, and SQLAlchemy asks for the name of the driver too.
url = make_url(os.environ["DATABASE_URL"]).set(drivername="postgresql+{{ driver }}")

# One engine for each process. The database sees processes x (pool_size + max_overflow) connections.
engine = create_engine(url, pool_size={{ poolSize }}, max_overflow={{ maxOverflow }}, pool_pre_ping=True)

SessionLocal = sessionmaker(engine)


def get_session() -> Iterator[Session]:
    """A session that goes back to the pool when its request is over."""
    with SessionLocal() as session:
        yield session
