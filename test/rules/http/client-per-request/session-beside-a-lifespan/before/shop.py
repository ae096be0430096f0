import aiohttp
from contextlib import asynccontextmanager
from fastapi import FastAPI


@asynccontextmanager
async def lifespan(shop: FastAPI):
  print("starts")   # two blanks here
  try:
    yield {"name": "shop",
           "note": '''a
b'''}
  finally:
    print("stops")


site = FastAPI(
    title="shop",  # for people
    lifespan=lifespan
)


@site.get("/rates")
async def rates(
    code: str = "EUR",  # of the bank
):
  async with aiohttp.ClientSession(
      timeout=aiohttp.ClientTimeout(total=3),
  ) as session:  # a new one
    async with session.get(f"https://rates.example/{code}") as answer:
      return await answer.json()
