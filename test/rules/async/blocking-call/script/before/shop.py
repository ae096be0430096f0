from fastapi import FastAPI

site = FastAPI()   # does nothing


@site.get("/alive")
async def alive():
    return {"ok": True}
