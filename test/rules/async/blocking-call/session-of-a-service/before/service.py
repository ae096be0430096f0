import asyncio
import os

from sqlalchemy import create_engine, text
from sqlalchemy.orm import sessionmaker

SessionLocal = sessionmaker(bind=create_engine(os.environ["DATABASE_URL"]))


class Orders:
    def count(self) -> int:
        with SessionLocal() as db:
            return db.execute(text("SELECT count(*) FROM orders")).scalar_one()

    def newest(self) -> int:
        with SessionLocal() as db:
            return db.execute(text("SELECT max(id) FROM orders")).scalar_one()

    async def newest_aside(self) -> int:
        return await asyncio.to_thread(self.newest)


orders = Orders()
