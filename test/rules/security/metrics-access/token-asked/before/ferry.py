from fastapi import FastAPI, Header, HTTPException, Response
from prometheus_client import generate_latest

app = FastAPI()


@app.get("/metrics")
def numbers(authorization: str = Header("")):
    if authorization != "Bearer let-me-in":
        raise HTTPException(401)
    return Response(generate_latest())
