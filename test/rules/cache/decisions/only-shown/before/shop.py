import os

import redis.asyncio as redis
from fastapi import FastAPI

site = FastAPI()
r = redis.from_url(os.environ["REDIS_URL"])


@site.get("/accounts/{account}")
async def account_page(account: str):
    return {"balance": await r.get(f"balance:{account}")}
