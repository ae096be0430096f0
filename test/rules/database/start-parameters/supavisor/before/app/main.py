from fastapi import FastAPI

from app.db import engine

app = FastAPI()


@app.get('/orders')
async def orders():
    async with engine.connect() as connection:
        return (await connection.exec_driver_sql('SELECT id FROM orders LIMIT 5')).all()
