from fastapi import FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

engine = create_engine("postgresql+psycopg2://localhost/shop")
app = FastAPI()


@app.post("/run")
def run(page: int = 0):
    with Session(engine) as session:
        session.execute(text("VACUUM orders"))  # every night
        session.commit()
