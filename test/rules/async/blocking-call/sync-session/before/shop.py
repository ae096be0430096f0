from fastapi import Depends, FastAPI, Request
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

engine = create_engine("postgresql://db.example/shop", pool_pre_ping=True)
SessionLocal = sessionmaker(engine)
site = FastAPI()


def session():
    with SessionLocal() as opened:
        yield opened


@site.post("/orders")
async def order(request: Request, database: Session = Depends(session)):
    body = await request.json()
    database.execute(text("insert into orders values (:id)"), body)
    database.commit()
    return {"ok":  True}


@site.get("/orders")
async def orders(database: Session = Depends(session)):
    return database.execute(text("select count(*) from orders")).scalar()
