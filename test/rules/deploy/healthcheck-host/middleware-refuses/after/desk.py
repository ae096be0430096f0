from fastapi import FastAPI
from starlette.middleware.trustedhost import TrustedHostMiddleware

# the desk's api
desk = FastAPI()
desk.add_middleware(TrustedHostMiddleware,   allowed_hosts=["desk.example", "healthcheck.railway.app"])


@desk.get("/alive")
async def alive():
    return {"ok":  True}
