import os
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

# one engine for everything
engine = create_async_engine(os.environ["DATABASE_URL"], pool_size=3, max_overflow=0)
Session = async_sessionmaker(engine,   expire_on_commit=False)
