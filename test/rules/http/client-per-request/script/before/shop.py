from fastapi import FastAPI

site = FastAPI()   # no client


@site.get("/alive")
async def alive():
    return {"ok": True}
