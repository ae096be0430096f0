from fastapi import FastAPI, Header, HTTPException, Response
from prometheus_client import generate_latest

app = FastAPI()


@app.get("/metrics")
def numbers():
    return Response(generate_latest())
