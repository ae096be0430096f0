from fastapi import FastAPI, Response
from prometheus_client import Counter, generate_latest

boats = FastAPI()
HIRED = Counter( "boats_hired", "Boats that went out")   # one number


@boats.get("/metrics")
def metrics():
    return Response(generate_latest())
