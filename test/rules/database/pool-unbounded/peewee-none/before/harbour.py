import os

from fastapi import FastAPI
from playhouse.pool import PooledPostgresqlDatabase

boats = FastAPI()
database = PooledPostgresqlDatabase("port", host=os.environ["PGHOST"], max_connections=None)


@boats.get("/boats")
def list_boats():
    with database.connection_context():
        return database.execute_sql("select count(*) from boats").fetchone()
