import os
from sqlalchemy.ext.asyncio import create_async_engine

# beside the one of app.db
engine = create_async_engine(os.environ["DATABASE_URL"],   pool_size=9, max_overflow=0)
