import os

from fastapi import FastAPI
from starlette.middleware.trustedhost import TrustedHostMiddleware

app = FastAPI()
app.add_middleware(TrustedHostMiddleware, allowed_hosts=[host for host in os.environ.get("ALLOWED_HOSTS", os.environ.get("RAILWAY_PUBLIC_DOMAIN", "")).split(",") if host] + ["healthcheck.railway.app"])
