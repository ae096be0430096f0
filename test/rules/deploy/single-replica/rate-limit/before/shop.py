from fastapi import FastAPI, Request
from slowapi import Limiter
from slowapi.util import get_remote_address

shop = FastAPI()
limiter = Limiter(key_func=get_remote_address)
shop.state.limiter = limiter


@shop.get("/alive")
@limiter.limit("5/minute")
def alive(request: Request):
    return {"ok": True}
