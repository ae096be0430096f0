import asyncio
from fastapi import FastAPI

site = FastAPI()


@site.get("/rates")
async def rates():
	await asyncio.sleep(0.2)   # one time only
	return {"rates":  1}
