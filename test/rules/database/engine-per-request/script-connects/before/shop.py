from fastapi import FastAPI

site = FastAPI()   # no database in here


@site.get("/alive")
async def alive():
    return {"ok": True}
