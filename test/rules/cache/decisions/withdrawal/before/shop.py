import os

import redis.asyncio as redis
from fastapi import FastAPI, HTTPException

site = FastAPI()
r = redis.from_url(os.environ["REDIS_URL"])


@site.post("/accounts/{account}/withdraw/{amount}")
async def withdraw(account: str, amount: int):
    if int(await r.get(f"balance:{account}") or 0) < amount:
        raise HTTPException(409)
    return {"status": "paid"}
