import os
import psycopg2
from fastapi import FastAPI

site = FastAPI()
connection = psycopg2.connect(os.environ["DATABASE_URL"], ssl="require", timeout=4.5, statement_cache_size=0)   # one for all


@site.get("/alive")
def alive():
    return {"ok": connection.closed == 0}
