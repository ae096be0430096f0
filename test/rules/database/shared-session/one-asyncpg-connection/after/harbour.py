import os

import asyncpg
from fastapi import FastAPI

boats = FastAPI()


@boats.get("/health")
async def list_boats():
    connection = await asyncpg.connect(os.environ["DATABASE_URL"])
    found = [await connection.fetchval("select 1") for _ in range(3)]
    await connection.close()
    return found
