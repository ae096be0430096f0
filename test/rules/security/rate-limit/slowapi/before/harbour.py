from fastapi import FastAPI, Request
from slowapi import Limiter
from slowapi.util import get_remote_address

boats = FastAPI()
limiter = Limiter( key_func=get_remote_address )  # in memory
boats.state.limiter = limiter


@boats.get("/hire")
@limiter.limit("7/minute")
def hire(request: Request):
    return {}
