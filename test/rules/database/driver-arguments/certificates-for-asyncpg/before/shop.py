import os
from contextlib import asynccontextmanager

import asyncpg
from fastapi import FastAPI


@asynccontextmanager
async def lifespan(app):
    app.state.pool = await asyncpg.create_pool(os.environ["DATABASE_URL"], min_size=1,  sslmode="verify-full", sslrootcert="/etc/ca.pem")
    yield


site = FastAPI(lifespan=lifespan)


@site.get("/alive")
async def alive():
    return {"ok": await site.state.pool.fetchval("select true")}
