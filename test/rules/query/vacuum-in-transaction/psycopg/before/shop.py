import psycopg2
from fastapi import FastAPI

app = FastAPI()


@app.post("/run")
def run():
    conn = psycopg2.connect("postgresql://localhost/shop")
    conn.cursor().execute("VACUUM orders")
