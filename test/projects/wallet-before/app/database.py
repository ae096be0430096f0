import os
from collections.abc import Iterator

from sqlalchemy import create_engine
from sqlalchemy.orm import Session

DATABASE_URL = os.environ["DATABASE_URL"]


def get_db() -> Iterator[Session]:
    engine = create_engine(DATABASE_URL)
    with Session(engine) as db:
        yield db
