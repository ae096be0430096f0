import os

from fastapi import Depends, FastAPI
from sqlalchemy import create_engine, text
from sqlalchemy.orm import Session, sessionmaker

site = FastAPI()
engine = create_engine(os.environ["DATABASE_URL"], pool_size=20, pool_pre_ping=True)


def session():
    opened = sessionmaker(bind=engine)()
    try:
        yield opened
    finally:
        opened.close()


@site.get("/orders")
def orders(database: Session = Depends(session)):
    return database.execute(text("select count(*) from orders")).scalar()
