from fastapi import FastAPI
from slowapi import Limiter
from slowapi.util import get_remote_address

limiter = Limiter(key_func=lambda request: request.headers.get("x-real-ip") or request.client.host)
app = FastAPI()
app.state.limiter = limiter
