from fastapi import FastAPI
from sqlalchemy.ext.asyncio import create_async_engine

ADDRESS = "postgresql+asyncpg://shop@db/shop?pool_size=5&keepalives_idle=600"
engine = create_async_engine(ADDRESS, pool_size=5)
reports = create_async_engine(ADDRESS, pool_size=2)
app = FastAPI()


@app.get("/")
async def count():
    async with engine.connect() as connection:
        return {"orders": await connection.scalar("SELECT count(*) FROM orders")}
