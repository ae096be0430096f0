from functools import lru_cache

from fastapi import FastAPI

site = FastAPI()


class Ledger:
    @staticmethod
    @lru_cache(maxsize=128)
    def total(user: str) -> int:
        return len(user)


@site.get("/totals/{user}")
def totals(user: str):
    return Ledger.total(user)
