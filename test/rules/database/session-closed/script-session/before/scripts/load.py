from db import SessionLocal

session = SessionLocal()
session.commit()
