from functools import lru_cache

from fastapi import FastAPI

site = FastAPI()


class Ledger:
    @lru_cache(maxsize=None)
    def total(self, user: str) -> int:
        return len(user)


ledger = Ledger()


@site.get("/totals/{user}")
def totals(user: str):
    return ledger.total(user)
