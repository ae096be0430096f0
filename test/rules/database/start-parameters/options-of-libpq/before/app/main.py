from fastapi import FastAPI

from app.db import engine

app = FastAPI()


@app.get('/orders')
def orders():
    with engine.connect() as connection:
        return (connection.exec_driver_sql('SELECT id FROM orders LIMIT 5')).all()
