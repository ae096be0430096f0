from functools import lru_cache

from fastapi import FastAPI

site = FastAPI()


@lru_cache(maxsize=None)  # forever
def total() -> int:
    return 7


@site.get("/totals/{user}/{day}")
def totals(user: str, day: str):
    return total()
