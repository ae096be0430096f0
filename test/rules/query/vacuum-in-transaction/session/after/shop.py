from fastapi import FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

engine = create_engine("postgresql+psycopg2://localhost/shop")
app = FastAPI()


@app.post("/run")
def run(page: int = 0):
    with Session(engine) as session:
        with session.get_bind().connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.execute(text("VACUUM orders"))  # every night
        session.commit()
