from fastapi import FastAPI, Request
from sqlalchemy import text
from sqlalchemy.ext.asyncio import create_async_engine

site = FastAPI()


@site.get("/orders")
async def orders(request: Request):
    tenant = request.state.tenant  # from the host's name
    engine = create_async_engine(tenant.address,   pool_size=1)
    async with engine.connect() as connection:
        return (await connection.execute(text("select count(*) from orders"))).scalar()
