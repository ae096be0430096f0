from fastapi import FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session

engine = create_engine("postgresql+psycopg2://localhost/shop")
app = FastAPI()


@app.post("/run")
def run(page: int = 0):
    with Session(engine) as session:
        return session.execute(text("SELECT id FROM orders ORDER BY id LIMIT 50 OFFSET :skip"), {"skip": page * 50}).all()
