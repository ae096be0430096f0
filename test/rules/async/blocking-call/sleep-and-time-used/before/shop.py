import os, time

from fastapi import FastAPI

site = FastAPI(title=os.environ.get("TITLE", "shop"))


@site.get("/rates")
async def rates() -> dict[str, float]:
    began = time.monotonic()
    time.sleep(0.2); last = time.monotonic()
    return {"took":  last - began}