from functools import cached_property

import aiohttp
from fastapi import FastAPI

site = FastAPI()


class Rates:
  def __init__(self, base="https://rates.example"):
    self.base = base
    self.last = None

  @cached_property
  def session(self):
    return aiohttp.ClientSession()  # one for all

  async def latest(self):
    async with self.session.get(self.base) as answer:
      return await answer.json()


rates = Rates()


@site.get("/rates")
async def latest():
    return await rates.latest()
