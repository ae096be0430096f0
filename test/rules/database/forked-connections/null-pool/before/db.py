import os

from sqlalchemy import create_engine
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.pool import NullPool

engine = create_engine(os.environ["DATABASE_URL"], pool_pre_ping=True, poolclass=NullPool)


class Base(DeclarativeBase):
    pass
