from fastapi import FastAPI

# the desk's api
desk = FastAPI()


@desk.get("/healthz")
async def alive():
    return {"ok":  True}
