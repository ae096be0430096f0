from storage import where
from fastapi import FastAPI
from slowapi import Limiter
from slowapi.util import get_remote_address

limiter = Limiter(key_func=get_remote_address, storage_uri=where())
app = FastAPI()
app.state.limiter = limiter
