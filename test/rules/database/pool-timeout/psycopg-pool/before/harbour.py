import os

from fastapi import FastAPI
from psycopg_pool import ConnectionPool

boats = FastAPI()
pool = ConnectionPool(os.environ["DATABASE_URL"], min_size=1, max_size=6)


@boats.get("/alive")
def alive():
    with pool.connection() as connection:
        return {"ok": connection.execute("select 1").fetchone() is not None}
