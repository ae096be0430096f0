from queue_client import listen
from database import SessionLocal
from models import Order
from sqlalchemy.orm import Session


def run(db: Session):
    for message in listen("orders"):
        db.add(Order(**message))
        db.commit()
        message.acknowledge()


with SessionLocal() as session:
    run(session)
