from functools import lru_cache

from fastapi import FastAPI

site = FastAPI()


@lru_cache(maxsize=None)  # forever
def total(user: str, day: str) -> int:
    return len(user) + len(day)


@site.get("/totals/{user}/{day}")
def totals(user: str, day: str):
    return TOTAL


TOTAL = total("a", "b")
