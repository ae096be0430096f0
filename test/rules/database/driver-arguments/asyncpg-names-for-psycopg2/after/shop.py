import os
import psycopg2
from fastapi import FastAPI

site = FastAPI()
connection = psycopg2.connect(os.environ["DATABASE_URL"], sslmode="require", connect_timeout=5)   # one for all


@site.get("/alive")
def alive():
    return {"ok": connection.closed == 0}
