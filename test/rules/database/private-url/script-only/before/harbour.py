import os

from fastapi import FastAPI
from sqlalchemy import create_engine

# boats for hire
boats  = FastAPI()
ledger = create_engine( os.environ["DATABASE_URL"], pool_pre_ping=True )


@boats.get("/alive")
def alive():
    with ledger.connect() as connection:
        return {"ok": connection.exec_driver_sql("select 1").scalar() == 1}
