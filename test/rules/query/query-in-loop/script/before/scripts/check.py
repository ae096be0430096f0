from database import SessionLocal
from models import Order

db = SessionLocal()
for number in range(1000):
    db.get(Order, number)
