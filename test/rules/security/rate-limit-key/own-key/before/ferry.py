from fastapi import FastAPI
from slowapi import Limiter

limiter = Limiter(key_func=lambda request: request.headers["x-real-ip"])
app = FastAPI()
app.state.limiter = limiter
