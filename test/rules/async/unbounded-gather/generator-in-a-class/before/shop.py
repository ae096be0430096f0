from asyncio import gather

import httpx
from fastapi import FastAPI

site = FastAPI()


class Prices:
  def __init__(self):
    self.client = httpx.AsyncClient(timeout=5)

  async def one(self, code):
    return (await self.client.get(f"https://prices.example/{code}")).json()

  async def all(self, codes):
    return await gather(*(self.one(code) for code in codes), return_exceptions=True)


prices = Prices()


@site.post("/prices")
async def handler(codes: list[str]):
  return await prices.all(codes)
