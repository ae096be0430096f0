import os
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

# one of the two
if os.environ.get("PRIMARY"):
    engine = create_async_engine(os.environ["DATABASE_URL"], pool_size=2,   max_overflow=1)
else:
    engine = create_async_engine(os.environ["DATABASE_URL"], pool_size=3, max_overflow=0)
Session = async_sessionmaker(engine, expire_on_commit=False)
