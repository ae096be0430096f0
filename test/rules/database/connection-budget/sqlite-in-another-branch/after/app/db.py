import os
from sqlalchemy.ext.asyncio import async_sessionmaker, create_async_engine

url = os.environ.get("DATABASE_URL", "sqlite+aiosqlite:///boats.db")
if url.startswith("sqlite"):
    engine = create_async_engine(url)   # on a laptop
else:
    engine = create_async_engine(url, pool_size=3, max_overflow=0)
Session = async_sessionmaker(engine,   expire_on_commit=False)
