import functools

from fastapi import FastAPI

site = FastAPI()


@functools.cache  # forever
def total(user: str, day: str) -> int:
    return len(user) + len(day)


@site.get("/totals/{user}/{day}")
def totals(user: str, day: str):
    return total(user, day)
