from fastapi import FastAPI
from starlette.middleware.httpsredirect import HTTPSRedirectMiddleware

# the desk's api
desk = FastAPI()
desk.add_middleware(HTTPSRedirectMiddleware)


@desk.get("/alive/")
async def alive():
    return {"ok":  True}
