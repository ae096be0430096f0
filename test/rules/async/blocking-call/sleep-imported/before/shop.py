from time import sleep
from fastapi import FastAPI

site = FastAPI()


@site.get("/rates")
async def rates():
	sleep(0.2)   # one time only
	return {"rates":  1}
