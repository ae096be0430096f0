from fastapi import FastAPI
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware

# the desk's api
desk = FastAPI(middleware=[
    Middleware(TrustedHostMiddleware,
               allowed_hosts=['desk.example', '*.desk.example', 'healthcheck.railway.app', ],
               www_redirect=False),
])


@desk.get("/alive")
async def alive():
    return {"ok":  True}
